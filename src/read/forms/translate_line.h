/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the firmware says, in the words of kernels of other times. */
#ifndef NUMAKVA_READ_FORMS_TRANSLATE_LINE_H
#define NUMAKVA_READ_FORMS_TRANSLATE_LINE_H

#include <stdbool.h>

#include "read/forms/match.h"

enum { NKV_TRANSLATED_BYTES = 160 };

/*
 * Writes into `translated` how kernels that are planned print an entry of the map or
 * of the SRAT. NKV_MATCH_NONE: the line is no entry. NKV_MATCH_PART: it is the
 * beginning of one.
 */
enum nkv_match nkv_translate_line(const char *line, char translated[NKV_TRANSLATED_BYTES]);

/* Whether a line is an entry, or the map's first line, as no kernel that is planned prints it. */
bool nkv_is_later_form(const char *line);

/* Whether the next line is the rest of one about the SRAT that is complete without it. */
bool nkv_srat_line_goes_on(const char *line, const char *next);

#endif
