/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An SRAT in base64, the form of binary data in journals and tickets. */
#ifndef NUMAKVA_READ_SRAT_BASE64_TABLE_H
#define NUMAKVA_READ_SRAT_BASE64_TABLE_H

#include "read/srat/srat_text.h"

/* Decodes the table into `table`, which is empty. NKV_SRAT_TEXT_NO_FIELDS: there is none. */
enum nkv_srat_text_result nkv_base64_table_read(struct nkv_srat_text *table, const char *text,
						size_t length);

#endif
