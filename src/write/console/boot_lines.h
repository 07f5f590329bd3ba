/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a kernel prints about its memory while it boots, as lines to be held against a log. */
#ifndef NUMAKVA_WRITE_CONSOLE_BOOT_LINES_H
#define NUMAKVA_WRITE_CONSOLE_BOOT_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include <numakva/plan.h>

struct nkv_boot_lines {
	char *text; /* what the lines point into */
	const char **lines;
	size_t count;
};

/*
 * The console form, and what follows from the plan later on: the active
 * ranges. Lines have no blanks at either end. Returns false if there is no
 * memory; otherwise *lines is to be freed.
 */
bool nkv_boot_lines(const struct nkv_plan *plan, struct nkv_boot_lines *lines);

void nkv_boot_lines_free(struct nkv_boot_lines *lines);

#endif
