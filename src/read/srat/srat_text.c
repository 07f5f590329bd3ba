/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/srat/srat_text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "read/srat/comment.h"
#include "read/srat/srat_field.h"
#include "read/srat/srat_layout.h"
#include "read/srat/srat_table.h"

enum {
	FIELD_BYTES_MAX = 255, /* the greatest length of an entry */
	NUMBER_BYTES_MAX = 8,
	TABLE_BYTES_MAX = 1 << 20, /* far more than all entries that a description can hold */
};

/* The field that begins an entry. */
static const char begin_name[] = "Subtable Type";

struct text_reader {
	struct nkv_srat_text *table;
	size_t line;			 /* from 1 */
	size_t entry;			 /* where the entry or the header begins in the table */
	size_t entry_end;		 /* by its length; 0 if that was not read yet */
	bool entry_placed;		 /* its first line has an offset ... */
	size_t entry_offset;		 /* ... which is this */
	size_t next;			 /* where the next field goes, unless it has an offset */
	size_t flags;			 /* where the flags are that are decoded below them, or 0 */
	size_t entry_line;		 /* its first line */
	struct nkv_srat_layout layout;	 /* of the entry or the header */
	bool given[FIELD_BYTES_MAX + 1]; /* the bytes of the entry that are in the text */
	bool in_comment;
	bool in_dump; /* in the table's bytes, after its fields */
};

static bool fail(struct text_reader *reader, const char *what, struct nkv_piece subject)
{
	reader->table->fault_line = reader->line;
	snprintf(reader->table->fault, sizeof(reader->table->fault), "%s '%.*s'", what,
		 (int)(subject.length < 60 ? subject.length : 60), subject.text);
	return false;
}

bool nkv_srat_text_make_room(struct nkv_srat_text *table, size_t length)
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

/* Makes the table at least that long; new bytes are 0. */
static bool extend(struct text_reader *reader, size_t length)
{
	struct nkv_srat_text *table = reader->table;

	if (length > table->length && !nkv_srat_text_make_room(table, length))
		return false;
	for (; table->length < length; table->length++) {
		table->bytes[table->length] = 0;
		table->lines[table->length] = reader->line;
	}
	return true;
}

/* Whether the text has a field. */
static bool is_given(const struct text_reader *reader, const struct nkv_srat_place *place)
{
	for (size_t i = 0; i < place->bytes; i++)
		if (!reader->given[place->offset + i])
			return false;
	return true;
}

/* Returns false if the entry lacks a field without which it has no meaning. */
static bool finish_entry(struct text_reader *reader)
{
	size_t length = reader->entry_end > reader->entry ? reader->entry_end - reader->entry : 0;

	for (size_t i = 0; i < reader->layout.count; i++) {
		const struct nkv_srat_place *place = &reader->layout.places[i];
		const struct nkv_piece name = { place->name, strlen(place->name) };

		if (!place->is_needed || is_given(reader, place) ||
		    (reader->entry > 0 && place->offset >= 2 && place->offset >= length))
			continue;
		reader->line = reader->entry_line;
		return fail(reader, "missing field", name);
	}
	return extend(reader, reader->entry_end);
}

static void begin_entry(struct text_reader *reader, const struct nkv_srat_field *field)
{
	reader->entry = reader->next = reader->table->length;
	reader->entry_end = 0;
	reader->entry_line = reader->line;
	reader->entry_placed = field->placed;
	reader->entry_offset = field->offset;
	memset(reader->given, 0, sizeof(reader->given));
}

/*
 * The place of a field: its offset from the beginning of the entry, otherwise after the last
 * field.
 */
static size_t place_of(const struct text_reader *reader, const struct nkv_srat_field *field)
{
	size_t distance = field->offset - reader->entry_offset;

	if (field->placed && reader->entry_placed && field->offset >= reader->entry_offset &&
	    reader->entry + distance >= reader->next && distance < FIELD_BYTES_MAX)
		return reader->entry + distance;
	return reader->next;
}

static bool put_string(struct text_reader *reader, const struct nkv_srat_field *field,
		       unsigned char *bytes)
{
	struct nkv_piece before, after, string;

	nkv_piece_cut(field->value, '"', &before, &after);
	if (!nkv_piece_cut(after, '"', &string, &after))
		return fail(reader, "unterminated string:", field->value);
	if (string.length > field->bytes)
		return fail(reader, "too long for its field:", field->value);
	memcpy(bytes, string.text, string.length);
	return true;
}

/* "00 1F 03": bytes as they are in memory. Missing ones are 0. */
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
	for (size_t i = 0; i < field->bytes; i++, number >>= 8)
		bytes[i] = (unsigned char)number;
	return number == 0 || fail(reader, "too large for its field:", field->value);
}

/* The value without remarks: "00 [Memory Affinity]", "1F / * ... * /". */
static struct nkv_piece bare_value(struct nkv_piece value)
{
	for (size_t i = 0; i < value.length; i++)
		if (strchr("[</", value.text[i]))
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

/* Handles fields that begin or end something. The value is already in the table. */
static void note_field(struct text_reader *reader, const struct nkv_srat_field *field, size_t at)
{
	const unsigned char *bytes = reader->table->bytes;

	for (size_t i = 0; i < field->bytes; i++) {
		reader->table->lines[at + i] = reader->line;
		if (at + i - reader->entry <= FIELD_BYTES_MAX)
			reader->given[at + i - reader->entry] = true;
	}
	reader->next = at + field->bytes;
	if (nkv_piece_is(field->name, begin_name))
		reader->layout = nkv_srat_entry_layout(bytes[at]);
	if (nkv_piece_is(field->name, "Length"))
		reader->entry_end = reader->entry + bytes[at];
	reader->flags = nkv_piece_begins(field->name, "Flags") ? at : 0;
}

/* Returns false after a fault, or if there is no memory. */
static bool put_field(struct text_reader *reader, const struct nkv_srat_field *field, size_t at)
{
	struct nkv_srat_text *table = reader->table;

	if (table->length > TABLE_BYTES_MAX)
		return fail(reader, "more than 1 MiB of table before", field->name);
	if (!extend(reader, at + field->bytes) || !put_value(reader, field, table->bytes + at))
		return false;
	note_field(reader, field, at);
	return true;
}

/* Begins the header, or an entry, with its first field. */
static bool begin_with(struct text_reader *reader, const struct nkv_srat_field *field)
{
	if (reader->table->length == 0)
		reader->layout = nkv_srat_header_layout;
	else if (!nkv_piece_is(field->name, begin_name))
		return true;
	else if (!finish_entry(reader) || !extend(reader, NKV_SRAT_HEADER_BYTES))
		return false;
	begin_entry(reader, field);
	return true;
}

static bool take_field(struct text_reader *reader, const struct nkv_srat_field *field)
{
	if (field->bytes == 0 || field->bytes > FIELD_BYTES_MAX)
		return fail(reader, "no field length in", field->name);
	return begin_with(reader, field) && put_field(reader, field, place_of(reader, field));
}

/* --- lines without an offset --- */

static bool refuse(struct text_reader *reader, struct nkv_piece line)
{
	return fail(reader, "a line that cannot be read:", nkv_piece_trim(line));
}

/*
 * "Base Address : 0000000040000000": the name decides the place and the length.
 * Before the first field any line is allowed, except one with a signature.
 */
static bool take_named(struct text_reader *reader, struct nkv_piece line)
{
	struct nkv_srat_field field = { .placed = false };
	const struct nkv_srat_place *found;
	bool is_first = reader->table->length == 0;

	if (!nkv_piece_cut(line, ':', &field.name, &field.value))
		return is_first || refuse(reader, line);
	field.name = nkv_piece_trim(field.name);
	field.value = nkv_piece_trim(field.value);
	if (is_first && !nkv_piece_is(field.name, "Signature"))
		return true;
	field.bytes = 1;
	if ((is_first || nkv_piece_is(field.name, begin_name)) && !begin_with(reader, &field))
		return false;
	if (nkv_piece_is(field.name, begin_name))
		return put_field(reader, &field, reader->entry);
	found = nkv_srat_place_find(reader->layout, field.name, reader->next - reader->entry);
	if (!found)
		return refuse(reader, line);
	field.bytes = found->bytes;
	return put_field(reader, &field, reader->entry + found->offset);
}

/* The name of a flag, and its bit if it matters. */
struct flag {
	const char *name;
	unsigned int bit;
};

static const struct flag *find_flag(struct nkv_piece name)
{
	static const struct flag flags[] = {
		{ "Enabled", 1 << 0 },
		{ "Hot Pluggable", 1 << 1 },
		{ "Non-Volatile", 0 },
		{ "Architectural Transactions", 0 },
	};

	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if (nkv_piece_is(name, flags[i].name))
			return &flags[i];
	return NULL;
}

/* "Enabled : 1" below a field of flags. Sets *taken if the line is one. */
static bool take_flag(struct text_reader *reader, struct nkv_piece line, bool *taken)
{
	struct nkv_piece name, value;
	const struct flag *flag;
	unsigned char *byte;
	uint64_t is_set;

	*taken = false;
	if (reader->flags == 0 || !nkv_piece_cut(line, ':', &name, &value))
		return true;
	flag = find_flag(nkv_piece_trim(name));
	if (!flag)
		return true;
	*taken = true;
	if (!nkv_piece_number(nkv_piece_trim(value), 2, &is_set) || is_set > 1)
		return fail(reader, "neither 0 nor 1:", nkv_piece_trim(line));
	byte = &reader->table->bytes[reader->flags];
	*byte = (unsigned char)((*byte & ~flag->bit) | (is_set ? flag->bit : 0));
	return true;
}

/* --- lines that are not fields --- */

/* "    0000: 53 52 41 54 F8 ..." below "Raw Table Data: Length 248 (0xF8)" */
static bool is_dump(struct text_reader *reader, struct nkv_piece line)
{
	struct nkv_piece offset, bytes;
	uint64_t number;

	if (nkv_piece_begins(line, "Raw Table Data"))
		return reader->in_dump = true;
	return reader->in_dump && nkv_piece_cut(line, ':', &offset, &bytes) &&
	       nkv_piece_number(offset, 16, &number);
}

static bool take_line(struct text_reader *reader, struct nkv_piece line)
{
	struct nkv_srat_field field = { 0 };
	bool taken;

	line = nkv_piece_trim(
		nkv_srat_without_comments(nkv_srat_unquoted(line), &reader->in_comment));
	if (line.length == 0 || is_dump(reader, line))
		return true;
	if (nkv_srat_field_parse(line, &field))
		return take_field(reader, &field);
	if (!take_flag(reader, line, &taken))
		return false;
	return taken || take_named(reader, line);
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
	return reader->table->length == 0 || finish_entry(reader);
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
	if (table->length == 0)
		return 1;
	if (offset >= table->length)
		offset = table->length - 1;
	return table->lines[offset];
}

void nkv_srat_text_free(struct nkv_srat_text *table)
{
	free(table->bytes);
	free(table->lines);
}
