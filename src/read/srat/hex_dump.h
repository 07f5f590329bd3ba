/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An SRAT as programs print any file in hexadecimal: xxd, hexdump -C, od -A x -t x1. */
#ifndef NUMAKVA_READ_SRAT_HEX_DUMP_H
#define NUMAKVA_READ_SRAT_HEX_DUMP_H

#include <stddef.h>

#include "read/srat/srat_text.h"

/*
 * Reads the first rows of a text that begin with an SRAT, up to one that is none.
 * They have offsets, in hexadecimal or octal, or none of them has; a star stands
 * for rows like the one before. Words of 16 bits, as hexdump prints them, are
 * taken apart. Bytes that are missing make the text bad.
 */
enum nkv_srat_text_result nkv_hex_dump_read(struct nkv_srat_text *table, const char *text,
					    size_t length);

#endif
