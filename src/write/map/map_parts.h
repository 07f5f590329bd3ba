/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Between the parts of the map. */
#ifndef NUMAKVA_WRITE_MAP_MAP_PARTS_H
#define NUMAKVA_WRITE_MAP_MAP_PARTS_H

#include "write/drawing/marks.h"
#include "write/drawing/scale.h"
#include "write/map/cells.h"
#include "write/output.h"

enum { NKV_MAP_GUTTER = 12 }; /* columns before a bar, for its name */

/* A mark, and its cells of the scale. */
struct nkv_span {
	const struct nkv_mark *mark;
	size_t start;
	size_t end;
};

/*
 * Which marks are on a line. Of very many the bars are very long, and to look
 * through all marks for each of their lines would take ages.
 */
struct nkv_spans {
	struct nkv_span *all; /* of a space, by where they begin */
	size_t count;
	size_t begun;	       /* how many of them no line after this one begins with */
	struct nkv_span *here; /* those on the line, in the order of the marks */
	size_t here_count;
};

struct nkv_map {
	FILE *out;
	struct nkv_style style;
	const struct nkv_drawing *drawing;
	struct nkv_scale scales[NKV_SPACES];
	struct nkv_spans spans;
	struct nkv_cells line;	   /* a bar's width */
	bool seen[NKV_MARK_KINDS]; /* for the legend */
	bool seen_fidelity[NKV_CUT_SHORT + 1];
	size_t from; /* the cell of the scale that the line begins with: bars that are too long go on below */
};

/* Room for the marks of the drawing. Returns false if there was no memory. */
bool nkv_map_spans_make(struct nkv_map *map);

void nkv_map_spans_free(struct nkv_map *map);

/* Begins with the marks of a space, before its first line. */
void nkv_map_spans_begin(struct nkv_map *map, enum nkv_space space);

/* Goes on to the line that begins at `from`, which is below those before it. */
void nkv_map_spans_turn(struct nkv_map *map);

/* What is on the line of a band of the space: so many, in the band's order. */
const struct nkv_span *nkv_map_spans_of(const struct nkv_map *map, const struct nkv_band *band,
					size_t *count);

/* A bar, with its marks in lanes and, where they are too small, their labels below. */
void nkv_map_bar(struct nkv_map *map, const struct nkv_band *band);

/* A band of a hazard or of calls: marks, and one label. */
void nkv_map_labelled(struct nkv_map *map, const struct nkv_band *band);

/* The axis of a space, with pfns and sizes. */
void nkv_map_axis(struct nkv_map *map, enum nkv_space space);

void nkv_map_legend(struct nkv_map *map);

/* The character of two that the terminal has. */
const char *nkv_map_glyph(const struct nkv_map *map, const char *utf8, const char *ascii);

#endif
