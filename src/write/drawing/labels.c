/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/drawing/labels.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "write/words/size_text.h"

static int compare_anchors(const void *a, const void *b)
{
	const struct nkv_label *first = a, *second = b;

	if (first->anchor != second->anchor)
		return nkv_order(first->anchor, second->anchor);
	return nkv_order(first->owner, second->owner);
}

static bool covers(const struct nkv_label *label, size_t position)
{
	return position >= label->start && position < label->start + label->width;
}

static bool overlap(const struct nkv_label *a, const struct nkv_label *b)
{
	return a->start < b->start + b->width && b->start < a->start + a->width;
}

/*
 * Whether a label, at its start and lane, overlaps a placed one, or the line of one crosses the
 * other.
 */
static bool meets(const struct nkv_label *label, const struct nkv_label *other)
{
	if (!other->placed || label == other)
		return false;
	if (label->lane == other->lane)
		return overlap(label, other);
	return label->lane > other->lane ? covers(other, label->anchor)
					 : covers(label, other->anchor);
}

static bool has_room(const struct nkv_label *labels, size_t count, const struct nkv_label *label)
{
	for (size_t i = 0; i < count; i++)
		if (meets(label, &labels[i]))
			return false;
	return true;
}

static void place(struct nkv_label *labels, size_t count, struct nkv_label *label, size_t lanes)
{
	for (label->lane = 0; label->lane < lanes && !label->placed; label->lane++)
		if (has_room(labels, count, label)) {
			label->placed = true;
			break;
		}
}

/* On which side of their lines labels are. */
enum sides {
	INWARDS,    /* towards the middle, if they fit */
	RIGHTWARDS, /* on the right, if they fit */
};

static bool goes_right(const struct nkv_label *label, size_t width, enum sides sides)
{
	bool fits_left = label->anchor + 1 >= label->width;
	bool fits_right = label->anchor + label->width <= width;

	return fits_right && (sides == RIGHTWARDS || label->anchor < width / 2 || !fits_left);
}

/* Places them from the middle outwards, so that lines seldom have to pass labels. */
static size_t place_all(struct nkv_label *labels, size_t count, size_t width, size_t lanes,
			enum sides sides)
{
	size_t placed = 0;

	for (size_t i = 0; i < count; i++)
		labels[i].placed = false;
	for (size_t i = count; i > 0; i--) {
		struct nkv_label *label = &labels[i - 1];

		label->start = label->anchor;
		if (goes_right(label, width, sides))
			place(labels, count, label, lanes);
	}
	for (size_t i = 0; i < count; i++) {
		struct nkv_label *label = &labels[i];

		if (goes_right(label, width, sides) || label->anchor + 1 < label->width)
			continue;
		label->start = label->anchor + 1 - label->width;
		place(labels, count, label, lanes);
	}
	for (size_t i = 0; i < count; i++)
		placed += labels[i].placed;
	return placed;
}

size_t nkv_labels_place(struct nkv_label *labels, size_t count, size_t width, size_t lanes)
{
	size_t used = 0, inwards;

	if (count > NKV_LABELS_MAX)
		count = NKV_LABELS_MAX;
	qsort(labels, count, sizeof(*labels), compare_anchors);
	inwards = place_all(labels, count, width, lanes, INWARDS);
	if (inwards < count && place_all(labels, count, width, lanes, RIGHTWARDS) < inwards)
		place_all(labels, count, width, lanes, INWARDS);
	for (size_t i = 0; i < count; i++)
		if (labels[i].placed && labels[i].lane >= used)
			used = labels[i].lane + 1;
	return used;
}

/* --- labels that several marks share --- */

void nkv_labels_add(struct nkv_labels *labels, const struct nkv_label_room *room,
		    const struct nkv_mark *mark, size_t anchor)
{
	struct nkv_label label = {
		.anchor = anchor,
		.width = room->label_width(strlen(mark->label)),
		.owner = labels->count,
		.first = anchor,
		.last = anchor,
		.marks = 1,
		.pages = nkv_mark_pages(mark),
	};

	snprintf(label.text, sizeof(label.text), "%s", mark->label);
	if (labels->count < NKV_LABELS_MAX) {
		labels->list[labels->count++] = label;
		return;
	}
	labels->list[NKV_LABELS_MAX - 1].marks++;
	labels->list[NKV_LABELS_MAX - 1].pages += label.pages;
}

static void combine(struct nkv_label *label, const struct nkv_label *next,
		    const struct nkv_label_room *room)
{
	char size[NKV_SIZE_TEXT_BYTES];

	if (next->last > label->last)
		label->last = next->last;
	label->anchor = label->first + (label->last - label->first) / 2;
	label->marks += next->marks;
	label->pages += next->pages;
	snprintf(label->text, sizeof(label->text), "%zu %s, %s", label->marks, room->pieces,
		 nkv_size_text(label->pages, size));
	label->width = room->label_width(strlen(label->text));
}

/*
 * Combines each label without a place with its neighbour, unless their marks
 * are too far apart. Labels are ordered by anchor. Returns whether any were
 * combined.
 */
static bool combine_near(struct nkv_labels *labels, const struct nkv_label_room *room, size_t near)
{
	size_t kept = 0, count = labels->count;

	for (size_t i = 0; i < count; i++) {
		struct nkv_label *label = &labels->list[kept++];
		const struct nkv_label *next = &labels->list[i + 1];

		*label = labels->list[i];
		if (i + 1 < count && !(label->placed && next->placed) &&
		    next->first <= label->last + near) {
			combine(label, next, room);
			i++;
		}
	}
	labels->count = kept;
	return kept < count;
}

size_t nkv_labels_fit(struct nkv_labels *labels, const struct nkv_label_room *room)
{
	size_t lanes = nkv_labels_place(labels->list, labels->count, room->width, room->lanes);
	size_t near = room->near;

	while (near < 2 * room->width) {
		if (combine_near(labels, room, near))
			lanes = nkv_labels_place(labels->list, labels->count, room->width,
						 room->lanes);
		else
			near += 1 + near / 4;
	}
	return lanes;
}
