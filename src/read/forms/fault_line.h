/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_READ_FORMS_FAULT_LINE_H
#define NUMAKVA_READ_FORMS_FAULT_LINE_H

#include <numakva/compare.h>

/* Whether a line says that the kernel failed: a BUG, a trap or a panic. Sets *kind if so. */
bool nkv_fault_line_parse(const char *text, enum nkv_fault_kind *kind);

/*
 * Whether a line is of a bad page. *vaddr is the address of its struct page; 0 if
 * that is in the next line.
 */
bool nkv_bad_page_line_parse(const char *text, uint64_t *vaddr);

#endif
