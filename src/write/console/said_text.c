/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lines of the kernel, written out by the forms of core/console/forms.c.
 */
#include "write/console/said_text.h"

enum { DIGITS_MAX = 20, PXM_BYTES = 32 };

/* How a number stands in a form. */
struct conversion {
	char letter;
	bool zeros; /* pads with zeros, not with blanks */
	unsigned int width;
};

/* Reads a conversion behind its '%', and moves past it. */
static struct conversion take_conversion(const char **form)
{
	struct conversion conversion = { .zeros = **form == '0' };

	for (; **form >= '0' && **form <= '9'; ++*form)
		conversion.width = conversion.width * 10 + (unsigned int)(**form - '0');
	conversion.letter = *(*form)++;
	return conversion;
}

static void add_number(struct nkv_text *text, struct conversion conversion, uint64_t value)
{
	const char *digits = conversion.letter == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
	unsigned int base = conversion.letter == 'x' || conversion.letter == 'X' ? 16 : 10;
	bool is_negative = conversion.letter == 'd' && (int32_t)value < 0;
	char number[DIGITS_MAX + 1];
	size_t at = sizeof(number);

	if (conversion.letter == 'd')
		value = is_negative ? (uint64_t) - (int64_t)(int32_t)value : (uint32_t)value;
	do {
		number[--at] = digits[value % base];
		value /= base;
	} while (value > 0);
	if (is_negative)
		number[--at] = '-';
	for (size_t length = sizeof(number) - at; length < conversion.width; length++)
		nkv_text_add_char(text, conversion.zeros ? '0' : ' ');
	nkv_text_add_bytes(text, number + at, sizeof(number) - at);
}

/* The type of a map's entry: by its name, or by its number. */
static void add_type(struct nkv_text *text, const char *name, uint64_t type)
{
	nkv_text_add(text, name ? "(" : "type ");
	if (name)
		nkv_text_add(text, name);
	else
		nkv_text_add_number(text, type);
	if (name)
		nkv_text_add_char(text, ')');
}

static void add_pfns(struct nkv_text *text, uint64_t start_pfn, uint64_t end_pfn, uint64_t step)
{
	for (uint64_t pfn = start_pfn; pfn < end_pfn; pfn += step) {
		if (pfn > start_pfn)
			nkv_text_add_char(text, ' ');
		add_number(text, (struct conversion){ .letter = 'd' }, pfn);
	}
}

static void add_bytes(struct nkv_text *text, const unsigned char *bytes)
{
	const struct conversion two_digits = { 'X', true, 2 };

	for (size_t i = 0; i < PXM_BYTES; i++) {
		nkv_text_add_char(text, ' ');
		add_number(text, two_digits, bytes[i]);
	}
}

void nkv_said_text(const struct nkv_said *said, struct nkv_text *text)
{
	const uint64_t *value = said->values;

	for (const char *form = nkv_console_kind(said->form)->form; *form;) {
		struct conversion conversion;

		if (*form != '%') {
			nkv_text_add_char(text, *form++);
			continue;
		}
		form++;
		conversion = take_conversion(&form);
		if (conversion.letter == 's')
			nkv_text_add(text, said->word);
		else if (conversion.letter == 'T')
			add_type(text, said->word, *value++);
		else if (conversion.letter == 'B')
			add_bytes(text, said->bytes);
		else if (conversion.letter == 'P')
			add_pfns(text, value[0], value[1], value[2]);
		else
			add_number(text, conversion, *value++);
	}
}
