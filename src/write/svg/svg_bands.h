/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_SVG_SVG_BANDS_H
#define NUMAKVA_WRITE_SVG_SVG_BANDS_H

#include "write/svg/svg_parts.h"

/* Draw a band, and move y below it. */
void nkv_svg_bar(struct nkv_svg *svg, const struct nkv_band *band);
void nkv_svg_labelled(struct nkv_svg *svg, const struct nkv_band *band);
void nkv_svg_axis(struct nkv_svg *svg, enum nkv_space space);

#endif
