/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Descriptions in: what is refused, with which words and where. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/number.h"
#include "read/description/reader.h"
#include "read/description/stream.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MAP "e820:\n- {start: 0, end: 640K, type: usable}\n- {start: 1M, end: 64M, type: usable}\n"

/* What the reader says about the first document of a text, a line an error. To be freed. */
static char *errors_of(const char *text, size_t length, const struct nkv_override *overrides,
		       size_t override_count)
{
	FILE *file = fmemopen((void *)(uintptr_t)text, length, "r");
	struct nkv_reader *reader = nkv_reader_new(file, "m", overrides, override_count);
	struct nkv_document document;
	char *errors = NULL;
	size_t bytes;
	FILE *out = open_memstream(&errors, &bytes);

	cr_assert_eq(nkv_reader_next(reader, &document), NKV_READ_DOCUMENT);
	for (size_t i = 0; i < document.diagnostic_count; i++)
		fprintf(out, "%s%zu:%zu: %s", i > 0 ? "\n" : "", document.diagnostics[i].line,
			document.diagnostics[i].column, document.diagnostics[i].text);
	fclose(out);
	cr_expect_eq(document.machine == NULL, document.diagnostic_count > 0);
	nkv_reader_free(reader);
	fclose(file);
	return errors;
}

static void expect_errors(const char *text, const char *wanted)
{
	char *errors = errors_of(text, strlen(text), NULL, 0);

	cr_expect_str_eq(errors, wanted, "%.80s\n got: %s\nwant: %s", text, errors, wanted);
	free(errors);
}

Test(reader, refusals)
{
	static const struct {
		const char *text, *errors;
	} cases[] = {
#include "refusals.inc"
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_errors(cases[i].text, cases[i].errors);
}

/*
 *         0       16M      32M      48M      64M
 * [0]     |=======pxm 0=====|
 * [1]             |======pxm 1======|
 *
 * Expect a warning at entry 1, in YAML and in a line of JSON; and none if entry 1 only touches
 * entry 0, has the same domain, or is disabled.
 */
Test(reader, memory_of_two_domains)
{
	static const struct {
		const char *memory, *warning;
	} cases[] = {
		{ "{\"pxm\": 0, \"start\": 0, \"size\": \"32M\"}, "
		  "{\"pxm\": 1, \"start\": \"16M\", \"size\": \"32M\"}",
		  "srat.memory[1] overlaps srat.memory[0], which has another 'pxm'" },
		{ "{\"pxm\": 0, \"start\": 0, \"size\": \"32M\"}, "
		  "{\"pxm\": 1, \"start\": \"32M\", \"size\": \"32M\"}",
		  NULL },
		{ "{\"pxm\": 0, \"start\": 0, \"size\": \"32M\"}, "
		  "{\"pxm\": 0, \"start\": \"16M\", \"size\": \"32M\"}",
		  NULL },
		{ "{\"pxm\": 0, \"start\": 0, \"size\": \"32M\"}, "
		  "{\"pxm\": 1, \"start\": \"16M\", \"size\": \"32M\", \"enabled\": false}",
		  NULL },
	};

	for (size_t i = 0; i < 2 * COUNT(cases); i++) {
		const char *memory = cases[i / 2].memory, *warning = cases[i / 2].warning;
		struct nkv_document document;
		struct nkv_reader *reader;
		char text[512];
		FILE *file;

		snprintf(
			text, sizeof(text),
			"%s\"numakva\": 1, \"e820\": [{\"start\": 0, \"size\": \"640K\", \"type\": 1}, "
			"{\"start\": \"1M\", \"size\": \"63M\", \"type\": 1}], "
			"\"srat\": {\"memory\": [%s]}}\n",
			i % 2 ? "--- {" : "{", memory);
		file = fmemopen(text, strlen(text), "r");
		reader = nkv_reader_new(file, "m", NULL, 0);
		cr_assert_eq(nkv_reader_next(reader, &document), NKV_READ_DOCUMENT);
		cr_expect(document.machine, "%s", text);
		cr_assert_eq(document.diagnostic_count, warning ? 1 : 0, "%s", text);
		if (warning) {
			cr_expect_str_eq(document.diagnostics[0].text, warning);
			cr_expect_eq(document.diagnostics[0].gravity, NKV_GRAVITY_WARNING);
		}
		nkv_reader_free(reader);
		fclose(file);
	}
}

Test(reader, bytes)
{
	static const char nul[] = "numakva: 1\nname: a\0b\n" MAP;
	static const char bad[] = "numakva: 1\nname: \xc3\xa4\xff\n" MAP;
	static const char bell[] = "numakva: 1\nname: \"\a\"\n" MAP;
	char *errors = errors_of(nul, sizeof(nul) - 1, NULL, 0);

	cr_expect_str_eq(errors, "2:8: a NUL is not allowed");
	free(errors);
	errors = errors_of(bad, sizeof(bad) - 1, NULL, 0);
	cr_expect_str_eq(errors, "2:8: text that is not UTF-8 is not allowed");
	free(errors);
	errors = errors_of(bell, sizeof(bell) - 1, NULL, 0);
	cr_expect_str_eq(errors, "2:8: a control character is not allowed");
	free(errors);
}

Test(reader, accepted)
{
	expect_errors("numakva: 1\n" MAP, "");
	expect_errors("\xef\xbb\xbfnumakva: 1\r\ne820:\r\n- {start: 0, end: 640K, type: usable}\r\n"
		      "- {start: 1M, size: 0, type: 7}\r\n- {start: 2M, size: 1M, type: \"ACPI "
		      "NVS\"}\r\n",
		      "");
	expect_errors("{\"numakva\":1,\"e820\":[{\"start\":0,\"end\":\"640K\",\"type\":\"usable\"},"
		      "{\"start\":\"1M\",\"end\":67108864,\"type\":1}]}\n",
		      "");
	expect_errors("numakva: 1\re820:\r- {start: 0, end: 640K, type: usable}\r"
		      "- {start: 1M, size: 1M, type: usable}\r",
		      "");
	expect_errors(
		"# one\r\r # two\rnumakva: 1\re820:\r"
		"- {start: 0, end: 640K, type: usable}\r- {start: 1M, size: 1M, type: usable}",
		"");
	expect_errors("%YAML 1.1\n# a comment\n---\nnumakva: 1\n" MAP "...\n", "");
	expect_errors("numakva: 1\nkernel: {highmem: \"off\"}\n" MAP, "");
}

/*
 * A list of words, all wrong, for as long as a document may be.
 *
 * Expect twenty errors, one that there are more, and an end of the reading
 * there: looking for the word that is meant by each of half a million would
 * take seconds.
 */
Test(reader, wrong_all_along)
{
	static const char head[] = "numakva: 1\nlimits: {allow: [";
	const size_t length = NKV_DOCUMENT_BYTES_MAX;
	char *text = malloc(length + 1), *errors;
	size_t lines = 1;

	cr_assert_not_null(text);
	for (size_t i = 0; i < length; i += 2)
		memcpy(text + i, "x,", 2);
	memcpy(text, head, sizeof(head) - 1);
	errors = errors_of(text, length, NULL, 0);
	for (const char *c = errors; *c; c++)
		lines += *c == '\n';
	cr_expect_eq(lines, NKV_DIAGNOSTICS_MAX);
	free(errors);
	free(text);
}

/*
 * As many unknown keys as are told, and at the end a missing one, whose place
 * is before them all. Then one unknown key less.
 *
 * Expect the twenty and, last, that there are more. Then all, in their order.
 */
Test(reader, one_error_too_many)
{
	static const char more[] = "\n1:1: more than 20 errors, the rest are not reported";
	char text[256] = "numakva: 1\n", *errors;

	for (int i = 0; i < NKV_ERRORS_MAX; i++)
		strcat(text, "wrong: 1\n");
	errors = errors_of(text, strlen(text), NULL, 0);
	cr_expect_eq(strncmp(errors, "2:1: unknown key", 16), 0, "%s", errors);
	cr_expect(strstr(errors, "\n21:1: unknown key 'wrong', expected "), "%s", errors);
	cr_expect_str_eq(errors + strlen(errors) - strlen(more), more);
	free(errors);
	errors = errors_of(text, strlen(text) - strlen("wrong: 1\n"), NULL, 0);
	cr_expect_eq(strncmp(errors, "1:1: missing key 'e820', for", 28), 0, "%s", errors);
	cr_expect_null(strstr(errors, "more than"), "%s", errors);
	free(errors);
}

/* A document of 1 MiB, and one of a byte more; nesting without end; 1 MiB in one scalar. */
Test(reader, hostile)
{
	size_t length = NKV_DOCUMENT_BYTES_MAX + 1;
	char *text = malloc(length), *errors;
	static const char head[] = "numakva: 1\n" MAP "#";

	memset(text, 'x', length);
	memcpy(text, head, sizeof(head) - 1);
	errors = errors_of(text, length - 1, NULL, 0);
	cr_expect_str_eq(errors, "");
	free(errors);
	errors = errors_of(text, length, NULL, 0);
	cr_expect_str_eq(errors,
			 "1:1: a document of more than 1 MiB, expected at most 1048576 bytes");
	free(errors);
	memset(text, '[', length);
	errors = errors_of(text, length - 1, NULL, 0);
	cr_expect(strstr(errors, "nested too deep"), "%s", errors);
	free(errors);
	memset(text, 'y', length);
	errors = errors_of(text, length - 1, NULL, 0);
	cr_expect(strstr(errors, "not a single value"), "%.200s", errors);
	free(errors);
	free(text);
}

Test(reader, documents)
{
	static const char text[] = "# first\nnumakva: 1\nname: one\n" MAP "---\nnumakva: [\n---\n"
				   "numakva: 1\nname: three\n" MAP "---\n";
	FILE *file = fmemopen((void *)(uintptr_t)text, sizeof(text) - 1, "r");
	struct nkv_reader *reader = nkv_reader_new(file, "m", NULL, 0);
	struct nkv_document document;

	cr_assert_eq(nkv_reader_next(reader, &document), NKV_READ_DOCUMENT);
	cr_expect_str_eq(document.name, "one");
	cr_assert_eq(nkv_reader_next(reader, &document), NKV_READ_DOCUMENT);
	cr_expect_null(document.machine);
	cr_expect_eq(document.diagnostics[0].line, 8);
	cr_assert_eq(nkv_reader_next(reader, &document), NKV_READ_DOCUMENT);
	cr_expect_str_eq(document.name, "three");
	cr_expect(document.machine);
	cr_assert_eq(nkv_reader_next(reader, &document), NKV_READ_DOCUMENT);
	cr_expect_eq(document.diagnostics[0].line, 16);
	cr_assert_eq(nkv_reader_next(reader, &document), NKV_READ_END);
	nkv_reader_free(reader);
	fclose(file);
}

Test(reader, values)
{
	static const char text[] =
		"numakva: 1\nname: x\nkernel: {profile: 2.6.24, highmem: 4G, page_offset: "
		"0xb0000000,"
		" struct_page: 56, max_numnodes: 16, amd_k7: true}\ncmdline: 'a b'\n"
		"initrd: {start: 4096, end: 8K}\nebda: 0x9fc00\nreserve: [{start: 1, size: 2}]\n"
		"srat: {processors: [{pxm: 1, apic: 255, enabled: false}],"
		" memory: [{pxm: 2, start: 4G, size: 1G, hotplug: true}]}\n"
		"limits: {max_kva: 1M, allow: [free-twice]}\n" MAP;
	FILE *file = fmemopen((void *)(uintptr_t)text, sizeof(text) - 1, "r");
	struct nkv_reader *reader = nkv_reader_new(file, "m", NULL, 0);
	struct nkv_document document;
	const struct nkv_machine *machine;

	cr_assert_eq(nkv_reader_next(reader, &document), NKV_READ_DOCUMENT);
	machine = document.machine;
	cr_assert(machine, "%s", document.diagnostics[0].text);
	cr_expect_str_eq(machine->kernel.profile->name, "2.6.23");
	cr_expect_eq(machine->kernel.highmem, NKV_HIGHMEM_4G);
	cr_expect_not(machine->kernel.pae);
	cr_expect_eq(machine->kernel.page_offset, 0xb0000000);
	cr_expect_eq(machine->kernel.struct_page_bytes, 56);
	cr_expect_eq(machine->kernel.pg_data_bytes, 2432);
	cr_expect(machine->kernel.amd_k7);
	cr_expect_str_eq(machine->cmdline, "a b");
	cr_expect_eq(machine->initrd_size, 4096);
	cr_expect_eq(machine->ebda, 0x9fc00);
	cr_assert_eq(machine->reserve_count, 1);
	cr_expect_str_eq(machine->reserve[0].by, "firmware");
	cr_expect_not(machine->processors[0].enabled);
	cr_expect_eq(machine->memory[0].size, UINT64_C(1) << 30);
	cr_expect(machine->memory[0].hotplug && machine->memory[0].enabled);
	cr_expect(machine->limits.bounds[NKV_LIMIT_MAX_KVA].set);
	cr_expect_not(machine->limits.bounds[NKV_LIMIT_MAX_WASTED].set);
	cr_expect_eq(machine->limits.allowed_hazards, 1U << NKV_HAZARD_FREE_TWICE);
	cr_expect_eq(machine->e820_count, 2);
	nkv_reader_free(reader);
	fclose(file);
}

Test(override, checked)
{
	static const struct {
		const char *key, *why;
	} cases[] = {
		{ "name", NULL },
		{ "kernel.highmem", NULL },
		{ "e820[12].end", NULL },
		{ "srat.memory[0].pxm", NULL },
		{ "kernel.struct_pages",
		  "unknown key 'struct_pages', did you mean 'struct_page'?" },
		{ "kernel",
		  "'kernel' is a mapping, expected one of its keys, such as kernel.profile" },
		{ "e820",
		  "'e820' is a list, expected one value of an entry, such as e820[0].start" },
		{ "e820[x].end",
		  "'e820' is a list, expected one value of an entry, such as e820[0].start" },
		{ "limits.allow", "'allow' is a list, expected a single value" },
		{ "name.x", "'name' is a single value, it has no keys" },
		{ "",
		  "unknown key '', expected numakva, name, kernel, cmdline, initrd, ebda, reserve, "
		  "e820, srat, acpi, numaq or limits" },
		{ "profile", "unknown key 'profile', it belongs in kernel" },
	};
	char why[NKV_OVERRIDE_WHY_BYTES];

	for (size_t i = 0; i < COUNT(cases); i++) {
		bool good = nkv_override_check(cases[i].key, why);

		cr_expect_eq(good, cases[i].why == NULL, "%s", cases[i].key);
		if (!good && cases[i].why)
			cr_expect_str_eq(why, cases[i].why);
	}
}

Test(override, beyond_the_list)
{
	const struct nkv_override overrides[] = { { "e820[7].end", "5" } };
	char *errors = errors_of("numakva: 1\n" MAP, strlen("numakva: 1\n" MAP), overrides, 1);

	cr_expect_str_eq(errors, "1:1: there is no entry 7 in e820, which has 2 entries");
	free(errors);
}

Test(number, grammar)
{
	static const struct {
		const char *text;
		enum nkv_number_result result;
		uint64_t number;
	} cases[] = {
		{ "0", NKV_NUMBER_OK, 0 },
		{ "18446744073709551615", NKV_NUMBER_OK, UINT64_MAX },
		{ "18446744073709551616", NKV_NUMBER_TOO_LARGE, 0 },
		{ "0xFFffFFffFFffFFff", NKV_NUMBER_OK, UINT64_MAX },
		{ "0x10000000000000000", NKV_NUMBER_TOO_LARGE, 0 },
		{ "16777215T", NKV_NUMBER_OK, UINT64_C(0xffffff0000000000) },
		{ "16777216T", NKV_NUMBER_TOO_LARGE, 0 },
		{ "4K", NKV_NUMBER_OK, 4096 },
		{ "4k", NKV_NUMBER_MALFORMED, 0 },
		{ "00", NKV_NUMBER_MALFORMED, 0 },
		{ "012", NKV_NUMBER_MALFORMED, 0 },
		{ "-1", NKV_NUMBER_MALFORMED, 0 },
		{ "+1", NKV_NUMBER_MALFORMED, 0 },
		{ " 1", NKV_NUMBER_MALFORMED, 0 },
		{ "1_0", NKV_NUMBER_MALFORMED, 0 },
		{ "1.0", NKV_NUMBER_MALFORMED, 0 },
		{ "0x", NKV_NUMBER_MALFORMED, 0 },
		{ "0X1", NKV_NUMBER_MALFORMED, 0 },
		{ "0x1K", NKV_NUMBER_MALFORMED, 0 },
		{ "K", NKV_NUMBER_MALFORMED, 0 },
		{ "", NKV_NUMBER_MALFORMED, 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		uint64_t number = 0;

		cr_expect_eq(nkv_number_parse(cases[i].text, strlen(cases[i].text), &number),
			     cases[i].result, "'%s'", cases[i].text);
		if (cases[i].result == NKV_NUMBER_OK)
			cr_expect_eq(number, cases[i].number, "'%s'", cases[i].text);
	}
}

/* A long one, which is given to the parser in parts. Expect a key at its end to be found there. */
Test(reader, a_text_in_parts)
{
	enum { LINES = 3000, LINE_BYTES = 100 };
	static char text[LINES * LINE_BYTES + 32];
	char *errors;

	memset(text, '#', LINES * LINE_BYTES);
	for (size_t i = 1; i <= LINES; i++)
		text[i * LINE_BYTES - 1] = '\n';
	strcpy(text + LINES * LINE_BYTES, "numakva: 1\nx: 1\n");
	errors = errors_of(text, strlen(text), NULL, 0);
	cr_expect_eq(strncmp(strrchr(errors, '\n'), "\n3002:1: ", 9), 0, "%s", errors);
	free(errors);
}
