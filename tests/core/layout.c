/* SPDX-License-Identifier: GPL-2.0-or-later */
/* RAM as one line of bytes: addresses and offsets at the borders of its stretches. */
#include <criterion/criterion.h>

#include "boot.h"
#include "core/vary/layout.h"

/* |1M   3M|hole|4M   5M|hole|4G   4G+1M| */
static struct nkv_ram_layout make_layout(void)
{
	struct nkv_ram_layout layout = { .count = 0 };

	nkv_layout_add(&layout, 1 * MB, 3 * MB);
	nkv_layout_add(&layout, 3 * MB, 3 * MB);
	nkv_layout_add(&layout, 4 * MB, 5 * MB);
	cr_expect_not(nkv_layout_has_high(&layout));
	nkv_layout_add(&layout, 4 * GB, 4 * GB + 1 * MB);
	return layout;
}

/* Expect the byte at an offset to be that behind a border, and the end of what is before it to be at the border. */
Test(layout, borders)
{
	static const struct {
		uint64_t offset, start, end;
	} cases[] = {
		{ 0, 1 * MB, 1 * MB },
		{ 1, 1 * MB + 1, 1 * MB + 1 },
		{ 2 * MB - 1, 3 * MB - 1, 3 * MB - 1 },
		{ 2 * MB, 4 * MB, 3 * MB },
		{ 2 * MB + 1, 4 * MB + 1, 4 * MB + 1 },
		{ 3 * MB, 4 * GB, 5 * MB },
		{ 4 * MB, 4 * GB + 1 * MB, 4 * GB + 1 * MB },
		{ 5 * MB, 4 * GB + 1 * MB, 4 * GB + 1 * MB + 1 },
	};
	const struct nkv_ram_layout layout = make_layout();

	for (size_t i = 0; i < COUNT(cases); i++) {
		cr_expect_eq(nkv_layout_start(&layout, cases[i].offset), cases[i].start, "case %zu",
			     i);
		cr_expect_eq(nkv_layout_end(&layout, cases[i].offset), cases[i].end, "case %zu", i);
	}
}

/* Expect an offset to count the RAM below an address alone. */
Test(layout, offsets)
{
	static const struct {
		uint64_t address, offset;
	} cases[] = {
		{ 0, 0 },
		{ 1 * MB, 0 },
		{ 1 * MB + 1, 1 },
		{ 3 * MB, 2 * MB },
		{ 3 * MB + 1, 2 * MB },
		{ 4 * MB, 2 * MB },
		{ 4 * MB + 1, 2 * MB + 1 },
		{ 4 * GB, 3 * MB },
		{ 8 * GB, 4 * MB },
	};
	const struct nkv_ram_layout layout = make_layout();

	for (size_t i = 0; i < COUNT(cases); i++)
		cr_expect_eq(nkv_layout_offset(&layout, cases[i].address), cases[i].offset,
			     "case %zu", i);
	cr_expect_eq(nkv_layout_bytes(&layout), 4 * MB);
}

/* Expect low RAM to end with the last stretch that ends at 4 GiB or below, and without one at 1 MiB. */
Test(layout, low_and_high)
{
	struct nkv_ram_layout layout = make_layout();

	cr_expect_eq(layout.count, 3);
	cr_expect_eq(nkv_layout_low_top(&layout), 5 * MB);
	cr_expect(nkv_layout_has_high(&layout));
	layout.count = 0;
	nkv_layout_add(&layout, 4 * GB, 5 * GB);
	cr_expect_eq(nkv_layout_low_top(&layout), 1 * MB);
	layout.count = 0;
	nkv_layout_add(&layout, 1 * GB, 4 * GB);
	cr_expect_eq(nkv_layout_low_top(&layout), 4 * GB);
	cr_expect_not(nkv_layout_has_high(&layout));
}
