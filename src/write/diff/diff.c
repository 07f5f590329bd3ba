/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/diff/diff.h"

#include <string.h>

static bool is_at_end(const struct nkv_diff *diff, size_t side)
{
	return diff->places[side] == diff->lists[side]->count;
}

static bool is_same(const struct nkv_diff *diff, size_t place, size_t other_place)
{
	const struct nkv_plan_items *a = diff->lists[0], *b = diff->lists[1];

	return a->list[place].part == b->list[other_place].part &&
	       strcmp(nkv_plan_item_name(a, place), nkv_plan_item_name(b, other_place)) == 0;
}

/* Whether the next item of the first list occurs later in the second. */
static bool comes_later(const struct nkv_diff *diff)
{
	for (size_t i = diff->places[1]; i < diff->lists[1]->count; i++)
		if (is_same(diff, diff->places[0], i))
			return true;
	return false;
}

/* Takes the next item of one side. */
static void take(struct nkv_diff *diff, size_t side, struct nkv_difference *difference)
{
	const struct nkv_plan_items *items = diff->lists[side];
	size_t place = diff->places[side]++;

	difference->part = items->list[place].part;
	difference->name = nkv_plan_item_name(items, place);
	difference->values[side] = nkv_plan_item_value(items, place);
}

static enum nkv_plan_part next_part(const struct nkv_diff *diff, size_t side)
{
	return diff->lists[side]->list[diff->places[side]].part;
}

/* The side whose next item the other does not have: that with the earlier part. */
static size_t side_alone(const struct nkv_diff *diff)
{
	if (is_at_end(diff, 0) || is_at_end(diff, 1))
		return is_at_end(diff, 0);
	if (next_part(diff, 0) != next_part(diff, 1))
		return next_part(diff, 1) < next_part(diff, 0);
	return comes_later(diff);
}

/* Takes the next item of both sides, or of one, depending on how they match. */
static void take_next(struct nkv_diff *diff, struct nkv_difference *difference)
{
	*difference = (struct nkv_difference){ .values = { NULL, NULL } };
	if (!is_at_end(diff, 0) && !is_at_end(diff, 1) &&
	    is_same(diff, diff->places[0], diff->places[1])) {
		take(diff, 0, difference);
		take(diff, 1, difference);
	} else {
		take(diff, side_alone(diff), difference);
	}
}

static bool is_difference(const struct nkv_difference *difference)
{
	return !difference->values[0] || !difference->values[1] ||
	       strcmp(difference->values[0], difference->values[1]) != 0;
}

bool nkv_diff_next(struct nkv_diff *diff, struct nkv_difference *difference)
{
	while (!is_at_end(diff, 0) || !is_at_end(diff, 1)) {
		take_next(diff, difference);
		if (is_difference(difference))
			return true;
	}
	return false;
}
