/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Translates lines of other kernels about the map and the SRAT into the form of the planned
 * kernels.
 */
#ifndef NUMAKVA_READ_FORMS_TRANSLATE_LINE_H
#define NUMAKVA_READ_FORMS_TRANSLATE_LINE_H

#include <stdbool.h>

#include "read/forms/match.h"

enum { NKV_TRANSLATED_BYTES = 160 };

/*
 * Writes an entry of the map or of the SRAT to `translated`, in the form of the
 * planned kernels. NKV_MATCH_NONE: the line is not an entry. NKV_MATCH_PART: it
 * is the beginning of one.
 */
enum nkv_match nkv_translate_line(const char *line, char translated[NKV_TRANSLATED_BYTES]);

/* Whether a line is an entry, or the first line of a map, in a form of later kernels. */
bool nkv_is_later_form(const char *line);

/* Whether a line about the SRAT that seems complete continues in the next line. */
bool nkv_srat_line_goes_on(const char *line, const char *next);

/* Whether a line about the SRAT can have such a next line. */
bool nkv_srat_line_may_go_on(const char *line);

#endif
