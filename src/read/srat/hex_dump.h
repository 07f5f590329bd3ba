/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An SRAT in hexadecimal, in the output of xxd, hexdump -C or od -A x -t x1. */
#ifndef NUMAKVA_READ_SRAT_HEX_DUMP_H
#define NUMAKVA_READ_SRAT_HEX_DUMP_H

#include <stddef.h>

#include "read/srat/srat_text.h"

/*
 * Reads the first rows that begin with an SRAT, up to a line that is no row.
 * Either all rows have offsets, in hexadecimal or octal, or none has. A star
 * repeats the row before it. Words of 16 bits, as hexdump prints them, are
 * divided into bytes. Missing bytes are an error.
 */
enum nkv_srat_text_result nkv_hex_dump_read(struct nkv_srat_text *table, const char *text,
					    size_t length);

#endif
