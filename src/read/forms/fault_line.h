/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_READ_FORMS_FAULT_LINE_H
#define NUMAKVA_READ_FORMS_FAULT_LINE_H

#include <numakva/compare.h>

/* Whether a line reports a BUG, a trap or a panic. If so, sets *kind. */
bool nkv_fault_line_parse(const char *text, enum nkv_fault_kind *kind);

/*
 * Whether a line reports a bad page. *vaddr is the address of its struct page;
 * 0 if that is in the next line.
 */
bool nkv_bad_page_line_parse(const char *text, uint64_t *vaddr);

#endif
