/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Copies of /sys/firmware: the map, the SRAT, and the names of the other tables. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "read/source.h"
#include "read/srat/srat_table.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { PATH_BYTES = 256, TEXT_BYTES = 2048 };

/* --- a tree --- */

static char root[PATH_BYTES];

static void begin(void)
{
	const char *directory = getenv("TMPDIR");

	snprintf(root, sizeof(root), "%s/firmware-XXXXXX", directory ? directory : "/tmp");
	cr_assert(mkdtemp(root));
}

static void path_of(const char *name, char path[2 * PATH_BYTES])
{
	snprintf(path, 2 * PATH_BYTES, "%s/%s", root, name);
}

static void make_directories(const char *name)
{
	char path[2 * PATH_BYTES];

	path_of(name, path);
	for (char *at = path + strlen(root) + 1; (at = strchr(at, '/')); at++) {
		*at = '\0';
		mkdir(path, 0700);
		*at = '/';
	}
}

static void put(const char *name, const void *bytes, size_t length)
{
	char path[2 * PATH_BYTES];
	FILE *file;

	make_directories(name);
	path_of(name, path);
	file = fopen(path, "wb");
	cr_assert(file, "%s", path);
	fwrite(bytes, 1, length, file);
	fclose(file);
}

static void put_entry(const char *number, const char *start, const char *end, const char *type)
{
	const char *const values[][2] = { { "start", start }, { "end", end }, { "type", type } };

	for (size_t i = 0; i < COUNT(values); i++) {
		char name[64];

		snprintf(name, sizeof(name), "memmap/%s/%s", number, values[i][0]);
		if (values[i][1])
			put(name, values[i][1], strlen(values[i][1]));
	}
}

static void put_map(void)
{
	put_entry("0", "0x0\n", "0x9fbff\n", "System RAM\n");
	put_entry("1", "0x100000\n", "0x3fffffff\n", "System RAM\n");
}

/* An SRAT with a processor of that domain. */
static void put_srat(const char *name, unsigned char pxm)
{
	unsigned char table[NKV_SRAT_HEADER_BYTES + 16] = "SRAT";
	unsigned char *entry = table + NKV_SRAT_HEADER_BYTES;

	table[8] = 1;
	entry[1] = 16;
	entry[2] = pxm;
	entry[4] = 1;
	nkv_srat_seal(table, sizeof(table));
	put(name, table, sizeof(table));
}

/* Removes the tree. */
static void end(void)
{
	char command[2 * PATH_BYTES];

	snprintf(command, sizeof(command), "rm -r '%s'", root);
	cr_expect_eq(system(command), 0);
}

/* --- what is read of it --- */

static void add(char text[TEXT_BYTES], const char *word)
{
	size_t length = strlen(text);

	snprintf(text + length, TEXT_BYTES - length, "%s%s", length > 0 ? " " : "", word);
}

static void add_machine(char text[TEXT_BYTES], const struct nkv_machine *machine)
{
	char word[64];

	for (size_t i = 0; i < machine->e820_count; i++) {
		snprintf(word, sizeof(word), "%" PRIx64 "+%" PRIx64 ":%" PRIu32,
			 machine->e820[i].start, machine->e820[i].size, machine->e820[i].type);
		add(text, word);
	}
	if (machine->has_srat)
		add(text, "srat");
	for (size_t i = 0; i < machine->processor_count; i++) {
		snprintf(word, sizeof(word), "%d", machine->processors[i].pxm);
		add(text, word);
	}
	for (size_t i = 0; machine->has_acpi && i < machine->acpi_table_count; i++)
		add(text, machine->acpi_tables[i].signature);
}

/* A path in the tree: "memmap/0/end:1:2"; another as it is. */
static void add_diagnostic(char text[TEXT_BYTES], const struct nkv_diagnostic *diagnostic)
{
	const char *origin = diagnostic->origin;
	char words[512];

	if (strncmp(origin, root, strlen(root)) == 0)
		origin += strlen(root) + (origin[strlen(root)] == '/');
	snprintf(words, sizeof(words), "[%s:%zu:%zu %s]", origin, diagnostic->line,
		 diagnostic->column, diagnostic->text);
	add(text, words);
}

/* The machine, what is said of it, and whether it is assumed that there is no SRAT, or in which order its tables are. */
static void read_tree(bool srat_is_given, char text[TEXT_BYTES])
{
	const struct nkv_input input = { .path = root,
					 .name = root,
					 .srat_is_given = srat_is_given };
	struct nkv_source *source;
	struct nkv_document document;

	source = nkv_source_new(&input, nkv_input_format_find("firmware"));
	cr_assert(source);
	cr_assert_eq(nkv_source_next(source, &document), NKV_READ_DOCUMENT);
	text[0] = '\0';
	if (document.machine)
		add_machine(text, document.machine);
	for (size_t i = 0; i < document.diagnostic_count; i++)
		add_diagnostic(text, &document.diagnostics[i]);
	for (size_t i = 14; i < document.assumption_count; i++)
		add(text, document.assumptions[i].key);
	cr_expect_eq(nkv_source_next(source, &document), NKV_READ_END);
	nkv_source_free(source);
}

static void expect_tree(const char *wanted)
{
	char got[TEXT_BYTES];

	read_tree(false, got);
	cr_expect_str_eq(got, wanted, "%s", got);
}

/* --- the map --- */

#define MAP "0+9fc00:1 100000+3ff00000:1"

/* Expect the entries by their numbers, and nothing of what has another name. */
Test(firmware, entries)
{
	begin();
	put_map();
	put_entry("10", "0x4000\n", "0x4fff\n", "Reserved\n");
	put_entry("2", "0x3000", "0x3000\r\n \t", "ACPI Tables");
	put_entry("123456789", "0x5000\n", "0xffffffff\n", "Persistent Memory\n");
	put_entry("01", "x", "x", "x");
	put_entry("x", "x", "x", "x");
	put_entry("1x", "x", "x", "x");
	put_entry("1234567890", "x", "x", "x");
	expect_tree(MAP " 3000+1:3 4000+1000:2 5000+ffffb000:7 srat");
	end();
}

/* A tree in directories of the system. Expect it to be found there. */
Test(firmware, where_it_is)
{
	static const char *const places[] = { "sys/firmware", "firmware" };

	for (size_t i = 0; i < COUNT(places); i++) {
		char text[TEXT_BYTES], command[4 * PATH_BYTES];

		begin();
		put_map();
		snprintf(command, sizeof(command), "mkdir -p '%s/%s' && mv '%s/memmap' '%s/%s'",
			 root, places[i], root, root, places[i]);
		cr_expect_eq(system(command), 0);
		read_tree(false, text);
		cr_expect_str_eq(text, MAP " srat", "%s", text);
		end();
	}
}

/* Expect each fault, and none for others that follow from it. */
Test(firmware, what_is_wrong_with_an_entry)
{
	static const struct {
		const char *start, *end, *type, *wanted;
	} cases[] = {
		{ NULL, "0x3fff", "Reserved",
		  "[memmap/2/start:0:0 cannot read: No such file or directory] srat" },
		{ "0x3000", NULL, "Reserved",
		  "[memmap/2/end:0:0 cannot read: No such file or directory] srat" },
		{ "0x3000", "0x3fff", NULL,
		  "[memmap/2/type:0:0 cannot read: No such file or directory] srat" },
		{ "x", "y", "Reserved",
		  "[memmap/2/start:1:1 'start' is 'x', expected a number below 2^64] "
		  "[memmap/2/end:1:1 'end' is 'y', expected a number below 2^64] srat" },
		{ "0x10000000000000000", "0x3fff", "Reserved",
		  "[memmap/2/start:1:1 'start' is '0x10000000000000000', expected a number below "
		  "2^64] srat" },
		{ "1\n2\x01", "0x3fff", "Reserved",
		  "[memmap/2/start:2:2 a control character is not allowed] srat" },
		{ "0x3000", "0x2fff", "Reserved",
		  "[memmap/2/end:1:1 'end' is 0x2fff, expected at least the start, 0x3000, and below "
		  "2^64 - 1] srat" },
		{ "0x3000", "0xffffffffffffffff", "Reserved",
		  "[memmap/2/end:1:1 'end' is 0xffffffffffffffff, expected at least the start, "
		  "0x3000, and below 2^64 - 1] srat" },
		{ "0x3000", "0x3fff", "strange",
		  MAP
		  " 3000+1000:2 [memmap/2/type:1:1 unknown type 'strange', treated as reserved] "
		  "srat" },
		{ "0123456789012345678901234567890123456789", "0x3fff", "Reserved",
		  "[memmap/2/start:1:1 'start' is '0123456789012345678901234567890123456789', "
		  "expected a number below 2^64] srat" },
		{ "0123456789012345678901234567890123456789x", "0x3fff", "Reserved",
		  "[memmap/2/start:1:1 'start' is '0123456789012345678901234567890123456789', "
		  "expected a number below 2^64] srat" },
		{ "0x3000", "0x3fff", "a type of a name that has more than forty characters",
		  MAP " 3000+1000:2 [memmap/2/type:1:1 unknown type "
		      "'a type of a name that has more than fort', treated as reserved] srat" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		begin();
		put_map();
		put_entry("2", cases[i].start, cases[i].end, cases[i].type);
		expect_tree(cases[i].wanted);
		end();
	}
}

Test(firmware, no_map)
{
	begin();
	expect_tree("[memmap:0:0 cannot read the memory map: No such file or directory] srat");
	make_directories("memmap/x/");
	expect_tree("[memmap:0:0 no memory map: it has no entries] srat");
	end();
}

/* --- the tables --- */

Test(firmware, srats)
{
	char text[TEXT_BYTES];

	begin();
	put_map();
	put_srat("acpi/tables/SRAT2", 2);
	put_srat("acpi/tables/SRAT1", 1);
	expect_tree(MAP " srat 1 SRAT SRAT "
			"[acpi/tables/SRAT1:0:0 the first of several SRATs is used, as kernels do] "
			"acpi.tables");
	put_srat("acpi/tables/SRAT", 0);
	expect_tree(MAP " srat 0 SRAT SRAT SRAT acpi.tables");
	read_tree(true, text);
	cr_expect_str_eq(text, MAP " SRAT SRAT SRAT acpi.tables", "%s", text);
	put("acpi/tables/SRAT", "SRAT", 4);
	expect_tree("[acpi/tables/SRAT:0:4 the SRAT is cut off after 4 bytes of its header]");
	end();
}

Test(firmware, a_srat_that_cannot_be_read)
{
	begin();
	put_map();
	make_directories("acpi/tables/SRAT/");
	expect_tree("[acpi/tables/SRAT:0:0 cannot read the SRAT: Is a directory]");
	end();
}

/* Expect the SRAT first, then the others by their names; and none that an RSDT does not list. */
Test(firmware, tables)
{
	static const char *const names[] = { "SSDT10", "SSDT2",	  "FACP",  "DSDT", "FACS",
					     "RSDP",   "RSDT",	  "XSDT",  "AB",   "A~Z1",
					     "ABCDE",  "ABC\x7f", "SSDTx", "AB CD" };
	char text[TEXT_BYTES];

	begin();
	put_map();
	make_directories("acpi/tables/data/");
	for (size_t i = 0; i < COUNT(names); i++) {
		char name[64];

		snprintf(name, sizeof(name), "acpi/tables/%s", names[i]);
		put(name, "", 0);
	}
	expect_tree(MAP);
	read_tree(true, text);
	cr_expect_str_eq(text, MAP " SRAT AB   A~Z1 FACP SSDT SSDT acpi.tables", "%s", text);
	put_srat("acpi/tables/SRAT", 7);
	expect_tree(MAP " srat 7 SRAT AB   A~Z1 FACP SSDT SSDT acpi.tables");
	end();
}

/* A directory without tables, and another SRAT. Expect nothing to be known of them. */
Test(firmware, no_tables)
{
	char text[TEXT_BYTES];

	begin();
	put_map();
	read_tree(true, text);
	cr_expect_str_eq(text, MAP, "%s", text);
	make_directories("acpi/tables/x/");
	expect_tree(MAP);
	read_tree(true, text);
	cr_expect_str_eq(text, MAP, "%s", text);
	end();
}
