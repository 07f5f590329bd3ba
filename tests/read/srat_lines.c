/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Memory of the SRAT in a log, in the forms of kernels that print it in another way each. */
#include <criterion/criterion.h>

#include "read/forms/take_line.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { LINES_MAX = 8, ENTRIES_MAX = 4 };

struct srat_case {
	const char *name;
	const char *lines[LINES_MAX];
	size_t count;
	struct nkv_srat_memory entries[ENTRIES_MAX]; /* start, size, domain, enabled, hotplug */
};

#define MIB UINT64_C(0x100000)
#define MAP                                                                                        \
	"BIOS-e820: 0000000000000000 - 00000000000a0000 (usable)",                                 \
		"BIOS-e820: 0000000000100000 - 0000000040000000 (usable)"

static const struct srat_case cases[] = {
	{ "each entry with all that its node has before",
	  { MAP, "SRAT: Node 0 PXM 0 0-a0000", "SRAT: Node 0 PXM 0 0-20000000",
	    "SRAT: Node 1 PXM 1 20000000-40000000" },
	  3,
	  { { 0, 0xa0000, 0, true, false },
	    { MIB, 511 * MIB, 0, true, false },
	    { 512 * MIB, 512 * MIB, 1, true, false } } },
	{ "room for memory behind that, with nothing between",
	  { MAP, "SRAT: Node 0 PXM 0 0-40000000", "SRAT: Node 0 PXM 0 0-80000000",
	    "SRAT: hot plug zone found 40000000 - 80000000" },
	  2,
	  { { 0, 1024 * MIB, 0, true, false }, { 1024 * MIB, 1024 * MIB, 0, true, true } } },
	{ "room for memory behind a hole",
	  { MAP, "SRAT: Node 0 PXM 0 0-40000000", "SRAT: Node 0 PXM 0 0-140000000",
	    "SRAT: hot plug zone found 100000000 - 140000000" },
	  2,
	  { { 0, 1024 * MIB, 0, true, false }, { 4096 * MIB, 1024 * MIB, 0, true, true } } },
	{ "an entry that ends in the middle of the map's first",
	  { "BIOS-e820: 0000000000000000 - 0000000050000000 (usable)",
	    "BIOS-e820: 0000000058000000 - 0000000080000000 (usable)",
	    "SRAT: Node 0 PXM 0 0-40000000", "SRAT: Node 0 PXM 0 0-60000000" },
	  2,
	  { { 0, 1024 * MIB, 0, true, false }, { 1024 * MIB, 512 * MIB, 0, true, false } } },
	{ "entries by themselves",
	  { MAP, "SRAT: Node 0 PXM 0 0-40000000", "SRAT: Node 0 PXM 0 100000000-140000000",
	    "SRAT: hot plug zone found 100000000 - 140000000" },
	  2,
	  { { 0, 1024 * MIB, 0, true, false }, { 4096 * MIB, 1024 * MIB, 0, true, true } } },
	{ "a zone that is not of the entry before",
	  { MAP, "SRAT: Node 0 PXM 0 0-40000000", "SRAT: hot plug zone found 100000000 - 140000000",
	    "SRAT: Node 0 PXM 0 40000000-80000000", "SRAT: hot plug zone found 0 - 80000000",
	    "SRAT: hot plug zone found 80000000 - 40000000" },
	  2,
	  { { 0, 1024 * MIB, 0, true, false }, { 1024 * MIB, 1024 * MIB, 0, true, false } } },
	{ "a zone without an entry", { "SRAT: hot plug zone found 0 - 80000000" }, 0, { { 0 } } },
	{ "room up to where no pfn is",
	  { MAP, "SRAT: Node 0 PXM 0 0-40000000", "SRAT: Node 0 PXM 0 0-100000000000",
	    "SRAT: hot plug zone found 100000000 - 100000000000" },
	  2,
	  { { 0, 1024 * MIB, 0, true, false },
	    { 4096 * MIB, NKV_MEMORY_END_MAX - 4096 * MIB, 0, true, true } } },
	{ "flags of kernels, and of a hypervisor",
	  { "SRAT: Node 0 PXM 0 [mem 0x00000000-0x3fffffff] non-volatile",
	    "SRAT: Node 0 PXM 0 [mem 0x40000000-0x7fffffff] hotplug non-volatile",
	    "ACPI: SRAT: Node 1 PXM 1 [mem 0x80000000-0xbfffffff] hotplug",
	    "(XEN) SRAT: Node 2 PXM 2 [00000000c0000000, 00000000ffffffff] (hotplug)" },
	  4,
	  { { 0, 1024 * MIB, 0, true, false },
	    { 1024 * MIB, 1024 * MIB, 0, true, true },
	    { 2048 * MIB, 1024 * MIB, 1, true, true },
	    { 3072 * MIB, 1024 * MIB, 2, true, true } } },
};

static void expect_entry(const char *name, const struct nkv_srat_memory *got,
			 const struct nkv_srat_memory *want)
{
	cr_expect_eq(got->start, want->start, "%s: 0x%zx", name, (size_t)got->start);
	cr_expect_eq(got->size, want->size, "%s: 0x%zx", name, (size_t)got->size);
	cr_expect_eq(got->pxm, want->pxm, "%s", name);
	cr_expect_eq(got->hotplug, want->hotplug, "%s", name);
	cr_expect(got->enabled, "%s", name);
}

/* Expect the entries as the firmware has them, however the kernel prints them. */
Test(srat_lines, memory)
{
	static struct nkv_boot_facts facts;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_position position = { "log", 1, 1 };

		nkv_boot_facts_begin(&facts, &position);
		for (size_t j = 0; j < LINES_MAX && cases[i].lines[j]; j++)
			cr_expect_eq(nkv_line_take(&facts, cases[i].lines[j], &position),
				     NKV_MATCH_WHOLE, "%s", cases[i].lines[j]);
		cr_assert_eq(facts.memory_count, cases[i].count, "%s", cases[i].name);
		for (size_t j = 0; j < cases[i].count; j++)
			expect_entry(cases[i].name, &facts.memory[j], &cases[i].entries[j]);
	}
}
