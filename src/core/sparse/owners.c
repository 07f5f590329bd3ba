/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Zones, and the zone in which the kernel takes the pages of a section to be
 * (memory-model-sparse 6, 7).
 */
#include "core/sparse/owners.h"

enum { DMA_END_PFN = 4096 };

static void cut_zones(const struct nkv_boot *boot, struct nkv_range span,
		      struct nkv_range zones[NKV_ZONES])
{
	uint64_t low_end = nkv_max(boot->plan->max_low_pfn, DMA_END_PFN);

	zones[NKV_ZONE_DMA] = nkv_range_intersect(span, nkv_range_make(0, DMA_END_PFN));
	zones[NKV_ZONE_NORMAL] = nkv_range_intersect(span, nkv_range_make(DMA_END_PFN, low_end));
	zones[NKV_ZONE_HIGH] =
		nkv_range_intersect(span, nkv_range_make(low_end, nkv_memory_end_pfn(boot)));
}

struct nkv_zones nkv_zones_find(const struct nkv_boot *boot)
{
	struct nkv_zones zones = { 0 };

	cut_zones(boot, nkv_range_make(0, UINT64_MAX), zones.all);
	for (size_t i = 0; i < boot->plan->node_count; i++)
		cut_zones(boot, boot->plan->nodes[i].span, zones.of_node[boot->plan->nodes[i].nid]);
	return zones;
}

/*
 * A zone that reaches a section, up to and including its end, becomes the section's zone: the
 * last one counts.
 */
static unsigned int last_of_zone(const struct nkv_plan *plan, const struct nkv_zones *zones,
				 struct nkv_range section, enum nkv_zone zone)
{
	unsigned int owner = 0;

	for (size_t i = 0; i < plan->node_count; i++) {
		unsigned int nid = plan->nodes[i].nid;
		struct nkv_range pages = zones->of_node[nid][zone];

		if (!nkv_range_is_empty(pages) && pages.start_pfn < section.end_pfn &&
		    pages.end_pfn >= section.start_pfn)
			owner = nid;
	}
	return owner;
}

unsigned int nkv_section_owner(const struct nkv_boot *boot, const struct nkv_zones *zones,
			       unsigned int number, enum nkv_zone zone)
{
	const struct nkv_plan *plan = boot->plan;

	return boot->rules->sparse->owner == NKV_OWNER_LAST_MARKER
		       ? plan->sections[number].nid
		       : last_of_zone(plan, zones, nkv_section_pages(plan, number), zone);
}
