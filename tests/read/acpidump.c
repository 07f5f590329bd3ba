/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tables of acpidump(8), whole, in parts, and broken. */
#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/srat/acpidump.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { TEXT_BYTES = 8192 };

static char text[TEXT_BYTES];

static void add(const char *format, ...) __attribute__((format(printf, 1, 2)));

static void add(const char *format, ...)
{
	size_t length = strlen(text);
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text + length, sizeof(text) - length, format, arguments);
	va_end(arguments);
}

/* A table of `length` bytes: its header says so; its other bytes are `body`, again and again. */
static void add_table(const char *signature, uint64_t address, size_t length, const uint32_t *body,
		      size_t count)
{
	unsigned char bytes[256] = { 0 };

	memcpy(bytes, signature, 4);
	bytes[4] = (unsigned char)length;
	bytes[5] = (unsigned char)(length >> 8);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < 4; j++)
			bytes[36 + 4 * i + j] = (unsigned char)(body[i] >> 8 * j);
	add("%s @ 0x%016llx\n", signature, (unsigned long long)address);
	for (size_t i = 0; i < length; i += 16) {
		add("    %04zX:", i);
		for (size_t j = i; j < i + 16; j++)
			if (j < length)
				add(" %02X", bytes[j]);
			else
				add("   ");
		add("  ................\n");
	}
	add("\n");
}

/* What comes of the text, given in parts of `part` bytes. To be freed. */
static struct nkv_acpidump *read_in_parts(size_t part)
{
	struct nkv_acpidump *dump = calloc(1, sizeof(*dump));
	const unsigned char *bytes = (const unsigned char *)text;

	cr_assert(dump);
	for (size_t i = 0; i < strlen(text); i += part)
		nkv_acpidump_read(dump, bytes + i,
				  i + part < strlen(text) ? part : strlen(text) - i);
	nkv_acpidump_end(dump);
	return dump;
}

static void drop(struct nkv_acpidump *dump)
{
	nkv_acpidump_free(dump);
	free(dump);
}

static void expect_tables(const char *wanted)
{
	for (size_t part = 1; part < 5000; part = part * 3 + 1) {
		struct nkv_acpidump *dump = read_in_parts(part);
		char got[512] = "";

		for (size_t i = 0; i < dump->table_count; i++) {
			const struct nkv_acpi_table *table = &dump->tables[i];
			size_t length = strlen(got);

			snprintf(got + length, sizeof(got) - length, "%s%s", i > 0 ? " " : "",
				 table->signature);
			length = strlen(got);
			if (table->has_start)
				snprintf(got + length, sizeof(got) - length, "@%x", table->start);
			length = strlen(got);
			if (table->has_length)
				snprintf(got + length, sizeof(got) - length, "+%u", table->length);
			cr_expect(table->has_start || table->start == 0);
			cr_expect(table->has_length || table->length == 0);
		}
		cr_expect_str_eq(dump->srat.fault, "");
		cr_expect_str_eq(got, wanted, "%s", got);
		drop(dump);
	}
}

/* The RSDT has another order than the dump. Expect its own, and what never is in it left out. */
Test(acpidump, tables_of_the_rsdt)
{
	static const uint32_t addresses[] = { 0x3000, 0x1000, 0x9000, 0x4000 };

	text[0] = '\0';
	add_table("FACP", 0x1000, 116, NULL, 0);
	add_table("DSDT", 0x2000, 40, NULL, 0);
	add_table("SRAT", 0x3000, 48, NULL, 0);
	add_table("APIC", 0x4000, 36, NULL, 0);
	add_table("RSDT", 0x5000, 52, addresses, COUNT(addresses));
	expect_tables("SRAT@3000+48 FACP@1000+116 ????@9000 APIC@4000+36");
}

/* Expect an address to count that a single table has, whichever. */
Test(acpidump, a_single_address)
{
	static const uint32_t addresses[] = { 0x1000, 0x3000 };

	text[0] = '\0';
	add_table("SRAT", 0x3000, 48, NULL, 0);
	add_table("FACP", 0, 116, NULL, 0);
	add_table("RSDT", 0, 44, addresses, COUNT(addresses));
	expect_tables("????@1000 SRAT@3000+48");

	text[0] = '\0';
	add_table("FACP", 0, 116, NULL, 0);
	add_table("RSDT", 0, 44, addresses, COUNT(addresses));
	add_table("SRAT", 0x3000, 48, NULL, 0);
	expect_tables("????@1000 SRAT@3000+48");
}

/* Addresses up to 4 GiB, and headers that are whole or not. */
Test(acpidump, borders_of_tables)
{
	text[0] = '\0';
	add_table("FACP", 0xffffff8b, 116, NULL, 0);
	add_table("SRAT", 0xffffffd0, 48, NULL, 0);
	add_table("APIC", 1, 36, NULL, 0);
	add_table("SSDT", 2, 35, NULL, 0);
	add_table("SLIT", 0, 37, NULL, 0);
	expect_tables("FACP@ffffff8b+116 SRAT+48 APIC@1+36 SSDT@2 SLIT+37");
}

/* Without an RSDT, without addresses, or with some bytes of it missing. Expect the order of the dump. */
Test(acpidump, tables_without_an_rsdt)
{
	static const uint32_t addresses[] = { 0x3000, 0x1000 };

	text[0] = '\0';
	add_table("FACP", 0x1000, 116, NULL, 0);
	add_table("FACS", 0x2000, 64, NULL, 0);
	add("RSD PTR @ 0x00000000000F6B30\n    0000: 52 53 44 20 50 54 52 20\n");
	add_table("SRAT", UINT64_C(0x100000000), 48, NULL, 0);
	add("SSDT @ (nil)\n    0000: 53 53 44 54\n");
	expect_tables("FACP@1000+116 SRAT+48 SSDT");

	/* A pointer behind a table begins another one. */
	text[0] = '\0';
	add_table("FACP", 0x1000, 116, NULL, 0);
	add_table("SRAT", 0x3000, 48, NULL, 0);
	add("RSD PTR @ 0x00000000000F6B30\n    0000: 52 53 44 20 50 54 52 20\n");
	expect_tables("FACP@1000+116 SRAT@3000+48");

	text[0] = '\0';
	add_table("RSDT", 0, 44, addresses, COUNT(addresses));
	add_table("SRAT", 0, 48, NULL, 0);
	add_table("FACP", 0, 116, NULL, 0);
	expect_tables("SRAT+48 FACP+116");

	text[0] = '\0';
	add("RSDT @ 0x5000\n    0000: 52 53 44 54 30 00 00 00\n    0020: 00 00 00 00 00 10 00 00\n");
	add_table("FACP", 0x1000, 116, NULL, 0);
	add_table("SRAT", 0x3000, 48, NULL, 0);
	expect_tables("FACP@1000+116 SRAT@3000+48");
}

/* A part of a dump. Expect nothing to be known of the other tables. */
Test(acpidump, a_part_of_a_dump)
{
	struct nkv_acpidump *dump;

	text[0] = '\0';
	add_table("DSDT", 0, 40, NULL, 0);
	add_table("SRAT", 0, 48, NULL, 0);
	dump = read_in_parts(7);
	cr_expect(!dump->knows_tables);
	cr_expect_eq(dump->table_count, 0);
	cr_expect_eq(dump->srat.length, 48);
	drop(dump);
}

/* The SRAT in a mail, between others and before another one. Expect its bytes, and the line of each. */
Test(acpidump, the_first_srat)
{
	static const unsigned char wanted[] = { 'S', 'R', 'A', 'T', 20, 0, 0, 0,    1,	  2,
						3,   4,	  5,   6,   7,	8, 9, 0xab, 0xcd, 0xef };
	struct nkv_acpidump *dump;

	snprintf(text, sizeof(text), "%s",
		 "Hello,\r\n"
		 "> DSDT @ 0x1\n"
		 ">     0000: 44 53 44 54 [...]\n"
		 "> SRAT @ 0xbffd0f40\r\n"
		 ">     0000: 53 52 41 54 14 00 00 00 01 02 03 04 05 06 07 08  SRAT............\r\n"
		 "> \n"
		 ">     0010: 09 ab CD ef                                      .. ab cd\n"
		 ">     0014: 00x\n"
		 "> SRAT @ 0x2\n"
		 ">     0000: 00");
	cr_expect(nkv_acpidump_begins((const unsigned char *)text, strlen(text)));
	dump = read_in_parts(5);
	cr_expect_str_eq(dump->srat.fault, "");
	cr_assert_eq(dump->srat.length, sizeof(wanted));
	cr_expect_arr_eq(dump->srat.bytes, wanted, sizeof(wanted));
	cr_expect_eq(dump->srat_line, 4);
	cr_expect_eq(dump->srat.lines[15], 5);
	cr_expect_eq(dump->srat.lines[16], 7);
	drop(dump);
}

Test(acpidump, faults)
{
	static const struct {
		const char *text, *fault;
		size_t line;
	} cases[] = {
		{ "FACP @ 0x1\n    0000: 46\n", "no SRAT in this dump of 1 tables", 1 },
		{ "SRAT @ 0x1\n    0000: 53 52\n    0010: 00\n",
		  "bytes of the SRAT are missing, expected those from 0x0002 on", 3 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_acpidump *dump;

		snprintf(text, sizeof(text), "%s", cases[i].text);
		dump = read_in_parts(100);
		cr_expect_str_eq(dump->srat.fault, cases[i].fault);
		cr_expect_eq(dump->srat.fault_line, cases[i].line);
		drop(dump);
	}
}

Test(acpidump, what_is_none)
{
	static const char *const others[] = {
		"",
		"SRAT",
		"SRAT @",
		"SRAT @ 0x",
		"SRAT @ 0x1 and more",
		"SRA @ 0x1",
		"[000h 0000   4]  Signature : \"SRAT\"",
		"\x01RAT @ 0x1",
	};

	for (size_t i = 0; i < COUNT(others); i++)
		cr_expect(!nkv_acpidump_begins((const unsigned char *)others[i], strlen(others[i])),
			  "%s", others[i]);
}
