/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/text/text_nodes.h"

#include <inttypes.h>

#include <numakva/numakva.h>

#include "write/words/size_text.h"
#include "write/words/units.h"

static void put_node(FILE *out, const struct nkv_plan *plan, const struct nkv_node *node)
{
	char size[NKV_SIZE_TEXT_BYTES];

	fprintf(out, "%4u  ", node->nid);
	if (node->pxm < 0)
		fputs("  -  ", out);
	else
		fprintf(out, "%3d  ", node->pxm);
	fprintf(out, "0x%-7" PRIx32 "  0x%-7" PRIx32 "  ", node->memory_start_pfn,
		node->memory_end_pfn);
	if (!nkv_plan_knows(plan, NKV_FACT_ENDS))
		fprintf(out, "%-9s  ", "-");
	else
		fprintf(out, "0x%-7" PRIx32 "  ", node->end_pfn);
	if (node->is_unsearched)
		fprintf(out, "%13s  %8s  %11s\n", "-", "-", "-");
	else
		fprintf(out, "%7" PRIu32 " pages  %8s  %5" PRIu32 " pages\n", node->reserved_pages,
			nkv_size_or_zero(node->reserved_pages, size), node->alignment_pages);
}

void nkv_text_put_nodes(FILE *out, const struct nkv_plan *plan)
{
	if (!nkv_plan_knows(plan, NKV_FACT_NODES))
		return;
	fputs("Nodes (start and end are pfns)\n", out);
	fprintf(out, "%4s  %3s  %-9s  %-9s  %-9s  %13s  %8s  %11s\n", "node", "pxm", "start",
		"end was", "end now", "given up", "size", "alignment");
	for (size_t i = 0; i < plan->node_count; i++)
		put_node(out, plan, &plan->nodes[i]);
	fputc('\n', out);
}

static void put_memmap(FILE *out, const struct nkv_plan *plan, const struct nkv_node *node)
{
	static const char *const places[] = {
		[NKV_MEMMAP_REMAP] = "in the window",
		[NKV_MEMMAP_BOOTMEM] = "in low memory",
	};
	bool overruns = nkv_memmap_overruns(plan, node);
	uint64_t bytes = overruns ? nkv_memmap_true_bytes(plan, node) : node->memmap.bytes;
	char size[NKV_SIZE_TEXT_BYTES];

	if (plan->stopped_at != NKV_STOP_NONE)
		fputs("-\n", out);
	else if (plan->pages_per_section > 0)
		fputs("by section\n", out);
	else if (node->memmap.from == NKV_MEMMAP_NONE)
		fputs("none\n", out);
	else
		fprintf(out, "%s %s\n", nkv_size_text(nkv_bytes_pages(bytes), size),
			overruns ? "past the end of the window" : places[node->memmap.from]);
}

void nkv_text_put_windows(FILE *out, const struct nkv_plan *plan)
{
	bool has_windows = nkv_plan_knows(plan, NKV_FACT_WINDOWS | NKV_FACT_REMAP);

	if (!nkv_plan_knows(plan, NKV_FACT_NODES) ||
	    (!has_windows && plan->stopped_at != NKV_STOP_NONE))
		return;
	fprintf(out, "%4s  %-22s  %s\n", "node", "window", "mem_map");
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		fprintf(out, "%4u  ", node->nid);
		if (has_windows)
			fprintf(out, "0x%08" PRIx32 "..0x%08" PRIx32 "  ", node->remap_vaddr_start,
				node->remap_vaddr_end);
		else
			fprintf(out, "%-22s  ", "-");
		put_memmap(out, plan, node);
	}
	fputc('\n', out);
}
