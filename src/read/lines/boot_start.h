/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds where a boot begins in a log. */
#ifndef NUMAKVA_READ_LINES_BOOT_START_H
#define NUMAKVA_READ_LINES_BOOT_START_H

#include <stdbool.h>
#include <stddef.h>

#include "read/lines/clean_line.h"

/* All 0 before the first line. */
struct nkv_boot_start {
	size_t boot;	/* the boot of the last line, from 1; 0 before the first boot */
	bool map_begun; /* the boot's E820 map has begun */
	bool stamped;	/* the boot's first line had a time */
	/* the last line is the prompt of a system that is up, with a command for the version */
	bool asks;
	/*
	 * So far the boot is that of a hypervisor. The kernel that follows belongs to the same
	 * boot.
	 */
	bool hypervisor;
	bool has_version; /* a line with a kernel's version was there */
	bool doubled; /* two consoles write to one log, so each line of the boot is there twice */

	char former[NKV_LOG_LINE_BYTES_MAX + 1]; /* the last line, if lines are doubled */
};

/*
 * Whether the next line is the second copy of the last one. Doubling shows at a
 * boot's first line, which a boot prints only once.
 */
bool nkv_boot_start_is_double(struct nkv_boot_start *start, const char *text);

/* Whether a line is a kernel's version and a boot has begun already. */
bool nkv_boot_start_is_again(const struct nkv_boot_start *start, const char *text);

/*
 * Whether such a line, with a time or not, does not begin a boot: /proc/version has the
 * same line, and reports have it after a log. `next` is the line after it, or NULL.
 */
bool nkv_boot_start_is_shown(const struct nkv_boot_start *start, bool stamped, const char *next);

/*
 * Counts a boot if the next line begins one. A boot begins with the version of
 * the kernel, or with that of the hypervisor that starts it; without such a
 * line, with the E820 map.
 */
void nkv_boot_start_count(struct nkv_boot_start *start, const char *text, bool stamped);

#endif
