/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/srat/srat_field.h"

/* "4", or "004h"; a word is not empty. */
static bool parse_bracket_number(struct nkv_piece word, size_t *number)
{
	unsigned int base = 10;
	uint64_t value;

	if ((word.text[word.length - 1] | 0x20) == 'h') {
		base = 16;
		word.length--;
	}
	if (!nkv_piece_number(word, base, &value) || value > UINT32_MAX)
		return false;
	*number = (size_t)value;
	return true;
}

/* What is in the brackets: "034h 0052   4", or only the length. */
static bool parse_bracket(struct nkv_piece inside, struct nkv_srat_field *field)
{
	struct nkv_piece words[3];
	size_t count = 0;

	while ((inside = nkv_piece_trim(inside)).length > 0) {
		if (count == sizeof(words) / sizeof(words[0]))
			return false;
		words[count++] = nkv_piece_take_word(&inside);
	}
	if (count != 1 && count != 3)
		return false;
	field->placed = count == 3;
	if (field->placed && !parse_bracket_number(words[0], &field->offset))
		return false;
	return parse_bracket_number(words[count - 1], &field->bytes);
}

bool nkv_srat_field_parse(struct nkv_piece line, struct nkv_srat_field *field)
{
	struct nkv_piece inside, rest;

	line = nkv_piece_trim(line);
	if (line.length == 0 || line.text[0] != '[' || !nkv_piece_cut(line, ']', &inside, &rest))
		return false;
	inside.text++;
	inside.length--;
	if (!parse_bracket(inside, field) || !nkv_piece_cut(rest, ':', &field->name, &field->value))
		return false;
	field->name = nkv_piece_trim(field->name);
	field->value = nkv_piece_trim(field->value);
	return true;
}
