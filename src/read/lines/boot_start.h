/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where a boot begins in a log. */
#ifndef NUMAKVA_READ_LINES_BOOT_START_H
#define NUMAKVA_READ_LINES_BOOT_START_H

#include <stdbool.h>
#include <stddef.h>

#include "read/lines/clean_line.h"

/* All 0 before the first line. */
struct nkv_boot_start {
	size_t boot;	/* of the line before, from 1; 0 before the first line of any */
	bool map_begun; /* the boot's E820 map */
	bool doubled;	/* two consoles show one: each of the boot's lines is there twice */

	char former[NKV_LOG_LINE_BYTES_MAX + 1]; /* where lines are doubled, the one before */
};

/*
 * Whether the next line is there for the second time, where all are: the first
 * of a boot, which it has but once, tells of it.
 */
bool nkv_boot_start_is_double(struct nkv_boot_start *start, const char *text);

/*
 * Counts the boot that the next line begins, if it does. A boot's first line is
 * its version; where that is missing, the map is.
 */
void nkv_boot_start_count(struct nkv_boot_start *start, const char *text);

#endif
