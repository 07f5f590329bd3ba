/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pairs the lines of a log with planned lines, at the least cost. */
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
	const size_t *order;			     /* the order of `logged` */
	const struct nkv_console_line *logged_lines; /* the parsed lines, in that order */
	size_t planned_count, logged_count;
	unsigned char
		*missing; /* the cost of a planned line that is missing before each of `logged` */
	unsigned char *moves; /* enum nkv_move; (plan.count + 1) rows of (log.count + 1) moves */
	uint32_t *costs;      /* of this row and of the one before */
};

/* Allocates what it needs, and parses the lines of the log. Returns false if there is no room. */
bool nkv_alignment_begin(struct nkv_arena *arena, const struct nkv_boot_record *record,
			 struct nkv_alignment *alignment);

/* Finds the moves. */
void nkv_align(const struct nkv_alignment *alignment);

/* The move at two lines: an enum nkv_move. */
unsigned char *nkv_alignment_move(const struct nkv_alignment *alignment, size_t planned,
				  size_t logged);

/* Whether a log has the planned line, in the words of either kernel. */
bool nkv_alignment_is_said(const struct nkv_planned_line *planned, const char *logged);

#endif
