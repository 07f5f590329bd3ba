/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where labels go under a bar. */
#include <criterion/criterion.h>

#include "write/labels.h"

static bool apart(const struct nkv_label *a, const struct nkv_label *b)
{
	if (a->lane == b->lane)
		return a->start + a->width <= b->start || b->start + b->width <= a->start;
	/* The line of the lower one passes the other. */
	if (a->lane < b->lane)
		return b->anchor < a->start || b->anchor >= a->start + a->width;
	return a->anchor < b->start || a->anchor >= b->start + b->width;
}

/* Expect labels inside, and none on another or on its line; whatever their number. */
static void expect_apart(struct nkv_label *labels, size_t count, size_t width, size_t lanes)
{
	size_t used = nkv_labels_place(labels, count, width, lanes);

	cr_expect_leq(used, lanes);
	for (size_t i = 0; i < count; i++) {
		if (!labels[i].placed)
			continue;
		cr_expect_lt(labels[i].lane, used);
		cr_expect_leq(labels[i].start + labels[i].width, width);
		for (size_t j = 0; j < i; j++)
			cr_expect(!labels[j].placed || apart(&labels[i], &labels[j]), "%zu, %zu", i,
				  j);
	}
}

/* ..#..........#..  Expect both in the lane next to the bar, each beside its mark. */
Test(labels, have_one_lane_where_there_is_room)
{
	struct nkv_label labels[] = { { .anchor = 70, .width = 10 }, { .anchor = 2, .width = 10 } };

	cr_expect_eq(nkv_labels_place(labels, 2, 80, 4), 1);
	cr_expect_eq(labels[0].anchor, 2);
	cr_expect_eq(labels[0].start, 2);
	cr_expect_eq(labels[1].start, 61);
}

/* .###...  Expect steps: the mark on the left has its label lowest. */
Test(labels, go_down_in_steps)
{
	struct nkv_label labels[] = { { .anchor = 1, .width = 9 },
				      { .anchor = 2, .width = 9 },
				      { .anchor = 3, .width = 9 } };

	cr_expect_eq(nkv_labels_place(labels, 3, 80, 4), 3);
	cr_expect_eq(labels[0].lane, 2);
	cr_expect_eq(labels[1].lane, 1);
	cr_expect_eq(labels[2].lane, 0);
}

/* Expect that what has no place is left out, and does not push others out. */
Test(labels, without_a_place_are_left_out)
{
	struct nkv_label labels[] = { { .anchor = 1, .width = 200 },
				      { .anchor = 5, .width = 9 },
				      { .anchor = 6, .width = 9 } };

	cr_expect_eq(nkv_labels_place(labels, 3, 80, 1), 1);
	cr_expect_not(labels[0].placed);
	cr_expect_not(labels[1].placed);
	cr_expect(labels[2].placed);
}

/* Expect no label on another for any of many bars. */
Test(labels, never_meet)
{
	unsigned int random = 1;

	for (size_t round = 0; round < 300; round++) {
		struct nkv_label labels[40];
		size_t count = round % 40 + 1;

		for (size_t i = 0; i < count; i++) {
			random = random * 1103515245u + 12345u;
			labels[i] = (struct nkv_label){ .anchor = random / 65536 % 100,
							.width = 3 + random / 256 % 60,
							.owner = i };
		}
		expect_apart(labels, count, 100, round % 2 ? 40 : 5);
	}
}
