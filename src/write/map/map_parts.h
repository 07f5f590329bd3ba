/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Shared by the parts of the map. */
#ifndef NUMAKVA_WRITE_MAP_MAP_PARTS_H
#define NUMAKVA_WRITE_MAP_MAP_PARTS_H

#include "write/drawing/marks.h"
#include "write/drawing/scale.h"
#include "write/map/cells.h"
#include "write/output.h"

enum { NKV_MAP_GUTTER = 12 }; /* the columns before a bar, for its name */

/* A mark and its cells. */
struct nkv_span {
	const struct nkv_mark *mark;
	size_t start;
	size_t end;
};

/*
 * The marks on a line. If there are very many marks, bars are very long, and
 * searching all marks for each line would take too long.
 */
struct nkv_spans {
	struct nkv_span *all; /* of a space, ordered by start */
	size_t count;
	size_t begun;	       /* the number of those that begin on this line or before it */
	struct nkv_span *here; /* the marks on the line, in their order */
	size_t here_count;
};

struct nkv_map {
	FILE *out;
	struct nkv_style style;
	const struct nkv_drawing *drawing;
	struct nkv_scale scales[NKV_SPACES];
	struct nkv_spans spans;
	struct nkv_cells line;	   /* as wide as a bar */
	bool seen[NKV_MARK_KINDS]; /* used by the legend */
	bool seen_fidelity[NKV_CUT_SHORT + 1];
	size_t from; /* the first cell of the line: bars that are too long continue below */
};

/* Allocates the spans of the drawing. Returns false if there was no memory. */
bool nkv_map_spans_make(struct nkv_map *map);

void nkv_map_spans_free(struct nkv_map *map);

/* Begins with the marks of a space, before its first line. */
void nkv_map_spans_begin(struct nkv_map *map, enum nkv_space space);

/* Moves to the line that begins at `from`, below the lines before. */
void nkv_map_spans_turn(struct nkv_map *map);

/* The marks of a band on the line, in the band's order. Sets *count. */
const struct nkv_span *nkv_map_spans_of(const struct nkv_map *map, const struct nkv_band *band,
					size_t *count);

/* Prints a bar: its marks in lanes and, if marks are too small, their labels below. */
void nkv_map_bar(struct nkv_map *map, const struct nkv_band *band);

/* Prints a band of a hazard or of calls: its marks and its label. */
void nkv_map_labelled(struct nkv_map *map, const struct nkv_band *band);

/* Prints the axis of a space, with pfns and sizes. */
void nkv_map_axis(struct nkv_map *map, enum nkv_space space);

void nkv_map_legend(struct nkv_map *map);

/* The one of two characters that the terminal can show. */
const char *nkv_map_glyph(const struct nkv_map *map, const char *utf8, const char *ascii);

#endif
