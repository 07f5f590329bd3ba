/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where a boot begins in a log. */
#ifndef NUMAKVA_READ_LINES_LOGSTART_H
#define NUMAKVA_READ_LINES_LOGSTART_H

#include <stdbool.h>
#include <stddef.h>

#include "read/lines/logclean.h"

/* All 0 before the first line. */
struct nkv_logstart {
	size_t boot;	/* of the line before, from 1; 0 before the first line of any */
	bool map_begun; /* the boot's E820 map */
	bool doubled;	/* two consoles show one: each of the boot's lines is there twice */

	char former[NKV_LOGLINE_BYTES_MAX + 1]; /* where lines are doubled, the one before */
};

/*
 * Whether the next line is there for the second time, where all are: the first
 * of a boot, which it has but once, tells of it.
 */
bool nkv_logstart_is_double(struct nkv_logstart *start, const char *text);

/*
 * Counts the boot that the next line begins, if it does. A boot's first line is
 * its version; where that is missing, the map is.
 */
void nkv_logstart_count(struct nkv_logstart *start, const char *text);

#endif
