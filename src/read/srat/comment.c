/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/srat/comment.h"

#include <string.h>

static struct nkv_piece from(struct nkv_piece piece, size_t at)
{
	return (struct nkv_piece){ piece.text + at, piece.length - at };
}

/* The position of two characters in a piece; its length if they are not there. */
static size_t find(struct nkv_piece piece, const char two[static 2])
{
	for (size_t i = 0; i + 2 <= piece.length; i++)
		if (memcmp(piece.text + i, two, 2) == 0)
			return i;
	return piece.length;
}

/* The same, outside strings. */
static size_t find_mark(struct nkv_piece piece, const char two[static 2])
{
	bool in_string = false;

	for (size_t i = 0; i + 2 <= piece.length; i++) {
		if (piece.text[i] == '"')
			in_string = !in_string;
		if (!in_string && memcmp(piece.text + i, two, 2) == 0)
			return i;
	}
	return piece.length;
}

struct nkv_piece nkv_srat_without_comments(struct nkv_piece line, bool *in_comment)
{
	struct nkv_piece bare = line;
	size_t begin, end;

	if (*in_comment) {
		end = find(line, "*/");
		*in_comment = end == line.length;
		bare = from(line, end + (*in_comment ? 0 : 2));
	}
	begin = find_mark(bare, "//");
	end = find_mark(bare, "/*");
	if (begin <= end) {
		bare.length = begin;
		return bare;
	}
	begin = end;
	end = find(from(bare, begin + 2), "*/");
	*in_comment = begin + 2 + end == bare.length;
	if (!*in_comment && nkv_piece_trim(from(bare, begin + 2 + end + 2)).length > 0)
		return bare;
	bare.length = begin;
	return bare;
}

struct nkv_piece nkv_srat_unquoted(struct nkv_piece line)
{
	static const char *const marks[] = { "```", "~~~", "<pre", "</pre", "[code", "[/code" };

	line = nkv_piece_trim(line);
	while (line.length > 0 && strchr(">|", line.text[0]))
		line = nkv_piece_trim((struct nkv_piece){ line.text + 1, line.length - 1 });
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (nkv_piece_begins(line, marks[i]))
			line.length = 0;
	return line;
}
