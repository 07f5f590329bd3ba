/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is drawn where. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include <numakva/numakva.h>

#include "write/drawing/drawing.h"
#include "write/drawing/layout.h"

#define MIB UINT64_C(0x100000)
#define GIB UINT64_C(0x40000000)

static const struct nkv_e820_entry map[] = {
	{ 0, 0x9f000, NKV_E820_USABLE },
	{ MIB, 3 * GIB - MIB, NKV_E820_USABLE },
	{ 4 * GIB, 13 * GIB, NKV_E820_USABLE },
};

/* The plan of a machine of 16 GiB; to be freed. */
static struct nkv_plan *plan_sections(void)
{
	static struct nkv_machine machine = { .name = "sections", .e820 = map, .e820_count = 3 };
	struct nkv_plan *plan;
	size_t bytes;

	machine.kernel = nkv_kernel_default();
	machine.kernel.profile = nkv_profile_find("2.6.25");
	machine.kernel.memory_model = NKV_MODEL_SPARSE;
	bytes = nkv_workspace_bytes(&machine);
	plan = malloc(sizeof(*plan) + bytes);
	cr_assert(plan);
	cr_assert_eq(nkv_plan_machine(&machine, plan + 1, bytes, plan), NKV_OK);
	return plan;
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
	struct nkv_plan *plan = plan_sections();
	struct nkv_drawing drawing = { .plan = plan };

	nkv_layout_section_memmaps(&drawing);
	cr_assert_eq(drawing.mark_count, 2);
	expect_mark(&drawing.marks[0], "of section 0", 0x1000, 0x1800);
	expect_mark(&drawing.marks[1], "of sections 1..16", 0x1801, 0x9801);
	nkv_drawing_free(&drawing);
	free(plan);
}
