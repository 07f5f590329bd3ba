/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/number.h"

#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* The powers of 1024, beginning with 1024 itself. */
static const char units[] = "KMGT";

/* One more than the value; 0: it is no digit. */
static const unsigned char digits[UCHAR_MAX + 1] = {
	['0'] = 1,  ['1'] = 2,	['2'] = 3,  ['3'] = 4,	['4'] = 5,  ['5'] = 6,
	['6'] = 7,  ['7'] = 8,	['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12,
	['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16, ['A'] = 11, ['B'] = 12,
	['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
};

unsigned int nkv_digit_value(char c)
{
	return digits[(unsigned char)c] - 1U;
}

static enum nkv_number_result parse_digits(const char *text, size_t length, unsigned int base,
					   uint64_t *number)
{
	bool too_large = false;
	uint64_t value = 0;

	if (length == 0)
		return NKV_NUMBER_MALFORMED;
	for (size_t i = 0; i < length; i++) {
		unsigned int digit = nkv_digit_value(text[i]);

		if (digit >= base)
			return NKV_NUMBER_MALFORMED;
		if (__builtin_mul_overflow(value, base, &value) ||
		    __builtin_add_overflow(value, digit, &value))
			too_large = true;
	}
	*number = value;
	return too_large ? NKV_NUMBER_TOO_LARGE : NKV_NUMBER_OK;
}

/* The power of two that a unit stands for; 0 for an unknown unit. */
static unsigned int unit_shift(char unit)
{
	const char *found = unit ? strchr(units, unit) : NULL;

	return found ? 10 * (unsigned int)(found - units + 1) : 0;
}

enum nkv_number_result nkv_number_parse(const char *text, size_t length, uint64_t *number)
{
	enum nkv_number_result result;
	unsigned int shift;

	if (length > 2 && text[0] == '0' && text[1] == 'x')
		return parse_digits(text + 2, length - 2, 16, number);
	shift = length > 0 ? unit_shift(text[length - 1]) : 0;
	if (shift > 0)
		length--;
	if (length > 1 && text[0] == '0')
		return NKV_NUMBER_MALFORMED;
	result = parse_digits(text, length, 10, number);
	if (result != NKV_NUMBER_OK)
		return result;
	if (*number > UINT64_MAX >> shift)
		return NKV_NUMBER_TOO_LARGE;
	*number <<= shift;
	return NKV_NUMBER_OK;
}

const char *nkv_number_text(uint64_t number, char text[NKV_NUMBER_BYTES])
{
	char unit[2] = "";

	for (size_t i = 0; units[i] && number > 0 && number % 1024 == 0; i++) {
		unit[0] = units[i];
		number /= 1024;
	}
	snprintf(text, NKV_NUMBER_BYTES, "%" PRIu64 "%s", number, unit);
	return text;
}
