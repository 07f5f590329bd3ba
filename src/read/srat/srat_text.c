/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/srat/srat_text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "read/srat/srat_field.h"
#include "read/srat/srat_table.h"

enum {
	FIELD_BYTES_MAX = 255, /* no entry is longer */
	NUMBER_BYTES_MAX = 8,
	TABLE_BYTES_MAX =
		1 << 20, /* far more than the entries of all that a description can hold */
};

struct text_reader {
	struct nkv_srat_text *table;
	size_t line;	     /* from 1 */
	size_t entry;	     /* where the entry, or the header, begins in the table */
	size_t entry_end;    /* as its length says; 0 if that has not come yet */
	bool entry_placed;   /* its first line has an offset ... */
	size_t entry_offset; /* ... which is this */
	size_t next;	     /* where the next field goes if nothing says otherwise */
	size_t flags;	     /* where the flags that are decoded below are, or 0 */
};

static bool fail(struct text_reader *reader, const char *what, struct nkv_piece subject)
{
	reader->table->fault_line = reader->line;
	snprintf(reader->table->fault, sizeof(reader->table->fault), "%s '%.*s'", what,
		 (int)(subject.length < 60 ? subject.length : 60), subject.text);
	return false;
}

static bool make_room(struct nkv_srat_text *table, size_t length)
{
	unsigned char *bytes = nkv_grow(table->bytes, &table->capacity, length, 1);
	size_t *lines;

	if (!bytes)
		return false;
	table->bytes = bytes;
	lines = nkv_grow(table->lines, &table->line_capacity, length, sizeof(*lines));
	if (!lines)
		return false;
	table->lines = lines;
	return true;
}

/* Makes the table as long, at least; new bytes are 0. */
static bool extend(struct text_reader *reader, size_t length)
{
	struct nkv_srat_text *table = reader->table;

	if (length > table->length && !make_room(table, length))
		return false;
	for (; table->length < length; table->length++) {
		table->bytes[table->length] = 0;
		table->lines[table->length] = reader->line;
	}
	return true;
}

static void begin_entry(struct text_reader *reader, const struct nkv_srat_field *field)
{
	size_t end = reader->entry_end > reader->table->length ? reader->entry_end
							       : reader->table->length;

	reader->entry = reader->next = end;
	reader->entry_end = 0;
	reader->entry_placed = field->placed;
	reader->entry_offset = field->offset;
}

/* Where a field belongs: as far from the entry's beginning as its offset is, else after the last. */
static size_t place(const struct text_reader *reader, const struct nkv_srat_field *field)
{
	size_t distance = field->offset - reader->entry_offset;

	if (field->placed && reader->entry_placed && field->offset >= reader->entry_offset &&
	    reader->entry + distance >= reader->next && distance <= FIELD_BYTES_MAX)
		return reader->entry + distance;
	return reader->next;
}

static bool put_string(struct text_reader *reader, const struct nkv_srat_field *field,
		       unsigned char *bytes)
{
	struct nkv_piece before, after, string;

	nkv_piece_cut(field->value, '"', &before, &after);
	if (!nkv_piece_cut(after, '"', &string, &after))
		return fail(reader, "no end of the string in", field->value);
	if (string.length > field->bytes)
		return fail(reader, "too long for its field is", field->value);
	memcpy(bytes, string.text, string.length);
	return true;
}

/* "00 1F 03": bytes as they lie in memory. Those that are not there are 0. */
static bool put_bytes(struct text_reader *reader, const struct nkv_srat_field *field,
		      struct nkv_piece words, unsigned char *bytes)
{
	for (size_t i = 0; (words = nkv_piece_trim(words)).length > 0; i++) {
		struct nkv_piece word = nkv_piece_take_word(&words);
		uint64_t number;

		if (i == field->bytes || word.length != 2 || !nkv_piece_number(word, 16, &number))
			return fail(reader, "not bytes in hexadecimal:", field->value);
		bytes[i] = (unsigned char)number;
	}
	return true;
}

static bool put_number(struct text_reader *reader, const struct nkv_srat_field *field,
		       struct nkv_piece word, unsigned char *bytes)
{
	uint64_t number;

	if (word.length > 2 && nkv_piece_begins(word, "0x")) {
		word.text += 2;
		word.length -= 2;
	}
	if (!nkv_piece_number(word, 16, &number))
		return fail(reader, "not a number in hexadecimal:", field->value);
	for (size_t i = 0; i < field->bytes && i < NUMBER_BYTES_MAX; i++, number >>= 8)
		bytes[i] = (unsigned char)number;
	return number == 0 || field->bytes >= NUMBER_BYTES_MAX ||
	       fail(reader, "too large for its field is", field->value);
}

/* The value without what is said about it: "00 [Memory Affinity]", "1F / * ... * /". */
static struct nkv_piece bare_value(struct nkv_piece value)
{
	for (size_t i = 0; i < value.length; i++)
		if (value.text[i] == '[' || value.text[i] == '/')
			value.length = i;
	return nkv_piece_trim(value);
}

static bool put_value(struct text_reader *reader, const struct nkv_srat_field *field,
		      unsigned char *bytes)
{
	struct nkv_piece rest = bare_value(field->value), word;

	if (field->value.length > 0 && field->value.text[0] == '"')
		return put_string(reader, field, bytes);
	word = nkv_piece_take_word(&rest);
	if (nkv_piece_trim(rest).length == 0 && field->bytes <= NUMBER_BYTES_MAX)
		return put_number(reader, field, word, bytes);
	return put_bytes(reader, field, bare_value(field->value), bytes);
}

/* Returns false if there is no memory, or with a fault. */
static bool take_field(struct text_reader *reader, const struct nkv_srat_field *field)
{
	struct nkv_srat_text *table = reader->table;
	size_t at;

	if (field->bytes == 0 || field->bytes > FIELD_BYTES_MAX)
		return fail(reader, "no length of a field in", field->name);
	if (table->length > TABLE_BYTES_MAX)
		return fail(reader, "more than 1 MiB of table before", field->name);
	if (table->length == 0) {
		begin_entry(reader, field);
	} else if (nkv_piece_is(field->name, "Subtable Type")) {
		if (!extend(reader, reader->entry_end))
			return false;
		begin_entry(reader, field);
	}
	at = place(reader, field);
	if (!extend(reader, at + field->bytes))
		return false;
	if (!put_value(reader, field, table->bytes + at))
		return false;
	for (size_t i = 0; i < field->bytes; i++)
		table->lines[at + i] = reader->line;
	reader->next = at + field->bytes;
	if (nkv_piece_is(field->name, "Length"))
		reader->entry_end = reader->entry + table->bytes[at];
	reader->flags = nkv_piece_begins(field->name, "Flags") ? at : 0;
	return true;
}

/* "Enabled : 1" below a field of flags. */
static bool take_flag(struct text_reader *reader, struct nkv_piece line)
{
	static const struct {
		const char *name;
		unsigned int bit;
	} flags[] = { { "Enabled", 1 << 0 }, { "Hot Pluggable", 1 << 1 } };
	struct nkv_piece name, value;
	uint64_t is_set;

	if (reader->flags == 0 || !nkv_piece_cut(line, ':', &name, &value))
		return true;
	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
		unsigned char *byte = &reader->table->bytes[reader->flags];

		if (!nkv_piece_is(nkv_piece_trim(name), flags[i].name))
			continue;
		if (!nkv_piece_number(nkv_piece_trim(value), 2, &is_set) || is_set > 1)
			return fail(reader, "neither 0 nor 1:", nkv_piece_trim(line));
		*byte = (unsigned char)((*byte & ~flags[i].bit) | (is_set ? flags[i].bit : 0));
	}
	return true;
}

static bool take_line(struct text_reader *reader, struct nkv_piece line)
{
	struct nkv_srat_field field = { 0 };

	if (nkv_srat_field_parse(line, &field))
		return take_field(reader, &field);
	return take_flag(reader, line);
}

static bool read_lines(struct text_reader *reader, struct nkv_piece text)
{
	while (text.length > 0) {
		struct nkv_piece line, rest;

		if (!nkv_piece_cut(text, '\n', &line, &rest))
			line = text;
		text = rest;
		reader->line++;
		if (!take_line(reader, line))
			return false;
	}
	return extend(reader, reader->entry_end);
}

enum nkv_srat_text_result nkv_srat_text_read(struct nkv_srat_text *table, const char *text,
					     size_t length)
{
	struct text_reader reader = { .table = table };

	table->length = 0;
	table->fault[0] = '\0';
	if (!read_lines(&reader, (struct nkv_piece){ text, length }))
		return table->fault[0] ? NKV_SRAT_TEXT_BAD : NKV_SRAT_TEXT_NO_MEMORY;
	if (table->length == 0)
		return NKV_SRAT_TEXT_NO_FIELDS;
	if (table->length >= NKV_SRAT_HEADER_BYTES)
		nkv_srat_seal(table->bytes, table->length);
	return NKV_SRAT_TEXT_TABLE;
}

size_t nkv_srat_text_line(const struct nkv_srat_text *table, size_t offset)
{
	if (offset >= table->length)
		offset = table->length - 1;
	return table->lines[offset];
}

void nkv_srat_text_free(struct nkv_srat_text *table)
{
	free(table->bytes);
	free(table->lines);
}
