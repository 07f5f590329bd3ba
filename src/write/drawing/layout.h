/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How a drawing is put together: each function adds its rows below those there are. */
#ifndef NUMAKVA_WRITE_DRAWING_LAYOUT_H
#define NUMAKVA_WRITE_DRAWING_LAYOUT_H

#include "write/drawing/drawing.h"

void nkv_layout_physical(struct nkv_drawing *drawing);
void nkv_layout_lowmem(struct nkv_drawing *drawing);
void nkv_layout_calls(struct nkv_drawing *drawing);
void nkv_layout_hazards(struct nkv_drawing *drawing, enum nkv_space space);

/* A new row at the bottom, into which the next marks go. Never NULL. */
struct nkv_band *nkv_layout_band(struct nkv_drawing *drawing, enum nkv_band_kind kind,
				 enum nkv_space space, const char *name);

/* A new mark in the last row. Never NULL. */
struct nkv_mark *nkv_layout_mark(struct nkv_drawing *drawing, enum nkv_mark_kind kind,
				 struct nkv_range pages);

/* What a mark says: its label, and its title. */
void nkv_mark_label(struct nkv_mark *mark, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void nkv_mark_title(struct nkv_mark *mark, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* ", 480 pages (1.9 MiB), 0x1fe00..0x1ffe0" at the end of a mark's title. */
void nkv_mark_title_pages(struct nkv_mark *mark);

/* The pages of a call of the allocator, as a 64-bit sum. */
struct nkv_range nkv_layout_call_pages(const struct nkv_bootmem_call *call);

/* Where a node's window is in low memory; empty without one. */
struct nkv_range nkv_layout_window(const struct nkv_plan *plan, const struct nkv_node *node);

/* The kernel up to the end of the allocator's bitmap, or what is known of it. */
struct nkv_range nkv_layout_kernel(const struct nkv_plan *plan);

#endif
