/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A picture of a plan in SVG. */
#ifndef NUMAKVA_WRITE_SVG_SVG_PICTURE_H
#define NUMAKVA_WRITE_SVG_SVG_PICTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "write/subject.h"

enum nkv_svg_use {
	NKV_SVG_ALONE,	/* the picture shows everything */
	NKV_SVG_IN_PAGE /* the page around it has name, verdict, nodes, map and hazards */
};

/*
 * Draws a plan as elements that fill NKV_SVG_WIDTH times *height pixels from
 * (0, 0), to be put inside <svg>. Returns false if there was no memory.
 */
bool nkv_svg_draw(FILE *out, const struct nkv_subject *subject, enum nkv_svg_use use,
		  size_t *height);

/* Describes the picture in sentences, for people who cannot see it; escaped. */
void nkv_svg_put_description(FILE *out, const struct nkv_plan *plan);

#endif
