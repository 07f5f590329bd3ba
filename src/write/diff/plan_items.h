/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A plan as a list of items, each with a name and a value in words, in the
 * order of the boot. Plans are compared item by item.
 */
#ifndef NUMAKVA_WRITE_DIFF_PLAN_ITEMS_H
#define NUMAKVA_WRITE_DIFF_PLAN_ITEMS_H

#include <numakva/plan.h>

#include "base/text.h"

/* In the order of the boot. */
enum nkv_plan_part {
	NKV_PART_KERNEL,
	NKV_PART_MAP,
	NKV_PART_NODES,
	NKV_PART_REMAP,
	NKV_PART_PLACEMENT,
	NKV_PART_BOOTMEM,
	NKV_PART_MEMMAPS,
	NKV_PART_RAM,
	NKV_PART_HAZARDS,
	NKV_PART_VERDICT,
};

struct nkv_plan_item {
	enum nkv_plan_part part;
	size_t name;  /* the place of its name in the text, NUL-terminated */
	size_t value; /* the same for its value */
};

/* Begins as all zero. The items do not need the plan after they are made. */
struct nkv_plan_items {
	struct nkv_text text;
	struct nkv_plan_item *list;
	size_t count;
	size_t capacity;
	bool failed; /* there was no memory */
};

/*
 * Lists the items of a plan. Names are unique within a part: items of lists are
 * named by what makes them different, otherwise numbered. Figures that were not
 * computed because of a BUG are left out. Returns false if there was no memory.
 */
bool nkv_plan_items_make(struct nkv_plan_items *items, const struct nkv_plan *plan);

/* "kernel", "memory map", "nodes", ... */
const char *nkv_plan_part_name(enum nkv_plan_part part);

const char *nkv_plan_item_name(const struct nkv_plan_items *items, size_t index);
const char *nkv_plan_item_value(const struct nkv_plan_items *items, size_t index);

void nkv_plan_items_free(struct nkv_plan_items *items);

#endif
