/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text of an SRAT in parts: fields, comments, and what is around them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "copy_alone.h"
#include "read/srat/comment.h"
#include "read/srat/srat_field.h"
#include "read/srat/srat_text.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { TEXT_BYTES = 1024 };

static bool is(struct nkv_piece piece, const char *wanted)
{
	return piece.length == strlen(wanted) && strncmp(piece.text, wanted, piece.length) == 0;
}

/* --- fields of each kind of entry --- */

/* A field, the bytes of its value in hexadecimal, and whether an entry without it means nothing. */
struct field {
	const char *name, *value, *bytes;
	bool is_needed;
};

#define TYPE(number)                                                                               \
	{                                                                                          \
		"Subtable Type", number, number, true                                              \
	}
#define LENGTH(number)                                                                             \
	{                                                                                          \
		"Length", number, number, true                                                     \
	}

static const struct field processor[] = {
	TYPE("00"),
	LENGTH("10"),
	{ "Proximity Domain Low(8)", "11", "11", true },
	{ "Apic ID", "12", "12", true },
	{ "Flags (decoded below)", "13141501", "01151413", true },
	{ "Local Sapic EID", "16", "16", false },
	{ "Proximity Domain High(24)", "171819", "191817", false },
	{ "Clock Domain", "1a1b1c1d", "1d1c1b1a", false },
};
static const struct field memory[] = {
	TYPE("01"),
	LENGTH("28"),
	{ "Proximity Domain", "00000011", "11000000", true },
	{ "Reserved1", "1213", "1312", false },
	{ "Base Address", "1415161718191a1b", "1b1a191817161514", true },
	{ "Address Length", "0001020304050607", "0706050403020100", true },
	{ "Reserved2", "1c1d1e1f", "1f1e1d1c", false },
	{ "Flags (decoded below)", "20212203", "03222120", true },
	{ "Reserved3", "3132333435363738", "3837363534333231", false },
};
static const struct field x2apic[] = {
	TYPE("02"),
	LENGTH("18"),
	{ "Reserved1", "1112", "1211", false },
	{ "Proximity Domain", "00000013", "13000000", true },
	{ "Apic ID", "00000014", "14000000", true },
	{ "Flags (decoded below)", "15161701", "01171615", true },
	{ "Clock Domain", "18191a1b", "1b1a1918", false },
	{ "Reserved2", "1c1d1e1f", "1f1e1d1c", false },
};
static const struct field gicc[] = {
	TYPE("03"),
	LENGTH("12"),
	{ "Proximity Domain", "11121314", "14131211", false },
	{ "Acpi Processor UID", "15161718", "18171615", false },
	{ "Flags (decoded below)", "191a1b1c", "1c1b1a19", false },
	{ "Clock Domain", "1d1e1f20", "201f1e1d", false },
};
static const struct field its[] = {
	TYPE("04"),
	LENGTH("0c"),
	{ "Proximity Domain", "11121314", "14131211", false },
	{ "Reserved1", "1516", "1615", false },
	{ "ITS ID", "1718191a", "1a191817", false },
};
static const struct field device[] = {
	TYPE("05"),
	LENGTH("20"),
	{ "Reserved1", "11", "11", false },
	{ "Device Handle Type", "12", "12", false },
	{ "Proximity Domain", "13141516", "16151413", false },
	{ "Device Handle", "17 18 19 1a 1b 1c 1d 1e 1f 20 21 22 23 24 25 26",
	  "1718191a1b1c1d1e1f20212223242526", false },
	{ "Flags (decoded below)", "2728292a", "2a292827", false },
	{ "Reserved2", "2b2c2d2e", "2e2d2c2b", false },
};
static const struct field port[] = {
	TYPE("06"),
	LENGTH("20"),
	{ "Reserved1", "11", "11", false },
	{ "Device Handle Type", "12", "12", false },
	{ "Proximity Domain", "13141516", "16151413", false },
	{ "Device Handle", "17 18 19 1a 1b 1c 1d 1e 1f 20 21 22 23 24 25 26",
	  "1718191a1b1c1d1e1f20212223242526", false },
	{ "Flags (decoded below)", "2728292a", "2a292827", false },
	{ "Reserved2", "2b2c2d2e", "2e2d2c2b", false },
};
static const struct field other[] = { TYPE("07"), LENGTH("02") };

static const struct {
	const struct field *fields;
	size_t count;
} entries[] = {
	{ processor, COUNT(processor) }, { memory, COUNT(memory) }, { x2apic, COUNT(x2apic) },
	{ gicc, COUNT(gicc) },		 { its, COUNT(its) },	    { device, COUNT(device) },
	{ port, COUNT(port) },		 { other, COUNT(other) },
};

#define HEADER "Signature : \"SRAT\"\nRevision : 02\n"

/* The fields but for one, behind a header, and the bytes of the entry in hexadecimal. */
static void write_entry(const struct field *fields, size_t count, size_t left_out,
			char text[TEXT_BYTES], char bytes[TEXT_BYTES])
{
	size_t text_used = (size_t)sprintf(text, HEADER), bytes_used = 0;

	for (size_t i = 0; i < count; i++) {
		size_t digits = strlen(fields[i].bytes);

		if (i != left_out)
			text_used += (size_t)snprintf(text + text_used, TEXT_BYTES - text_used,
						      "%s : %s\n", fields[i].name, fields[i].value);
		memset(bytes + bytes_used, '0', digits);
		if (i != left_out)
			memcpy(bytes + bytes_used, fields[i].bytes, digits);
		bytes_used += digits;
	}
	bytes[bytes_used] = '\0';
}

static enum nkv_srat_text_result read_text(struct nkv_srat_text *table, const char *text)
{
	char *bytes = copy_alone(text, strlen(text));
	enum nkv_srat_text_result result = nkv_srat_text_read(table, bytes, strlen(text));

	free(bytes);
	return result;
}

static void expect_bytes(const struct nkv_srat_text *table, const char *wanted, const char *text)
{
	cr_assert_eq(table->length, 48 + strlen(wanted) / 2, "%s: %zu", text, table->length);
	for (size_t i = 48; i < table->length; i++) {
		char digits[4];

		snprintf(digits, sizeof(digits), "%02x", table->bytes[i]);
		cr_expect_eq(strncmp(digits, wanted + 2 * (i - 48), 2), 0, "%s: byte %zu is %s",
			     text, i, digits);
	}
}

/* Each field of each kind of entry, where its name alone says so; and without one of them. */
Test(srat_parts, entries)
{
	for (size_t i = 0; i < COUNT(entries); i++) {
		for (size_t left_out = 1; left_out <= entries[i].count; left_out++) {
			bool is_whole = left_out == entries[i].count;
			const struct field *field = &entries[i].fields[is_whole ? 0 : left_out];
			struct nkv_srat_text table = { 0 };
			char text[TEXT_BYTES], bytes[TEXT_BYTES], why[64];
			enum nkv_srat_text_result result;

			write_entry(entries[i].fields, entries[i].count, left_out, text, bytes);
			result = read_text(&table, text);
			if (is_whole || !field->is_needed) {
				cr_assert_eq(result, NKV_SRAT_TEXT_TABLE, "%s: %s", text,
					     table.fault);
				expect_bytes(&table, bytes, text);
			} else {
				cr_expect_eq(result, NKV_SRAT_TEXT_BAD, "%s", text);
				snprintf(why, sizeof(why), "missing field '%s'", field->name);
				cr_expect_str_eq(table.fault, why, "%s: %s", text, table.fault);
				cr_expect_eq(table.fault_line, 3);
			}
			nkv_srat_text_free(&table);
		}
	}
}

/* The header's own fields. */
Test(srat_parts, header)
{
	static const char text[] =
		"Signature : \"SRAT\"\nTable Length : 00000030\nRevision : 03\nChecksum : 11\n"
		"Oem ID : \"ABCDEF\"\nOem Table ID : \"GHIJKLMN\"\nOem Revision : 12131415\n"
		"Asl Compiler ID : \"INTL\"\nAsl Compiler Revision : 16171819\n"
		"Table Revision : 1a1b1c1d\nReserved : 1e1f202122232425\n";
	static const char wanted[] =
		"SRAT\x30\0\0\0\3?ABCDEFGHIJKLMN\x15\x14\x13\x12INTL"
		"\x19\x18\x17\x16\x1d\x1c\x1b\x1a\x25\x24\x23\x22\x21\x20\x1f\x1e";
	struct nkv_srat_text table = { 0 };

	cr_assert_eq(read_text(&table, text), NKV_SRAT_TEXT_TABLE, "%s", table.fault);
	cr_assert_eq(table.length, 48);
	for (size_t i = 0; i < 48; i++)
		if (i != 9)
			cr_expect_eq(table.bytes[i], (unsigned char)wanted[i], "byte %zu", i);
	cr_expect_eq(nkv_srat_text_line(&table, 0), 1);
	cr_expect_eq(nkv_srat_text_line(&table, 4), 2);
	cr_expect_eq(nkv_srat_text_line(&table, 47), 11);
	cr_expect_eq(nkv_srat_text_line(&table, 48), 11);
	nkv_srat_text_free(&table);
	table = (struct nkv_srat_text){ 0 };
	cr_expect_eq(nkv_srat_text_line(&table, 5), 1);
}

/* --- one line --- */

Test(srat_parts, fields)
{
	static const struct {
		const char *line, *name, *value;
		bool placed;
		size_t offset, bytes;
	} cases[] = {
		{ "[034h 0052   4]  Flags (x) : 01 ", "Flags (x)", "01", true, 0x34, 4 },
		{ " [034h 0052 16]a:b:c", "a", "b:c", true, 0x34, 16 },
		{ "[34 0052 4]a:b", "a", "b", true, 34, 4 },
		{ "[4]a:", "a", "", false, 0, 4 },
		{ "[0AH]:b", "", "b", false, 0, 10 },
		{ "[FFFFFFFFh 0 1]a:b", "a", "b", true, 0xffffffff, 1 },
		{ "[100000000h 0 1]a:b", NULL, NULL, false, 0, 0 },
		{ "[4294967296]a:b", NULL, NULL, false, 0, 0 },
		{ "[1 2]a:b", NULL, NULL, false, 0, 0 },
		{ "[1 2 3 4]a:b", NULL, NULL, false, 0, 0 },
		{ "[]a:b", NULL, NULL, false, 0, 0 },
		{ "[h]a:b", NULL, NULL, false, 0, 0 },
		{ "[x 2 3]a:b", NULL, NULL, false, 0, 0 },
		{ "[1 2 x]a:b", NULL, NULL, false, 0, 0 },
		{ "[4]a", NULL, NULL, false, 0, 0 },
		{ "[4 a:b", NULL, NULL, false, 0, 0 },
		{ "4]a:b", NULL, NULL, false, 0, 0 },
		{ "", NULL, NULL, false, 0, 0 },
		{ " ", NULL, NULL, false, 0, 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char *bytes = copy_alone(cases[i].line, strlen(cases[i].line));
		struct nkv_srat_field field = { 0 };
		bool is_field = nkv_srat_field_parse(
			(struct nkv_piece){ bytes, strlen(cases[i].line) }, &field);

		cr_expect_eq(is_field, cases[i].name != NULL, "'%s'", cases[i].line);
		if (is_field && cases[i].name) {
			cr_expect(is(field.name, cases[i].name), "'%s'", cases[i].line);
			cr_expect(is(field.value, cases[i].value), "'%s'", cases[i].line);
			cr_expect_eq(field.placed, cases[i].placed, "'%s'", cases[i].line);
			cr_expect_eq(field.offset, cases[i].offset, "'%s'", cases[i].line);
			cr_expect_eq(field.bytes, cases[i].bytes, "'%s'", cases[i].line);
		}
		free(bytes);
	}
}

Test(srat_parts, comments)
{
	static const struct {
		const char *line;
		bool before;
		const char *bare;
		bool after;
	} cases[] = {
		{ "a // b", false, "a ", false },
		{ "a /* b */", false, "a ", false },
		{ "a /* b", false, "a ", true },
		{ "a /* b *", false, "a ", true },
		{ "a /*/", false, "a ", true },
		{ "a /**/", false, "a ", false },
		{ "a /* b */ ", false, "a ", false },
		{ "a /* b */ c", false, "a /* b */ c", false },
		{ "b */ c", true, " c", false },
		{ "b */", true, "", false },
		{ "b *", true, "", true },
		{ "b", true, "", true },
		{ "", true, "", true },
		{ "", false, "", false },
		{ "/", false, "/", false },
		{ "//", false, "", false },
		{ "/*", false, "", true },
		{ "a // /* b", false, "a ", false },
		{ "a /* // */", false, "a ", false },
		{ "\"//\" b", false, "\"//\" b", false },
		{ "\"/*\" // b", false, "\"/*\" ", false },
		{ "\"a\"\"//", false, "\"a\"\"//", false },
		{ "b */ c // d", true, " c ", false },
		{ "b */ c /* d", true, " c ", true },
		{ "a /* b */ // c", false, "a /* b */ // c", false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char *bytes = copy_alone(cases[i].line, strlen(cases[i].line));
		bool in_comment = cases[i].before;
		struct nkv_piece bare = nkv_srat_without_comments(
			(struct nkv_piece){ bytes, strlen(cases[i].line) }, &in_comment);

		cr_expect(is(bare, cases[i].bare), "'%s': '%.*s'", cases[i].line, (int)bare.length,
			  bare.text);
		cr_expect_eq(in_comment, cases[i].after, "'%s'", cases[i].line);
		free(bytes);
	}
}

Test(srat_parts, quotations)
{
	static const char *const cases[][2] = {
		{ "> a", "a" },	      { ">a", "a" },	{ "> > |a ", "a" }, { "|", "" },
		{ ">", "" },	      { " a> ", "a>" }, { "```", "" },	    { "```asl", "" },
		{ "> ~~~", "" },      { "``", "``" },	{ "<pre>", "" },    { "<PRE x>", "" },
		{ "</pre>", "" },     { "[code]", "" }, { "[/code]", "" },  { "[cod", "[cod" },
		{ "a ```", "a ```" }, { "", "" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char *bytes = copy_alone(cases[i][0], strlen(cases[i][0]));
		struct nkv_piece bare =
			nkv_srat_unquoted((struct nkv_piece){ bytes, strlen(cases[i][0]) });

		cr_expect(is(bare, cases[i][1]), "'%s': '%.*s'", cases[i][0], (int)bare.length,
			  bare.text);
		free(bytes);
	}
}

/* The longest number has sixteen digits. */
Test(srat_parts, numbers)
{
	static const struct {
		const char *text;
		unsigned int base;
		bool is_number;
		uint64_t number;
	} cases[] = {
		{ "ffffffffffffffff", 16, true, UINT64_MAX },
		{ "10000000000000000", 16, false, 0 },
		{ "9", 10, true, 9 },
		{ "a", 10, false, 0 },
		{ "8", 8, false, 0 },
		{ "7", 8, true, 7 },
		{ "", 16, false, 0 },
		{ "12", 16, true, 0x12 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char *bytes = copy_alone(cases[i].text, strlen(cases[i].text));
		uint64_t number;
		bool is_number = nkv_piece_number(
			(struct nkv_piece){ bytes, strlen(cases[i].text) }, cases[i].base, &number);

		cr_expect_eq(is_number, cases[i].is_number, "'%s'", cases[i].text);
		if (is_number)
			cr_expect_eq(number, cases[i].number, "'%s'", cases[i].text);
		free(bytes);
	}
}
