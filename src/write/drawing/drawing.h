/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A picture of a plan, in pages: bands of marks in two spaces, and arrows
 * between marks. It is made once from a plan. A back end converts pages to
 * cells or pixels (scale.h) and places the labels (labels.h).
 */
#ifndef NUMAKVA_WRITE_DRAWING_DRAWING_H
#define NUMAKVA_WRITE_DRAWING_DRAWING_H

#include "write/drawing/marks.h"

/* Draws the plan, which must outlive the drawing. Returns false if there was no memory. */
bool nkv_drawing_make(struct nkv_drawing *drawing, const struct nkv_plan *plan);

void nkv_drawing_free(struct nkv_drawing *drawing);

#endif
