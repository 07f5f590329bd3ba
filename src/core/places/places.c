/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/places/places.h"

#include "core/kernel.h"
#include "core/kva.h"
#include "core/rules.h"

static void tell(const struct nkv_placing *placing, struct nkv_placed placed)
{
	placing->tell(placing->listener, &placed);
}

void nkv_plan_places(const struct nkv_placing *placing)
{
	const struct nkv_plan *plan = placing->plan;

	for (size_t i = 0; i < plan->step_count; i++)
		if (plan->steps[i]->place)
			plan->steps[i]->place(placing);
}

void nkv_place_kernel(const struct nkv_placing *placing)
{
	const struct nkv_plan *plan = placing->plan;

	tell(placing, (struct nkv_placed){ .kind = NKV_PLACED_KERNEL,
					   .pages = nkv_range_make(nkv_pfn_down(plan->text),
								   plan->boot_min_low_pfn),
					   .name = "kernel" });
}

void nkv_place_windows(const struct nkv_placing *placing)
{
	const struct nkv_plan *plan = placing->plan;
	uint64_t end = plan->kva_start_pfn;

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];
		uint64_t start = (uint64_t)plan->kva_start_pfn + node->remap_offset_pages;

		if (node->reserved_pages == 0)
			continue;
		end = start + node->reserved_pages;
		tell(placing, (struct nkv_placed){ .kind = NKV_PLACED_WINDOW,
						   .pages = nkv_range_make(start, end),
						   .node = node,
						   .name = "KVA window" });
	}
	tell(placing, (struct nkv_placed){ .kind = NKV_PLACED_SLACK,
					   .pages = nkv_range_make(end, nkv_kva_of(plan).end_pfn),
					   .name = "KVA slack" });
}

/* --- 5 --- */

/* The pages of a call, as a 64-bit sum. */
static struct nkv_range call_pages(const struct nkv_bootmem_call *call)
{
	nkv_ulong start = nkv_pfn_down(call->start);
	uint64_t end = ((uint64_t)call->start + call->size + NKV_PAGE_BYTES - 1) >> NKV_PAGE_SHIFT;

	return nkv_range_make(start, call->size == 0 ? start : end);
}

/* Places the initrd where it is in the end, or where the boot loader put it. */
static void place_initrd(const struct nkv_placing *placing)
{
	const struct nkv_plan *plan = placing->plan;
	const struct nkv_machine *machine = plan->machine;
	uint64_t start = machine->initrd_start;
	const char *name = "initrd";

	if (machine->initrd_start == 0 || machine->initrd_size == 0 ||
	    plan->initrd_fate > NKV_INITRD_MOVED)
		return;
	if (plan->initrd_fate == NKV_INITRD_NONE)
		name = "initrd, as loaded";
	else
		start = plan->initrd_start;
	if (plan->initrd_fate == NKV_INITRD_MOVED)
		name = "initrd, moved";
	tell(placing, (struct nkv_placed){ .kind = NKV_PLACED_INITRD,
					   .pages = nkv_range_make(start >> NKV_PAGE_SHIFT,
								   (start + machine->initrd_size +
								    NKV_PAGE_BYTES - 1) >>
									   NKV_PAGE_SHIFT),
					   .name = name });
}

/* The kernel's reservation ends up to a page after the bitmap. */
static struct nkv_range bitmap_pages(const struct nkv_plan *plan)
{
	uint64_t end = plan->bitmap_pfn + nkv_pfn_up(plan->bitmap_bytes);

	for (size_t i = 0; i < plan->call_count; i++)
		if (plan->calls[i].setup == NKV_SETUP_KERNEL)
			end = call_pages(&plan->calls[i]).end_pfn;
	return nkv_range_make(plan->bitmap_pfn, end);
}

static void place_call(const struct nkv_placing *placing, const struct nkv_bootmem_call *call)
{
	struct nkv_placed placed = { .kind = NKV_PLACED_FIRMWARE,
				     .pages = call_pages(call),
				     .start = call->start,
				     .name = call->by };

	switch (call->setup) {
	case NKV_SETUP_KERNEL:
	case NKV_SETUP_KVA:
	case NKV_SETUP_INITRD:
		return;
	case NKV_SETUP_WASTED:
		placed.kind = NKV_PLACED_WASTED;
		placed.name = "wasted";
		break;
	default:
		if (call->op != NKV_BOOTMEM_RESERVE)
			return;
	}
	tell(placing, placed);
}

void nkv_place_bootmem(const struct nkv_placing *placing)
{
	const struct nkv_plan *plan = placing->plan;

	tell(placing, (struct nkv_placed){
			      .kind = NKV_PLACED_PGDAT,
			      .pages = nkv_range_make(plan->boot_min_low_pfn, plan->min_low_pfn),
			      .name = "pgdat" });
	tell(placing, (struct nkv_placed){ .kind = NKV_PLACED_BITMAP,
					   .pages = bitmap_pages(plan),
					   .name = "bitmap" });
	place_initrd(placing);
	for (size_t i = 0; i < plan->call_count; i++)
		place_call(placing, &plan->calls[i]);
	for (size_t i = 0; nkv_plan_knows(plan, NKV_FACT_FREE) && i < plan->free.count; i++)
		tell(placing, (struct nkv_placed){ .kind = NKV_PLACED_FREE,
						   .pages = plan->free.ranges[i],
						   .name = "free" });
}

/* --- 6, with SPARSEMEM --- */

/* The pages of a section's mem_map; empty if there was no room for it. */
static struct nkv_range memmap_pages(const struct nkv_plan *plan, const struct nkv_section *section,
				     const struct nkv_node *home)
{
	uint64_t start;

	if (section->from != NKV_MEMMAP_REMAP)
		return section->taken;
	start = (uint64_t)plan->kva_start_pfn + home->remap_offset_pages +
		nkv_pfn_down(section->vaddr - home->remap_vaddr_start);
	return nkv_range_make(start, start + nkv_pfn_up(plan->section_memmap_bytes));
}

void nkv_place_section_memmaps(const struct nkv_placing *placing)
{
	const struct nkv_plan *plan = placing->plan;

	for (unsigned int i = 0; i < plan->section_count; i++) {
		const struct nkv_section *section = &plan->sections[i];
		const struct nkv_node *home = nkv_plan_node(plan, section->home_nid);

		if (section->present)
			tell(placing,
			     (struct nkv_placed){ .kind = NKV_PLACED_MEMMAP,
						  .pages = memmap_pages(plan, section, home),
						  .node = home,
						  .section = i,
						  .name = "mem_map" });
	}
}
