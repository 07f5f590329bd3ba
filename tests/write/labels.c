/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where labels go under a bar. */
#include <criterion/criterion.h>

#include "write/drawing/labels.h"

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

/* ....#....  Expect the label of the middle on the left, if it just fits there. */
Test(labels, reach_to_the_first_unit)
{
	struct nkv_label label = { .anchor = 4, .width = 5 };

	cr_expect_eq(nkv_labels_place(&label, 1, 9, 1), 1);
	cr_expect_eq(label.start, 0);
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

static size_t width_of(size_t characters)
{
	return characters + 2;
}

/* A bar of 100 units, and lanes that are all used before labels are combined. */
static const struct nkv_label_room bar = {
	.width = 100, .lanes = 4, .near = 1, .label_width = width_of, .pieces = "pieces"
};

static void add(struct nkv_labels *labels, size_t anchor, uint64_t pages)
{
	struct nkv_mark mark = { .pages = { 1000, 1000 + pages }, .label = "a mark 4 KiB" };

	nkv_labels_add(labels, &bar, &mark, anchor);
}

/* .#.#.#.  Expect each label for itself where there is room. */
Test(labels, are_not_combined_without_need)
{
	struct nkv_labels labels = { .count = 0 };

	for (size_t i = 0; i < 4; i++)
		add(&labels, 2 * i, 1);
	cr_expect_eq(nkv_labels_fit(&labels, &bar), 4);
	cr_expect_eq(labels.count, 4);
	cr_expect_str_eq(labels.list[3].text, "a mark 4 KiB");
}

/* ######......#  Expect neighbours without room to share a label, and others to keep theirs. */
Test(labels, share_one_where_there_is_no_room)
{
	struct nkv_labels labels = { .count = 0 };
	size_t lanes;

	for (size_t i = 0; i < 8; i++)
		add(&labels, i, 256);
	add(&labels, 60, 256);
	lanes = nkv_labels_fit(&labels, &bar);
	cr_expect_eq(lanes, 4);
	cr_expect_eq(labels.count, 5);
	cr_expect_str_eq(labels.list[0].text, "5 pieces, 5 MiB");
	cr_expect_eq(labels.list[0].first, 0);
	cr_expect_eq(labels.list[0].last, 4);
	cr_expect_eq(labels.list[0].anchor, 2);
	cr_expect_str_eq(labels.list[4].text, "a mark 4 KiB");
}

/* Expect every mark of any bar to have a place for its label, alone or with its neighbours. */
Test(labels, leave_no_mark_out)
{
	unsigned int random = 7;

	for (size_t count = 1; count < NKV_LABELS_MAX + 40; count += 3) {
		struct nkv_labels labels = { .count = 0 };
		size_t marks = 0, end = 0;
		uint64_t pages = 0;

		for (size_t i = 0; i < count; i++) {
			random = random * 1103515245u + 12345u;
			add(&labels, random / 65536 % 100, i);
		}
		cr_expect_leq(nkv_labels_fit(&labels, &bar), bar.lanes);
		for (size_t i = 0; i < labels.count; i++) {
			const struct nkv_label *label = &labels.list[i];

			cr_expect(label->placed, "%zu of %zu", i, count);
			cr_expect_geq(label->first, end);
			end = label->last;
			marks += label->marks;
			pages += label->pages;
			for (size_t j = 0; j < i; j++)
				cr_expect(apart(label, &labels.list[j]));
		}
		cr_expect_eq(marks, count);
		cr_expect_eq(pages, (uint64_t)count * (count - 1) / 2);
	}
}
