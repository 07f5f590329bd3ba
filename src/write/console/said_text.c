/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Formats lines of the kernel by the forms of core/console/lines.def. */
#include "write/console/said_text.h"

#include <string.h>

enum { DIGITS_MAX = 20, PXM_BYTES = 32 };

/* How a form prints a number. */
struct conversion {
	char letter;
	bool zeros;  /* padded with zeros, not with blanks */
	bool prefix; /* with 0x before it, except for 0 */
	unsigned int width;
};

/* Reads a conversion after its '%', and moves *form past it. */
static struct conversion take_conversion(const char **form)
{
	struct conversion conversion = { .prefix = **form == '#' };

	*form += conversion.prefix;
	conversion.zeros = **form == '0';
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
	bool has_prefix = conversion.prefix && value != 0;
	char number[DIGITS_MAX];
	size_t at = sizeof(number);

	if (conversion.letter == 'd')
		value = is_negative ? (uint64_t) - (int64_t)(int32_t)value : (uint32_t)value;
	do {
		number[--at] = digits[value % base];
		value /= base;
	} while (value > 0);
	if (is_negative)
		number[--at] = '-';
	if (has_prefix)
		nkv_text_add(text, "0x");
	for (size_t length = sizeof(number) - at; length < conversion.width; length++)
		nkv_text_add_char(text, conversion.zeros ? '0' : ' ');
	nkv_text_add_bytes(text, number + at, sizeof(number) - at);
}

/* Adds the type of a map's entry: its name, or its number. */
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

static void add_pfns(struct nkv_text *text, char letter, const uint64_t *values)
{
	for (uint64_t pfn = values[0]; pfn < values[1]; pfn += values[2]) {
		if (pfn > values[0])
			nkv_text_add_char(text, ' ');
		add_number(text, (struct conversion){ .letter = letter }, pfn);
	}
}

static void add_bytes(struct nkv_text *text, char letter, const unsigned char *bytes)
{
	const struct conversion two_digits = { .letter = letter, .zeros = true, .width = 2 };

	for (size_t i = 0; i < PXM_BYTES; i++) {
		nkv_text_add_char(text, ' ');
		add_number(text, two_digits, bytes[i]);
	}
}

static void add_word(struct nkv_text *text, struct conversion conversion, const char *word)
{
	for (size_t length = strlen(word); length < conversion.width; length++)
		nkv_text_add_char(text, ' ');
	nkv_text_add(text, word);
}

/* Adds the value of a conversion. Returns the number of values that it uses. */
static size_t add_conversion(struct nkv_text *text, struct conversion conversion,
			     const struct nkv_said *said, const uint64_t *values)
{
	uint32_t type = (uint32_t)values[0];

	switch (conversion.letter) {
	case 'T':
		add_type(text, said->in_later_words ? said->word : nkv_e820_type_name(type),
			 values[0]);
		return 1;
	case 'B':
		add_bytes(text, 'X', said->bytes);
		return 0;
	case 'b':
		add_bytes(text, 'x', said->bytes);
		return 0;
	case 'P':
		add_pfns(text, 'd', values);
		return 3;
	case 'p':
		add_pfns(text, 'x', values);
		return 3;
	case '_':
		return 1;
	default:
		add_number(text, conversion, values[0]);
		return 1;
	}
}

void nkv_said_text(const struct nkv_said *said, struct nkv_text *text)
{
	const struct nkv_console_kind *kind = nkv_console_kind(said->form);
	const uint64_t *values = said->values;
	const char *word = said->word;

	for (const char *form = nkv_console_text(kind, said->in_later_words); *form;) {
		struct conversion conversion;

		if (*form != '%') {
			nkv_text_add_char(text, *form++);
			continue;
		}
		form++;
		conversion = take_conversion(&form);
		if (conversion.letter == 's') {
			add_word(text, conversion, word);
			word = said->second_word;
		} else {
			values += add_conversion(text, conversion, said, values);
		}
	}
}
