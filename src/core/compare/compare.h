/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_CORE_COMPARE_COMPARE_H
#define NUMAKVA_CORE_COMPARE_COMPARE_H

#include <numakva/compare.h>

/*
 * Judges the lines, whose states say how the two sides compare: whether the
 * log is another kernel's, and which lines do not count.
 */
void nkv_compare_lines(struct nkv_boot_comparison *comparison, struct nkv_compared_line *lines);

/* Whether the log has a line of a kind. */
bool nkv_compared_has(const struct nkv_boot_comparison *comparison,
		      const struct nkv_console_kind *kind);

/* Holds the record's zones against the nodes', into `zones`, which has room for all of them. */
void nkv_compare_zones(struct nkv_boot_comparison *comparison, struct nkv_compared_zone *zones);

/* Holds the memory line against the plan, once lines and zones are compared (ram-in-use). */
void nkv_compare_memory(struct nkv_boot_comparison *comparison);

/* Places the record's bad pages, into `pages`, which has room for all of them. */
void nkv_compare_pages(struct nkv_boot_comparison *comparison, struct nkv_compared_page *pages);

/* Judges what became of the boot, once its pages are placed. */
void nkv_compare_outcome(struct nkv_boot_comparison *comparison);

#endif
