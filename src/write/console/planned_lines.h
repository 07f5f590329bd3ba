/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines that a kernel prints about its memory while it boots, for comparison with a log. */
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
	struct nkv_text text; /* contains the texts of the lines */
	bool failed;
};

/*
 * All lines of the plan, including those printed after setup. Returns false if
 * there is no memory; otherwise free *lines.
 */
bool nkv_planned_lines(const struct nkv_plan *plan, struct nkv_planned_lines *lines);

void nkv_planned_lines_free(struct nkv_planned_lines *lines);

#endif
