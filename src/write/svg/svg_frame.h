/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_SVG_SVG_FRAME_H
#define NUMAKVA_WRITE_SVG_SVG_FRAME_H

#include "write/svg/svg_parts.h"

/* Draw what is above and below the bands. */
void nkv_svg_head(struct nkv_svg *svg);
void nkv_svg_nodes(struct nkv_svg *svg);
void nkv_svg_hazards(struct nkv_svg *svg);
void nkv_svg_map(struct nkv_svg *svg);
void nkv_svg_legend(struct nkv_svg *svg);

#endif
