/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The texts and shapes of pictures and charts. */
#ifndef NUMAKVA_WRITE_SVG_SVG_PARTS_H
#define NUMAKVA_WRITE_SVG_SVG_PARTS_H

#include <stdbool.h>
#include <stdio.h>

#include "write/drawing/marks.h"
#include "write/drawing/scale.h"

/* Pixels. */
enum {
	NKV_SVG_WIDTH = 1200, /* the width of a picture */
	NKV_SVG_MARGIN = 24,
	NKV_SVG_BAR_X = 146, /* where bars begin, after the names of bands */
	NKV_SVG_BAR_WIDTH = NKV_SVG_WIDTH - NKV_SVG_MARGIN - NKV_SVG_BAR_X,
	NKV_SVG_BAR_HEIGHT = 24,
	NKV_SVG_LANE = 26, /* the distance between lanes of a bar */
	NKV_SVG_LINE = 17, /* the distance between lines of text */
	NKV_SVG_FONT = 12,
	/* no character of this size is wider, including the space between two */
	NKV_SVG_CHARACTER = 8,
};

struct nkv_svg {
	FILE *out;
	const struct nkv_drawing *drawing;
	const struct nkv_subject *subject; /* the subject of a picture; NULL in a chart */
	struct nkv_scale scales[NKV_SPACES];
	size_t y; /* where the next part begins */
	bool seen[NKV_MARK_KINDS];
	bool seen_fidelity[NKV_CUT_SHORT + 1];
	bool map_combined; /* some entries of the map share a label */
	size_t given_y;	   /* where arrows begin ... */
	size_t window_y;   /* ... and end */
};

/* The greatest width of a text of this many characters, in pixels. */
size_t nkv_svg_text_width(size_t characters, size_t font);

/* A text with its baseline at y. Class and text must not need escapes. */
void nkv_svg_text(const struct nkv_svg *svg, size_t x, size_t y, const char *class,
		  const char *text);

/* The same, but ending at x, or centred at x. */
void nkv_svg_text_end(const struct nkv_svg *svg, size_t x, size_t y, const char *class,
		      const char *text);
void nkv_svg_text_middle(const struct nkv_svg *svg, size_t x, size_t y, const char *class,
			 const char *text);

/* The name of a machine, as a title in large letters; moves y below it. */
void nkv_svg_name(struct nkv_svg *svg, const char *name);

/* A text in lines of `columns` characters; moves y below it. */
void nkv_svg_paragraph(struct nkv_svg *svg, size_t x, const char *class, const char *text,
		       size_t columns);

/* The shape of a severity or a verdict, in a square of `size` pixels. */
void nkv_svg_severity(const struct nkv_svg *svg, size_t x, size_t y, size_t size,
		      enum nkv_severity severity);
void nkv_svg_verdict(const struct nkv_svg *svg, size_t x, size_t y, size_t size,
		     enum nkv_verdict verdict);

/* The shape of a verdict or a severity as a picture of its own, with `size` pixels. */
void nkv_svg_put_verdict(FILE *out, enum nkv_verdict verdict, size_t size);
void nkv_svg_put_severity(FILE *out, enum nkv_severity severity, size_t size);

#endif
