/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The description of a machine of which something was assumed. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "write/formats.h"
#include "write/yaml/yaml_string.h"

static const struct nkv_e820_entry e820[] = {
	{ .start = 0, .size = 0xa0000, .type = NKV_E820_USABLE },
};

/* The description of a machine with nothing but a map, and ACPI or not; to be freed. */
static char *describe(bool has_acpi, const struct nkv_assumption *assumptions, size_t count)
{
	const struct nkv_machine machine = {
		.kernel = nkv_kernel_default(),
		.e820 = e820,
		.e820_count = 1,
		.has_acpi = has_acpi,
	};
	struct nkv_plan *plan = calloc(1, sizeof(*plan));
	char *text = NULL;
	size_t bytes;
	struct nkv_output output = {
		.file = open_memstream(&text, &bytes),
	};
	const struct nkv_subject subject = {
		.plan = plan,
		.assumptions = assumptions,
		.assumption_count = count,
	};

	cr_assert(plan && output.file);
	plan->machine = &machine;
	cr_assert(nkv_output_subject(&output, nkv_format_find("yaml"), &subject));
	fclose(output.file);
	free(plan);
	return text;
}

static void expect_line(const char *text, const char *line)
{
	cr_expect(strstr(text, line), "no '%s' in:\n%s", line, text);
}

Test(yaml, says_what_is_assumed_and_why)
{
	static const struct nkv_assumption assumptions[] = {
		{ "kernel.pg_data", "2432", "no kernel prints it" },
		{ "e820", "", "one\nline" },
		{ "initrd", "none", "none is printed" },
		{ "ebda", "none", "no word of it" },
		{ "srat", "none", "no line" },
		{ "reserve", "none", "no table" },
		{ "cmdline", "", "not printed" },
	};
	char *text = describe(false, assumptions, sizeof(assumptions) / sizeof(assumptions[0]));

	expect_line(text, "\n  pg_data: 2432                   # assumed: no kernel prints it\n");
	expect_line(text, "\n# assumed: one line\ne820:\n");
	expect_line(text, "\n# assumed: none is printed\n# no initrd\n");
	expect_line(text, "\n# assumed: no word of it\n# no ebda\n");
	expect_line(text, "\n# assumed: no line\n# no srat: one node, flat\n");
	expect_line(text, "\n# assumed: no table\nreserve: []\n");
	expect_line(text, "\n# assumed: not printed\ncmdline: \"\"\n");
	expect_line(text, "\n  struct_page: 32                 # sizeof(struct page)\n");
	free(text);
}

/* Expect no list of tables to be assumed to be that the SRAT is found. */
Test(yaml, says_why_there_are_no_tables)
{
	static const struct nkv_assumption none = { "acpi", "none", "only some are shown" };
	char *text = describe(false, &none, 1);

	expect_line(text, "\n# assumed: only some are shown\n# no acpi: the SRAT is found\n");
	free(text);
}

/* Expect the words about the order of the tables before them. */
Test(yaml, says_what_is_assumed_of_tables)
{
	static const struct nkv_assumption order = { "acpi.tables", "the SRAT first", "no order" };
	char *text = describe(true, &order, 1);

	expect_line(text, "\n# assumed: no order\nacpi:\n  tables: []\n");
	free(text);
}

Test(yaml, assumes_nothing_of_itself)
{
	char *text = describe(false, NULL, 0);

	cr_expect(!strstr(text, "assumed"), "%s", text);
	free(text);
}

static void expect_string(bool (*put)(FILE *, const char *), const char *text, const char *wanted)
{
	char *got = NULL;
	size_t bytes;
	FILE *out = open_memstream(&got, &bytes);

	cr_assert(out && put(out, text));
	fclose(out);
	cr_expect_str_eq(got, wanted);
	free(got);
}

Test(yaml_string, takes_any_bytes)
{
	expect_string(nkv_yaml_quoted,
		      "a\xff"
		      "b\xc3",
		      "\"a\xef\xbf\xbd"
		      "b\xef\xbf\xbd\"");
	expect_string(nkv_yaml_string, "\xc3\xa4", "\"\xc3\xa4\"");
	expect_string(nkv_yaml_string, "\xe0\xa2\xa0", "\"\xe0\xa2\xa0\"");
	expect_string(nkv_yaml_string, "-a", "\"-a\"");
	expect_string(nkv_yaml_string, "a-", "a-");
	expect_string(nkv_yaml_string, "OFF", "\"OFF\"");
	expect_string(nkv_yaml_string, "offer", "offer");
	expect_string(nkv_yaml_comment,
		      "a\r\nb\xc2\x85"
		      "c\xff #",
		      "a  b c\xef\xbf\xbd #");
}
