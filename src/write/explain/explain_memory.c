/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Explains the steps from the firmware's map to the nodes (boot-layout 1, 2). */
#include <inttypes.h>

#include <numakva/numakva.h>

#include "base/escape.h"
#include "core/rules.h"
#include "write/explain/explain.h"

/* --- 1.1 to 1.3: maps --- */

static void put_entry(FILE *out, const struct nkv_e820_entry *entry)
{
	const char *type = nkv_e820_type_name(entry->type);

	fprintf(out, "    0x%" PRIx64 "..0x%" PRIx64 "  ", entry->start,
		entry->start + entry->size);
	if (type)
		fprintf(out, "%s\n", type);
	else
		fprintf(out, "type %" PRIu32 "\n", entry->type);
}

static void put_map(FILE *out, const struct nkv_e820_map *map)
{
	for (size_t i = 0; i < map->count; i++)
		put_entry(out, &map->entries[i]);
}

void nkv_explain_firmware_map(FILE *out, const struct nkv_plan *plan)
{
	const struct nkv_machine *machine = plan->machine;

	for (size_t i = 0; i < machine->e820_count; i++)
		put_entry(out, &machine->e820[i]);
	fprintf(out, "\n1.2  Sanitised (the greatest type wins)%s\n",
		machine->kernel.profile->rules->keeps_bios_area
			? ""
			: " and copied (no usable 0xa0000..0x100000)");
	put_map(out, &plan->bios_e820);
	if (plan->e820_dropped > 0)
		fprintf(out, "    %zu more than the %zu that fit: dropped\n", plan->e820_dropped,
			nkv_map_entries_max(plan->machine->kernel.profile->rules));
}

static void explain_map_word(FILE *out, const struct nkv_kernel *kernel, struct nkv_e820_map *map,
			     const struct nkv_word *word)
{
	static const char *const texts[] = {
		[NKV_MAP_UNCHANGED] = "the map stays",
		[NKV_MAP_LIMITED] = "the map is cut",
		[NKV_MAP_LIMIT_UNREACHED] = "no usable entry reaches the limit",
		[NKV_MAP_EMPTIED] = "the map is emptied",
		[NKV_MAP_ADDED] = "an entry is added",
		[NKV_MAP_FULL] = "the map is full: nothing is added",
	};

	if (word->kind == NKV_WORD_LIMIT)
		fprintf(out, "SIZE = 0x%" PRIx64 ": ", word->size);
	if (word->kind == NKV_WORD_ADD)
		fprintf(out, "0x%" PRIx64 " + 0x%" PRIx64 ": ", word->addition.start,
			word->addition.size);
	fprintf(out, "%s\n", texts[nkv_e820_apply(kernel, map, word)]);
}

static void explain_word(FILE *out, const struct nkv_kernel *kernel, struct nkv_e820_map *map,
			 const struct nkv_word *word)
{
	fputs("    ", out);
	nkv_put_escaped(out, word->text, word->length);
	fputs(": ", out);
	switch (word->kind) {
	case NKV_WORD_OTHER:
		fputs("changes nothing\n", out);
		break;
	case NKV_WORD_HIGHMEM:
		fprintf(out, "highmem_pages = 0x%" PRIx64 " >> 12 = %" PRIu32 "\n", word->size,
			(uint32_t)(word->size >> NKV_PAGE_SHIFT));
		break;
	case NKV_WORD_VMALLOC:
		fprintf(out, "VMALLOC_RESERVE = 0x%" PRIx32 "\n",
			(uint32_t)word->size + kernel->profile->rules->vmalloc_gap_bytes);
		break;
	case NKV_WORD_NOPENTIUM:
		fputs("low memory is mapped in small pages\n", out);
		break;
	default:
		explain_map_word(out, kernel, map, word);
	}
}

void nkv_explain_cmdline(FILE *out, const struct nkv_plan *plan)
{
	const char *cursor = plan->machine->cmdline ? plan->machine->cmdline : "";
	struct nkv_e820_map map = plan->bios_e820;
	struct nkv_word word;
	bool has_words = false;

	while (nkv_cmdline_read(&plan->machine->kernel, &cursor, &word)) {
		explain_word(out, &plan->machine->kernel, &map, &word);
		has_words = true;
	}
	if (!has_words)
		fputs("    is empty\n", out);
	fputs("  the map in effect:\n", out);
	put_map(out, &plan->e820);
}

/* --- 1.4, 1.5: pages --- */

void nkv_explain_usable_pages(FILE *out, const struct nkv_plan *plan)
{
	fputs("\n1.4  RAM pages: [PFN_UP(start), PFN_DOWN(end)) of each usable entry\n", out);
	for (size_t i = 0; i < plan->e820.count; i++) {
		const struct nkv_e820_entry *entry = &plan->e820.entries[i];
		struct nkv_range pages = nkv_e820_pages(entry);

		if (entry->type == NKV_E820_USABLE)
			fprintf(out,
				"    0x%" PRIx64 "..0x%" PRIx64 ": [%" PRIu64 ", %" PRIu64 ")%s\n",
				entry->start, entry->start + entry->size, pages.start_pfn,
				pages.end_pfn,
				pages.start_pfn < pages.end_pfn ? "" : ", no whole page");
	}
	if (plan->machine->kernel.profile->rules->ram_excludes_bios_area)
		fputs("    this kernel: except page 0 and [160, 256)\n", out);
}

void nkv_explain_ram_pages(FILE *out, const struct nkv_plan *plan)
{
	nkv_explain_usable_pages(out, plan);
	fprintf(out, "\n1.5  max_pfn = the greatest end of these\n    max_pfn = %" PRIu32 "\n",
		plan->e820_max_pfn);
}

void nkv_explain_max_pfn(FILE *out, const struct nkv_plan *plan)
{
	nkv_explain_ram_pages(out, plan);
	fputs("    physnode_map: each of these is set to node 0\n", out);
}

/* --- 2 --- */

static void explain_pxms(FILE *out, const struct nkv_plan *plan)
{
	fputs("    the PXMs seen, ascending:\n", out);
	for (size_t i = 0; i < plan->node_count; i++)
		fprintf(out, "      PXM %d is node %u\n", plan->nodes[i].pxm, plan->nodes[i].nid);
}

static void explain_chunks(FILE *out, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->chunk_count; i++) {
		const struct nkv_chunk *chunk = &plan->chunks[i];

		fprintf(out, "    chunk %zu: PXM %u, node %u, [%" PRIu32 ", %" PRIu32 ")", i,
			chunk->pxm, chunk->nid, chunk->start_pfn, chunk->end_pfn);
		if (chunk->ignored)
			fprintf(out, ": starts at or above max_pfn %" PRIu32 ", ignored",
				plan->e820_max_pfn);
		fputc('\n', out);
	}
	if (plan->chunks_dropped > 0)
		fprintf(out, "    %zu more than the %zu that fit: dropped\n", plan->chunks_dropped,
			plan->chunks_max);
	if (plan->chunk_table_overrun)
		fputs("    the last one is sorted in before another: written past the end of the "
		      "table\n",
		      out);
}

/* Explains the stretches of physnode_map with the same node, as pfns. */
void nkv_explain_physnode_map(FILE *out, const struct nkv_plan *plan)
{
	const int8_t *map = plan->physnode_map;
	uint32_t pages = plan->physnode_entry_pages;
	unsigned int start = 0;

	fprintf(out, "    physnode_map, an entry for %" PRIu32 " pages, in the end:\n", pages);
	for (unsigned int i = 1; i <= plan->physnode_entries; i++) {
		if (i < plan->physnode_entries && map[i] == map[start])
			continue;
		if (map[start] >= 0)
			fprintf(out, "      [%u, %u) is node %d\n", start * pages, i * pages,
				map[start]);
		start = i;
	}
}

static void explain_node(FILE *out, const struct nkv_plan *plan, const struct nkv_node *node)
{
	uint32_t start = node->memory_start_pfn, end = node->memory_end_pfn;

	fprintf(out, "    node %u: [%" PRIu32 ", %" PRIu32 "), memmap_bytes = ", node->nid, start,
		end);
	if (plan->memory_source == NKV_MEMORY_FLAT)
		fputs("0, as the flat path never sets it\n", out);
	else if (node->memmap_bytes == 0)
		fputs(start == end ? "0, as start equals end\n" : "0, as node 0 gives up nothing\n",
		      out);
	else
		fprintf(out, "(%" PRIu32 " - %" PRIu32 " + 1) * %" PRIu32 " = %" PRIu32 "\n", end,
			start, plan->machine->kernel.struct_page_bytes, node->memmap_bytes);
}

static void explain_quads(FILE *out, const struct nkv_plan *plan)
{
	const struct nkv_machine *machine = plan->machine;

	fputs("\n2  Nodes of the quads: quad q is node q, [start - private, start + size)\n", out);
	for (size_t i = 0; i < machine->quad_count; i++) {
		const struct nkv_quad *quad = &machine->quads[i];

		fprintf(out,
			"    quad %u: start 0x%" PRIx64 ", size 0x%" PRIx64 ", private 0x%" PRIx64
			"\n",
			quad->number, quad->start, quad->size, quad->private_bytes);
	}
}

/* Why the SRAT is not used. */
static const char *flat_reason(const struct nkv_plan *plan)
{
	static const char *const reasons[] = {
		[NKV_SRAT_NONE] = "no SRAT",
		[NKV_SRAT_IN_REACH] = "no chunk in the SRAT",
		[NKV_SRAT_KERNEL_ABOVE_8M] =
			"a kernel loaded at 8 MiB or above finds no ACPI table",
		[NKV_SRAT_NO_TABLES] = "the RSDT lists no tables, and so no SRAT",
		[NKV_SRAT_TOO_MANY_TABLES] = "the RSDT lists more than 8 tables, and is not read",
		[NKV_SRAT_TABLE_TOO_LARGE] =
			"a table on the way to the SRAT is too large to be mapped",
		[NKV_SRAT_NOT_FIRST] = "the SRAT is not the first table of the RSDT",
		[NKV_SRAT_NOT_LISTED] = "the RSDT lists no SRAT",
	};

	return reasons[plan->srat_stop];
}

static void explain_tables(FILE *out, const struct nkv_plan *plan)
{
	const struct nkv_machine *machine = plan->machine;

	for (size_t i = 0; i < machine->acpi_table_count; i++) {
		const struct nkv_acpi_table *table = &machine->acpi_tables[i];

		fprintf(out, "    table %zu: %s", i, table->signature);
		if (table->has_start && table->has_length)
			fprintf(out,
				", ceil((0x%" PRIx32 " mod 4096 + %" PRIu32
				" - 1) / 4096) = %" PRIu64 " pages",
				table->start, table->length, nkv_acpi_table_pages(table));
		fputc('\n', out);
	}
}

void nkv_explain_nodes(FILE *out, const struct nkv_plan *plan)
{
	if (plan->memory_source == NKV_MEMORY_NUMAQ) {
		explain_quads(out, plan);
	} else if (plan->memory_source == NKV_MEMORY_SRAT) {
		fputs("\n2  Nodes of the SRAT: chunks [base >> 12, (base + size) >> 12), by start\n",
		      out);
		explain_pxms(out, plan);
		explain_chunks(out, plan);
	} else {
		fprintf(out, "\n2  Flat: %s, so one node, [0, max_pfn)\n", flat_reason(plan));
	}
	if (plan->srat_stop != NKV_SRAT_NONE)
		explain_tables(out, plan);
}

void nkv_explain_node_memory(FILE *out, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++)
		explain_node(out, plan, &plan->nodes[i]);
	nkv_explain_physnode_map(out, plan);
}
