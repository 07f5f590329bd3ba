/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Explains the steps that only kernels before 2.6.13 have. */
#include <inttypes.h>

#include <numakva/numakva.h>

#include "write/explain/explain.h"

/* --- 3 --- */

static void explain_node_remap(FILE *out, const struct nkv_plan *plan, const struct nkv_node *node)
{
	fprintf(out, "  node %u\n", node->nid);
	if (!node->gives) {
		fputs("    skipped\n", out);
		return;
	}
	if (node->present_end_pfn != node->memory_end_pfn)
		fprintf(out, "    3.2  end = min(%" PRIu32 ", max_pfn) = %" PRIu32 "\n",
			node->memory_end_pfn, node->present_end_pfn);
	nkv_explain_wanted_pages(out, plan, node);
	fprintf(out,
		"    3.5  remap_start_pfn = %" PRIu32 " - %" PRIu32 " = %" PRIu32
		", whether it is RAM or not\n"
		"         remap_offset_pages = %" PRIu32 ", its own pages included\n",
		node->present_end_pfn, node->reserved_pages, node->remap_start_pfn,
		node->remap_offset_pages);
}

void nkv_explain_unchecked_remap(FILE *out, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++)
		explain_node_remap(out, plan, &plan->nodes[i]);
	fprintf(out, "    kva_pages = the sum = %" PRIu32 "\n", plan->remap_total_pages);
}

/* --- 4 --- */

void nkv_explain_kva_below_highmem(FILE *out, const struct nkv_plan *plan)
{
	uint32_t top = plan->lowmem_calls[0].max_low_pfn;

	nkv_explain_low_ends(out, plan);
	fprintf(out,
		"  4.6  top = %" PRIu32 ": highstart_pfn = %" PRIu32 ", highend_pfn = %" PRIu32
		"\n",
		top, plan->highstart_pfn, plan->highend_pfn);
	if (plan->stopped_at == NKV_STOP_PLACEMENT)
		fprintf(out,
			"  4.5  kva_pages = %" PRIu32
			" is more than top: no low memory is left, the boot stops\n",
			plan->kva_pages);
	else
		fprintf(out,
			"  4.5  max_low_pfn = top - kva_pages = %" PRIu32 " - %" PRIu32
			" = %" PRIu32
			"\n       the KVA ends at highstart_pfn, and begins at %" PRIu32 "\n",
			top, plan->kva_pages, plan->max_low_pfn, plan->kva_start_pfn);
}

void nkv_explain_windows_downwards(FILE *out, const struct nkv_plan *plan)
{
	uint32_t top_pfn = plan->kva_start_pfn + plan->kva_pages;

	fprintf(out,
		"  4.7  windows, from page %" PRIu32 " downwards; min_low_pfn becomes %" PRIu32
		"\n",
		top_pfn, plan->min_low_pfn);
	for (size_t i = 0; i < plan->node_count; i++)
		nkv_explain_window(out, plan, &plan->nodes[i], top_pfn, '-', nkv_after_kernel);
}

/* --- 6 --- */

static void explain_memmap(FILE *out, const struct nkv_plan *plan, const struct nkv_node *node)
{
	if (node->memmap.from == NKV_MEMMAP_NONE) {
		fprintf(out, "    node %u: nothing to cover, no mem_map\n", node->nid);
		return;
	}
	fprintf(out, "    node %u: %" PRIu64 " * %" PRIu32 " = %" PRIu32 " bytes", node->nid,
		node->memmap.struct_pages, plan->machine->kernel.struct_page_bytes,
		node->memmap.bytes);
	if (node->memmap.from == NKV_MEMMAP_REMAP)
		fprintf(out, " in its window, at 0x%08" PRIx32 "\n", node->memmap.vaddr);
	else
		fputs(", one struct page more than pages: from low memory\n", out);
}

void nkv_explain_memmaps_by_node(FILE *out, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++)
		explain_memmap(out, plan, &plan->nodes[i]);
}
