/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines about the boot-time allocator and the zones (5, 6). */
#include "core/late/late.h"
#include "core/late/say.h"
#include "core/late/steps.h"

static void say_numbers(const struct nkv_console *console, enum nkv_console_form form,
			uint64_t first, uint64_t second)
{
	nkv_console_say(console, (struct nkv_said){ .form = form, .values = { first, second } });
}

void nkv_late_say_bootmap(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;
	uint64_t low = nkv_pfn_phys(plan->max_low_pfn);

	if (!nkv_plan_knows(plan, NKV_FACT_BITMAP)) {
		if (plan->early_refused.by == NULL)
			say_numbers(console, NKV_SAY_PANIC_BOOTMAP, plan->bitmap_bytes, 0);
		nkv_late_say_refused(console, &nkv_step_bootmap);
		return;
	}
	say_numbers(console, NKV_SAY_MAPPED_LOW_RAM, low, 0);
}

/* --- reservations --- */

/* The part of a reservation that is in a bitmap; empty if none is. */
static struct nkv_early_reservation cut(const struct nkv_early_reservation *early,
					const struct nkv_bitmap *bitmap)
{
	struct nkv_early_reservation part = *early;
	uint64_t start = nkv_pfn_phys(bitmap->start_pfn);
	uint64_t end = nkv_pfn_phys(bitmap->end_pfn);

	part.start = part.start > start ? part.start : start;
	part.end = part.end < end ? part.end : end;
	return part;
}

static void say_reservation(const struct nkv_console *console, size_t index,
			    const struct nkv_early_reservation *part)
{
	const struct nkv_early_reservation *early = &console->plan->early[index];
	bool meets = part->start < part->end;

	nkv_console_say(console, (struct nkv_said){ .form = meets ? NKV_SAY_EARLY_RESERVED
								  : NKV_SAY_EARLY_RESERVATION,
						    .values = { index, early->start, early->end,
								part->start, part->end },
						    .word = early->by });
}

/* How many reservations a bitmap was asked to mark. */
static size_t count_reserves(const struct nkv_plan *plan, const struct nkv_bitmap *bitmap)
{
	size_t count = 0;

	for (size_t i = 0; i < plan->call_count; i++)
		count += plan->calls[i].op == NKV_BOOTMEM_RESERVE &&
			 plan->calls[i].nid == (int8_t)bitmap->nid;
	return count;
}

static bool ends_with_bug_of(const struct nkv_plan *plan, const struct nkv_bitmap *bitmap,
			     enum nkv_bootmem_op op)
{
	const struct nkv_bootmem_call *last;

	if (plan->stopped_at != NKV_STOP_BOOTMEM)
		return false;
	last = &plan->calls[plan->call_count - 1];
	return last->op == op && (bitmap == NULL || last->nid == (int8_t)bitmap->nid);
}

/* A reservation is printed before it is made. So if it is a BUG, it is in the last line. */
static void say_reservations(const struct nkv_console *console, const struct nkv_bitmap *bitmap)
{
	const struct nkv_plan *plan = console->plan;
	bool ends = ends_with_bug_of(plan, bitmap, NKV_BOOTMEM_RESERVE);
	size_t made = count_reserves(plan, bitmap);

	nkv_console_say(
		console,
		(struct nkv_said){ .form = NKV_SAY_EARLY_RESERVATIONS,
				   .values = { plan->early_count, nkv_pfn_phys(bitmap->start_pfn),
					       (uint64_t)bitmap->end_pfn << NKV_PAGE_SHIFT } });
	for (size_t i = 0; i < plan->early_count; i++) {
		struct nkv_early_reservation part = cut(&plan->early[i], bitmap);

		say_reservation(console, i, &part);
		if (part.start < part.end && --made == 0 && ends)
			return;
	}
}

/* --- bitmaps --- */

static void say_bitmap(const struct nkv_console *console, const struct nkv_bitmap *bitmap)
{
	nkv_console_say(console,
			(struct nkv_said){ .form = NKV_SAY_NODE_LOW_RAM,
					   .values = { bitmap->nid, nkv_pfn_phys(bitmap->start_pfn),
						       nkv_pfn_phys(bitmap->end_pfn) } });
	nkv_console_say(console,
			(struct nkv_said){ .form = NKV_SAY_NODE_BOOTMAP,
					   .values = { bitmap->nid, bitmap->address,
						       bitmap->address + bitmap->bitmap_bytes } });
}

void nkv_late_say_bitmaps(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	nkv_console_say(console,
			(struct nkv_said){ .form = NKV_SAY_LOW_RAM,
					   .values = { nkv_pfn_phys(plan->max_low_pfn) } });
	for (size_t i = 0; i < plan->bitmap_count; i++) {
		say_bitmap(console, &plan->bitmaps[i]);
		if (!ends_with_bug_of(plan, &plan->bitmaps[i], NKV_BOOTMEM_FREE))
			say_reservations(console, &plan->bitmaps[i]);
	}
}

void nkv_late_say_one_bitmap(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;
	const struct nkv_bitmap *bitmap = &plan->bitmaps[0];

	say_numbers(console, NKV_SAY_LOW_RAM_RANGE, 0, nkv_pfn_phys(plan->max_low_pfn));
	say_numbers(console, NKV_SAY_BOOTMAP, bitmap->address,
		    bitmap->address + bitmap->bitmap_bytes);
	if (!ends_with_bug_of(plan, NULL, NKV_BOOTMEM_FREE))
		say_reservations(console, bitmap);
}

/* --- 6 --- */

void nkv_late_say_zones(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;
	struct nkv_late_zones zones;

	if (plan->stopped_at == NKV_STOP_ZONES)
		return;
	zones = nkv_late_zones(plan);
	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_ZONES });
	say_numbers(console, NKV_SAY_ZONE_DMA, zones.start_pfn, zones.dma_end_pfn);
	say_numbers(console, NKV_SAY_ZONE_NORMAL, zones.dma_end_pfn, zones.normal_end_pfn);
	if (plan->machine->kernel.highmem != NKV_HIGHMEM_OFF)
		say_numbers(console, NKV_SAY_ZONE_HIGHMEM, zones.normal_end_pfn, zones.end_pfn);
	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_MOVABLE_ZONE });
	nkv_say_node_map(console, false);
}
