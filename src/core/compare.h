/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_CORE_COMPARE_H
#define NUMAKVA_CORE_COMPARE_H

#include <numakva/compare.h>

/* Places the record's bad pages, into `pages`, which has room for all of them. */
void nkv_compare_pages(struct nkv_boot_comparison *comparison, struct nkv_compared_page *pages);

/* Judges what became of the boot, once its pages are placed. */
void nkv_compare_outcome(struct nkv_boot_comparison *comparison);

#endif
