/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which line of a log stands for which planned one: the cheapest way through both. */
#ifndef NUMAKVA_CORE_COMPARE_ALIGN_H
#define NUMAKVA_CORE_COMPARE_ALIGN_H

#include <numakva/compare.h>

#include "core/arena.h"
#include "core/console/console.h"

enum nkv_move {
	NKV_MOVE_PAIR,
	NKV_MOVE_PLANNED, /* alone */
	NKV_MOVE_LOGGED,
};

struct nkv_alignment {
	const struct nkv_planned_line *planned;
	const struct nkv_logged_line *logged;
	const size_t *order;			     /* which of `logged` comes when */
	const struct nkv_console_line *logged_lines; /* what each of those is, in that order */
	size_t planned_count, logged_count;
	unsigned char
		*missing; /* what it costs that a planned line is missing before each of `logged` */
	unsigned char *moves; /* enum nkv_move; (plan.count + 1) rows of (log.count + 1) */
	uint32_t *costs;      /* of this row and of the last */
};

/* Takes what it needs, and parses the lines of the log. Returns false if there is no room. */
bool nkv_alignment_begin(struct nkv_arena *arena, const struct nkv_boot_record *record,
			 struct nkv_alignment *alignment);

/* Finds the way. */
void nkv_align(const struct nkv_alignment *alignment);

/* Which way to go from two lines on: an enum nkv_move. */
unsigned char *nkv_alignment_move(const struct nkv_alignment *alignment, size_t planned,
				  size_t logged);

/* Whether a log has what is planned, in the words of one kernel or another. */
bool nkv_alignment_is_said(const struct nkv_planned_line *planned, const char *logged);

#endif
