/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SRATs in files of their own, and the machines that get them. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <numakva/numakva.h>

#include "base/file.h"
#include "read/srat/srat_file.h"
#include "read/srat/srat_table.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { PATH_BYTES = 256, TABLE_BYTES = 1024 };

/* --- files --- */

static char path[PATH_BYTES];

static void put(const void *bytes, size_t length)
{
	const char *directory = getenv("TMPDIR");
	FILE *file;
	int fd;

	snprintf(path, sizeof(path), "%s/srat-XXXXXX", directory ? directory : "/tmp");
	fd = mkstemp(path);
	cr_assert(fd >= 0);
	file = fdopen(fd, "wb");
	fwrite(bytes, 1, length, file);
	fclose(file);
}

static unsigned char table[TABLE_BYTES];

/* A table with a processor of each of so many domains, and memory of the first. Returns its length. */
static size_t make_table(unsigned char domains)
{
	unsigned char *entry = table + NKV_SRAT_HEADER_BYTES;

	memset(table, 0, sizeof(table));
	memcpy(table, "SRAT", 4);
	table[8] = 1;
	for (unsigned char i = 0; i < domains; i++, entry += 16) {
		entry[1] = 16;
		entry[2] = entry[3] = i;
		entry[4] = 1;
	}
	entry[0] = 1;
	entry[1] = 40;
	entry[19] = 0x40; /* its size, 1 GiB */
	entry[28] = 1;
	entry += 40;
	nkv_srat_seal(table, (size_t)(entry - table));
	return (size_t)(entry - table);
}

/* --- reading --- */

/* Expects a result, and what is said, with its line and column: "0:9 the SRAT's checksum ...". */
static void expect_file(const char *name, enum nkv_srat_file_result wanted, const char *said)
{
	struct nkv_srat_file *file = nkv_srat_file_new(name);
	struct nkv_document document = { .diagnostic_count = 0 };
	char text[512] = "";

	cr_assert(file);
	cr_expect_eq(nkv_srat_file_read(file, &document), wanted, "%s", name);
	for (size_t i = 0; i < document.diagnostic_count; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), "%zu:%zu %s",
			 document.diagnostics[i].line, document.diagnostics[i].column,
			 document.diagnostics[i].text);
	cr_expect_str_eq(text, said, "%s: %s", name, text);
	nkv_srat_file_free(file);
}

static void expect_bytes(const void *bytes, size_t length, enum nkv_srat_file_result wanted,
			 const char *said)
{
	put(bytes, length);
	expect_file(path, wanted, said);
	unlink(path);
}

static void expect_text(const char *text, const char *said)
{
	expect_bytes(text, strlen(text), *said ? NKV_SRAT_FILE_BAD : NKV_SRAT_FILE_READ, said);
}

#define FIELDS                                                                                     \
	"Signature : \"SRAT\"%sRevision : 02%sSubtable Type : 01%sLength : 28%s"                   \
	"Proximity Domain : 3%sBase Address : 0%sAddress Length : 1000%sFlags : %s%s"

/* Fields that end in this way; the last has that value. */
static void expect_fields(const char *end, const char *flags, const char *said)
{
	char text[512];

	snprintf(text, sizeof(text), FIELDS, end, end, end, end, end, end, end, flags, end);
	expect_text(text, said);
}

Test(srat_file, read)
{
	static const char dump[] = "SRAT @ 0x1000\n    0000: 53 52\n";

	expect_bytes(table, make_table(2), NKV_SRAT_FILE_READ, "");
	expect_fields("\n", "1", "");
	expect_fields("\r\n", "x", "8:1 not a number in hexadecimal: 'x'");
	expect_fields("\r", "x", "8:1 not a number in hexadecimal: 'x'");
	expect_fields("\n\n", "x", "15:1 not a number in hexadecimal: 'x'");
	expect_text("\n\nx\n", "1:1 neither an SRAT nor the output of iasl -d, acpidump or xxd");
	expect_text("\nSignature : \"SRAT\"\nx\n", "3:1 a line that cannot be read: 'x'");
	expect_text("\nSRAT @ 0x1000\n    0000: 53 52\n",
		    "3:1 not an SRAT: it does not begin with 'SRAT'");
	expect_text("x\n", "1:1 neither an SRAT nor the output of iasl -d, acpidump or xxd");
	expect_text("", "0:0 not an SRAT: it does not begin with 'SRAT'");
	expect_text("SRAT", "0:4 the SRAT is cut off after 4 bytes of its header");
	expect_text(dump, "2:1 not an SRAT: it does not begin with 'SRAT'");
	expect_text("FACP @ 0x1000\n    0000: 46\n", "1:1 no SRAT in this dump of 1 tables");
	expect_file("tests/data/cases/acpidump.txt", NKV_SRAT_FILE_READ,
		    "67:1 machines without acpi.tables get the 5 tables of this dump");
	expect_file("tests/data/srat/2n-1g-hotadd.aml", NKV_SRAT_FILE_READ, "");
}

/* A table of bytes that a text would lose. Expect each of them. */
Test(srat_file, bytes_of_a_table)
{
	size_t length = make_table(2);

	table[16] = '\r';
	table[17] = '\n';
	table[18] = 0xff;
	nkv_srat_seal(table, length);
	expect_bytes(table, length, NKV_SRAT_FILE_READ, "");
}

/* The text in UTF-16, with a mark. Expect it to be as it is otherwise. */
Test(srat_file, wide_text)
{
	static const char text[] = "Signature : \"SRAT\"\r\nx\r\n";
	char wide[2 * sizeof(text)] = "\xff\xfe";

	for (size_t i = 0; text[i]; i++)
		wide[2 + 2 * i] = text[i];
	expect_bytes(wide, 2 * sizeof(text), NKV_SRAT_FILE_BAD,
		     "2:1 a line that cannot be read: 'x'");
}

Test(srat_file, not_read)
{
	expect_file("tests/data/srat/none", NKV_SRAT_FILE_UNOPENED, "");
	cr_expect_eq(errno, ENOENT);
	nkv_srat_file_free(NULL);
}

/* Expect a file with more than can be read to be refused, and said so. */
Test(srat_file, too_large)
{
	put("Signature : \"SRAT\"\n", 20);
	cr_assert_eq(truncate(path, NKV_FILE_BYTES_MAX + 1), 0);
	expect_file(path, NKV_SRAT_FILE_BAD,
		    "0:0 a file of more than 16 MiB, expected at most 16777216 bytes");
	unlink(path);
}

/* A dump longer than what is looked at to recognise it. Expect its last table to be there, too. */
Test(srat_file, a_long_dump)
{
	enum { ROWS = 1500, ROW_BYTES = 64 };
	size_t room = (ROWS + 16) * ROW_BYTES, length = make_table(1);
	char *text = calloc(1, room), *at = text;

	cr_assert(text);
	at += sprintf(at, "DSDT @ 0x1000\r\n");
	for (int i = 0; i < ROWS; i++)
		at += sprintf(at, "    %04X: 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F\r\n",
			      i * 16);
	at += sprintf(at, "SRAT @ 0x2000\r\n");
	for (size_t i = 0; i < length; i++) {
		if (i % 16 == 0)
			at += sprintf(at, "%s    %04zX:", i > 0 ? "\r\n" : "", i);
		at += sprintf(at, " %02X", table[i]);
	}
	expect_bytes(text, (size_t)(at - text), NKV_SRAT_FILE_READ, "");
	free(text);
}

/* --- machines --- */

static const struct nkv_e820_entry map[] = {
	{ 0, 0x9fc00, NKV_E820_USABLE },
	{ 0x100000, 0x3ff00000, NKV_E820_USABLE },
};
static const struct nkv_acpi_table tables[] = {
	{ .signature = "FACP", .has_start = true, .start = 1 },
	{ .signature = "SRAT", .has_start = true, .start = 2 },
	{ .signature = "SRAT", .has_start = true, .start = 3 },
};
static const struct nkv_quad quads[] = { { .number = 0, .size = 0x40000000 } };
static const struct nkv_assumption assumptions[] = { { "srat", "none", "x" },
						     { "ebda", "none", "x" },
						     { "srat.memory", "x", "x" },
						     { "cmdline", "x", "x" } };

static struct nkv_machine made_machine(void)
{
	struct nkv_machine machine = { .name = "m",
				       .kernel = nkv_kernel_default(),
				       .cmdline = "quiet",
				       .e820 = map,
				       .e820_count = COUNT(map) };

	machine.limits.bounds[NKV_LIMIT_MAX_KVA] = (struct nkv_bound){ true, 5 };
	return machine;
}

static struct nkv_srat_file *file_of(const char *name)
{
	struct nkv_srat_file *file = nkv_srat_file_new(name);
	struct nkv_document document;

	cr_assert(file);
	cr_assert_eq(nkv_srat_file_read(file, &document), NKV_SRAT_FILE_READ);
	return file;
}

/* Expect the file's entries, and all else as it was; twice. */
Test(srat_file, applied)
{
	struct nkv_machine machine = made_machine();
	struct nkv_srat_file *file;

	put(table, make_table(2));
	file = file_of(path);
	machine.quads = quads;
	machine.quad_count = 1;
	for (int i = 0; i < 2; i++) {
		struct nkv_document document = { .machine = &machine,
						 .assumptions = assumptions,
						 .assumption_count = COUNT(assumptions) };

		cr_assert(nkv_srat_file_apply(file, &document));
		cr_expect_eq(document.diagnostic_count, 0);
		cr_assert(document.machine);
		cr_expect(document.machine->has_srat && !document.machine->has_acpi);
		cr_expect_eq(document.machine->processor_count, 2);
		cr_expect_eq(document.machine->memory_count, 1);
		cr_expect_eq(document.machine->memory[0].size, 0x40000000);
		cr_expect_eq(document.machine->quad_count, 0);
		cr_expect_str_eq(document.machine->cmdline, "quiet");
		cr_expect_eq(document.machine->limits.bounds[NKV_LIMIT_MAX_KVA].bytes, 5);
		cr_assert_eq(document.assumption_count, 2);
		cr_expect_str_eq(document.assumptions[0].key, "ebda");
		cr_expect_str_eq(document.assumptions[1].key, "cmdline");
	}
	nkv_srat_file_free(file);
	unlink(path);
}

/* Expect the file's table where the first SRAT is, or behind the others. */
Test(srat_file, tables_of_a_machine)
{
	for (size_t count = 0; count <= COUNT(tables); count++) {
		struct nkv_machine machine = made_machine();
		struct nkv_document document = { .machine = &machine };
		size_t at = count == 0 ? 0 : 1, length = make_table(1);
		const struct nkv_acpi_table *got;
		struct nkv_srat_file *file;

		put(table, length);
		file = file_of(path);
		machine.has_acpi = true;
		machine.acpi_tables = tables;
		machine.acpi_table_count = count;
		cr_assert(nkv_srat_file_apply(file, &document));
		cr_assert(document.machine, "%zu", count);
		got = document.machine->acpi_tables;
		cr_assert_eq(document.machine->acpi_table_count, count < 2 ? count + 1 : count);
		cr_expect_str_eq(got[at].signature, "SRAT");
		cr_expect_eq(got[at].length, length);
		cr_expect(got[at].has_length);
		cr_expect_eq(got[at].has_start, count >= 2);
		if (count > 0)
			cr_expect_str_eq(got[0].signature, "FACP");
		if (count > 2)
			cr_expect_eq(got[2].start, 3);
		nkv_srat_file_free(file);
		unlink(path);
	}
}

/* A dump has tables, too, for machines without a list of their own. */
Test(srat_file, tables_of_a_dump)
{
	for (int has_acpi = 0; has_acpi < 2; has_acpi++) {
		struct nkv_machine machine = made_machine();
		struct nkv_document document = { .machine = &machine };
		struct nkv_srat_file *file = file_of("tests/data/cases/acpidump.txt");

		machine.has_acpi = has_acpi;
		cr_assert(nkv_srat_file_apply(file, &document));
		cr_assert(document.machine);
		cr_expect(document.machine->has_acpi);
		cr_expect_eq(document.machine->acpi_table_count, has_acpi ? 1 : 5, "%zu",
			     document.machine->acpi_table_count);
		nkv_srat_file_free(file);
	}
}

/* More domains than the kernel has nodes. Expect the error at the entry, and no machine. */
Test(srat_file, not_applied)
{
	struct nkv_machine machine = made_machine();
	struct nkv_document document = { .machine = &machine }, none = { .machine = NULL };
	struct nkv_srat_file *file;

	put(table, make_table(9));
	file = file_of(path);
	cr_assert(nkv_srat_file_apply(file, &document));
	cr_expect_null(document.machine);
	cr_assert_eq(document.diagnostic_count, 1);
	cr_expect_eq(document.diagnostics[0].column, NKV_SRAT_HEADER_BYTES + 8 * 16);
	cr_expect_str_eq(document.diagnostics[0].origin, path);
	cr_assert(nkv_srat_file_apply(file, &none));
	cr_expect_null(none.machine);
	cr_expect_eq(none.diagnostic_count, 0);
	nkv_srat_file_free(file);
	unlink(path);
}
