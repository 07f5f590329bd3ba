/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_CORE_COMPARE_COMPARE_H
#define NUMAKVA_CORE_COMPARE_COMPARE_H

#include <numakva/compare.h>

/*
 * Finds whether the log is from another kernel, and which lines do not count.
 * The states of the lines must be set.
 */
void nkv_compare_lines(struct nkv_boot_comparison *comparison, struct nkv_compared_line *lines);

/* Whether the log has a line of this kind. */
bool nkv_compared_has(const struct nkv_boot_comparison *comparison,
		      const struct nkv_console_kind *kind);

/* Compares the record's zones with the nodes'. `zones` has room for all of them. */
void nkv_compare_zones(struct nkv_boot_comparison *comparison, struct nkv_compared_zone *zones);

/* Compares the memory line with the plan, after the lines and zones (ram-in-use). */
void nkv_compare_memory(struct nkv_boot_comparison *comparison);

/* Finds where the record's bad pages are. `pages` has room for all of them. */
void nkv_compare_pages(struct nkv_boot_comparison *comparison, struct nkv_compared_page *pages);

/* Finds how the boot ended, after its pages are placed. */
void nkv_compare_outcome(struct nkv_boot_comparison *comparison);

#endif
