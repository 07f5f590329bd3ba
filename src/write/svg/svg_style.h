/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_SVG_SVG_STYLE_H
#define NUMAKVA_WRITE_SVG_SVG_STYLE_H

#include <stdio.h>

/* Puts what every document with pictures needs once: style rules, and <defs>. */
void nkv_svg_put_style(FILE *out);
void nkv_svg_put_definitions(FILE *out);

#endif
