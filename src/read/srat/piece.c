/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/srat/piece.h"

#include <string.h>
#include <strings.h>

#include "base/number.h"

struct nkv_piece nkv_piece_trim(struct nkv_piece piece)
{
	while (piece.length > 0 && strchr(" \t\r", piece.text[0])) {
		piece.text++;
		piece.length--;
	}
	while (piece.length > 0 && strchr(" \t\r", piece.text[piece.length - 1]))
		piece.length--;
	return piece;
}

bool nkv_piece_cut(struct nkv_piece whole, char at, struct nkv_piece *before,
		   struct nkv_piece *after)
{
	const char *found = whole.length > 0 ? memchr(whole.text, at, whole.length) : NULL;

	*before = *after = (struct nkv_piece){ whole.text, 0 };
	if (!found)
		return false;
	before->text = whole.text;
	before->length = (size_t)(found - whole.text);
	after->text = found + 1;
	after->length = whole.length - before->length - 1;
	return true;
}

bool nkv_piece_is(struct nkv_piece name, const char *wanted)
{
	return name.length == strlen(wanted) && nkv_piece_begins(name, wanted);
}

bool nkv_piece_begins(struct nkv_piece name, const char *wanted)
{
	return name.length >= strlen(wanted) && strncasecmp(name.text, wanted, strlen(wanted)) == 0;
}

bool nkv_piece_number(struct nkv_piece piece, unsigned int base, uint64_t *number)
{
	*number = 0;
	for (size_t i = 0; i < piece.length; i++) {
		unsigned int digit = nkv_digit_value(piece.text[i]);

		if (digit >= base)
			return false;
		*number = *number * base + digit;
	}
	return piece.length > 0 && piece.length <= 16;
}

struct nkv_piece nkv_piece_take_word(struct nkv_piece *piece)
{
	struct nkv_piece word;

	*piece = nkv_piece_trim(*piece);
	word = (struct nkv_piece){ piece->text, 0 };
	while (word.length < piece->length && !strchr(" \t", word.text[word.length]))
		word.length++;
	piece->text += word.length;
	piece->length -= word.length;
	return word;
}
