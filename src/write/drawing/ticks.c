/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/drawing/ticks.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "write/words/size_text.h"

struct axis {
	struct nkv_ticks *ticks;
	const struct nkv_drawing *drawing;
	const struct nkv_scale *scale;
	enum nkv_space space;
	size_t from, width;
	size_t character;
};

static bool meets(const struct axis *axis, const struct nkv_tick *tick, size_t index)
{
	for (size_t i = 0; i < axis->ticks->count; i++) {
		const struct nkv_tick *other = &axis->ticks->list[i];

		if (i != index && (tick->position == other->position ||
				   (tick->start < other->start + other->width + axis->character &&
				    other->start < tick->start + tick->width + axis->character)))
			return true;
	}
	return false;
}

/*
 * Puts the text of a tick to the right of its place, or to the left. `index` is
 * its index now or later.
 */
static bool place(const struct axis *axis, struct nkv_tick *tick, size_t index)
{
	tick->width = strlen(tick->text) * axis->character;
	if (tick->width > axis->width)
		return false;
	tick->start = tick->position;
	if (tick->start + tick->width <= axis->from + axis->width && !meets(axis, tick, index))
		return true;
	if (tick->position < axis->from + tick->width)
		return false;
	tick->start = tick->position - tick->width;
	return !meets(axis, tick, index);
}

/* Writes the pfn; in low memory, its virtual address. */
static void write_place(const struct axis *axis, uint64_t pfn, struct nkv_tick *tick)
{
	uint64_t vaddr = axis->drawing->plan->machine->kernel.page_offset + (pfn << NKV_PAGE_SHIFT);

	if (axis->space == NKV_SPACE_LOWMEM && vaddr <= UINT32_MAX)
		snprintf(tick->text, sizeof(tick->text), "%08" PRIx64, vaddr);
	else
		snprintf(tick->text, sizeof(tick->text), "0x%" PRIx64, pfn);
}

static void add_tick(struct axis *axis, uint64_t pfn)
{
	struct nkv_tick tick = { .pfn = pfn, .position = nkv_scale_at(axis->scale, pfn) };

	if (tick.position < axis->from || tick.position > axis->from + axis->width ||
	    axis->ticks->count == NKV_TICKS_MAX)
		return;
	write_place(axis, pfn, &tick);
	if (place(axis, &tick, axis->ticks->count))
		axis->ticks->list[axis->ticks->count++] = tick;
}

/* Adds a size to each tick that has room. */
static void add_sizes(struct axis *axis)
{
	for (size_t i = 0; i < axis->ticks->count; i++) {
		struct nkv_tick *tick = &axis->ticks->list[i], longer = *tick;
		size_t used = strlen(tick->text);
		char size[NKV_SIZE_TEXT_BYTES];

		if (tick->pfn == 0)
			continue;
		snprintf(longer.text + used, sizeof(longer.text) - used, " %s",
			 nkv_size_text(tick->pfn, size));
		if (place(axis, &longer, i))
			*tick = longer;
	}
}

static void add_physical(struct axis *axis)
{
	const struct nkv_plan *plan = axis->drawing->plan;

	add_tick(axis, 0);
	add_tick(axis, plan->e820_max_pfn);
	if (axis->drawing->lowmem_settled)
		add_tick(axis, plan->max_low_pfn);
	for (size_t i = 0; i < plan->node_count; i++)
		add_tick(axis, plan->nodes[i].memory_start_pfn);
	add_tick(axis, UINT64_C(1) << 20);
	for (size_t i = 0; i < plan->node_count; i++)
		add_tick(axis, plan->nodes[i].memory_end_pfn);
}

static void add_lowmem(struct axis *axis)
{
	const struct nkv_plan *plan = axis->drawing->plan;

	add_tick(axis, 0);
	if (axis->drawing->lowmem_settled)
		add_tick(axis, plan->max_low_pfn);
	if (plan->kva_pages > 0 && nkv_plan_knows(plan, NKV_FACT_WINDOWS)) {
		add_tick(axis, plan->kva_start_pfn);
		add_tick(axis, (uint64_t)plan->kva_start_pfn + plan->kva_pages);
	}
	add_tick(axis, plan->text >> NKV_PAGE_SHIFT);
}

void nkv_ticks_make(struct nkv_ticks *ticks, const struct nkv_drawing *drawing,
		    enum nkv_space space, const struct nkv_scale *scale, size_t from, size_t width,
		    size_t character)
{
	struct axis axis = { ticks, drawing, scale, space, from, width, character };

	ticks->count = 0;
	if (space == NKV_SPACE_PHYSICAL)
		add_physical(&axis);
	else
		add_lowmem(&axis);
	add_sizes(&axis);
}
