/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What plans have in their columns. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "made_plan.h"
#include "write/rows/columns.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MIB UINT64_C(0x100000)

static const struct nkv_e820_entry map[] = {
	{ 0, 0x9fc00, NKV_E820_USABLE },
	{ MIB, 1023 * MIB - 0x20000, NKV_E820_USABLE },
	{ 1024 * MIB - 0x20000, 0x20000, NKV_E820_ACPI_DATA },
};

static struct nkv_machine machine_of(const char *cmdline)
{
	return (struct nkv_machine){
		.name = "one",
		.kernel = nkv_kernel_default(),
		.cmdline = cmdline,
		.e820 = map,
		.e820_count = COUNT(map),
	};
}

static struct nkv_cell cell_of(const struct nkv_plan *plan, const char *name)
{
	const struct nkv_row row = { .plan = plan, .node = &plan->nodes[0] };
	const struct nkv_column *column = nkv_column_find(name, strlen(name));

	cr_assert(column, "%s", name);
	return nkv_column_cell(column, &row);
}

/* Expect that each is found by its name, and that no two have one name. */
Test(columns, are_found_by_name)
{
	const struct nkv_column *column;
	size_t i;

	for (i = 0; (column = nkv_column_at(i)); i++) {
		cr_expect_eq(nkv_column_find(column->name, strlen(column->name)), column, "%s",
			     column->name);
		cr_expect_gt(strlen(column->explanation), 5, "%s", column->name);
		cr_expect_eq(column->word != NULL,
			     column->type == NKV_COLUMN_WORD || column->type == NKV_COLUMN_SET,
			     "%s", column->name);
	}
	cr_expect_gt(i, 50);
	cr_expect_null(nkv_column_find("kva_page", 8));
	cr_expect_null(nkv_column_find("kva_pages_", 10));
}

/* Expect that a word stands at the place among its column's words that the cell tells. */
Test(columns, words_have_their_place)
{
	const struct nkv_machine machine = machine_of(NULL);
	struct nkv_plan *plan = make_plan(&machine);
	const struct nkv_row row = { .plan = plan, .node = &plan->nodes[0] };
	const struct nkv_column *column;

	for (size_t i = 0; (column = nkv_column_at(i)); i++) {
		struct nkv_cell cell = nkv_column_cell(column, &row);

		if (column->type == NKV_COLUMN_WORD && cell.known)
			cr_expect_str_eq(column->word(cell.number), cell.text, "%s", column->name);
	}
	free(plan);
}

/* A gigabyte, where the kernel of 2007 panics. Expect its figures, and none beyond the BUG. */
Test(columns, a_boot_that_stops)
{
	const struct nkv_machine machine = machine_of("mem=2G highmem=100M mem=3G");
	struct nkv_plan *plan = make_plan(&machine);
	static const struct {
		const char *name;
		uint64_t number;
	} cases[] = {
		{ "mem", 3072 * MIB },
		{ "highmem", 100 * MIB },
		{ "nodes", 1 },
		{ "kva_pages", 512 },
		{ "kva", 2 * MIB },
		{ "kva_start_pfn", 0x37e00 },
		{ "wasted_pages", 480 },
		{ "wasted", 480 * 4096 },
		{ "lowmem_mb", 896 },
		{ "memory", 1024 * MIB - 0x20000 },
		{ "max_low_pfn", 0x38000 },
		{ "verdict", NKV_VERDICT_PANICS },
		{ "reserved_pages", 512 },
		{ "page_offset", 0xc0000000 },
		{ "vmalloc_reserve", 128 * MIB },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_cell cell = cell_of(plan, cases[i].name);

		cr_expect(cell.known, "%s", cases[i].name);
		cr_expect_eq(cell.number, cases[i].number, "%s is %llu", cases[i].name,
			     (unsigned long long)cell.number);
	}
	cr_expect_str_eq(cell_of(plan, "stopped_at").text, "bootmem");
	cr_expect_str_eq(cell_of(plan, "first_hazard").text, "reserve-beyond-lowmem");
	cr_expect_str_eq(cell_of(plan, "severity").text, "fatal");
	cr_expect_not(cell_of(plan, "lowmem_free").known);
	cr_expect_not(cell_of(plan, "memmap.bytes").known);
	cr_expect_not(cell_of(plan, "pxm").known);
	cr_expect_not(cell_of(plan, "vmalloc").known);
	cr_expect_not(cell_of(plan, "initrd.start").known);
	free(plan);
}

/* Expect that a row which is no node has nothing in a node's column. */
Test(columns, a_machine_has_none_of_a_node)
{
	const struct nkv_machine machine = machine_of(NULL);
	struct nkv_plan *plan = make_plan(&machine);
	const struct nkv_row row = { .plan = plan };

	cr_expect_not(nkv_column_cell(nkv_column_find("nid", 3), &row).known);
	free(plan);
}

/* Expect a bit for each hazard. */
Test(columns, hazards_are_a_set)
{
	struct nkv_machine machine = machine_of("mem=512M");
	struct nkv_plan *plan;
	uint64_t codes = 0;

	machine.kernel.profile = nkv_profile_find("2.6.23");
	plan = make_plan(&machine);
	cr_assert_gt(plan->hazard_count, 0);
	for (size_t i = 0; i < plan->hazard_count; i++)
		codes += UINT64_C(1) << plan->hazards[i].code;
	cr_expect_eq(cell_of(plan, "hazards").number, codes);
	cr_expect_eq(cell_of(plan, "hazard_count").number, plan->hazard_count);
	cr_expect(cell_of(plan, "lowmem_free").known);
	cr_expect_eq(cell_of(plan, "lowmem_free").number, plan->free_pages * 4096);
	free(plan);
}

/* Expect each figure of a plan in all its bits, of 32 or 64. */
Test(columns, figures_are_whole)
{
	const struct nkv_machine machine = machine_of(NULL);
	struct nkv_plan *plan = make_plan(&machine);
	const struct nkv_row row = { .plan = plan };
	const struct nkv_column *column;
	size_t wide_count = 0;

	for (size_t i = 0; (column = nkv_column_at(i)); i++) {
		const uint64_t wide = UINT64_C(0xfedcba9876543210);
		const uint32_t narrow = 0x89abcdef;
		struct nkv_plan changed = *plan;
		const struct nkv_row other = { .plan = &changed };

		if (column->get || column->of_node)
			continue;
		wide_count += column->is_wide;
		memcpy((char *)&changed + column->member,
		       column->is_wide ? (const void *)&wide : &narrow,
		       column->is_wide ? sizeof(wide) : sizeof(narrow));
		cr_expect_eq(nkv_figure(column, &other).number, column->is_wide ? wide : narrow,
			     "%s", column->name);
		cr_expect_lt(nkv_figure(column, &row).number, UINT64_C(1) << 40, "%s",
			     column->name);
	}
	cr_expect_gt(wide_count, 2);
	free(plan);
}

/* Expect numbers of pages to be whole, even those that no kernel can use. */
Test(columns, numbers_of_pages_have_64_bits)
{
	static const char *const names[] = {
		"ram_pages",  "free_pages",  "memmap_pages",	 "lowmem_left_pages", "low_pages",
		"high_pages", "remap_pages", "ram_wasted_pages", "unused_pages"
	};
	const uint64_t many = UINT64_C(3) << 32 | 1;
	struct nkv_plan *plan = calloc(1, sizeof(*plan));
	const struct nkv_row row = { .plan = plan };

	cr_assert(plan);
	plan->ram_pages = plan->free_pages = plan->memmap_pages = plan->lowmem_left_pages = many;
	plan->ram = (struct nkv_ram){ many, many, many, many, many, many };
	for (size_t i = 0; i < COUNT(names); i++)
		cr_expect_eq(nkv_figure(nkv_column_find(names[i], strlen(names[i])), &row).number,
			     many, "%s", names[i]);
	free(plan);
}
