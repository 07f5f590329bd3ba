/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines that are compared with a log. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "core/console/console.h"
#include "made_plan.h"
#include "write/console/planned_lines.h"

/* Plans a machine with an entry whose type has no name in early kernels; its lines are to be freed. */
static struct nkv_planned_lines plan_lines(const char *profile)
{
	static const struct nkv_e820_entry map[] = {
		{ 0, 0x9f000, NKV_E820_USABLE },
		{ 0x100000, 0x10000000, NKV_E820_USABLE },
		{ 0x20000000, 0x1000, 5 },
	};
	struct nkv_machine machine = {
		.name = "one", .kernel = nkv_kernel_default(), .e820 = map, .e820_count = 3
	};
	struct nkv_planned_lines lines;
	struct nkv_plan *plan;

	machine.kernel.profile = nkv_profile_find(profile);
	plan = make_plan(&machine);
	cr_assert(nkv_planned_lines(plan, &lines));
	free(plan);
	return lines;
}

/* The line of the map's last entry. */
static const struct nkv_planned_line *last_entry(const struct nkv_planned_lines *lines)
{
	for (size_t i = lines->count; i > 0; i--)
		if (lines->lines[i - 1].line.kind == nkv_console_kind(NKV_SAY_BIOS_ENTRY))
			return &lines->lines[i - 1];
	cr_assert(false, "no line of the map");
	return NULL;
}

/* Expect each line in the words of its kernel and in those of others, without blanks before. */
Test(console, lines_are_in_two_ways)
{
	static const char entry[] = "BIOS-e820: 0000000020000000 - 0000000020001000 ";
	struct nkv_planned_lines early = plan_lines("2.6.23"), late = plan_lines("2.6.32");
	const struct nkv_planned_line *line = last_entry(&early);

	cr_expect_eq(strncmp(line->text, entry, strlen(entry)), 0, "%s", line->text);
	cr_expect_str_eq(line->text + strlen(entry), "type 5");
	cr_expect_eq(strncmp(line->other_text, entry, strlen(entry)), 0, "%s", line->other_text);
	cr_expect_str_eq(line->other_text + strlen(entry), "type 5");
	line = last_entry(&late);
	cr_expect_str_eq(line->text + strlen(entry), "(unusable)");
	cr_expect_str_eq(line->other_text + strlen(entry), "type 5");
	nkv_planned_lines_free(&early);
	nkv_planned_lines_free(&late);
}
