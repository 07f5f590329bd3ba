/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The types of E820 entries as kernels of any version print them. */
#ifndef NUMAKVA_READ_FORMS_E820_TYPE_H
#define NUMAKVA_READ_FORMS_E820_TYPE_H

#include <stdint.h>

#include "read/forms/match.h"

/*
 * Reads the type behind a range: in brackets, as kernels before 3.5 print it, or
 * without; the range's size may stand before it. NKV_MATCH_PART: it is the
 * beginning of a type.
 */
enum nkv_match nkv_e820_type_read(const char *text, uint32_t *type);

#endif
