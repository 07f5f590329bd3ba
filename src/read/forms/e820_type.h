/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The types of E820 entries in the words of kernels of any version. */
#ifndef NUMAKVA_READ_FORMS_E820_TYPE_H
#define NUMAKVA_READ_FORMS_E820_TYPE_H

#include <stdint.h>

#include "read/forms/match.h"

/*
 * Reads the type after a range, with brackets (kernels before 3.5) or without.
 * The range's size can come before it. NKV_MATCH_PART: the text is the
 * beginning of a type.
 */
enum nkv_match nkv_e820_type_read(const char *text, uint32_t *type);

#endif
