/* SPDX-License-Identifier: GPL-2.0-or-later */
/* /proc/iomem as an input: the map that it has, and what is wrong with it. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <errno.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/source.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void put_document(FILE *out, const struct nkv_document *document)
{
	const struct nkv_machine *machine = document->machine;

	for (size_t i = 0; machine && i < machine->e820_count; i++)
		fprintf(out, "%" PRIx64 " %" PRIx64 " %" PRIu32 "\n", machine->e820[i].start,
			machine->e820[i].size, machine->e820[i].type);
	for (size_t i = 0; i < document->diagnostic_count; i++)
		fprintf(out, "%zu:%zu: %s\n", document->diagnostics[i].line,
			document->diagnostics[i].column, document->diagnostics[i].text);
}

/* The entries of the only machine, or what is wrong with it, a line each. */
static void expect_map(const char *text, const char *wanted)
{
	FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	const struct nkv_input input = { .file = file, .name = "m" };
	struct nkv_source *source = nkv_source_new(&input, nkv_input_format_find("iomem"));
	struct nkv_document document;
	char *got = NULL;
	size_t bytes;
	FILE *out = open_memstream(&got, &bytes);

	cr_assert(source && out);
	cr_assert_eq(nkv_source_next(source, &document), NKV_READ_DOCUMENT);
	put_document(out, &document);
	fclose(out);
	cr_expect_str_eq(got, wanted, "%s\n got: %s\nwant: %s", text, got, wanted);
	cr_expect_eq(nkv_source_next(source, &document), NKV_READ_END);
	nkv_source_free(source);
	fclose(file);
	free(got);
}

#define LOW "00000000-0009fbff : System RAM\n"
#define HIGH "00100000-3fffffff : System RAM\n"
#define LOW_ENTRY "0 9fc00 1\n"
#define HIGH_ENTRY "100000 3ff00000 1\n"

Test(iomem_input, maps)
{
	expect_map(LOW HIGH, LOW_ENTRY HIGH_ENTRY);
	expect_map("x\n" LOW "000a0000-000bffff : PCI Bus 0000:00\n" HIGH "y\n",
		   LOW_ENTRY HIGH_ENTRY);
	expect_map(LOW "000f0000-000fffff : reserved\n" HIGH,
		   LOW_ENTRY "f0000 10000 2\n" HIGH_ENTRY);
	/* What is indented is inside another range; how far the first is, none is. */
	expect_map(LOW HIGH "  01000000-01ffffff : System RAM\n", LOW_ENTRY HIGH_ENTRY);
	expect_map("  " LOW "    00001000-00001fff : System RAM\n  " HIGH, LOW_ENTRY HIGH_ENTRY);
	expect_map("> " LOW "> " HIGH, LOW_ENTRY HIGH_ENTRY);
	/* A range at 0 is one, if not all are. */
	expect_map(LOW HIGH "00000000-00000000 : x\n", LOW_ENTRY HIGH_ENTRY);
	expect_map(LOW HIGH "ffffffff-ffffffff : Reserved\n",
		   LOW_ENTRY HIGH_ENTRY "ffffffff 1 2\n");
}

Test(iomem_input, what_is_wrong)
{
	expect_map("x\n", "1:1: no memory range, expected lines of /proc/iomem\n");
	expect_map("x\n> 00000000-00000000 : System RAM\n00000000-00000000 : System RAM\n",
		   "2:3: all addresses are 0, as users other than root see them, expected "
		   "/proc/iomem as read by root\n");
	expect_map("x\n  00001000-00001fff : Reserved\n  00000000-00000000 : x\n",
		   "2:3: no memory, expected 'System RAM' as in /proc/iomem\n");
	expect_map("x\n" LOW,
		   "2:1: fewer than two E820 entries after overlaps are merged, expected "
		   "at least two in e820\n");
	expect_map("\n\n" LOW "  00100000-ffffffffffffffff : System RAM\n"
		   "00100000-fffffffffffffffe : System RAM\n",
		   "5:1: e820[1] ends at 0xffffffffffffffff, expected at most 0xffff0000000\n");
}

/* What was assumed, and whether it is said that there are no nodes. */
Test(iomem_input, assumptions)
{
	static const struct {
		const char *key;
		bool srat_is_given, says_no_srat;
	} cases[] = {
		{ "name", false, true },
		{ "name", true, false },
		{ "srat.memory[0].pxm", false, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_override override = { cases[i].key, "0" };
		FILE *file = fmemopen((void *)(uintptr_t)(LOW HIGH), strlen(LOW HIGH), "r");
		const struct nkv_input input = { .file = file,
						 .name = "m",
						 .overrides = &override,
						 .override_count = 1,
						 .srat_is_given = cases[i].srat_is_given };
		struct nkv_source *source = nkv_source_new(&input, nkv_input_format_find("iomem"));
		struct nkv_document document;
		bool says = false;

		cr_assert_eq(nkv_source_next(source, &document), NKV_READ_DOCUMENT);
		for (size_t j = 0; j < document.assumption_count; j++)
			says |= strcmp(document.assumptions[j].key, "srat") == 0;
		cr_expect_eq(says, cases[i].says_no_srat, "case %zu", i);
		cr_expect_eq(document.assumption_count, says ? 15 : 14);
		cr_expect_str_eq(document.assumptions[0].key, "kernel.profile");
		nkv_source_free(source);
		fclose(file);
	}
}

Test(iomem_input, a_failed_read)
{
	FILE *file = fopen("/", "r"); /* reading a directory fails */
	const struct nkv_input input = { .file = file, .name = "m" };
	struct nkv_source *source = nkv_source_new(&input, nkv_input_format_find("iomem"));
	struct nkv_document document;

	cr_assert(file && source);
	cr_expect_eq(nkv_source_next(source, &document), NKV_READ_FAILED);
	cr_expect_eq(errno, EISDIR);
	nkv_source_free(source);
	fclose(file);
}
