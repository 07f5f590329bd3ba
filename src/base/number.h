/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers in the form that descriptions use (formats: the machine description), and their order. */
#ifndef NUMAKVA_BASE_NUMBER_H
#define NUMAKVA_BASE_NUMBER_H

#include <stddef.h>
#include <stdint.h>

enum nkv_number_result {
	NKV_NUMBER_OK,
	NKV_NUMBER_MALFORMED,
	NKV_NUMBER_TOO_LARGE, /* above 2^64 - 1 */
};

enum { NKV_NUMBER_BYTES = 24 }; /* room for any of these as text, including the NUL */

/* Returns the value of a decimal or hexadecimal digit; of any other character UINT_MAX. */
unsigned int nkv_digit_value(char c);

/*
 * Parses a decimal number, a hexadecimal one with 0x, or a decimal one with K,
 * M, G or T after it. Signs, blanks, leading zeros and fractions are refused.
 */
enum nkv_number_result nkv_number_parse(const char *text, size_t length, uint64_t *number);

/* Writes a number in its shortest decimal form: "4K" for 4096, "4097". Returns `text`. */
const char *nkv_number_text(uint64_t number, char text[NKV_NUMBER_BYTES]);

/* Returns -1, 0 or 1: a number is less than, equal to or greater than another. For qsort(). */
static inline int nkv_order(uint64_t number, uint64_t other)
{
	return (number > other) - (number < other);
}

#endif
