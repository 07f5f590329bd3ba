/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_READ_FORMS_FAULT_LINE_H
#define NUMAKVA_READ_FORMS_FAULT_LINE_H

#include <numakva/compare.h>

/* Whether a line says that the kernel failed: a BUG, a trap or a panic. Sets *kind if so. */
bool nkv_fault_line_parse(const char *text, enum nkv_fault_kind *kind);

#endif
