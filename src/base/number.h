/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers as descriptions write them (formats: the machine description). */
#ifndef NUMAKVA_BASE_NUMBER_H
#define NUMAKVA_BASE_NUMBER_H

#include <stddef.h>
#include <stdint.h>

enum nkv_number_result {
	NKV_NUMBER_OK,
	NKV_NUMBER_MALFORMED,
	NKV_NUMBER_TOO_LARGE, /* above 2^64 - 1 */
};

enum { NKV_NUMBER_BYTES = 24 }; /* of any of these as a text, with its NUL */

/*
 * A decimal number, one with 0x in hexadecimal, or a decimal one with K, M, G
 * or T after it. No sign, blank, leading zero or fraction.
 */
enum nkv_number_result nkv_number_parse(const char *text, size_t length, uint64_t *number);

/* The shortest form of a decimal one: "4K" for 4096, "4097". Returns the buffer. */
const char *nkv_number_text(uint64_t number, char text[NKV_NUMBER_BYTES]);

#endif
