/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a kernel prints about its memory while it boots, as lines to be held against a log. */
#ifndef NUMAKVA_WRITE_CONSOLE_PLANNED_LINES_H
#define NUMAKVA_WRITE_CONSOLE_PLANNED_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include <numakva/compare.h>

#include "base/text.h"

struct nkv_planned_lines {
	struct nkv_planned_line *lines;
	size_t count;
	size_t capacity;
	struct nkv_text text; /* what the lines point into */
	bool failed;
};

/*
 * All that the plan says, also what is printed after setup. Returns false if
 * there is no memory; otherwise *lines is to be freed.
 */
bool nkv_planned_lines(const struct nkv_plan *plan, struct nkv_planned_lines *lines);

void nkv_planned_lines_free(struct nkv_planned_lines *lines);

#endif
