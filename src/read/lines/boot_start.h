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
	bool stamped;	/* the boot's first line */
	bool asks;	/* the line before asks for the version, of a system that is up */
	/* So far, the boot is a hypervisor's: it is one with that of the kernel that follows. */
	bool hypervisor;
	bool doubled; /* two consoles write to one log: each line of the boot is there twice */

	char former[NKV_LOG_LINE_BYTES_MAX + 1]; /* the line before, where lines are doubled */
};

/*
 * Whether the next line is the second copy of the one before. That lines are
 * doubled shows at a boot's first line, which a boot prints only once.
 */
bool nkv_boot_start_is_double(struct nkv_boot_start *start, const char *text);

/* Whether a line is a kernel's version, and a boot has begun before. */
bool nkv_boot_start_is_again(const struct nkv_boot_start *start, const char *text);

/*
 * Whether such a line, with a time or not, begins no boot: /proc/version has it, too, which
 * reports have behind a log. `next` is the line after it, or NULL.
 */
bool nkv_boot_start_is_shown(const struct nkv_boot_start *start, bool stamped, const char *next);

/*
 * Counts a boot if the next line begins one. A boot begins with the kernel's
 * version, or with that of the hypervisor which starts the kernel; where such a
 * line is missing, with the E820 map.
 */
void nkv_boot_start_count(struct nkv_boot_start *start, const char *text, bool stamped);

#endif
