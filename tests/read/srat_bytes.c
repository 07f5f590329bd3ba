/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The bytes of an SRAT out of base64, of a dump and of a text, and the lines that they are from. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "copy_alone.h"
#include "base/base64.h"
#include "read/srat/base64_table.h"
#include "read/srat/hex_dump.h"
#include "read/srat/srat_table.h"
#include "read/srat/srat_text.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { TABLE_BYTES = 4 + 255 };

typedef enum nkv_srat_text_result reader(struct nkv_srat_text *table, const char *text,
					 size_t length);

/* Reads a text that ends where its bytes do. */
static enum nkv_srat_text_result read_text(reader *read, struct nkv_srat_text *table,
					   const char *text, size_t length)
{
	char *copy = copy_alone(text, length);
	enum nkv_srat_text_result result;

	*table = (struct nkv_srat_text){ 0 };
	result = read(table, copy, length);
	free(copy);
	return result;
}

/* A table is whole as soon as it has its length, and as many bytes. */
Test(srat_bytes, whole_tables)
{
	static const struct {
		unsigned char length; /* in the table */
		size_t bytes;
		bool is_whole;
	} cases[] = {
		{ 0, 7, false }, { 0, 8, true }, { 7, 7, false }, { 8, 8, true },
		{ 9, 8, false }, { 9, 9, true }, { 9, 10, true }, { 10, 9, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const unsigned char bytes[16] = { 'S', 'R', 'A', 'T', cases[i].length };

		cr_expect_eq(nkv_srat_is_whole(bytes, cases[i].bytes), cases[i].is_whole, "%zu", i);
	}
}

/* --- base64 --- */

static unsigned char byte_at(size_t index)
{
	return index < 4 ? (unsigned char)"SRAT"[index] : (unsigned char)(index - 4);
}

static char digit_of(unsigned int bits)
{
	for (int c = 1; c < 128; c++)
		if (nkv_base64_digits[c] == bits + 1)
			return (char)c;
	return '\0';
}

/* Every value of a byte, in base64 without what fills the end; its length. */
static size_t encode(char *encoded)
{
	size_t length = 0;

	for (size_t bit = 0; bit < (size_t)TABLE_BYTES * 8; bit += 6) {
		unsigned int bits = (unsigned int)byte_at(bit / 8) << 8;

		if (bit / 8 + 1 < TABLE_BYTES)
			bits |= byte_at(bit / 8 + 1);
		encoded[length++] = digit_of(bits >> (10 - bit % 8) & 63);
	}
	return length;
}

/* Lines of 60 digits, with a margin, behind two others. Expect each byte to be from its line. */
Test(srat_bytes, base64)
{
	char encoded[TABLE_BYTES * 2], text[TABLE_BYTES * 3] = "some words\n\n";
	size_t length = encode(encoded), used = strlen(text);
	struct nkv_srat_text table;

	for (size_t at = 0; at < length; at += 60) {
		size_t digits = length - at < 60 ? length - at : 60;

		memcpy(text + used, "> \t|", 4);
		memcpy(text + used + 4, encoded + at, digits);
		used += 4 + digits;
		text[used++] = '\n';
	}
	cr_assert_eq(read_text(nkv_base64_table_read, &table, text, used), NKV_SRAT_TEXT_TABLE);
	cr_assert_eq(table.length, TABLE_BYTES);
	for (size_t i = 0; i < TABLE_BYTES; i++) {
		cr_expect_eq(table.bytes[i], byte_at(i), "%zu", i);
		cr_expect_eq(table.lines[i], 3 + (i * 8 + 7) / 6 / 60, "%zu: %zu", i,
			     table.lines[i]);
	}
	nkv_srat_text_free(&table);
}

/* What begins a table, and what ends it. */
Test(srat_bytes, base64_around_it)
{
	static const struct {
		const char *text;
		size_t length, bytes; /* 0: there is no table */
	} cases[] = {
		{ "U1JBVA==", 8, 4 },
		{ "U1JBVA", 6, 4 },
		{ "U1JBV", 5, 3 },
		{ "U1JB", 4, 0 },
		{ "", 0, 0 },
		{ " ", 1, 0 },
		{ "\n", 1, 0 },
		{ "\nU1JBV", 6, 3 },
		{ "\n\nU1JBV", 7, 3 },
		{ "x\nU1JBV", 7, 3 },
		{ "xU1JBV", 6, 0 },
		{ "\0U1JBV", 6, 0 },
		{ " \t>|U1JBV", 9, 3 },
		{ " \t>|", 4, 0 },
		{ "U1JBVA\0A", 8, 4 },
		{ "U1JBVA=AAAA", 11, 4 },
		{ "U1JBVA\nAAAA\n\n", 13, 7 },
		{ "U1JBVA-AAAA", 11, 4 },
		{ "U1JBV A | A\tAA", 14, 6 },
		{ "U1JBVAAA", 8, 6 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_srat_text table;
		enum nkv_srat_text_result result =
			read_text(nkv_base64_table_read, &table, cases[i].text, cases[i].length);

		cr_expect_eq(result,
			     cases[i].bytes > 0 ? NKV_SRAT_TEXT_TABLE : NKV_SRAT_TEXT_NO_FIELDS,
			     "%s", cases[i].text);
		cr_expect_eq(table.length, cases[i].bytes, "%s: %zu", cases[i].text, table.length);
		nkv_srat_text_free(&table);
	}
}

/* --- dumps --- */

#define SIGNATURE "53 52 41 54"

/* What may be before the bytes of a line. */
Test(srat_bytes, a_dump_in_words)
{
	static const struct {
		const char *before;
		bool is_dump;
	} cases[] = {
		{ "", true },
		{ " \t> | \"", true },
		{ "{", true },
		{ "unsigned char srat[] = {", true },
		{ "unsigned char srat[] = { ", true },
		{ "unsigned char srat[] = { /* 0 */", true },
		{ "unsigned char srat[] = {/* 0 */ ", true },
		{ "/**/", true },
		{ "/* 0 */", true },
		{ "> /* 0 */ > ", true },
		{ "/* 0 * / */", true },
		{ "/* 0 ", false },
		{ "/* 0 */ /* 1 */", false },
		{ "/* 0 */x", false },
		{ "* 0 */", false },
		{ "x", false },
		{ "[", false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char text[256];
		struct nkv_srat_text table;
		enum nkv_srat_text_result result;

		strcpy(text, "x\n");
		strcat(text, cases[i].before);
		strcat(text, SIGNATURE "\n> 30 00\n");
		result = read_text(nkv_hex_dump_read, &table, text, strlen(text));
		cr_expect_eq(result,
			     cases[i].is_dump ? NKV_SRAT_TEXT_TABLE : NKV_SRAT_TEXT_NO_FIELDS, "%s",
			     cases[i].before);
		cr_expect_eq(table.length, cases[i].is_dump ? 6 : 0, "%s: %zu", cases[i].before,
			     table.length);
		if (table.length == 6) {
			cr_expect_eq(memcmp(table.bytes, "SRAT\x30", 6), 0, "%s", cases[i].before);
			cr_expect_eq(table.lines[3], 2, "%s", cases[i].before);
			cr_expect_eq(table.lines[4], 3, "%s", cases[i].before);
		}
		nkv_srat_text_free(&table);
	}
}

/* --- texts --- */

/* A header, of which the last line has no end. Expect it to be sealed, and each byte's line. */
Test(srat_bytes, a_text_of_a_header)
{
	static const char text[] = "[000h 0000 4] Signature : \"SRAT\"\n"
				   "[004h 0004 4] Table Length : 00000000\n"
				   "[008h 0008 1] Revision : 03\n"
				   "[009h 0009 1] Checksum : 00\n"
				   "[00Ah 0010 6] Oem ID : \"A\"\n"
				   "[010h 0016 8] Oem Table ID : \"B\"\n"
				   "\n"
				   "[018h 0024 4] Oem Revision : 00000001\n"
				   "[01Ch 0028 4] Asl Compiler ID : \"INTL\"\n"
				   "[020h 0032 4] Asl Compiler Revision : 20200925\n"
				   "[024h 0036 4] Table Revision : 00000001\n"
				   "[028h 0040 8] Reserved : 0000000000000000";
	static const size_t lines[48] = { 1,  1,  1,  1,  2,  2,  2,  2,  3,  4,  5,  5,
					  5,  5,  5,  5,  6,  6,  6,  6,  6,  6,  6,  6,
					  8,  8,  8,  8,  9,  9,  9,  9,  10, 10, 10, 10,
					  11, 11, 11, 11, 12, 12, 12, 12, 12, 12, 12, 12 };
	struct nkv_srat_text table;
	unsigned char sum = 0;

	cr_assert_eq(read_text(nkv_srat_text_read, &table, text, strlen(text)),
		     NKV_SRAT_TEXT_TABLE);
	cr_assert_eq(table.length, 48);
	for (size_t i = 0; i < 48; i++) {
		sum = (unsigned char)(sum + table.bytes[i]);
		cr_expect_eq(table.lines[i], lines[i], "%zu: %zu", i, table.lines[i]);
	}
	cr_expect_eq(sum, 0);
	cr_expect_eq(table.bytes[4], 48);
	cr_expect_eq(memcmp(table.bytes + 32, "\x25\x09\x20\x20", 4), 0);
	nkv_srat_text_free(&table);
}

/* Expect less than a header to have no checksum, and nothing behind a text to be let pass. */
Test(srat_bytes, parts_of_texts)
{
	struct nkv_srat_text table;
	static const char behind[] = "[000h 0000 4] Signature : \"SRAT\"\n"
				     "[004h 0004 4] Table Length : 00000005\n"
				     "[008h 0008 1] Revision : 03\n"
				     "x";

	cr_expect_eq(read_text(nkv_srat_text_read, &table, behind, strlen(behind) - 1),
		     NKV_SRAT_TEXT_TABLE, "%s", table.fault);
	cr_assert_eq(table.length, 9);
	cr_expect_eq(table.bytes[4], 5);
	nkv_srat_text_free(&table);
	cr_expect_eq(read_text(nkv_srat_text_read, &table, behind, strlen(behind)),
		     NKV_SRAT_TEXT_BAD);
	cr_expect_eq(table.fault_line, 4);
	nkv_srat_text_free(&table);
	cr_expect_eq(read_text(nkv_srat_text_read, &table, "x", 1), NKV_SRAT_TEXT_NO_FIELDS);
	nkv_srat_text_free(&table);
	cr_expect_eq(read_text(nkv_srat_text_read, &table, "", 0), NKV_SRAT_TEXT_NO_FIELDS);
	nkv_srat_text_free(&table);
}
