/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Machines with as many nodes as there can be: whatever is summed up over nodes is the sum of sixteen. */
#include <criterion/criterion.h>
#include <stddef.h>

#include "boot.h"
#include "core/places/places.h"
#include "core/range.h"
#include "heard.h"

#define PROFILE(plan) ((plan)->machine->kernel.profile->name)

enum { NODES = NKV_NODES_MAX, CHUNKS_MAX = NODES + 2 };

/* All of it is RAM, so that a page of a node is a page of RAM. */
static const struct nkv_e820_entry sixty_gigabytes[] = { USABLE(0, 640 * KB),
							 USABLE(1 * MB, 60 * GB) };

static uint64_t pages_of(struct nkv_range range)
{
	return nkv_range_is_empty(range) ? 0 : range.end_pfn - range.start_pfn;
}

static struct nkv_range backing_of(const struct nkv_node *node)
{
	return nkv_range_make(node->remap_start_pfn,
			      (uint64_t)node->remap_start_pfn + node->reserved_pages);
}

/* How many pages of a list are in a range. */
static uint64_t pages_in(const struct nkv_range_list *list, struct nkv_range range)
{
	uint64_t pages = 0;

	for (size_t i = 0; i < list->count; i++)
		pages += pages_of(nkv_range_intersect(list->ranges[i], range));
	return pages;
}

static uint64_t hazard_pages(const struct nkv_plan *plan, enum nkv_hazard_code code)
{
	const struct nkv_hazard *hazard = hazard_of(plan, code);

	return hazard ? hazard->pages : 0;
}

static uint64_t hazard_bytes(const struct nkv_plan *plan, enum nkv_hazard_code code)
{
	const struct nkv_hazard *hazard = hazard_of(plan, code);

	return hazard ? hazard->bytes : 0;
}

static void expect_nids(const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->hazard_count; i++)
		cr_expect_eq(plan->hazards[i].nids >> NODES, 0, "%s: %s",
			     plan->machine->kernel.profile->name,
			     nkv_hazard_info(plan->hazards[i].code)->code);
}

/* What is taken from low memory, and what is found wrong with it. */
static void expect_memmaps(const struct nkv_plan *plan)
{
	uint64_t bytes = 0, pages = plan->memmap_pages, too_far = 0;

	for (size_t i = 0; i < NODES; i++) {
		const struct nkv_node *node = &plan->nodes[i];
		uint64_t end = node->memmap.vaddr +
			       node->memmap.struct_pages * plan->machine->kernel.struct_page_bytes;

		if (node->memmap.from == NKV_MEMMAP_BOOTMEM) {
			bytes += node->memmap.bytes;
			pages += (node->memmap.bytes + 4095) / 4096;
		} else if (node->memmap.from == NKV_MEMMAP_REMAP && end > node->remap_vaddr_end) {
			too_far += end - node->remap_vaddr_end;
		}
	}
	if (plan->section_count == 0)
		cr_expect_eq(hazard_bytes(plan, NKV_HAZARD_MEMMAP_IN_LOWMEM), bytes, "%s",
			     PROFILE(plan));
	cr_expect_eq(hazard_bytes(plan, NKV_HAZARD_MEMMAP_OVERRUNS_REMAP), too_far, "%s",
		     PROFILE(plan));
	if (nkv_plan_knows(plan, NKV_FACT_RAM))
		cr_expect_eq(plan->lowmem_left_pages,
			     pages < plan->free_pages ? plan->free_pages - pages : 0, "%s",
			     PROFILE(plan));
}

/* The memory under the windows, and the pages that no node spans. `are_apart`: no node lies within another. */
static void expect_pages(const struct nkv_plan *plan, bool are_apart)
{
	const struct nkv_range above = { plan->max_low_pfn, UINT64_MAX };
	uint64_t reserved = 0, freed = 0, backing = 0, high = 0, spanned = 0;

	for (size_t i = 0; i < NODES; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		reserved += node->reserved_pages;
		freed += pages_in(&plan->free, backing_of(node));
		spanned += pages_in(&plan->free, node->span);
		backing += pages_of(nkv_range_intersect(backing_of(node), above));
		high += pages_of(node->high_zone);
	}
	cr_expect_eq(plan->remap_total_pages, reserved, "%s", PROFILE(plan));
	if (!nkv_plan_knows(plan, NKV_FACT_RAM))
		return;
	cr_expect_eq(hazard_pages(plan, NKV_HAZARD_REMAP_BACKING_FREED), freed, "%s",
		     PROFILE(plan));
	cr_expect_eq(hazard_pages(plan, NKV_HAZARD_BAD_PAGE_STATE), plan->free_pages - spanned,
		     "%s", PROFILE(plan));
	if (!are_apart)
		return;
	cr_expect_eq(plan->ram.remap_pages, backing, "%s", PROFILE(plan));
	if (high > 0) /* only kernels that go through zones list them */
		cr_expect_eq(plan->ram.high_pages, high, "%s", PROFILE(plan));
}

static void count_window(void *listener, const struct nkv_placed *placed)
{
	size_t *count = listener;

	*count += placed->kind == NKV_PLACED_WINDOW;
	cr_expect(placed->node == NULL || placed->node->nid < NODES);
}

/* Expect nothing to be told of a seventeenth node, and a window for each that gave pages where there are any. */
static void expect_told(const struct nkv_plan *plan)
{
	static const struct {
		enum nkv_console_form form;
		size_t nid; /* the place of the node's number */
	} kinds[] = { { NKV_SAY_NODE_RANGE, 0 }, { NKV_SAY_RESERVING, 1 }, { NKV_SAY_SHRINKING, 0 },
		      { NKV_SAY_NODE_PFNS, 0 },	 { NKV_SAY_PGDAT, 0 },	   { NKV_SAY_WINDOW, 0 },
		      { NKV_SAY_REMAP_NODE, 0 } };
	const struct heard *heard = listen_to(plan);
	size_t windows = 0, giving = 0;

	for (size_t i = 0; i < heard->count; i++)
		for (size_t j = 0; j < COUNT(kinds); j++)
			if (heard->said[i].form == kinds[j].form)
				cr_expect_lt(heard->said[i].values[kinds[j].nid], (uint64_t)NODES,
					     "%s: %s", PROFILE(plan),
					     nkv_console_kind(kinds[j].form)->form);
	for (size_t i = 0; i < NODES; i++)
		giving += plan->nodes[i].reserved_pages > 0;
	nkv_plan_places(&(struct nkv_placing){ plan, count_window, &windows });
	cr_expect(windows == giving || windows == 0, "%s: %zu", PROFILE(plan), windows);
}

/* Expect each entry of physnode_map that is all of a chunk's to have its node. */
static void expect_physnode(const struct nkv_plan *plan)
{
	const struct nkv_machine *machine = plan->machine;
	const uint64_t bytes = (uint64_t)plan->physnode_entry_pages * NKV_PAGE_BYTES;

	for (size_t i = 0; i < machine->memory_count && plan->section_count == 0; i++) {
		const struct nkv_srat_memory *memory = &machine->memory[i];
		const uint64_t end = memory->start + memory->size;

		for (uint64_t entry = (memory->start + bytes - 1) / bytes;
		     (entry + 1) * bytes <= end; entry++)
			cr_expect_eq(plan->physnode_map[entry], (int8_t)memory->pxm, "%s: %llu",
				     machine->kernel.profile->name, (unsigned long long)entry);
	}
}

static void expect_sixteen(const struct nkv_srat_memory *memory, size_t count, bool are_apart)
{
	size_t profile_count;
	const struct nkv_profile *profiles = nkv_profile_all(&profile_count);

	for (size_t i = 0; i < 2 * profile_count; i++) {
		struct nkv_machine machine = MACHINE(sixty_gigabytes);
		struct nkv_plan *plan;

		machine.kernel.profile = &profiles[i / 2];
		machine.kernel.max_numnodes = NODES;
		machine.kernel.memory_model = i % 2 ? NKV_MODEL_SPARSE : NKV_MODEL_DISCONTIG;
		set_srat(&machine, memory, count);
		if (nkv_machine_check(&machine).error != NKV_OK)
			continue;
		plan = begin_plan(&machine);
		cr_assert_eq(plan->node_count, NODES);
		cr_expect_null(nkv_plan_node(plan, NODES));
		expect_nids(plan);
		expect_physnode(plan);
		expect_pages(plan, are_apart);
		expect_memmaps(plan);
		expect_told(plan);
		end_plan(plan);
	}
}

/* Adds a node of 512 MiB behind the others. */
static void add_node(struct nkv_srat_memory *memory, size_t *count, size_t nid)
{
	uint64_t start = memory[*count - 1].start + memory[*count - 1].size;

	memory[(*count)++] = (struct nkv_srat_memory)MEMORY((uint8_t)nid, start, start + 512 * MB);
}

/*
 * |0  node 0, so many entries of physnode_map|node 1|...|node 15|
 * Expect nothing to depend on what lies behind the nodes, which is physnode_map: zeros, and then other numbers.
 */
Test(sixteen, whatever_is_behind)
{
	for (uint64_t unit = 64 * MB; unit <= 256 * MB; unit *= 4)
		for (size_t entries = 8; entries <= sizeof(struct nkv_node); entries += 8) {
			struct nkv_srat_memory memory[NODES] = { MEMORY(0, 0, entries * unit) };
			size_t count = 1;

			while (count < NODES)
				add_node(memory, &count, count);
			expect_sixteen(memory, count, true);
		}
}

/*
 * |0  node 0|node 1 or 2|node 0|the others|
 * Expect nothing to change where what lies behind looks like a node whose mem_map is in its window, or in low
 * memory.
 */
Test(sixteen, what_looks_like_another)
{
	enum { FROM = offsetof(struct nkv_node, memmap.from) - sizeof(size_t) };

	for (uint64_t unit = 64 * MB; unit <= 256 * MB; unit *= 4)
		for (uint8_t odd = 1; odd <= 2; odd++) {
			struct nkv_srat_memory memory[CHUNKS_MAX] = {
				MEMORY(0, 0, FROM * unit),
				MEMORY(odd, FROM * unit, (FROM + 1) * unit),
				MEMORY(0, (FROM + 1) * unit, (FROM + 8) * unit),
			};
			size_t count = 3;

			for (uint8_t nid = 1; nid < NODES; nid++)
				if (nid != odd)
					add_node(memory, &count, nid);
			expect_sixteen(memory, count, false);
		}
}
