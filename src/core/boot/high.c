/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * High memory: each node's high zone, and the pages that the kernel finds there
 * (6; 7, highmem-freed-twice).
 */
#include "core/boot/boot.h"

#include <string.h>

enum { DMA_END_PFN = 4096 }; /* 16 MiB: pages below are never high memory */

struct nkv_range nkv_high_zone_of_span(const struct nkv_boot *boot, const struct nkv_node *node)
{
	const struct nkv_plan *plan = boot->plan;
	struct nkv_range high =
		nkv_range_make(nkv_max(plan->max_low_pfn, DMA_END_PFN), plan->highend_pfn);

	return nkv_range_intersect(node->span, high);
}

struct nkv_range nkv_high_zone_by_size(const struct nkv_boot *boot, const struct nkv_node *node)
{
	nkv_ulong low_end = boot->plan->max_low_pfn;
	struct nkv_range zone = node->span;

	if (zone.start_pfn <= low_end)
		zone.start_pfn += low_end;
	return zone;
}

/* The index of the first entry after this one that differs from it. */
static uint32_t stretch_end(const int8_t *map, uint32_t count, uint32_t entry)
{
	uint32_t end = entry + 1;
	int8_t same[16];

	memset(same, map[entry], sizeof(same));
	while (end + sizeof(same) <= count && memcmp(map + end, same, sizeof(same)) == 0)
		end += (uint32_t)sizeof(same);
	while (end < count && map[end] == map[entry])
		end++;
	return end;
}

/* Divides physnode_map into stretches. They cover all of it, in ascending order. */
static void find_stretches(struct nkv_boot *boot)
{
	const struct nkv_plan *plan = boot->plan;
	const int8_t *map = plan->physnode_map;
	uint32_t pages = plan->physnode_entry_pages;
	struct nkv_stretch *stretches =
		nkv_arena_take(&boot->arena, plan->physnode_entries, sizeof(*stretches));
	size_t count = 0;

	for (uint32_t entry = 0, end; entry < plan->physnode_entries && stretches != NULL;
	     entry = end) {
		end = stretch_end(map, plan->physnode_entries, entry);
		stretches[count++] = (struct nkv_stretch){ entry * pages, end * pages, map[entry] };
	}
	boot->stretches = stretches;
	boot->stretch_count = count;
}

struct nkv_range_list nkv_physnode_valid(struct nkv_boot *boot)
{
	struct nkv_range_builder builder;

	find_stretches(boot);
	builder = nkv_range_builder_begin(&boot->arena);
	for (size_t i = 0; i < boot->stretch_count; i++) {
		const struct nkv_stretch *stretch = &boot->stretches[i];
		const struct nkv_node *node = nkv_plan_node(boot->plan, stretch->nid);

		if (node == NULL)
			continue;
		nkv_range_builder_add(&builder,
				      nkv_range_intersect(nkv_stretch_pages(stretch),
							  nkv_range_make(0, node->span.end_pfn)));
	}
	return nkv_range_builder_end(&builder);
}
