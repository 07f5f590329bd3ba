/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/number.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* The powers of 1024, beginning with 1024 itself. */
static const char units[] = "KMGT";

/* The value of a digit; `base` for any other character. */
static unsigned int digit_value(char c, unsigned int base)
{
	unsigned int value = base;

	if (c >= '0' && c <= '9')
		value = (unsigned int)(c - '0');
	else if (c >= 'a' && c <= 'f')
		value = (unsigned int)(c - 'a') + 10;
	else if (c >= 'A' && c <= 'F')
		value = (unsigned int)(c - 'A') + 10;
	return value < base ? value : base;
}

/* Whether a number of so many digits always fits into 64 bits. Most numbers are that short. */
static bool surely_fit(size_t digits, unsigned int base)
{
	return digits <= (base == 16 ? 16 : 19);
}

static bool would_overflow(uint64_t number, unsigned int base, unsigned int digit)
{
	return number > UINT64_MAX / base || number * base > UINT64_MAX - digit;
}

static enum nkv_number_result parse_digits(const char *text, size_t length, unsigned int base,
					   uint64_t *number)
{
	bool fits = surely_fit(length, base);
	bool too_large = false;

	if (length == 0)
		return NKV_NUMBER_MALFORMED;
	*number = 0;
	for (size_t i = 0; i < length; i++) {
		unsigned int digit = digit_value(text[i], base);

		if (digit == base)
			return NKV_NUMBER_MALFORMED;
		if (!fits && would_overflow(*number, base, digit))
			too_large = true;
		else
			*number = *number * base + digit;
	}
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
