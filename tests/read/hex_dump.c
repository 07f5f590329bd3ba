/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SRATs: tables in hexadecimal, as xxd, hexdump and od print them. */
#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/srat/srat_table.h"
#include "srat_reading.h"

enum {
	ROW = 16,
	MEMORY_AT = NKV_SRAT_HEADER_BYTES,
	MEMORY_BYTES = 40,
	OTHER_AT = MEMORY_AT + MEMORY_BYTES,
	OTHER_BYTES = 72,
	TABLE_BYTES = OTHER_AT + OTHER_BYTES,
	TEXT_BYTES = 1 << 12,
};

/* Memory of domain 3 from 1 GiB, 4 KiB, and an entry of another kind, which is zeros. */
static void make_table(unsigned char table[TABLE_BYTES])
{
	memset(table, 0, TABLE_BYTES);
	memcpy(table, "SRAT", 4);
	table[4] = TABLE_BYTES;
	table[8] = 2;
	table[MEMORY_AT] = 1;
	table[MEMORY_AT + 1] = MEMORY_BYTES;
	table[MEMORY_AT + 2] = 3;
	table[MEMORY_AT + 11] = 0x40;
	table[MEMORY_AT + 17] = 0x10;
	table[MEMORY_AT + 28] = 1;
	table[OTHER_AT] = 9;
	table[OTHER_AT + 1] = OTHER_BYTES;
	nkv_srat_seal(table, TABLE_BYTES);
}

/* How a program prints a row. */
struct form {
	const char *offset;  /* of printf(), for a size_t */
	const char *between; /* words; of eight bytes, with another one after it */
	size_t word;	     /* bytes, of which the last comes first where they are swapped */
	bool is_swapped, has_text, skips;
};

static const struct form forms[] = {
	{ "%08zx: ", " ", 2, .has_text = true },
	{ "%08zx: ", " ", 2, .has_text = true, .skips = true },
	{ "%08zx  ", " ", 1, .has_text = true },
	{ "%08zx  ", " ", 1, .has_text = true, .skips = true },
	{ "%06zx ", " ", 1, .skips = true },
	{ "%07zo ", " ", 1, .skips = false },
	{ "%07zo ", " ", 1, .skips = true },
	{ "%07zo ", " ", 2, .is_swapped = true, .skips = true },
	{ "%016zx ", " ", 1, .skips = false },
	{ "", "", 1, .skips = false },
	{ "", " ", 2, .skips = false },
};

static void add(char *text, const char *format, ...)
{
	size_t length = strlen(text);
	va_list args;

	va_start(args, format);
	vsnprintf(text + length, TEXT_BYTES - length, format, args);
	va_end(args);
}

static void add_row(char *text, const struct form *form, const unsigned char *table, size_t at)
{
	size_t end = at + ROW < TABLE_BYTES ? at + ROW : TABLE_BYTES;

	add(text, *form->offset ? form->offset : "%.0zx", *form->offset ? at : 0);
	for (size_t i = at; i < end; i++) {
		bool is_middle = form->has_text && form->word == 1 && i == at + ROW / 2;

		if (i > at && i % form->word == 0)
			add(text, "%s%s", form->between, is_middle ? " " : "");
		add(text, "%02x", table[form->is_swapped ? i ^ 1 : i]);
	}
	add(text, form->has_text ? "  |SRAT 00 11|\n" : "\n");
}

static void dump(char text[TEXT_BYTES], const struct form *form, const unsigned char *table)
{
	bool skipping = false;

	text[0] = '\0';
	for (size_t at = 0; at < TABLE_BYTES; at += ROW) {
		bool is_same = form->skips && at > 0 && at + ROW < TABLE_BYTES &&
			       memcmp(table + at, table + at - ROW, ROW) == 0;

		if (!is_same)
			add_row(text, form, table, at);
		else if (!skipping)
			add(text, "*\n");
		skipping = is_same;
	}
	if (*form->offset) {
		add(text, form->offset, (size_t)TABLE_BYTES);
		add(text, "\n");
	}
}

/* Each form, among other lines. Expect the one entry of memory. */
Test(hex_dump, forms)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		unsigned char table[TABLE_BYTES];
		char text[TEXT_BYTES], whole[TEXT_BYTES + 64];
		struct reading *reading;

		make_table(table);
		dump(text, &forms[i], table);
		snprintf(whole, sizeof(whole), "$ xxd SRAT\r\n*\n%s\n$ exit\nbeef\n", text);
		reading = reading_of((unsigned char *)whole, strlen(whole));
		cr_assert(reading->is_good, "form %zu: %s\n%s", i,
			  reading->report.diagnostics[0].text, text);
		cr_assert_eq(reading->list.memory_count, 1, "form %zu", i);
		expect_memory(&reading->list.memory[0], 3, 0x40000000, 0x40001000);
		reading_free(reading);
	}
}

#define MISSING "bytes of the SRAT are missing, expected those from "
#define CUT "the SRAT is cut off after "

/* A dump in which a part is replaced. Expect the line at which it does not go on. */
Test(hex_dump, what_is_missing)
{
	static const struct {
		const char *old, *new;
		size_t line;
		const char *why;
	} cases[] = {
		{ "00000010  ", "0010  ", 0, NULL },
		{ "00000010  ", "00000020  ", 4, MISSING "0x0020 on" },
		{ "*\n", "", 3, MISSING "0x0020 on" },
		{ "*\n00000090", "*\n00000098", 9, MISSING "0x0090 on" },
		{ "*\n00000090", "*\n00000070", 10, MISSING "0x0080 on" },
		{ "*\n00000090", "*\n00200090", 9, MISSING "0x0070 on" },
		{ "00000030  01 28", "00000030  01", 5, MISSING "0x0037 on" },
		/* These are no rows any more. */
		{ "00000010  ", "00000010x ", 1, CUT "16 bytes of its header" },
		{ "00000010  ", "010  ", 1, CUT "16 bytes of its header" },
		{ "00000010  ", "00000000000000010  ", 1, CUT "16 bytes of its header" },
		/* The header's length. */
		{ "a0 00 00 00", "a1 00 00 00", 9, CUT "160 bytes, its header says 161" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		unsigned char table[TABLE_BYTES];
		char text[TEXT_BYTES], whole[TEXT_BYTES + 64];
		struct reading *reading;
		const char *found;

		make_table(table);
		dump(text, &forms[3], table);
		found = strstr(text, cases[i].old);
		cr_assert(found, "'%s'\n%s", cases[i].old, text);
		snprintf(whole, sizeof(whole), "%.*s%s%s", (int)(found - text), text, cases[i].new,
			 found + strlen(cases[i].old));
		reading = reading_of((unsigned char *)whole, strlen(whole));
		cr_expect_eq(reading->is_good, !cases[i].why, "'%s'", cases[i].new);
		if (cases[i].why && !reading->is_good) {
			cr_expect_str_eq(reading->report.diagnostics[0].text, cases[i].why, "%s",
					 cases[i].new);
			cr_expect_eq(reading->report.diagnostics[0].line, cases[i].line, "%zu",
				     reading->report.diagnostics[0].line);
		}
		reading_free(reading);
	}
}

/* A star that stands for more rows than any SRAT has. Expect no more than 1 MiB of it. */
Test(hex_dump, a_long_table)
{
	static const char head[] = "00000000  53 52 41 54 00 00 20 00  02 00 00 00 00 00 00 00\n";
	static const char rows[] = "00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00\n"
				   "*\n"
				   "000ffff0  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00\n"
				   "00100000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00\n";
	char text[sizeof(head) + sizeof(rows)];
	struct reading *reading;

	snprintf(text, sizeof(text), "%s%s", head, rows);
	reading = reading_of((unsigned char *)text, strlen(text));
	cr_assert(!reading->is_good);
	cr_expect_str_eq(reading->report.diagnostics[0].text,
			 "too many bytes for an SRAT: those from 0x100000 on");
	cr_expect_eq(reading->report.diagnostics[0].line, 5);
	reading_free(reading);
}

/* A table in one line, as long as one is read, and longer. */
Test(hex_dump, a_long_line)
{
	enum { ENTRY_BYTES = 16, LINE_BYTES = 1 << 13 };

	for (size_t more = 0; more < 2; more++) {
		size_t length = LINE_BYTES / 2 + more * ENTRY_BYTES;
		unsigned char *table = calloc(1, length);
		char *text = malloc(2 * length + 1);
		struct reading *reading;

		cr_assert(table && text);
		memcpy(table, "SRAT", 4);
		for (size_t i = NKV_SRAT_HEADER_BYTES; i < length; i += ENTRY_BYTES)
			table[i + 1] = ENTRY_BYTES;
		nkv_srat_seal(table, length);
		for (size_t i = 0; i < length; i++)
			sprintf(text + 2 * i, "%02x", table[i]);
		reading = reading_of((unsigned char *)text, 2 * length);
		cr_expect_eq(reading->is_good, more == 0, "%zu: %s", length,
			     reading->report.count > 0 ? reading->report.diagnostics[0].text : "");
		reading_free(reading);
		free(text);
		free(table);
	}
}
