/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SRATs: texts of tables, as iasl writes them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "srat_reading.h"
#include "read/srat/srat_text.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool is_same(const struct nkv_srat_list *a, const struct nkv_srat_list *b)
{
	if (a->processor_count != b->processor_count || a->memory_count != b->memory_count)
		return false;
	for (size_t i = 0; i < a->processor_count; i++)
		if (a->processors[i].pxm != b->processors[i].pxm ||
		    a->processors[i].apic != b->processors[i].apic ||
		    a->processors[i].enabled != b->processors[i].enabled)
			return false;
	for (size_t i = 0; i < a->memory_count; i++)
		if (a->memory[i].pxm != b->memory[i].pxm ||
		    a->memory[i].start != b->memory[i].start ||
		    a->memory[i].size != b->memory[i].size ||
		    a->memory[i].enabled != b->memory[i].enabled ||
		    a->memory[i].hotplug != b->memory[i].hotplug)
			return false;
	return true;
}

Test(srat_text, gives_the_table)
{
	static const char *const names[] = { "2n-1g-hotadd", "2n-5g-x2apic" };
	static const char *const forms[] = { "dsl", "asl" };

	for (size_t i = 0; i < 2; i++) {
		char name[64];
		struct reading *table;

		snprintf(name, sizeof(name), "%s.aml", names[i]);
		table = read_file(name);
		for (size_t j = 0; j < 2; j++) {
			struct reading *text;

			snprintf(name, sizeof(name), "%s.%s", names[i], forms[j]);
			text = read_file(name);
			cr_expect(is_same(&table->list, &text->list), "%s", name);
			reading_free(text);
		}
		reading_free(table);
	}
}

/* The text byte for byte: what iasl compiled, but for the checksum of what it signed. */
Test(srat_text, gives_it_byte_for_byte)
{
	size_t table_length, text_length;
	char *table = file_text("2n-1g-hotadd.aml", &table_length);
	char *text = file_text("2n-1g-hotadd.dsl", &text_length);
	struct nkv_srat_text made = { 0 };

	cr_assert_eq(nkv_srat_text_read(&made, text, text_length), NKV_SRAT_TEXT_TABLE);
	cr_assert_eq(made.length, table_length);
	cr_expect_arr_eq(made.bytes, table, table_length);
	nkv_srat_text_free(&made);
	free(table);
	free(text);
}

/* A text with `old` replaced by `new`, once, to be freed. */
static char *replaced(const char *text, const char *old, const char *new)
{
	const char *found = strstr(text, old);
	size_t bytes = strlen(text) + strlen(new) + 1;
	char *changed = malloc(bytes);

	cr_assert(found && changed, "no '%s'", old);
	snprintf(changed, bytes, "%.*s%s%s", (int)(found - text), text, new, found + strlen(old));
	return changed;
}

static struct reading *read_changed(const char *name, const char *old, const char *new)
{
	size_t length;
	char *text = file_text(name, &length);
	char *changed = replaced(text, old, new);
	struct reading *reading = reading_of((unsigned char *)changed, strlen(changed));

	free(text);
	free(changed);
	return reading;
}

/* The decoded flag counts, not the number above it, as in iasl. */
Test(srat_text, a_flag_that_was_changed)
{
	struct reading *reading = read_changed("2n-1g-hotadd.dsl", "Enabled : 1", "Enabled : 0");

	cr_assert(reading->is_good);
	cr_expect(!reading->list.processors[0].enabled);
	cr_expect(reading->list.processors[1].enabled);
	reading_free(reading);
	reading = read_changed("2n-1g-hotadd.dsl", "Hot Pluggable : 1", "Hot Pluggable : 0");
	cr_expect(!reading->list.memory[4].hotplug);
	reading_free(reading);
}

Test(srat_text, a_number_that_was_changed)
{
	struct reading *reading = read_changed("2n-1g-hotadd.asl", "Proximity Domain : 00000001",
					       "Proximity Domain : 0x5");

	cr_assert(reading->is_good);
	cr_expect_eq(reading->list.memory[2].pxm, 5);
	reading_free(reading);
}

/* An entry without its lines: those after it close up. */
Test(srat_text, an_entry_that_was_taken_out)
{
	size_t length;
	char *text = file_text("2n-1g-hotadd.dsl", &length);
	char *from = strstr(text, "[040h 0064"), *to = strstr(text, "[050h 0080");
	struct reading *reading;

	cr_assert(from && to);
	memmove(from, to, strlen(to) + 1);
	reading = reading_of((unsigned char *)text, strlen(text));
	cr_assert(reading->is_good);
	cr_expect_eq(reading->list.processor_count, 1);
	cr_expect_eq(reading->list.memory_count, 5);
	expect_memory(&reading->list.memory[2], 1, 0x20000000, 0x40000000);
	reading_free(reading);
	free(text);
}

/* An entry copied with its old offsets. */
Test(srat_text, an_entry_that_was_copied)
{
	size_t length;
	char *text = file_text("2n-1g-hotadd.dsl", &length), *twice = calloc(2, length + 1);
	const char *from = strstr(text, "[040h 0064"), *to = strstr(text, "[050h 0080");
	struct reading *reading;

	cr_assert(from && to && twice);
	snprintf(twice, 2 * length, "%.*s%.*s%s", (int)(to - text), text, (int)(to - from), from,
		 to);
	reading = reading_of((unsigned char *)twice, strlen(twice));
	cr_assert(reading->is_good);
	cr_expect_eq(reading->list.processor_count, 3);
	cr_expect_eq(reading->list.processors[2].apic, 1);
	expect_memory(&reading->list.memory[2], 1, 0x20000000, 0x40000000);
	reading_free(reading);
	free(text);
	free(twice);
}

static void expect_text_refused(struct reading *reading, size_t line, const char *text)
{
	cr_assert(!reading->is_good, "taken, expected '%s'", text);
	cr_assert_eq(reading->report.count, 1);
	cr_expect_str_eq(reading->report.diagnostics[0].text, text);
	cr_expect_eq(reading->report.diagnostics[0].line, line, "%zu is not %zu",
		     reading->report.diagnostics[0].line, line);
	reading_free(reading);
}

Test(srat_text, what_is_wrong_is_told_with_its_line)
{
	expect_text_refused(read_changed("2n-1g-hotadd.dsl", "Apic ID : 00", "Apic ID : zz"), 30,
			    "not a number in hexadecimal: 'zz'");
	expect_text_refused(read_changed("2n-1g-hotadd.dsl", "Apic ID : 00", "Apic ID : 123"), 30,
			    "too large for its field: '123'");
	expect_text_refused(read_changed("2n-1g-hotadd.dsl", "Enabled : 1", "Enabled : 2"), 32,
			    "neither 0 nor 1: 'Enabled : 2'");
	expect_text_refused(read_changed("2n-1g-hotadd.dsl", "\"SRAT\"", "\"SRAT"), 13,
			    "unterminated string: '\"SRAT    [System Resource Affinity Table]'");
	expect_text_refused(
		read_changed("2n-1g-hotadd.dsl", "\"SRAT\"", "\"SSRAT\""), 13,
		"too long for its field: '\"SSRAT\"    [System Resource Affinity Table]'");
	expect_text_refused(read_changed("2n-1g-hotadd.dsl", "\"SRAT\"", "\"SLIT\""), 13,
			    "not an SRAT: it does not begin with 'SRAT'");
	expect_text_refused(read_changed("2n-1g-hotadd.dsl", "Length : 10", "Length : 01"), 26,
			    "an entry of length 1");
	expect_text_refused(read_changed("2n-1g-hotadd.dsl", "Domain : 00000001", "Domain : FFFF"),
			    76, "memory in proximity domain 0xffff, expected at most 0xff");
}

/* The text without "[034h 0052   4]" before its fields. */
static char *without_offsets(const char *text)
{
	char *bare = calloc(1, strlen(text) + 1), *at = bare;

	cr_assert(bare);
	for (const char *line = text; *line; line += strspn(line, "\n")) {
		size_t length = strcspn(line, "\n");
		const char *end = *line == '[' ? memchr(line, ']', length) : NULL;
		size_t skipped = end ? (size_t)(end + 1 - line) : 0;

		memcpy(at, line + skipped, length - skipped);
		at[length - skipped] = '\n';
		at += length - skipped + 1;
		line += length;
	}
	return bare;
}

/* Lines as people write them: their names alone say where they go. */
Test(srat_text, lines_without_offsets)
{
	static const char *const names[] = { "2n-1g-hotadd", "2n-5g-x2apic" };

	for (size_t i = 0; i < 2; i++) {
		char name[64];
		size_t length;
		char *text, *bare;
		struct reading *table, *reading;

		snprintf(name, sizeof(name), "%s.dsl", names[i]);
		text = file_text(name, &length);
		bare = without_offsets(text);
		reading = reading_of((unsigned char *)bare, strlen(bare));
		snprintf(name, sizeof(name), "%s.aml", names[i]);
		table = read_file(name);
		cr_expect(is_same(&table->list, &reading->list), "%s", name);
		reading_free(table);
		reading_free(reading);
		free(text);
		free(bare);
	}
}

#define HEADER "Signature : \"SRAT\"\nRevision : 02\n"
#define MEMORY                                                                                     \
	"Subtable Type : 01 <Memory Affinity>\nLength : 28\nProximity Domain : 00000003\n"         \
	"Base Address : 40000000 /* 1 GiB */\nAddress Length : 0x1000 // a page\n"                 \
	"Flags (decoded below) : 00000001\n"

static struct reading *read_string(const char *text)
{
	return reading_of((const unsigned char *)text, strlen(text));
}

/* What is reserved may be left out, or have any number; comments may be anywhere. */
Test(srat_text, entries_by_hand)
{
	static const char *const texts[] = {
		"From: a\nHere is the table: look\nat it\n\n" HEADER MEMORY,
		HEADER
		"[1] Subtable Type : 01\n[1] Length : 28\n[4] Proximity Domain : 03 00 00 00\n"
		"[2] Reserved1 : 0\n[8] Base Address : 0000000040000000\n"
		"[8] Address Length : 00 10 00 00\n[4] Reserved2 : 00 00 00 00\n"
		"[4] Flags (decoded below) : 00000001\n[8] Reserved3 :  0 <none>",
		/* Offsets that are before the entry, or far behind it, are none. */
		HEADER
		"[030h 0048 1] Subtable Type : 01\n[031h 0049 1] Length : 28\n"
		"[002h 0002 4] Proximity Domain : 3\n[FF0h 4080 2] Reserved1 : 0\n"
		"[038h 0056 8] Base Address : 40000000\n[040h 0064 8] Address Length : 1000\n"
		"[048h 0072 4] Reserved2 : 0\n[04Ch 0076 4] Flags (decoded below) : 0\n"
		"Enabled : 1\n",
		HEADER
		"[030h 0048 1] Subtable Type : 01\n[031h 0049 1] Length : 28\n"
		"[032h 0050 4] Proximity Domain : 3\n[12Fh 0303 2] Reserved1 : 0\n"
		"[038h 0056 8] Base Address : 40000000\n[040h 0064 8] Address Length : 1000\n"
		"[048h 0072 4] Reserved2 : 0\n[04Ch 0076 4] Flags (decoded below) : 1\n",
		/* The last byte of the longest entry. */
		HEADER "[030h 0048 1] Subtable Type : 09\n[031h 0049 1] Length : FF\n"
		       "[12Eh 0302 1] Reserved : 0\n" MEMORY,
		HEADER "/* one\nEnabled : 0\nlast */" MEMORY "/* \"x */\n",
		HEADER MEMORY "Reserved : 0000000000000000\n",
		HEADER
		"Subtable Type : 01\nLength : 28\nProximity Domain : 3\nBase Address : 40000000\n"
		"Address Length : 1000\nFlags : 00000001\n",
		HEADER MEMORY "Enabled : 1\nHot Pluggable : 0\nNon-Volatile : 0\n"
			      "Architectural Transactions : 0\nReserved9 : 0\n",
		"Signature : \"SRAT\"\nRevision : 02\nReserved : 0\n" MEMORY
		"Raw Table Data: Length 88 (0x58)\n\n    0000: 53 52 41 54  SRAT\n",
	};

	for (size_t i = 0; i < COUNT(texts); i++) {
		struct reading *reading = read_string(texts[i]);

		cr_assert(reading->is_good, "text %zu: %s", i, reading->report.diagnostics[0].text);
		cr_assert_eq(reading->list.memory_count, 1);
		expect_memory(&reading->list.memory[0], 3, 0x40000000, 0x40001000);
		cr_expect(reading->list.memory[0].enabled);
		reading_free(reading);
	}
}

/* Nothing is dropped without a word. */
Test(srat_text, lines_that_are_not_understood)
{
	static const struct {
		const char *text;
		size_t line;
		const char *why;
	} cases[] = {
		{ HEADER "Base Adress : 0\n" MEMORY, 3,
		  "a line that cannot be read: 'Base Adress : 0'" },
		{ HEADER MEMORY "  and so on\n", 9, "a line that cannot be read: 'and so on'" },
		{ HEADER MEMORY "Base Address : 0\n", 9,
		  "a line that cannot be read: 'Base Address : 0'" },
		{ HEADER MEMORY "[050h 0080 8 Reserved3 : 0\n", 9,
		  "a line that cannot be read: '[050h 0080 8 Reserved3 : 0'" },
		{ HEADER "Enabled : 1\n" MEMORY, 3, "a line that cannot be read: 'Enabled : 1'" },
		{ HEADER "Length /* x */ : 28\n", 3,
		  "a line that cannot be read: 'Length /* x */ : 28'" },
		{ HEADER "**** Unknown SRAT subtable type 0x9\n", 3,
		  "a line that cannot be read: '**** Unknown SRAT subtable type 0x9'" },
		{ HEADER "Subtable Type : 09\nLength : 04\nReserved : 0000\n", 5,
		  "a line that cannot be read: 'Reserved : 0000'" },
		{ HEADER "Subtable Type : 01\nLength : 28\nProximity Domain : 1\n" MEMORY, 3,
		  "missing field 'Base Address'" },
		{ HEADER "Subtable Type : 00\n" MEMORY, 3, "missing field 'Length'" },
		{ HEADER "Subtable Type : 02\nLength : 18\nApic ID : 1\n", 3,
		  "missing field 'Proximity Domain'" },
		{ "Signature : \"SRAT\"\n" MEMORY, 1, "missing field 'Revision'" },
		{ "Signature : \"SRAT\"\nRevision : 02\n", 2,
		  "the SRAT is cut off after 9 bytes of its header" },
		{ HEADER MEMORY "Hot Pluggable : 11\n", 9,
		  "neither 0 nor 1: 'Hot Pluggable : 11'" },
		{ HEADER MEMORY "Raw Table Data: Length 88\n    no row\n", 10,
		  "a line that cannot be read: 'no row'" },
		{ HEADER MEMORY "Raw Table Data: Length 88\n    no: row\n", 10,
		  "a line that cannot be read: 'no: row'" },
		/* A field with its length, but not where it is. */
		{ HEADER "[0] Subtable Type : 01\n", 3, "no field length in 'Subtable Type'" },
		{ HEADER "[999] Subtable Type : 01\n", 3, "no field length in 'Subtable Type'" },
		{ HEADER "[1 2] Subtable Type : 01\n", 3,
		  "a line that cannot be read: '[1 2] Subtable Type : 01'" },
		{ HEADER "[1 2 3 4] Subtable Type : 01\n", 3,
		  "a line that cannot be read: '[1 2 3 4] Subtable Type : 01'" },
		{ HEADER "[zh 0 1] Subtable Type : 01\n", 3,
		  "a line that cannot be read: '[zh 0 1] Subtable Type : 01'" },
		{ HEADER "[100000000h 0 1] Subtable Type : 01\n", 3,
		  "a line that cannot be read: '[100000000h 0 1] Subtable Type : 01'" },
		{ HEADER "[1] Subtable Type\n", 3,
		  "a line that cannot be read: '[1] Subtable Type'" },
		{ HEADER MEMORY "[2] Reserved : 00 00 00\n", 9,
		  "not bytes in hexadecimal: '00 00 00'" },
		{ HEADER MEMORY "[2] Reserved : 00 0\n", 9, "not bytes in hexadecimal: '00 0'" },
		{ HEADER MEMORY "[9] Reserved : 0z\n", 9, "not bytes in hexadecimal: '0z'" },
		{ HEADER MEMORY "[2] Reserved :\n", 9, "not a number in hexadecimal: ''" },
		{ HEADER MEMORY "[2] Reserved :", 9, "not a number in hexadecimal: ''" },
		{ HEADER MEMORY "[8] Reserved : 11223344556677889\n", 9,
		  "not a number in hexadecimal: '11223344556677889'" },
		{ HEADER MEMORY
		  "and so on, and so on, and so on, and so on, and so on, and so on\n",
		  9,
		  "a line that cannot be read: "
		  "'and so on, and so on, and so on, and so on, and so on, and s'" },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_text_refused(read_string(cases[i].text), cases[i].line, cases[i].why);
}

/* An entry that ends where no field is, before one that follows. Expect the line of that. */
Test(srat_text, bytes_between_fields)
{
	struct reading *reading =
		read_string(HEADER "[030h 0048 1] Subtable Type : 09\n[031h 0049 1] Length : 04\n\n"
				   "[038h 0056 1] Reserved : 1\n");

	cr_assert(reading->is_good);
	cr_assert_eq(reading->report.count, 1);
	cr_expect(strstr(reading->report.diagnostics[0].text, "an entry of length 0"));
	cr_expect_eq(reading->report.diagnostics[0].line, 6);
	reading_free(reading);
}

Test(srat_text, what_is_no_text_of_a_table)
{
	static const char text[] = "numakva: 1\n[a]: b\n[ : x\n";

	expect_text_refused(reading_of((const unsigned char *)text, strlen(text)), 1,
			    "neither an SRAT nor the output of iasl -d, acpidump or xxd");
}

/* Entries of 255 bytes without an end. Expect no more than 1 MiB of them. */
Test(srat_text, too_many_entries)
{
	static const char entry[] = "Subtable Type : 09\nLength : FF\n";
	enum { ENTRIES = (1 << 20) / 255 + 2 };
	char *text = malloc(sizeof(HEADER) + ENTRIES * sizeof(entry)), *end;

	cr_assert_not_null(text);
	strcpy(text, HEADER);
	end = text + strlen(text);
	for (size_t i = 0; i < ENTRIES; i++, end += strlen(entry))
		strcpy(end, entry);
	expect_text_refused(read_string(text), 3 + 2 * ((1 << 20) / 255),
			    "more than 1 MiB of table before 'Subtable Type'");
	free(text);
}
