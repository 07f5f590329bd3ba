/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The plan with its working: each step of the rules with its section, its
 * formula, what is put in and what comes out. Nothing is computed here that
 * the plan does not have; a line shows figures for a pocket calculator.
 */
#include <inttypes.h>

#include <numakva/numakva.h>

#include "write/explain.h"
#include "write/formats.h"

static void put_title(FILE *out, const char *section, const char *title)
{
	fprintf(out, "\n%s  %s\n", section, title);
}

/* --- 0, 1 --- */

static void explain_numbers(FILE *out, const struct nkv_plan *plan)
{
	const struct nkv_kernel *kernel = &plan->machine->kernel;

	put_title(out, "0", "Numbers");
	fprintf(out, "    profile %s, HIGHMEM %s, PTRS_PER_PTE = %" PRIu32 " (%s)\n",
		kernel->profile->name, nkv_highmem_name(kernel->highmem),
		plan->pages_per_large_page, kernel->pae ? "PAE" : "no PAE");
	fprintf(out,
		"    MAXMEM_PFN = (2^32 - PAGE_OFFSET - VMALLOC_RESERVE) >> 12\n"
		"               = (0x100000000 - 0x%" PRIx32 " - 0x%" PRIx32 ") >> 12 = %" PRIu32
		"\n",
		kernel->page_offset, plan->vmalloc_reserve, plan->maxmem_pfn);
}

static void put_entries(FILE *out, const struct nkv_e820_map *map)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct nkv_e820_entry *entry = &map->entries[i];
		const char *type = nkv_e820_type_name(entry->type);

		fprintf(out, "    0x%" PRIx64 "..0x%" PRIx64 "  ", entry->start,
			entry->start + entry->size);
		if (type)
			fprintf(out, "%s\n", type);
		else
			fprintf(out, "type %" PRIu32 "\n", entry->type);
	}
}

static const char *change_text(enum nkv_map_change change)
{
	switch (change) {
	case NKV_MAP_LIMITED:
		return "the map is cut";
	case NKV_MAP_LIMIT_UNREACHED:
		return "no usable entry reaches the limit";
	case NKV_MAP_EMPTIED:
		return "the map is emptied";
	case NKV_MAP_ADDED:
		return "an entry is added";
	case NKV_MAP_FULL:
		return "the map is full: nothing is added";
	default:
		return "the map stays";
	}
}

static void explain_cmdline(FILE *out, const struct nkv_plan *plan)
{
	const char *cursor = plan->machine->cmdline ? plan->machine->cmdline : "";
	struct nkv_e820_map map = plan->bios_e820;
	struct nkv_word word;

	put_title(out, "1.3", "The command line");
	while (nkv_cmdline_next(&cursor, &word)) {
		if (word.kind == NKV_WORD_OTHER)
			continue;
		fprintf(out, "    %.*s: %s\n", (int)word.length, word.text,
			change_text(nkv_e820_apply(&map, &word)));
	}
	fputs("  the map in effect:\n", out);
	put_entries(out, &plan->e820);
}

static void explain_e820(FILE *out, const struct nkv_plan *plan)
{
	put_title(out, "1.1, 1.2", "The firmware's map, sanitised and copied");
	put_entries(out, &plan->bios_e820);
	explain_cmdline(out, plan);
	put_title(out, "1.5", "max_pfn = the largest PFN_DOWN(end) of usable entries");
	for (size_t i = 0; i < plan->e820.count; i++) {
		struct nkv_range pages = nkv_e820_pages(&plan->e820.entries[i]);

		if (pages.start_pfn < pages.end_pfn)
			fprintf(out, "    pages 0x%" PRIx64 "..0x%" PRIx64 "\n", pages.start_pfn,
				pages.end_pfn);
	}
	fprintf(out, "    max_pfn = %" PRIu32 "\n", plan->e820_max_pfn);
}

/* --- 2 --- */

static void explain_chunks(FILE *out, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->chunk_count; i++) {
		const struct nkv_chunk *chunk = &plan->chunks[i];

		fprintf(out, "    chunk %zu: PXM %u, node %u, 0x%" PRIx32 "..0x%" PRIx32 "%s\n", i,
			chunk->pxm, chunk->nid, chunk->start_pfn, chunk->end_pfn,
			chunk->ignored ? ", at or above max_pfn: ignored" : "");
	}
	if (plan->chunks_dropped > 0)
		fprintf(out, "    %zu more than the %zu that are kept: dropped\n",
			plan->chunks_dropped, plan->chunks_max);
}

static void explain_nodes(FILE *out, const struct nkv_plan *plan)
{
	bool flat = plan->memory_source == NKV_MEMORY_FLAT;

	put_title(out, "2", flat ? "Flat: one node, [0, max_pfn)" : "Nodes of the SRAT");
	explain_chunks(out, plan);
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];
		uint32_t pages = node->memory_end_pfn - node->memory_start_pfn;

		fprintf(out, "    node %u: [%" PRIu32 ", %" PRIu32 "), memmap_bytes = ", node->nid,
			node->memory_start_pfn, node->memory_end_pfn);
		if (flat || pages == 0)
			fputs("0\n", out);
		else
			fprintf(out,
				"(%" PRIu32 " - %" PRIu32 " + 1) * %" PRIu32 " = %" PRIu32 "\n",
				node->memory_end_pfn, node->memory_start_pfn,
				plan->machine->kernel.struct_page_bytes, node->memmap_bytes);
	}
}

/* --- 3 --- */

static void explain_node_remap(FILE *out, const struct nkv_plan *plan, const struct nkv_node *node)
{
	uint32_t per_large = plan->pages_per_large_page;

	fprintf(out, "  node %u\n", node->nid);
	fprintf(out, "    3.2  end = min(%" PRIu32 ", max_pfn) = %" PRIu32 "\n",
		node->memory_end_pfn, node->present_end_pfn);
	fprintf(out,
		"    3.3  size = ceil((%" PRIu32 " + %" PRIu32 ") / %" PRIu32 ") * %" PRIu32
		" = %" PRIu32 "\n",
		node->memmap_bytes, plan->machine->kernel.pg_data_bytes, per_large * NKV_PAGE_BYTES,
		per_large, node->wanted_pages);
	fprintf(out, "    3.4  [end - size, end) is %sRAM: reserved_pages = %" PRIu32 "\n",
		node->reserved_pages == node->wanted_pages ? "" : "not all ", node->reserved_pages);
	fprintf(out, "    3.5  remap_offset_pages = %" PRIu32 "\n", node->remap_offset_pages);
	fprintf(out,
		"    3.6  alignment_pages = %" PRIu32 " mod %" PRIu32 " = %" PRIu32 "\n"
		"         remap_start_pfn = %" PRIu32 " - %" PRIu32 " - %" PRIu32 " = %" PRIu32
		"\n",
		node->present_end_pfn, per_large, node->alignment_pages, node->present_end_pfn,
		node->reserved_pages, node->alignment_pages, node->remap_start_pfn);
}

static void explain_remap(FILE *out, const struct nkv_plan *plan)
{
	put_title(out, "3", "The remap: what each node gives");
	for (size_t i = 0; i < plan->node_count; i++)
		explain_node_remap(out, plan, &plan->nodes[i]);
	fprintf(out, "    kva_pages = the sum = %" PRIu32 "\n", plan->remap_total_pages);
}

bool nkv_write_explain(struct nkv_output *output, const struct nkv_plan *plan)
{
	FILE *out = output->file;

	if (output->machines > 0)
		fputc('\n', out);
	fprintf(out,
		"%s: the plan, step by step; sections are those of the rules, pfns decimal "
		"unless 0x\n",
		plan->machine->name ? plan->machine->name : "(no name)");
	explain_numbers(out, plan);
	explain_e820(out, plan);
	explain_nodes(out, plan);
	explain_remap(out, plan);
	nkv_explain_placement(out, plan);
	nkv_explain_bootmem(out, plan);
	nkv_explain_memmaps(out, plan);
	nkv_explain_hazards(out, plan);
	return true;
}
