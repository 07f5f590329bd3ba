/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The types of E820 entries as kernels of all times print them. */
#ifndef NUMAKVA_READ_FORMS_E820_TYPE_H
#define NUMAKVA_READ_FORMS_E820_TYPE_H

#include <stdint.h>

#include "read/forms/match.h"

/*
 * Reads a type as it stands behind a range, in brackets, as kernels before 3.5
 * have it, or without, also behind the range's size. NKV_MATCH_PART: it is the
 * beginning of one.
 */
enum nkv_match nkv_e820_type_read(const char *text, uint32_t *type);

#endif
