/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Explains kernels that search for the nodes' pages and for the KVA (profile-2.6.32). */
#include <inttypes.h>

#include <numakva/numakva.h>

#include "write/explain/explain.h"

/* --- 2 --- */

static void explain_memmap_bytes(FILE *out, const struct nkv_plan *plan,
				 const struct nkv_node *node)
{
	uint32_t start = node->memory_start_pfn, end = node->memory_end_pfn;

	fprintf(out, "    node %u: [%" PRIu32 ", %" PRIu32 "), memmap_bytes = ", node->nid, start,
		end);
	if (node->memmap_bytes == 0)
		fputs("0\n", out);
	else
		fprintf(out,
			"(min(%" PRIu32 ", %" PRIu32 ") - %" PRIu32 " + 1) * %" PRIu32 " = %" PRIu32
			"\n",
			end, plan->e820_max_pfn, start, plan->machine->kernel.struct_page_bytes,
			node->memmap_bytes);
}

static void explain_unread(FILE *out, const struct nkv_plan *plan)
{
	size_t processors = plan->machine->processor_count - plan->processors_read;
	size_t memory = plan->machine->memory_count - plan->memory_read;

	if (processors + memory > 0)
		fprintf(out,
			"    not read: %zu processor entries, %zu memory entries, the last ones\n",
			processors, memory);
}

void nkv_explain_nodes_in_map(FILE *out, const struct nkv_plan *plan)
{
	nkv_explain_nodes(out, plan);
	explain_unread(out, plan);
	for (size_t i = 0; i < plan->node_count; i++)
		explain_memmap_bytes(out, plan, &plan->nodes[i]);
	nkv_explain_physnode_map(out, plan);
}

/* --- 3 --- */

static void explain_not_found(FILE *out, const struct nkv_node *node)
{
	if (node->search_pfn == 0)
		fputs("nothing, and it goes on below 0 forever: the boot hangs\n", out);
	else
		fputs("nothing down to its start: the boot stops\n", out);
}

static void explain_node_pages(FILE *out, const struct nkv_plan *plan, const struct nkv_node *node)
{
	uint32_t per_large = plan->pages_per_large_page;

	fprintf(out, "    end = min(%" PRIu32 ", max_pfn) = %" PRIu32 "\n", node->memory_end_pfn,
		node->present_end_pfn);
	nkv_explain_wanted_pages(out, plan, node);
	fprintf(out,
		"    T = (%" PRIu32 " - %" PRIu32 ") rounded down to %" PRIu32 " = %" PRIu32
		"\n    searched from there downwards: ",
		node->present_end_pfn, node->wanted_pages, per_large, node->search_pfn);
	if (node->is_unsearched) {
		explain_not_found(out, node);
		return;
	}
	fprintf(out,
		"page %" PRIu32 ", with T = %" PRIu32 "\n    remap_offset_pages = %" PRIu32 "\n",
		node->remap_start_pfn, node->found_from_pfn, node->remap_offset_pages);
}

void nkv_explain_kva_ram(FILE *out, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		fprintf(out, "  node %u\n", node->nid);
		if (node->gives)
			explain_node_pages(out, plan, node);
		else
			fprintf(out,
				"    start %" PRIu32 " is above max_pfn %" PRIu32
				", or end %" PRIu32 " is 0: skipped\n",
				node->memory_start_pfn, plan->e820_max_pfn, node->memory_end_pfn);
		if (node->nid == plan->stopped_nid && plan->stopped_at == NKV_STOP_KVA_RAM)
			return;
	}
	fprintf(out, "    kva_pages = the sum = %" PRIu32 "\n", plan->remap_total_pages);
}

/* --- 4 --- */

void nkv_explain_kva_search(FILE *out, const struct nkv_plan *plan)
{
	fprintf(out,
		"    T = (max_low_pfn - kva_pages = %" PRIu32 " - %" PRIu32
		") rounded down to %" PRIu32 " = %" PRIu32 "\n    searched from there downwards: ",
		plan->max_low_pfn, plan->kva_pages, plan->pages_per_large_page,
		plan->kva_wanted_pfn);
	if (plan->stopped_at == NKV_STOP_PLACEMENT && plan->early_refused.by == NULL)
		fputs("nothing, the boot stops\n", out);
	else
		fprintf(out, "kva_start_pfn = %" PRIu32 ", with T = %" PRIu32 "\n",
			plan->kva_start_pfn, plan->kva_found_from_pfn);
}

void nkv_explain_searched_windows(FILE *out, const struct nkv_plan *plan)
{
	nkv_explain_highmem(out, plan);
	if (!nkv_plan_knows(plan, NKV_FACT_WINDOWS))
		return;
	fputs("  4.7  windows\n", out);
	for (size_t i = 0; i < plan->node_count; i++)
		nkv_explain_window(out, plan, &plan->nodes[i], plan->kva_start_pfn, '+',
				   "found in low memory");
	fputs("  start and end of each node, at most max_pfn\n", out);
	for (size_t i = 0; i < plan->node_count; i++)
		fprintf(out, "    node %u: [%" PRIu32 ", %" PRIu32 ")\n", plan->nodes[i].nid,
			plan->nodes[i].start_pfn, plan->nodes[i].end_pfn);
}
