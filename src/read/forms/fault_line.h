/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_READ_FORMS_FAULT_LINE_H
#define NUMAKVA_READ_FORMS_FAULT_LINE_H

#include <numakva/compare.h>

/* Whether a kernel's line says that it went wrong, and how; in `kind` if so. */
bool nkv_fault_line_parse(const char *text, enum nkv_fault_kind *kind);

#endif
