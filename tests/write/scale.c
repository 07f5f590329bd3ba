/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How wide what is drawn becomes. */
#include <criterion/criterion.h>

#include "write/drawing/scale.h"

static struct nkv_mark marks[] = {
	{ .kind = NKV_MARK_USABLE, .pages = { 0, 10 }, .nid = -1 },
	{ .kind = NKV_MARK_USABLE, .pages = { 10, 1000 }, .nid = -1 },
};

/* The width of the first mark if both should have `wanted` of 16 units. */
static size_t width_of_first(size_t wanted)
{
	static const struct nkv_plan plan = { .ram_pages = 1000 };
	struct nkv_band band = { .space = NKV_SPACE_PHYSICAL, .mark_count = 2 };
	const struct nkv_drawing drawing = {
		.plan = &plan,
		.marks = marks,
		.mark_count = 2,
		.bands = &band,
		.band_count = 1,
		.lowmem_end_pfn = 1000,
	};
	const struct nkv_scale_room room = {
		.width = 16,
		.least = 1,
		.cut = 1,
		.wanted = { [NKV_MARK_USABLE] = wanted },
	};
	struct nkv_scale scales[NKV_SPACES];
	size_t width;

	cr_assert(nkv_scales_make(scales, &drawing, &room));
	cr_expect_eq(scales[NKV_SPACE_PHYSICAL].width, 16);
	width = nkv_scale_width(&scales[NKV_SPACE_PHYSICAL], &marks[0]);
	nkv_scales_free(scales);
	return width;
}

/* #####...#  Expect marks to have what they want while that leaves a quarter to what is to scale. */
Test(scale, small_marks_are_enlarged_while_there_is_room)
{
	cr_expect_eq(width_of_first(6), 6);
	cr_expect_eq(width_of_first(7), 1);
}

/* ~~~~  Expect addresses above low memory to be cut short, even if there is no low memory. */
Test(scale, addresses_above_low_memory_are_cut_short)
{
	static const struct nkv_plan plan = { .ram_pages = 1000 };
	struct nkv_mark vmalloc = { .kind = NKV_MARK_VMALLOC, .pages = { 0, 1000 }, .nid = -1 };
	struct nkv_band band = { .space = NKV_SPACE_LOWMEM, .mark_count = 1 };
	const struct nkv_drawing drawing = {
		.plan = &plan, .marks = &vmalloc, .mark_count = 1, .bands = &band, .band_count = 1
	};
	const struct nkv_scale_room room = { .width = 16, .least = 1, .cut = 2 };
	struct nkv_scale scales[NKV_SPACES];

	cr_assert(nkv_scales_make(scales, &drawing, &room));
	cr_assert_eq(scales[NKV_SPACE_LOWMEM].count, 1);
	cr_expect_eq(scales[NKV_SPACE_LOWMEM].segments[0].fidelity, NKV_CUT_SHORT);
	cr_expect_eq(nkv_scale_width(&scales[NKV_SPACE_LOWMEM], &vmalloc), 2);
	nkv_scales_free(scales);
}
