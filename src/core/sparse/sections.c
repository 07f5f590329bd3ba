/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which sections are present, and for which node (memory-model-sparse 1.5, 2). */
#include "core/sparse/sparse.h"

struct nkv_range nkv_section_pages(const struct nkv_plan *plan, unsigned int number)
{
	nkv_ulong start = number * plan->pages_per_section;

	return nkv_range_make(start, start + plan->pages_per_section);
}

/* The first node to mark a section is its home, the last its owner. */
static void mark(struct nkv_section *section, unsigned int nid)
{
	if (!section->present)
		section->home_nid = (uint8_t)nid;
	section->present = true;
	section->nid = (uint8_t)nid;
}

/* Marks each section that has pages of [start, end). */
static void mark_sections(struct nkv_boot *boot, nkv_ulong start, nkv_ulong end, unsigned int nid)
{
	struct nkv_plan *plan = boot->plan;
	nkv_ulong size = plan->pages_per_section;
	nkv_ulong number = start / size;

	for (; number < NKV_SECTIONS_MAX && number * size < end; number++)
		mark(&plan->sections[number], nid);
	if (number * size < end && !boot->rules->sparse->cuts_at_last_section)
		boot->section_overflow_nids |= UINT32_C(1) << nid;
}

/* By the first active range that contains the page, in the order of registration. */
static unsigned int node_by_active_range(const struct nkv_plan *plan, nkv_ulong pfn)
{
	for (size_t i = 0; i < plan->active_range_count; i++) {
		const struct nkv_active_range *range = &plan->active_ranges[i];

		if (range->start_pfn <= pfn && pfn < range->end_pfn)
			return range->nid;
	}
	return 0;
}

/*
 * By the nodes' ranges, including their ends. The search ends at the first node
 * that has no memory or is not online.
 */
static unsigned int node_by_range(const struct nkv_plan *plan, nkv_ulong pfn)
{
	const struct nkv_node *node;

	for (int nid = 0; (node = nkv_plan_node(plan, nid)) && node->end_pfn != 0; nid++)
		if (node->start_pfn <= pfn && pfn <= node->end_pfn)
			return node->nid;
	return 0;
}

/* early_pfn_to_nid(). */
static unsigned int early_node(const struct nkv_boot *boot, nkv_ulong pfn)
{
	return boot->rules->span_rule == NKV_SPAN_ZONES ? node_by_range(boot->plan, pfn)
							: node_by_active_range(boot->plan, pfn);
}

/* Counts in steps from the node's start, not from the borders of sections. */
static nkv_ulong memmap_bytes(const struct nkv_boot *boot, const struct nkv_node *node)
{
	nkv_ulong size = boot->plan->pages_per_section;
	nkv_ulong pages = 0;

	for (nkv_ulong pfn = node->start_pfn; pfn < node->end_pfn && pfn / size < NKV_SECTIONS_MAX;
	     pfn += size)
		if (early_node(boot, pfn) == node->nid)
			pages += size;
	return pages * boot->kernel->struct_page_bytes;
}

static struct nkv_range_list find_present(struct nkv_boot *boot)
{
	struct nkv_range_builder builder = nkv_range_builder_begin(&boot->arena);

	for (unsigned int i = 0; i < NKV_SECTIONS_MAX; i++)
		if (boot->plan->sections[i].present)
			nkv_range_builder_add(&builder, nkv_section_pages(boot->plan, i));
	return nkv_range_builder_end(&builder);
}

const struct nkv_model nkv_model_sparse = { mark_sections, memmap_bytes, find_present };
