/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Recognises lines of a log by the forms of lines.def. */
#include "core/console/console.h"

#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static unsigned int digit_value(char c, unsigned int base)
{
	unsigned int value = 16;

	if (c >= '0' && c <= '9')
		value = (unsigned int)(c - '0');
	else if (c >= 'a' && c <= 'f')
		value = (unsigned int)(c - 'a' + 10);
	else if (c >= 'A' && c <= 'F')
		value = (unsigned int)(c - 'A' + 10);
	return value < base ? value : 16;
}

/* Reads a number, and moves *text past it. Returns false if there is none. */
static bool take_number(const char **text, unsigned int base, int64_t *number)
{
	const char *at = *text;
	bool is_negative = base == 10 && *at == '-';
	uint64_t value = 0;

	if (is_negative)
		at++;
	else if (base == 16 && at[0] == '0' && (at[1] == 'x' || at[1] == 'X'))
		at += 2;
	if (digit_value(*at, base) == 16)
		return false;
	for (; digit_value(*at, base) != 16; at++)
		value = value * base + digit_value(*at, base);
	*number = (int64_t)(is_negative ? 0 - value : value);
	*text = at;
	return true;
}

/* --- forms --- */

/* What a form has at one position. */
struct token {
	char conversion; /* the letter after a %; 0 without one */
	char text;	 /* the character, if there is no % */
	const char *next;
};

static struct token token_at(const char *form)
{
	struct token token = { .text = *form, .next = form + 1 };

	if (*form != '%')
		return token;
	form += 1 + strspn(form + 1, "#0123456789");
	return (struct token){ .conversion = *form, .next = form + 1 };
}

/* The base of a conversion's number; 0 for conversions of words or of the rest of the line. */
static unsigned int base_of(char conversion)
{
	switch (conversion) {
	case 'd':
	case 'u':
		return 10;
	case 'x':
	case 'X':
		return 16;
	default:
		return 0;
	}
}

/* Skips "0x" in a form: the number after it may be printed without. */
static const char *skip_prefix(const char *form)
{
	return form[0] == '0' && form[1] == 'x' ? form + 2 : form;
}

/* How far a text matches a form. */
enum match {
	MATCH_NOT,
	MATCH_BEGINNING, /* the text ends within the form, after characters of its own */
	MATCH_WHOLE,
};

enum { BEGINNING_MIN = 12 }; /* enough characters to recognise a line that is cut off */

/* The result for a text that ends before the form does. */
static enum match match_end(const struct token *token, size_t length)
{
	if (token->conversion && base_of(token->conversion) == 0)
		return MATCH_WHOLE;
	return length >= BEGINNING_MIN ? MATCH_BEGINNING : MATCH_NOT;
}

/* Skips words, up to the text that the form has after them. Returns false if that is not there. */
static bool take_words(const char **text, const char *form)
{
	size_t length = strcspn(form, "%");

	for (const char *at = *text; *at; at++) {
		if (strncmp(at, form, length) != 0)
			continue;
		*text = at;
		return true;
	}
	return false;
}

/* Blanks at the start of a form are ignored. Others match any number of blanks, as in columns. */
static enum match match_form(const char *form, const char *text, struct nkv_console_line *line)
{
	const char *start = text;

	line->value_count = 0;
	for (form += strspn(form, " "); *form;) {
		struct token token = token_at(skip_prefix(form));
		unsigned int base = base_of(token.conversion);

		form = token.next;
		if (token.conversion == '_')
			continue;
		if (!*text)
			return match_end(&token, (size_t)(text - start));
		if (token.conversion && base == 0 && !*form)
			return MATCH_WHOLE;
		if (token.conversion && base == 0) {
			if (!take_words(&text, form))
				return MATCH_NOT;
		} else if (base != 0) {
			if (!take_number(&text, base, &line->values[line->value_count]))
				return MATCH_NOT;
			line->value_count++;
		} else if (is_blank(token.text) && is_blank(*text)) {
			form += strspn(form, " ");
			text += strspn(text, " \t");
		} else if (token.text != *text++) {
			return MATCH_NOT;
		}
	}
	return *text ? MATCH_NOT : MATCH_WHOLE;
}

static bool is_all_pfns(const char *text)
{
	size_t digits = 0;

	for (; *text; text++) {
		if (digit_value(*text, 16) != 16)
			digits++;
		else if (!is_blank(*text) && *text != '-')
			return false;
	}
	return digits > 0;
}

/* Searches the texts of one column of the table. */
static bool find_text(const char *text, bool in_later_words, struct nkv_console_line *line)
{
	for (unsigned int form = 0; form < NKV_SAY_PFNS; form++) {
		const struct nkv_console_kind *kind = nkv_console_kind((enum nkv_console_form)form);
		const char *words = in_later_words ? kind->later : kind->form;
		enum match match = words[0] ? match_form(words, text, line) : MATCH_NOT;

		line->kind = kind;
		line->is_whole = match == MATCH_WHOLE;
		if (match != MATCH_NOT)
			return true;
	}
	return false;
}

bool nkv_console_parse(const char *text, struct nkv_console_line *line)
{
	if (find_text(text, false, line) || find_text(text, true, line))
		return true;
	if (!is_all_pfns(text))
		return false;
	*line = (struct nkv_console_line){ .kind = nkv_console_kind(NKV_SAY_PFNS),
					   .is_whole = true };
	return true;
}

struct nkv_console_line nkv_said_line(const struct nkv_said *said)
{
	struct nkv_console_line line = { .kind = nkv_console_kind(said->form), .is_whole = true };
	struct token token;

	for (const char *form = line.kind->form; *form; form = token.next) {
		size_t i = line.value_count;

		token = token_at(form);
		if (base_of(token.conversion) == 0)
			continue;
		line.values[i] = token.conversion == 'd' ? (int32_t)said->values[i]
							 : (int64_t)said->values[i];
		line.value_count++;
	}
	return line;
}
