/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What marks of a kind look like, and what a legend says of them. */
#ifndef NUMAKVA_WRITE_DRAWING_PALETTE_H
#define NUMAKVA_WRITE_DRAWING_PALETTE_H

#include "write/drawing/marks.h"

/* A kind's looks. A kind of nodes has the node's number for a glyph, and its colour. */
struct nkv_look {
	const char *words;  /* in a legend */
	const char *glyph;  /* a cell, in UTF-8 ... */
	const char *ascii;  /* ... and without */
	const char *escape; /* its colour on a terminal; "" for none */
	const char *class;  /* in SVG */
};

const struct nkv_look *nkv_look(enum nkv_mark_kind kind);

/* The colour of a node on a terminal. */
const char *nkv_node_escape(int nid);

/* A node's number in one cell: 0 to 9, then a to f. */
const char *nkv_node_glyph(int nid);

/* The kind of mark that a severity has. */
enum nkv_mark_kind nkv_severity_mark(enum nkv_severity severity);

#endif
