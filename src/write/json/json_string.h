/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_JSON_JSON_STRING_H
#define NUMAKVA_WRITE_JSON_JSON_STRING_H

#include "base/text.h"

/*
 * Puts any text as a JSON string, in quotes, with the escapes of cJSON. Each
 * byte that is not part of UTF-8 becomes U+FFFD.
 */
void nkv_json_string(struct nkv_text *line, const char *text);

#endif
