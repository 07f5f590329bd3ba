/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is drawn where. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include <numakva/numakva.h>

#include "made_plan.h"
#include "write/drawing/drawing.h"
#include "write/drawing/layout.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MIB UINT64_C(0x100000)
#define GIB UINT64_C(0x40000000)

static struct nkv_machine machine_of(const char *profile, const struct nkv_e820_entry *map,
				     size_t count)
{
	struct nkv_machine machine = {
		.name = "one",
		.kernel = nkv_kernel_default(),
		.e820 = map,
		.e820_count = count,
	};

	machine.kernel.profile = nkv_profile_find(profile);
	return machine;
}

static void expect_mark(const struct nkv_mark *mark, const char *label, uint64_t start_pfn,
			uint64_t end_pfn)
{
	cr_expect_str_eq(mark->label, label);
	cr_expect_eq(mark->pages.start_pfn, start_pfn);
	cr_expect_eq(mark->pages.end_pfn, end_pfn);
}

/*
 * |section 0| |section 1|section 2|...
 *            ^ the block map
 * Expect mem_maps of one node to be one mark only where nothing is between them.
 */
Test(layout, memmaps_that_are_apart_are_marks_of_their_own)
{
	static const struct nkv_e820_entry map[] = {
		{ 0, 0x9f000, NKV_E820_USABLE },
		{ MIB, 3 * GIB - MIB, NKV_E820_USABLE },
		{ 4 * GIB, 13 * GIB, NKV_E820_USABLE },
	};
	struct nkv_machine machine = machine_of("2.6.25", map, COUNT(map));
	struct nkv_plan *plan;
	struct nkv_drawing drawing = { 0 };

	machine.kernel.memory_model = NKV_MODEL_SPARSE;
	drawing.plan = plan = make_plan(&machine);
	nkv_layout_section_memmaps(&drawing);
	cr_assert_eq(drawing.mark_count, 2);
	expect_mark(&drawing.marks[0], "of section 0", 0x1000, 0x1800);
	expect_mark(&drawing.marks[1], "of sections 1..16", 0x1801, 0x9801);
	nkv_drawing_free(&drawing);
	free(plan);
}

/* The first mark of the first band of a kind in low memory. */
static const struct nkv_band *lowmem_band(const struct nkv_drawing *drawing,
					  enum nkv_band_kind kind)
{
	size_t next = 0;
	const struct nkv_band *band = nkv_drawing_next_band(drawing, NKV_SPACE_LOWMEM, kind, &next);

	cr_assert(band);
	return band;
}

/* Whether a mark of the band is of the page. */
static bool is_drawn(const struct nkv_drawing *drawing, const struct nkv_band *band, uint64_t pfn)
{
	for (size_t i = 0; i < band->mark_count; i++) {
		struct nkv_range pages = drawing->marks[band->first_mark + i].pages;

		if (pfn >= pages.start_pfn && pfn < pages.end_pfn)
			return true;
	}
	return false;
}

static void expect_all_drawn(const struct nkv_machine *machine, uint64_t end_pfn)
{
	struct nkv_plan *plan = make_plan(machine);
	struct nkv_drawing drawing;
	const struct nkv_band *band;

	cr_assert(nkv_drawing_make(&drawing, plan));
	band = lowmem_band(&drawing, NKV_BAND_BAR);
	cr_expect_eq(drawing.lowmem_end_pfn, end_pfn);
	for (uint64_t pfn = 0; pfn < end_pfn; pfn++)
		cr_assert(is_drawn(&drawing, band, pfn), "page %lu", (unsigned long)pfn);
	nkv_drawing_free(&drawing);
	free(plan);
}

/*
 * |usable|  |reserved|usable|  |usable|   all of it low memory
 * |usable|           |usable ...          up to the end of addresses
 * Expect each page to be drawn, whatever it is.
 */
Test(layout, all_low_memory_is_drawn)
{
	static const struct nkv_e820_entry small[] = {
		{ 0, 0x9f000, NKV_E820_USABLE },
		{ 0xf0000, 0x10000, NKV_E820_RESERVED },
		{ MIB, 40 * MIB, NKV_E820_USABLE },
		{ 50 * MIB, 2 * MIB, NKV_E820_USABLE },
	};
	static const struct nkv_e820_entry large[] = {
		{ 0, 0x9f000, NKV_E820_USABLE },
		{ MIB, 2 * GIB, NKV_E820_USABLE },
	};
	struct nkv_machine machine = machine_of("2.6.23", small, COUNT(small));

	expect_all_drawn(&machine, 52 * MIB / 4096);
	machine = machine_of("2.6.23", large, COUNT(large));
	machine.cmdline = "vmalloc=0";
	expect_all_drawn(&machine, GIB / 4096);
}

/*
 * |0x9f: the page of a K7, from its middle on the EBDA|0xa0: ...|
 * Expect one mark for both, with their names by where they begin, in whatever order they are reserved.
 */
Test(layout, places_of_a_page_are_named_by_where_they_begin)
{
	static const struct nkv_e820_entry map[] = {
		{ 0, 0x9f800, NKV_E820_USABLE },
		{ MIB, 511 * MIB, NKV_E820_USABLE },
	};
	struct nkv_machine machine = machine_of("2.6.23", map, COUNT(map));
	struct nkv_plan *plan;
	struct nkv_drawing drawing;
	const struct nkv_band *band;
	const struct nkv_mark *mark;

	machine.ebda = 0x9f800;
	machine.kernel.amd_k7 = true;
	plan = make_plan(&machine);
	cr_assert(nkv_drawing_make(&drawing, plan));
	band = lowmem_band(&drawing, NKV_BAND_BAR);
	mark = &drawing.marks[band->first_mark];
	while (mark < &drawing.marks[band->first_mark + band->mark_count] &&
	       mark->pages.start_pfn != 0x9f)
		mark++;
	cr_assert_lt(mark, &drawing.marks[band->first_mark + band->mark_count]);
	expect_mark(mark, "amd-k7, ebda 8 KiB", 0x9f, 0xa1);
	nkv_drawing_free(&drawing);
	free(plan);
}

/* Expect a hazard to be at the pages of its call, even if that is the first. */
Test(layout, a_hazard_of_a_call_has_its_pages)
{
	static const struct nkv_e820_entry map[] = {
		{ 0, 0x800, NKV_E820_USABLE },
		{ MIB, 0x800, NKV_E820_USABLE },
	};
	const struct nkv_machine machine = machine_of("2.6.23", map, COUNT(map));
	struct nkv_plan *plan = make_plan(&machine);
	struct nkv_drawing drawing;
	const struct nkv_mark *mark;

	cr_assert_eq(plan->call_count, 1);
	cr_assert(nkv_plan_hazard(plan, NKV_HAZARD_RESERVE_BEYOND_LOWMEM));
	cr_assert(nkv_drawing_make(&drawing, plan));
	mark = &drawing.marks[lowmem_band(&drawing, NKV_BAND_HAZARD)->first_mark];
	cr_expect_eq(mark->kind, NKV_MARK_FATAL);
	cr_expect_eq(mark->pages.start_pfn, MIB / 4096);
	cr_expect_eq(mark->pages.end_pfn,
		     (plan->calls[0].start + plan->calls[0].size + 4095) / 4096);
	cr_expect_gt(nkv_mark_pages(mark), 1);
	nkv_drawing_free(&drawing);
	free(plan);
}

/* Expect the same of a call that is not the last. */
Test(layout, a_hazard_of_an_early_call_has_its_pages)
{
	static const struct nkv_e820_entry map[] = {
		{ 0, 0x9f000, NKV_E820_USABLE },
		{ MIB, 63 * MIB, NKV_E820_USABLE },
	};
	const struct nkv_machine machine = machine_of("2.6.23", map, COUNT(map));
	struct nkv_plan *plan = make_plan(&machine);
	struct nkv_drawing drawing;
	const struct nkv_mark *mark;
	struct nkv_hazard hazard = {
		.code = NKV_HAZARD_RESERVE_ADDRESS_WRAPPED,
		.severity = NKV_SEVERITY_CORRUPTING,
		.fields = NKV_HAZARD_HAS_ADDRESS,
		.address = MIB,
	};

	plan->hazards = &hazard;
	plan->hazard_count = 1;
	cr_assert_gt(plan->call_count, 4);
	cr_assert_eq(plan->calls[2].start, MIB);
	cr_assert(nkv_drawing_make(&drawing, plan));
	mark = &drawing.marks[lowmem_band(&drawing, NKV_BAND_HAZARD)->first_mark];
	cr_expect_eq(mark->pages.start_pfn, MIB / 4096);
	cr_expect_eq(mark->pages.end_pfn, (MIB + plan->calls[2].size + 4095) / 4096);
	nkv_drawing_free(&drawing);
	free(plan);
}
