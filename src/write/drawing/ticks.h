/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pfns and sizes at the important edges along an axis. */
#ifndef NUMAKVA_WRITE_DRAWING_TICKS_H
#define NUMAKVA_WRITE_DRAWING_TICKS_H

#include "write/drawing/scale.h"

enum { NKV_TICKS_MAX = 48, NKV_TICK_BYTES = 48 };

struct nkv_tick {
	uint64_t pfn;
	size_t position; /* in units of the scale */
	size_t start;	 /* of its text */
	size_t width;
	char text[NKV_TICK_BYTES];
};

struct nkv_ticks {
	struct nkv_tick list[NKV_TICKS_MAX];
	size_t count;
};

/*
 * Ticks in [from, from + width) of the scale; a character has `character`
 * units. Ticks do not overlap: important ones are placed first, and others only
 * if there is room.
 */
void nkv_ticks_make(struct nkv_ticks *ticks, const struct nkv_drawing *drawing,
		    enum nkv_space space, const struct nkv_scale *scale, size_t from, size_t width,
		    size_t character);

#endif
