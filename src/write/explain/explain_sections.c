/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Explains the steps of SPARSEMEM (memory-model-sparse). */
#include <inttypes.h>

#include "core/rules.h"
#include "write/explain/explain.h"
#include "write/words/section_runs.h"

void nkv_explain_sections_of_ram(FILE *out, const struct nkv_plan *plan)
{
	nkv_explain_ram_pages(out, plan);
	fprintf(out,
		"    sections of %" PRIu32 " pages: those with a page of these are present, for "
		"node 0\n",
		plan->pages_per_section);
}

static void explain_node(FILE *out, const struct nkv_plan *plan, const struct nkv_node *node)
{
	uint32_t bytes = plan->pages_per_section * plan->machine->kernel.struct_page_bytes;

	fprintf(out, "    node %u: [%" PRIu32 ", %" PRIu32 "), memmap_bytes = ", node->nid,
		node->memory_start_pfn, node->memory_end_pfn);
	if (plan->memory_source == NKV_MEMORY_FLAT)
		fputs("0, as the flat path never sets it\n", out);
	else
		fprintf(out,
			"%" PRIu32 " * %" PRIu32 " = %" PRIu32 ": its own, in steps of a section\n",
			node->memmap_bytes / bytes, bytes, node->memmap_bytes);
}

static void explain_present(FILE *out, const struct nkv_plan *plan)
{
	struct nkv_section_run run = { 0 };
	char text[NKV_SECTION_RUN_BYTES];

	fputs("    sections, in the end: home is the first to mark one, owner the last\n", out);
	while (nkv_section_run_next(plan, &run))
		fprintf(out, "      %s, [%" PRIu32 ", %" PRIu32 "): home node %u, owner node %u\n",
			nkv_section_run_text(&run, text), run.first * plan->pages_per_section,
			run.end * plan->pages_per_section, run.section->home_nid, run.section->nid);
}

void nkv_explain_sections_of_nodes(FILE *out, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++)
		explain_node(out, plan, &plan->nodes[i]);
	explain_present(out, plan);
}

void nkv_explain_present_ends(FILE *out, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++)
		fprintf(out,
			"    node %u: present_end_pfn = min(%" PRIu32 ", max_pfn) = %" PRIu32 "\n",
			plan->nodes[i].nid, plan->nodes[i].memory_end_pfn,
			plan->nodes[i].present_end_pfn);
}

void nkv_explain_pgdats(FILE *out, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++)
		fprintf(out, "    node %u: pgdat at 0x%08" PRIx32 "%s\n", plan->nodes[i].nid,
			plan->nodes[i].pgdat_vaddr,
			plan->nodes[i].pgdat_in_remap ? ", the start of a window that was never set"
						      : ", the next page after the kernel");
}

static void explain_memmap(FILE *out, const struct nkv_plan *plan, unsigned int number)
{
	const struct nkv_section *section = &plan->sections[number];

	fprintf(out, "    section %u, home %u: ", number, section->home_nid);
	if (section->from == NKV_MEMMAP_REMAP)
		fprintf(out, "remap area, 0x%08" PRIx32 ", which ends at 0x%08" PRIx32 "\n",
			section->vaddr, nkv_plan_node(plan, section->home_nid)->remap_vaddr_end);
	else if (section->taken.end_pfn > 0)
		fprintf(out, "low memory, page %" PRIu64 "\n", section->taken.start_pfn);
	else
		fputs("low memory, which has no room\n", out);
}

void nkv_explain_section_memmaps(FILE *out, const struct nkv_plan *plan)
{
	fprintf(out,
		"\n6  Sections: each has a mem_map of %" PRIu32 " * %" PRIu32 " = %" PRIu32
		" bytes\n",
		plan->pages_per_section, plan->machine->kernel.struct_page_bytes,
		plan->section_memmap_bytes);
	for (unsigned int i = 0; i < plan->section_count; i++)
		if (plan->sections[i].present)
			explain_memmap(out, plan, i);
	fprintf(out, "    %" PRIu64 " pages of low memory are taken%s%s\n", plan->memmap_pages,
		plan->machine->kernel.profile->rules->sparse->block_map == NKV_BLOCK_MAP_NONE
			? ""
			: ", that of the first block map too",
		plan->memmaps_lack_room ? ", and then there is no room: the boot stops" : "");
}
