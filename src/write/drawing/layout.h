/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of a drawing: each function adds its bands below the others. */
#ifndef NUMAKVA_WRITE_DRAWING_LAYOUT_H
#define NUMAKVA_WRITE_DRAWING_LAYOUT_H

#include "write/drawing/marks.h"

void nkv_layout_physical(struct nkv_drawing *drawing);
void nkv_layout_lowmem(struct nkv_drawing *drawing);

/* With SPARSEMEM: the sections over physical memory, and their mem_maps over low memory. */
void nkv_layout_sections(struct nkv_drawing *drawing);
void nkv_layout_section_memmaps(struct nkv_drawing *drawing);

void nkv_layout_calls(struct nkv_drawing *drawing);
void nkv_layout_hazards(struct nkv_drawing *drawing, enum nkv_space space);

#endif
