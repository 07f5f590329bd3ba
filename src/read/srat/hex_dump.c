/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/srat/hex_dump.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "read/srat/piece.h"
#include "read/srat/srat_table.h"

enum {
	LINE_BYTES = 1 << 13,
	ROW_BYTES = LINE_BYTES / 2, /* of a table, in a line; 16 if it has an offset */
	OFFSET_ROW_BYTES = 16,
	OFFSET_DIGITS_MIN = 4,
	TABLE_BYTES_MAX = 1 << 20,
};

#define DIGITS "0123456789abcdefABCDEF"
#define MARGIN " \t>|\""

/* A row of a dump. */
struct row {
	struct nkv_piece offset; /* its digits; empty: the row has none */
	unsigned char bytes[ROW_BYTES];
	size_t count;
};

struct dump {
	struct nkv_srat_text *table;
	struct row last; /* the row before */
	size_t line;
	bool is_begun, is_ended, has_offsets, is_octal, is_swapped;
	bool repeats; /* a star follows it */
	bool no_memory;
};

/* --- lines --- */

/*
 * Reads two digits, or "0x5" or "\x05" as in C, and the separator. Returns whether they are
 * there.
 */
static bool take_byte(const char **text, unsigned char *byte)
{
	bool is_marked = (**text == '0' || **text == '\\') && ((*text)[1] | 0x20) == 'x';
	const char *first = *text + (is_marked ? 2 : 0);
	size_t digits = strspn(first, DIGITS);
	struct nkv_piece piece = { first, digits < 2 ? digits : 2 };
	uint64_t number;

	if ((is_marked ? digits > 2 : digits < 2) || !nkv_piece_number(piece, 16, &number))
		return false;
	*byte = (unsigned char)number;
	*text = first + piece.length;
	*text += **text == ',' || **text == ':';
	return true;
}

/*
 * Whether more bytes follow after blanks. Two blanks are in the middle of a row; more precede
 * its text.
 */
static bool go_on(const char *text, size_t blanks, const struct row *row)
{
	return blanks <= 1 || (blanks == 2 && row->count == OFFSET_ROW_BYTES / 2 && text[0] != '|');
}

static void take_bytes(const char *text, size_t most, struct row *row)
{
	while (row->count < most && take_byte(&text, &row->bytes[row->count])) {
		size_t blanks = strspn(text, " ");

		row->count++;
		if (!go_on(text + blanks, blanks, row))
			return;
		text += blanks;
	}
}

/* "00000010: 0102 0304  ....", "000010 01 02 03 04"; the last line can have an offset alone. */
static bool parse_offset_row(const char *text, struct row *row)
{
	size_t digits = strspn(text, DIGITS);

	*row = (struct row){ .offset = { text, digits } };
	if (digits < OFFSET_DIGITS_MIN || digits > OFFSET_ROW_BYTES)
		return false;
	text += digits;
	text += *text == ':';
	if (*text && *text != ' ')
		return false;
	take_bytes(text + strspn(text, " "), OFFSET_ROW_BYTES, row);
	return true;
}

/* --- rows --- */

static void fail(struct dump *dump, const char *what)
{
	dump->table->fault_line = dump->line;
	snprintf(dump->table->fault, sizeof(dump->table->fault), "%s 0x%04zx on", what,
		 dump->table->length);
}

static void keep(struct dump *dump, const struct row *row)
{
	struct nkv_srat_text *table = dump->table;

	if (table->length + row->count > TABLE_BYTES_MAX) {
		fail(dump, "too many bytes for an SRAT: those from");
		return;
	}
	if (!nkv_srat_text_make_room(table, table->length + row->count)) {
		dump->no_memory = true;
		return;
	}
	for (size_t i = 0; i < row->count; i++, table->length++) {
		table->bytes[table->length] = row->bytes[dump->is_swapped ? i ^ 1 : i];
		table->lines[table->length] = dump->line;
	}
}

/* The offset of a row. The second row shows the base in which offsets are written. */
static size_t offset_of(struct dump *dump, const struct row *row)
{
	uint64_t hexadecimal = 0, octal = 0;
	bool is_octal = nkv_piece_number(row->offset, 8, &octal);

	nkv_piece_number(row->offset, 16, &hexadecimal);
	if (dump->table->length == OFFSET_ROW_BYTES && !dump->repeats)
		dump->is_octal = is_octal && octal == dump->table->length;
	return (size_t)(dump->is_octal ? octal : hexadecimal);
}

/* Repeats the last row, for a star. */
static void repeat(struct dump *dump, size_t offset)
{
	while (dump->repeats && dump->last.count > 0 && !dump->no_memory &&
	       dump->table->length + dump->last.count <= offset && offset <= TABLE_BYTES_MAX)
		keep(dump, &dump->last);
	dump->repeats = false;
}

static void take_row(struct dump *dump, const struct row *row)
{
	if (dump->has_offsets) {
		size_t offset = offset_of(dump, row);

		repeat(dump, offset);
		if (offset != dump->table->length) {
			fail(dump, "bytes of the SRAT are missing, expected those from");
			return;
		}
	}
	keep(dump, row);
	dump->last = *row;
}

/* Whether a row begins an SRAT. Rows before it are not part of the dump. */
static bool begin(struct dump *dump, const struct row *row)
{
	bool is_swapped = row->count >= 4 && memcmp(row->bytes, "RSTA", 4) == 0;

	if (!is_swapped && !nkv_srat_is_table(row->bytes, row->count))
		return false;
	dump->is_begun = true;
	dump->has_offsets = row->offset.length > 0;
	dump->is_swapped = is_swapped;
	return true;
}

/* Where bytes can begin: after a mail's quote marks, "unsigned char srat[] = {" and a comment. */
static const char *behind_words(const char *text)
{
	const char *brace = strchr(text, '{'), *end;

	text = brace ? brace + 1 : text;
	text += strspn(text, MARGIN);
	end = nkv_text_begins_with(text, "/*") ? strstr(text, "*/") : NULL;
	return end ? end + 2 + strspn(end + 2, MARGIN) : text;
}

static void take_line(struct dump *dump, const char *text)
{
	struct row row;

	text = behind_words(text);
	if (dump->is_begun && strcmp(text, "*") == 0) {
		dump->repeats = true;
		return;
	}
	if (!parse_offset_row(text, &row) || (dump->is_begun && !dump->has_offsets) ||
	    (!dump->is_begun && !begin(dump, &row))) {
		row = (struct row){ .count = 0 };
		take_bytes(text, ROW_BYTES, &row);
	}
	if (!dump->is_begun && !begin(dump, &row))
		return;
	if (!nkv_srat_is_whole(dump->table->bytes, dump->table->length) &&
	    (dump->has_offsets ? row.offset.length : row.count) > 0)
		take_row(dump, &row);
	else
		dump->is_ended = true;
}

enum nkv_srat_text_result nkv_hex_dump_read(struct nkv_srat_text *table, const char *text,
					    size_t length)
{
	const char *end = text + length;
	struct dump dump = { .table = table };

	while (text < end && !dump.is_ended && !dump.no_memory && !table->fault[0]) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		size_t line = (size_t)((newline ? newline : end) - text);
		char copy[LINE_BYTES + 1];

		snprintf(copy, sizeof(copy), "%.*s", (int)(line < LINE_BYTES ? line : LINE_BYTES),
			 text);
		copy[strcspn(copy, "\r")] = '\0';
		dump.line++;
		take_line(&dump, copy);
		text += line + (newline ? 1 : 0);
	}
	if (dump.no_memory)
		return NKV_SRAT_TEXT_NO_MEMORY;
	if (table->fault[0])
		return NKV_SRAT_TEXT_BAD;
	return dump.is_begun ? NKV_SRAT_TEXT_TABLE : NKV_SRAT_TEXT_NO_FIELDS;
}
