/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the kernel prints, in its order and its words (boot-layout 9).
 */
#include <inttypes.h>

#include <numakva/numakva.h>

#include "core/rules.h"
#include "write/console/console.h"
#include "write/formats.h"
#include "write/words/units.h"

/* The kernel prints pfns and page counts as signed numbers of 32 bits. */
static int32_t as_long(uint32_t value)
{
	return (int32_t)value;
}

/* --- 1: the E820 map --- */

static void print_map(FILE *out, const char *who, const struct nkv_e820_map *map)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct nkv_e820_entry *entry = &map->entries[i];
		const char *type = nkv_e820_type_name(entry->type);

		fprintf(out, " %s: %016" PRIx64 " - %016" PRIx64 " ", who, entry->start,
			entry->start + entry->size);
		if (type)
			fprintf(out, "(%s)\n", type);
		else
			fprintf(out, "type %" PRIu32 "\n", entry->type);
	}
}

static void print_dropped(FILE *out)
{
	fputs("Ooops! Too many entries in the memory map!\n", out);
}

static void print_limit(FILE *out, const struct nkv_plan *plan, const char *where,
			const struct nkv_e820_map *map)
{
	if (plan->machine->kernel.profile->rules->prints_map_limits)
		print_map(out, where, map);
}

/* A word's part in the map, as the kernel tells it while it reads the command line. */
static void print_word(FILE *out, const struct nkv_plan *plan, struct nkv_e820_map *map,
		       const struct nkv_word *word)
{
	if (word->kind == NKV_WORD_LIMIT)
		print_limit(out, plan, "limit_regions start", map);
	switch (nkv_e820_apply(map, word)) {
	case NKV_MAP_LIMITED:
		print_limit(out, plan, "limit_regions endfor", map);
		break;
	case NKV_MAP_LIMIT_UNREACHED:
		print_limit(out, plan, "limit_regions endfunc", map);
		break;
	case NKV_MAP_FULL:
		print_dropped(out);
		break;
	default:
		break;
	}
}

static void print_e820(FILE *out, const struct nkv_plan *plan)
{
	const char *cursor = plan->machine->cmdline ? plan->machine->cmdline : "";
	struct nkv_e820_map map = plan->bios_e820;
	struct nkv_word word;

	for (size_t i = 0; i < plan->e820_dropped; i++)
		print_dropped(out);
	fputs("BIOS-provided physical RAM map:\n", out);
	print_map(out, "BIOS-e820", &map);
	while (nkv_cmdline_next(&cursor, &word))
		print_word(out, plan, &map, &word);
	if (plan->user_defined_e820) {
		fputs("user-defined physical RAM map:\n", out);
		print_map(out, "user", &plan->e820);
	}
}

/* --- 2: nodes --- */

static void print_node_range(FILE *out, unsigned int nid, uint32_t start_pfn, uint32_t end_pfn)
{
	const char *before = "  ";

	fprintf(out, "Node: %u, start_pfn: %" PRId32 ", end_pfn: %" PRId32 "\n", nid,
		as_long(start_pfn), as_long(end_pfn));
	fprintf(out, "  Setting physnode_map array to node %u for pfns:\n", nid);
	if (start_pfn >= end_pfn)
		return;
	for (uint64_t pfn = start_pfn; pfn < end_pfn; pfn += NKV_PHYSNODE_ENTRY_PAGES) {
		fprintf(out, "%s%" PRId32, before, as_long((uint32_t)pfn));
		before = " ";
	}
	fputc('\n', out);
}

static void print_e820_nodes(FILE *out, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->e820.count; i++) {
		struct nkv_range pages = nkv_e820_pages(&plan->e820.entries[i]);

		if (pages.start_pfn < pages.end_pfn)
			print_node_range(out, 0, (uint32_t)pages.start_pfn,
					 (uint32_t)pages.end_pfn);
	}
}

static void print_memory_entry(FILE *out, const struct nkv_srat_memory *memory, bool dropped)
{
	if (dropped)
		fprintf(out,
			"Too many mem chunks in SRAT. Ignoring %" PRIu64 " MBytes at %" PRIx64 "\n",
			memory->size >> 20, memory->start);
	else
		fprintf(out,
			"Memory range 0x%" PRIX32 " to 0x%" PRIX32
			" (type 0x0) in proximity domain 0x%02X %s\n",
			(uint32_t)(memory->start >> NKV_PAGE_SHIFT),
			(uint32_t)((memory->start + memory->size) >> NKV_PAGE_SHIFT), memory->pxm,
			memory->hotplug ? "enabled and removable" : "enabled");
}

static void print_srat_entries(FILE *out, const struct nkv_plan *plan)
{
	const struct nkv_machine *machine = plan->machine;
	size_t kept = 0;

	for (size_t i = 0; i < machine->processor_count; i++)
		if (machine->processors[i].enabled)
			fprintf(out, "CPU 0x%02X in proximity domain 0x%02X\n",
				machine->processors[i].apic, machine->processors[i].pxm);
	for (size_t i = 0; i < machine->memory_count; i++)
		if (machine->memory[i].enabled)
			print_memory_entry(out, &machine->memory[i], kept++ >= plan->chunks_max);
}

static void print_chunk(FILE *out, const struct nkv_plan *plan, size_t index)
{
	const struct nkv_chunk *chunk = &plan->chunks[index];

	fprintf(out, "chunk %zu nid %u start_pfn %08" PRIx32 " end_pfn %08" PRIx32 "\n", index,
		chunk->nid, chunk->start_pfn, chunk->end_pfn);
	if (chunk->ignored)
		fprintf(out, "Ignoring SRAT pfns: 0x%08" PRIx32 " -> %08" PRIx32 "\n",
			chunk->start_pfn, chunk->end_pfn);
	if (plan->machine->kernel.profile->rules->span_rule != NKV_SPAN_ACTIVE_RANGES)
		return;
	fprintf(out,
		"Entering add_active_range(%u, %" PRIu32 ", %" PRIu32 ") %" PRIu32
		" entries of %d used\n",
		chunk->nid, chunk->start_pfn, chunk->end_pfn, chunk->active_ranges_before,
		NKV_ACTIVE_RANGES_MAX);
}

static void print_srat(FILE *out, const struct nkv_plan *plan)
{
	fputs("pxm bitmap:", out);
	for (size_t i = 0; i < sizeof(plan->pxm_seen); i++)
		fprintf(out, " %02X", plan->pxm_seen[i]);
	fprintf(out, "\nNumber of logical nodes in system = %zu\n", plan->node_count);
	fprintf(out, "Number of memory chunks in system = %zu\n", plan->chunk_count);
	for (size_t i = 0; i < plan->chunk_count; i++)
		print_chunk(out, plan, i);
}

static void print_nodes(FILE *out, const struct nkv_plan *plan)
{
	if (plan->machine->has_srat)
		print_srat_entries(out, plan);
	if (plan->memory_source == NKV_MEMORY_SRAT) {
		print_srat(out, plan);
	} else {
		fputs(plan->machine->has_srat
			      ? "could not finy any ACPI SRAT memory areas.\n"
			      : "failed to get NUMA memory information from SRAT table\n",
		      out);
		fputs("NUMA - single node, flat memory mode\n", out);
		print_e820_nodes(out, plan);
	}
	for (size_t i = 0; i < plan->node_count; i++)
		print_node_range(out, plan->nodes[i].nid, plan->nodes[i].memory_start_pfn,
				 plan->nodes[i].memory_end_pfn);
}

/* --- 3, 4: the remap and its placement --- */

static void print_remap(FILE *out, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		fprintf(out, "Reserving %" PRId32 " pages of KVA for lmem_map of node %u\n",
			as_long(node->reserved_pages), node->nid);
		fprintf(out, "Shrinking node %u from %" PRId32 " pages to %" PRId32 " pages\n",
			node->nid, as_long(node->present_end_pfn),
			as_long(node->present_end_pfn - node->reserved_pages));
		if (node->alignment_pages)
			fprintf(out,
				"Shrinking node %u further by %" PRId32
				" pages for proper alignment\n",
				node->nid, as_long(node->alignment_pages));
	}
	fprintf(out, "Reserving total of %" PRId32 " pages for numa KVA remap\n",
		as_long(plan->remap_total_pages));
}

void nkv_put_lowmem_message(FILE *out, const struct nkv_plan *plan,
			    const struct nkv_lowmem_message *message)
{
	uint32_t first = message->first_mb, second = message->second_mb;

	switch (message->kind) {
	case NKV_MESSAGE_HIGHMEM_ONLY:
		fprintf(out,
			"only %" PRIu32
			"MB highmem pages available, ignoring highmem size of %" PRIu32 "MB.\n",
			first, second);
		break;
	case NKV_MESSAGE_WILL_BE_USED:
		fprintf(out, "Warning only %" PRIu32 "MB will be used.\n", first);
		break;
	case NKV_MESSAGE_4G_WILL_BE_USED:
		fputs("Warning only 4GB will be used.\n", out);
		break;
	case NKV_MESSAGE_USE_HIGHMEM64G:
		fprintf(out, "Use a %s enabled kernel.\n",
			plan->machine->kernel.profile->rules->kernel_beyond_4g);
		break;
	case NKV_MESSAGE_USE_HIGHMEM:
		fputs("Use a HIGHMEM enabled kernel.\n", out);
		break;
	case NKV_MESSAGE_HIGHMEM_BIGGER:
		fprintf(out,
			"highmem size specified (%" PRIu32
			"MB) is bigger than pages available (%" PRIu32 "MB)!.\n",
			first, second);
		break;
	case NKV_MESSAGE_HIGHMEM_SMALLER:
		fprintf(out,
			"highmem size %" PRIu32
			"MB results in smaller than 64MB lowmem, ignoring it.\n",
			first);
		break;
	case NKV_MESSAGE_HIGHMEM_NO_KERNEL:
		fputs("ignoring highmem size on non-highmem kernel!\n", out);
		break;
	}
}

static void print_windows(FILE *out, const struct nkv_plan *plan)
{
	uint32_t page_offset = plan->machine->kernel.page_offset;

	fprintf(out, "Low memory ends at vaddr %08" PRIx32 "\n",
		page_offset + (plan->max_low_pfn << NKV_PAGE_SHIFT));
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];
		uint32_t end_pfn =
			plan->highstart_pfn + node->remap_offset_pages + node->reserved_pages;

		fprintf(out, "node %u will remap to vaddr %08" PRIx32 " - %08" PRIx32 "\n",
			node->nid, node->remap_vaddr_start,
			page_offset + (end_pfn << NKV_PAGE_SHIFT));
	}
	fprintf(out, "High memory starts at vaddr %08" PRIx32 "\n",
		page_offset + (plan->highstart_pfn << NKV_PAGE_SHIFT));
}

static void print_messages(FILE *out, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->lowmem_call_count; i++)
		for (size_t j = 0; j < plan->lowmem_calls[i].message_count; j++)
			nkv_put_lowmem_message(out, plan, &plan->lowmem_calls[i].messages[j]);
}

static void print_kva(FILE *out, const struct nkv_plan *plan)
{
	if (plan->machine->kernel.profile->rules->kva_placement == NKV_KVA_ABOVE_LOWMEM)
		fprintf(out, "reserve_pages = %" PRId32 " find_max_low_pfn() ~ %" PRId32 "\n",
			as_long(plan->kva_pages), as_long(plan->max_low_pfn + plan->kva_pages));
	else
		fprintf(out, "kva_start_pfn ~ %" PRId32 " find_max_low_pfn() ~ %" PRId32 "\n",
			as_long(plan->kva_start_pfn), as_long(plan->max_low_pfn));
}

static void print_placement(FILE *out, const struct nkv_plan *plan)
{
	print_messages(out, plan);
	if (!nkv_plan_knows(plan, NKV_FACT_WINDOWS))
		return;
	print_kva(out, plan);
	fprintf(out, "max_pfn = %" PRId32 "\n", as_long(plan->max_pfn));
	if (plan->machine->kernel.highmem != NKV_HIGHMEM_OFF)
		fprintf(out, "%" PRIu64 "MB HIGHMEM available.\n",
			nkv_pages_mb(plan->highend_pfn - plan->highstart_pfn));
	fprintf(out, "%" PRIu64 "MB LOWMEM available.\n", nkv_pages_mb(plan->max_low_pfn));
	fprintf(out,
		"min_low_pfn = %" PRId32 ", max_low_pfn = %" PRId32 ", highstart_pfn = %" PRId32
		"\n",
		as_long(plan->boot_min_low_pfn), as_long(plan->max_low_pfn),
		as_long(plan->highstart_pfn));
	print_windows(out, plan);
}

/* --- 5: the boot-time allocator --- */

static void print_initrd(FILE *out, const struct nkv_plan *plan)
{
	const struct nkv_machine *machine = plan->machine;

	switch (plan->initrd_fate) {
	case NKV_INITRD_BEYOND_LOWMEM:
		fprintf(out,
			"initrd extends beyond end of memory (0x%08" PRIx32 " > 0x%08" PRIx32
			")\ndisabling initrd\n",
			machine->initrd_start + machine->initrd_size,
			plan->max_low_pfn << NKV_PAGE_SHIFT);
		break;
	case NKV_INITRD_WRAPS:
		fputs("initrd wraps around end of memory, disabling initrd\n", out);
		break;
	case NKV_INITRD_TOO_LARGE:
		fputs("initrd too large to handle, disabling initrd\n", out);
		break;
	default:
		break;
	}
}

bool nkv_write_console(struct nkv_output *output, const struct nkv_subject *subject)
{
	const struct nkv_plan *plan = subject->plan;
	FILE *out = output->file;

	print_e820(out, plan);
	print_e820_nodes(out, plan);
	print_nodes(out, plan);
	print_remap(out, plan);
	print_placement(out, plan);
	print_initrd(out, plan);
	return true;
}
