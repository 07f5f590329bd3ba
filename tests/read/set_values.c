/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Values of --set: each key at the borders of what it may be, and paths to keys. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "read/description/reader.h"
#include "read/machine/override.h"
#include "read/machine/unsaid.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define MAP "e820:\n- {start: 0, end: 640K, type: usable}\n- {start: 1M, end: 64M, type: usable}\n"
#define NUMA                                                                                       \
	"numakva: 1\ninitrd: {start: 1, size: 1}\nreserve: [{start: 1, size: 1}]\n"                \
	"srat: {processors: [{pxm: 0, apic: 0}], memory: [{pxm: 0, start: 0, size: 1M}]}\n"        \
	"acpi: {tables: [{signature: FACP, start: 0, length: 116}]}\n" MAP
#define NUMAQ "numakva: 1\nkernel: {profile: 2.6.18}\nnumaq: [{quad: 0, start: 1M, size: 1M}]\n" MAP

/* What is said of a value: the text of its first error; "" if there is none. */
static void set(const char *text, const char *key, const char *value, char said[512])
{
	const struct nkv_override override = { key, value };
	FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	struct nkv_reader *reader = nkv_reader_new(file, "m", &override, 1);
	struct nkv_document document;

	said[0] = '\0';
	cr_assert_eq(nkv_reader_next(reader, &document), NKV_READ_DOCUMENT);
	for (size_t i = document.diagnostic_count; i-- > 0;)
		if (document.diagnostics[i].gravity == NKV_GRAVITY_ERROR &&
		    strncmp(document.diagnostics[i].origin, "--set ", 6) == 0)
			snprintf(said, 512, "%s", document.diagnostics[i].text);
	nkv_reader_free(reader);
	fclose(file);
}

/* The least and the most of a key, and those beside them. */
Test(set_values, ranges)
{
	static const struct {
		const char *text, *key;
		uint64_t least, most;
	} cases[] = {
		{ NUMA, "numakva", 1, 1 },
		{ NUMA, "kernel.struct_page", 16, 256 },
		{ NUMA, "kernel.pg_data", 1, 1048576 },
		{ NUMA, "kernel.text", 0, 0xfffff000 },
		{ NUMA, "kernel.init_pg_tables_end", 0, 0xfffff000 },
		{ NUMA, "kernel.nr_cpus", 1, 512 },
		{ NUMA, "kernel.image_end", 0x100000, 0xfffff000 },
		{ NUMA, "ebda", 0, 0xffffe000 },
		{ NUMA, "initrd.start", 0, 0xffffffff },
		{ NUMA, "initrd.size", 0, 0xffffffff },
		{ NUMA, "reserve[0].start", 0, 0xfffff000 },
		{ NUMA, "reserve[0].size", 0, 0xffffefff },
		{ NUMA, "reserve[0].end", 1, 0xfffff000 },
		{ NUMA, "e820[1].end", 0x100000, UINT64_C(0xffff0000000) },
		{ NUMA, "e820[1].type", 1, 0xffffffff },
		{ NUMA, "srat.processors[0].pxm", 0, 255 },
		{ NUMA, "srat.processors[0].apic", 0, 255 },
		{ NUMA, "srat.memory[0].pxm", 0, 255 },
		{ NUMA, "srat.memory[0].size", 0, UINT64_C(0xffff0000000) },
		{ NUMA, "acpi.tables[0].length", 36, 0xffffffff },
		{ NUMAQ, "numaq[0].quad", 0, 7 },
		{ NUMAQ, "numaq[0].private", 0, 0x100000 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		for (int side = 0; side < 4; side++) {
			const uint64_t values[] = { cases[i].least - 1, cases[i].least,
						    cases[i].most, cases[i].most + 1 };
			bool is_good = side == 1 || side == 2;
			char value[32], said[512];

			if (side == 0 && cases[i].least == 0)
				continue;
			snprintf(value, sizeof(value), "%llu", (unsigned long long)values[side]);
			set(cases[i].text, cases[i].key, value, said);
			if (is_good)
				cr_expect_str_eq(said, "", "%s=%s: %s", cases[i].key, value, said);
			else
				cr_expect(*said || strstr(cases[i].key, "numaq"), "%s=%s",
					  cases[i].key, value);
		}
	}
}

/* Values of which a key has a few. */
Test(set_values, choices)
{
	static const struct {
		const char *key, *value, *said;
	} cases[] = {
		{ "kernel.max_numnodes", "8", "" },
		{ "kernel.max_numnodes", "16", "" },
		{ "kernel.max_numnodes", "9", "expected 8 or 16" },
		{ "kernel.cache_line", "32", "" },
		{ "kernel.cache_line", "64", "" },
		{ "kernel.cache_line", "128", "" },
		{ "kernel.cache_line", "65", "expected 32, 64 or 128" },
		{ "kernel.cache_line", "0", "expected 32, 64 or 128" },
		{ "kernel.page_offset", "0xc0000000", "" },
		{ "kernel.page_offset", "0x80000000", "" },
		{ "kernel.page_offset", "0x40000000", "" },
		{ "kernel.page_offset", "0xb0000000", "PAE" },
		{ "kernel.page_offset", "0x78000000", "PAE" },
		{ "kernel.page_offset", "0xc0000001", "expected 0xc0000000, " },
		{ "kernel.highmem", "64G", "" },
		{ "kernel.highmem", "4G", "" },
		{ "kernel.highmem", "off", "" },
		{ "kernel.highmem", "64",
		  "unknown HIGHMEM setting '64' in kernel, did you mean '64G'?" },
		{ "kernel.highmem", "none", "expected off, 4G or 64G" },
		{ "kernel.memory_model", "discontig", "" },
		{ "kernel.memory_model", "sparse", "" },
		{ "kernel.memory_model", "spars", "did you mean 'sparse'?" },
		{ "kernel.memory_model", "flat", "expected discontig or sparse" },
		{ "kernel.pae", "true", "" },
		{ "kernel.pae", "1", "expected true or false" },
		{ "kernel.amd_k7", "false", "" },
		{ "kernel.amd_k7", "False", "expected true or false" },
		{ "kernel.profile", "2.6.18", "" },
		{ "kernel.profile", "2.4", "unknown kernel '2.4'" },
		{ "e820[0].type", "usable", "" },
		{ "e820[0].type", "ACPI NVS", "" },
		{ "e820[0].type", "unusable", "did you mean 'usable'?" },
		{ "e820[0].type", "reservd", "did you mean 'reserved'?" },
		{ "e820[0].type", "5x", "expected a number" },
		{ "name", "5", "" },
		{ "name", "", "" },
		{ "name", "a\nb\x01", "a control character is not allowed" },
		{ "cmdline", "true", "" },
		{ "reserve[0].by", "a-b_c.D9", "" },
		{ "reserve[0].by", "a b", "a word of letters" },
		{ "acpi.tables[0].signature", "A ~Z", "" },
		{ "acpi.tables[0].signature", "ABC\x7f", "a control character" },
		{ "acpi.tables[0].signature", "ABCDE", "four ASCII characters" },
		{ "limits.max_kva", "18446744073709551615", "" },
		{ "limits.max_kva", "9007199254740993", "" },
		{ "limits.max_wasted", "-1", "expected a number" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char said[512];

		set(NUMA, cases[i].key, cases[i].value, said);
		cr_expect_eq(*said != '\0', *cases[i].said != '\0', "%s=%s: %s", cases[i].key,
			     cases[i].value, said);
		cr_expect(strstr(said, cases[i].said), "%s=%s: %s", cases[i].key, cases[i].value,
			  said);
	}
}

/* A path to each kind of key. */
Test(set_values, paths)
{
	static const struct {
		const char *path, *why; /* NULL: it is one */
	} cases[] = {
		{ "e820[0].start", NULL },
		{ "e820[9].start", NULL },
		{ "e820[10].start", NULL },
		{ "e820[999999999].start", NULL },
		{ "numaq[0].private", NULL },
		{ "srat.memory[0].enabled", NULL },
		{ "limits.max_kva", NULL },
		{ "e820[1000000000].start", "is a list" },
		{ "e820[00].start", "is a list" },
		{ "e820[01].start", "is a list" },
		{ "e820[].start", "is a list" },
		{ "e820[0", "is a list" },
		{ "e820[0].", "unknown key ''" },
		{ "e820[0]start", "is a list" },
		{ "e820[0]", "is a list" },
		{ "e820[-1].start", "is a list" },
		{ "e820(0].start", "unknown key 'e820(0]'" },
		{ "e820.start", "is a list" },
		{ "srat.memory", "is a list" },
		{ "srat", "is a mapping, expected one of its keys, such as srat.processors" },
		{ "srat.", "unknown key ''" },
		{ "kernel[0].pae", "is a mapping" },
		{ "kernel.pae.x", "'pae' is a single value" },
		{ "limits.allow[0]", "'allow' is a list, expected a single value" },
		{ "nam", "did you mean 'name'?" },
		{ "abcdefghijklmnopqrstuvwxyzabcde", "'abcdefghijklmnopqrstuvwxyzabcde'" },
		{ "abcdefghijklmnopqrstuvwxyzabcdef", "'abcdefghijklmnopqrstuvwxyzabcde'" },
	};
	char why[NKV_OVERRIDE_WHY_BYTES];

	for (size_t i = 0; i < COUNT(cases); i++) {
		bool is_good = nkv_override_check(cases[i].path, why);

		cr_expect_eq(is_good, cases[i].why == NULL, "%s", cases[i].path);
		if (!is_good && cases[i].why)
			cr_expect(strstr(why, cases[i].why), "%s: %s", cases[i].path, why);
	}
}

/* Whether something is set of a key, or below it. */
Test(set_values, what_is_concerned)
{
	static const struct nkv_override overrides[] = {
		{ "kernel.pae", "true" }, { "e820[1].end", "1M" }, { "name", "x" }, { "ebdas", "1" }
	};
	static const struct {
		const char *key;
		bool is_inside, is_concerned;
	} cases[] = {
		{ "kernel", true, true },
		{ "kernel.pae", false, true },
		{ "kernel.profile", false, false },
		{ "kern", false, false },
		{ "e820[1]", true, true },
		{ "e820", false, false },
		{ "name", false, true },
		{ "ebda", false, false },
		{ "", false, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		cr_expect_eq(nkv_override_is_inside(overrides, COUNT(overrides), cases[i].key),
			     cases[i].is_inside, "%s", cases[i].key);
		cr_expect_eq(nkv_override_concerns(overrides, COUNT(overrides), cases[i].key),
			     cases[i].is_concerned, "%s", cases[i].key);
		cr_expect_not(nkv_override_is_inside(overrides, 0, cases[i].key));
	}
}

/* The last of several counts; what a document has gives way; what it lacks is added. */
Test(set_values, in_a_document)
{
	static const char text[] = "numakva: 1\nname: a\nkernel: {pae: true}\n" MAP;
	static const struct nkv_override overrides[] = {
		{ "name", "b" },	   { "name", "c" },	     { "ebda", "0x9f000" },
		{ "limits.max_kva", "5" }, { "e820[1].size", "1M" }, { "initrd.start", "1M" },
		{ "initrd.size", "4K" },
	};
	FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	struct nkv_reader *reader = nkv_reader_new(file, "m", overrides, COUNT(overrides));
	struct nkv_document document;
	const struct nkv_machine *machine;

	cr_assert_eq(nkv_reader_next(reader, &document), NKV_READ_DOCUMENT);
	machine = document.machine;
	cr_assert(machine, "%s", document.diagnostics[0].text);
	cr_expect_str_eq(machine->name, "c");
	cr_expect_eq(machine->ebda, 0x9f000);
	cr_expect(machine->limits.bounds[NKV_LIMIT_MAX_KVA].set);
	cr_expect_eq(machine->limits.bounds[NKV_LIMIT_MAX_KVA].bytes, 5);
	cr_expect_eq(machine->e820[1].size, 0x100000);
	cr_expect_eq(machine->initrd_start, 0x100000);
	cr_expect_eq(machine->initrd_size, 4096);
	nkv_reader_free(reader);
	fclose(file);
}

/* Entries that only one of two lists has, and those that none has. */
Test(set_values, entries_that_are_not_there)
{
	static const struct {
		const char *key, *value, *said;
	} cases[] = {
		{ "e820[2].end", "1M", "no entry 2 in e820, which has 2 entries" },
		{ "numaq[0].quad", "0", "no entry 0 in numaq, which has 0 entries" },
		{ "srat.memory[1].pxm", "0", "no entry 1 in srat.memory, which has 1 entries" },
		{ "acpi.tables[1].start", "0", "no entry 1 in acpi.tables, which has 1 entries" },
		{ "srat.processors[10].apic", "0", "no entry 10 in srat.processors, which has 1 " },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char said[512];

		set(NUMA, cases[i].key, cases[i].value, said);
		cr_expect(strstr(said, cases[i].said), "%s: %s", cases[i].key, said);
	}
}

/* --- several documents --- */

/* What is wrong with each document of a stream, by a word of its first error; NULL ends them. */
static void expect_errors(const char *text, const char *const *words)
{
	FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	struct nkv_reader *reader = nkv_reader_new(file, "m", NULL, 0);
	struct nkv_document document;

	for (; *words; words++) {
		cr_assert_eq(nkv_reader_next(reader, &document), NKV_READ_DOCUMENT);
		cr_assert(document.diagnostic_count > 0, "%s", *words);
		cr_expect(strstr(document.diagnostics[0].text, *words), "%s: %s", *words,
			  document.diagnostics[0].text);
	}
	cr_expect_eq(nkv_reader_next(reader, &document), NKV_READ_END);
	nkv_reader_free(reader);
	fclose(file);
}

#define BAD                                                                                        \
	"---\nnumakva: 1\nkernel: {profile: x}\nsrat: {processors: [{pxm: x, apic: 0}]}\n"         \
	"acpi: {tables: [{signature: x}]}\nnumaq: [{quad: x, start: 0, size: 1M}]\ne820: [x]\n"
#define QUADS(quads) "---\nnumakva: 1\nkernel: {profile: 2.6.18}\nnumaq: [" quads "]\n" MAP

/* A document in which all is bad, before others. Expect each of them to be checked. */
Test(set_values, faults_do_not_linger)
{
	expect_errors(
		BAD "---\nnumakva: 1\nkernel: {highmem: 4G, pae: true}\n" MAP,
		(const char *const[]){ "unknown kernel 'x'", "HIGHMEM 4G excludes PAE", NULL });
	expect_errors(BAD "---\nnumakva: 1\ne820: [{start: 0, size: 1M, type: usable}]\n",
		      (const char *const[]){ "unknown kernel 'x'", "fewer than two", NULL });
	expect_errors(
		BAD QUADS("{quad: 0, start: 1M, size: 4K}"),
		(const char *const[]){ "unknown kernel 'x'", "not a multiple of 1 MiB", NULL });
	expect_errors(BAD "---\nnumakva: 1\nacpi: {tables: [{signature: FACP, start: 0xffffffff, "
			  "length: 0xffffffff}]}\n" MAP,
		      (const char *const[]){ "unknown kernel 'x'", "ACPI table", NULL });
}

/* An entry that overlaps another of another domain is told, among the first 64. */
Test(set_values, many_entries_of_memory)
{
	for (size_t count = 63; count <= 65; count++) {
		char *text = malloc(8192);
		size_t used = (size_t)sprintf(text, "numakva: 1\nsrat:\n  memory:\n");
		FILE *file;
		struct nkv_reader *reader;
		struct nkv_document document;

		cr_assert(text);
		for (size_t i = 0; i + 1 < count; i++)
			used += (size_t)sprintf(text + used,
						"  - {pxm: 0, start: %zuM, size: 1M}\n", i);
		sprintf(text + used, "  - {pxm: 1, start: 0, size: 1M}\n%s", MAP);
		file = fmemopen(text, strlen(text), "r");
		reader = nkv_reader_new(file, "m", NULL, 0);
		cr_assert_eq(nkv_reader_next(reader, &document), NKV_READ_DOCUMENT);
		cr_assert(document.machine, "%s", document.diagnostics[0].text);
		cr_expect_eq(document.diagnostic_count, count <= 64, "%zu", count);
		cr_expect_eq(document.machine->ebda, 0);
		nkv_reader_free(reader);
		fclose(file);
		free(text);
	}
}

/* What tables do not say, listed anew each time. Expect that of --set to be left out. */
Test(set_values, what_is_unsaid)
{
	static const struct nkv_override overrides[] = { { "kernel.highmem", "off" } };
	static struct nkv_unsaid unsaid;
	size_t count;

	nkv_unsaid_begin(&unsaid, NULL, 0);
	count = unsaid.count;
	cr_expect(count > 1);
	nkv_unsaid_begin(&unsaid, NULL, 0);
	cr_expect_eq(unsaid.count, count);
	nkv_unsaid_begin(&unsaid, overrides, COUNT(overrides));
	cr_expect_eq(unsaid.count, count - 1, "%zu", unsaid.count);
	for (size_t i = 0; i < unsaid.count; i++)
		cr_expect(strcmp(unsaid.list[i].key, overrides[0].key) != 0);
}
