/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The looks of each kind of marks, and their words in a legend. */
#ifndef NUMAKVA_WRITE_DRAWING_PALETTE_H
#define NUMAKVA_WRITE_DRAWING_PALETTE_H

#include "write/drawing/marks.h"

/* The looks of a kind. Kinds of nodes have the node's number as glyph, and its colour. */
struct nkv_look {
	char words[27]; /* for the legend */
	char glyph[4];	/* the character of a cell, in UTF-8 ... */
	char ascii[2];	/* ... and in ASCII */
	char escape[9]; /* the colour on a terminal; "" for none */
	char class[11]; /* the class in SVG */
};

const struct nkv_look *nkv_look(enum nkv_mark_kind kind);

/* The colour of a node on a terminal. */
const char *nkv_node_escape(int nid);

/* A node's number in one cell: 0 to 9, then a to f. */
const char *nkv_node_glyph(int nid);

/* The kind of mark for a severity. */
enum nkv_mark_kind nkv_severity_mark(enum nkv_severity severity);

#endif
