/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/infer/log_machine.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <numakva/numakva.h>

#include "read/infer/find_initrd.h"

enum {
	ZONE_PAGES = 4096, /* of zone DMA: 16 MiB */
	UNIT_PAGES = NKV_QUAD_UNIT_BYTES / NKV_PAGE_BYTES,
};

/* Where an EBDA can begin: it is at most 128 KiB. */
#define EBDA_START_MIN UINT64_C(0x80000)
#define BASE_MEMORY_END UINT64_C(0xa0000)

/* --- the kernel --- */

static bool is_page_offset(uint64_t address)
{
	static const uint32_t splits[] = { 0xc0000000, 0xb0000000, 0x80000000, 0x78000000,
					   0x40000000 };

	for (size_t i = 0; i < sizeof(splits) / sizeof(splits[0]); i++)
		if (splits[i] == address)
			return true;
	return false;
}

static void take_page_offset(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	const struct nkv_log_fact_value *lowmem = nkv_log_fact(facts, NKV_LOG_FACT_LOWMEM_START);
	const struct nkv_log_fact_value *end = nkv_log_fact(facts, NKV_LOG_FACT_LOWMEM_END_VADDR);
	const struct nkv_log_fact_value *max = nkv_log_fact(facts, NKV_LOG_FACT_MAX_LOW_PFN);
	uint64_t address = 0;

	if (lowmem->given)
		address = lowmem->number;
	else if (end->given && max->given)
		address = (uint32_t)(end->number - (max->number << NKV_PAGE_SHIFT));
	if (!is_page_offset(address))
		return;
	out->machine.kernel.page_offset = (uint32_t)address;
	out->page_offset = NKV_LOG_KNOWN;
}

/* A zone's mem_map in pages, over its pages: exact where that is 4096. */
static void take_struct_page(const struct nkv_boot_facts *facts,
			     const struct nkv_kernel_candidate *candidate,
			     struct nkv_log_machine *out)
{
	const struct nkv_log_fact_value *start = nkv_log_fact(facts, NKV_LOG_FACT_DMA_START_PFN);
	const struct nkv_log_fact_value *end = nkv_log_fact(facts, NKV_LOG_FACT_DMA_END_PFN);
	const struct nkv_log_fact_value *memmap =
		nkv_log_fact(facts, NKV_LOG_FACT_DMA_MEMMAP_PAGES);

	if (candidate->struct_page_bytes > 0) {
		out->machine.kernel.struct_page_bytes = candidate->struct_page_bytes;
		out->struct_page = NKV_LOG_GUESSED;
	}
	if (!memmap->given || memmap->number < NKV_STRUCT_PAGE_BYTES_MIN ||
	    memmap->number > NKV_STRUCT_PAGE_BYTES_MAX)
		return;
	if (end->given && end->number - start->number != ZONE_PAGES)
		return;
	out->machine.kernel.struct_page_bytes = (uint32_t)memmap->number;
	out->struct_page = NKV_LOG_KNOWN;
}

static void take_text(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	const struct nkv_log_fact_value *text = nkv_log_fact(facts, NKV_LOG_FACT_TEXT_START);
	uint32_t page_offset = out->machine.kernel.page_offset;

	if (!text->given || text->number < page_offset ||
	    text->number - page_offset >= NKV_INITRD_END_MAX)
		return;
	out->machine.kernel.text = (uint32_t)(text->number - page_offset);
	out->text = NKV_LOG_KNOWN;
}

static void take_init_pg_tables_end(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	const struct nkv_log_fact_value *min = nkv_log_fact(facts, NKV_LOG_FACT_MIN_LOW_PFN);

	if (!min->given || min->number >= NKV_PHYS32_END_LIMIT >> NKV_PAGE_SHIFT)
		return;
	out->machine.kernel.init_pg_tables_end = (uint32_t)(min->number << NKV_PAGE_SHIFT);
	out->init_pg_tables_end = NKV_LOG_KNOWN;
}

/* A kernel with DISCONTIGMEM prints the pages of its nodes right after it says where they come from. */
bool nkv_log_shows_sections(const struct nkv_boot_facts *facts)
{
	if (!nkv_log_is_planned(facts) ||
	    (!nkv_log_fact(facts, NKV_LOG_FACT_FLAT)->given && facts->chunk_count == 0))
		return false;
	for (size_t i = 0; i < NKV_LOG_NODES_MAX; i++)
		if (facts->nodes[i].start_pfn.given)
			return false;
	return true;
}

static void take_kernel(const struct nkv_boot_facts *facts,
			const struct nkv_kernel_candidate *candidate, struct nkv_log_machine *out)
{
	struct nkv_kernel *kernel = &out->machine.kernel;

	*kernel = nkv_kernel_default();
	kernel->profile = candidate->profile;
	kernel->highmem = candidate->highmem;
	kernel->pae = candidate->pae;
	if (nkv_log_shows_sections(facts) && nkv_profile_has_sparse(candidate->profile))
		kernel->memory_model = NKV_MODEL_SPARSE;
	kernel->amd_k7 = nkv_log_fact(facts, NKV_LOG_FACT_AMD_K7)->given;
	if (nkv_log_fact(facts, NKV_LOG_FACT_NUMAQ)->given)
		kernel->max_numnodes = NKV_NODES_MAX;
	if (!nkv_log_is_planned(facts))
		return;
	take_page_offset(facts, out);
	take_struct_page(facts, candidate, out);
	take_text(facts, out);
	take_init_pg_tables_end(facts, out);
}

/* --- the EBDA and other firmware --- */

/* Firmware reserves what lies from the EBDA on to the end of base memory. */
static uint64_t ebda_of_map(const struct nkv_boot_facts *facts)
{
	for (size_t i = 0; i < facts->map.count; i++) {
		const struct nkv_e820_entry *entry = &facts->map.entries[i];

		if (entry->type == NKV_E820_RESERVED && entry->start >= EBDA_START_MIN &&
		    entry->start < BASE_MEMORY_END && entry->size >= BASE_MEMORY_END - entry->start)
			return entry->start;
	}
	return 0;
}

static void take_ebda(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	const struct nkv_log_fact_value *ebda = nkv_log_fact(facts, NKV_LOG_FACT_EBDA);

	if (ebda->given && ebda->number < BASE_MEMORY_END) {
		out->machine.ebda = (uint32_t)ebda->number;
		out->ebda = NKV_LOG_KNOWN;
		return;
	}
	out->machine.ebda = (uint32_t)ebda_of_map(facts);
	out->ebda = out->machine.ebda != 0 ? NKV_LOG_GUESSED : NKV_LOG_ASSUMED;
}

static void take_reserve(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	for (size_t i = 0; i < facts->mp_table_count; i++)
		out->reserve[i] = (struct nkv_firmware_reserve){
			.start = (uint32_t)facts->mp_tables[i],
			.size = NKV_PAGE_BYTES,
			.by = "mp-table",
		};
	out->machine.reserve = out->reserve;
	out->machine.reserve_count = facts->mp_table_count;
}

/* --- nodes --- */

/* Whether the kernel looked for an SRAT that it could use, and said that there is none. */
static bool is_without_srat(const struct nkv_boot_facts *facts)
{
	if (nkv_log_fact(facts, NKV_LOG_FACT_FLAT)->given ||
	    nkv_log_fact(facts, NKV_LOG_FACT_SRAT_FAILED)->given)
		return true;
	return nkv_log_fact(facts, NKV_LOG_FACT_NO_NUMA)->given &&
	       !nkv_log_fact(facts, NKV_LOG_FACT_SRAT_TABLE)->given;
}

static void take_srat(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	struct nkv_machine *machine = &out->machine;

	machine->processors = facts->processors;
	machine->processor_count = facts->processor_count;
	machine->memory = facts->memory;
	machine->memory_count = facts->memory_count;
	machine->has_srat = facts->processor_count + facts->memory_count > 0;
	out->memory_positions = facts->memory_positions;
	out->srat = machine->has_srat || is_without_srat(facts) ? NKV_LOG_KNOWN : NKV_LOG_ASSUMED;
}

static void add_quad(struct nkv_log_machine *out, size_t number, uint64_t start_pfn,
		     uint64_t end_pfn, const struct nkv_position *position)
{
	size_t count = out->machine.quad_count++;

	out->quads[count] = (struct nkv_quad){
		.number = (uint8_t)number,
		.start = start_pfn << NKV_PAGE_SHIFT,
		.size = (end_pfn - start_pfn) << NKV_PAGE_SHIFT,
	};
	out->quad_positions[count] = *position;
}

/* Whether a quad can begin or end there. */
static bool is_border(uint64_t pfn)
{
	return pfn % UNIT_PAGES == 0 && pfn <= NKV_QUAD_END_MAX >> NKV_PAGE_SHIFT;
}

/* "Node: 1, start_pfn: 2097152, end_pfn: 4194304" */
static void take_node_ranges(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	for (size_t nid = 0; nid < NKV_LOG_NODES_MAX; nid++) {
		const struct nkv_log_node *node = &facts->nodes[nid];
		uint64_t start = node->start_pfn.number, end = node->end_pfn.number;

		if (node->start_pfn.given && start <= end && is_border(start) && is_border(end))
			add_quad(out, nid, start, end, &node->start_pfn.position);
	}
}

/* The pages of a quad, if all before the first that is shrunk are as large as it is; 0 if none is. */
static uint64_t pages_of_each(const struct nkv_boot_facts *facts)
{
	for (size_t nid = 0; nid < NKV_LOG_NODES_MAX; nid++) {
		const struct nkv_log_fact_value *end = &facts->nodes[nid].present_end_pfn;

		if (end->given)
			return end->number % ((nid + 1) * UNIT_PAGES) == 0 ? end->number / (nid + 1)
									   : 0;
	}
	return 0;
}

/*
 * "Shrinking node 1 from 4194304 pages to 4171264 pages": all machines that are
 * known have quads of equal size, one behind the other. The last may be cut
 * short by mem=.
 */
static void take_node_ends(const struct nkv_boot_facts *facts, uint64_t pages,
			   struct nkv_log_machine *out)
{
	uint64_t start = 0;

	for (size_t nid = 0; nid < NKV_LOG_NODES_MAX; nid++) {
		const struct nkv_log_fact_value *shrunk = &facts->nodes[nid].present_end_pfn;
		uint64_t end = shrunk->given ? shrunk->number : start + pages;

		if ((nid > 0 && !shrunk->given) || end < start || !is_border(end))
			break;
		add_quad(out, nid, start, end, shrunk->given ? &shrunk->position : &facts->first);
		start = end;
	}
	out->numaq = NKV_LOG_GUESSED;
}

/* Of a single quad nothing is printed: it has all memory of the map. */
static void take_map_as_quad(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	uint64_t end = 0;

	for (size_t i = 0; i < out->machine.e820_count; i++) {
		const struct nkv_e820_entry *entry = &out->machine.e820[i];

		if (entry->type == NKV_E820_USABLE && entry->start + entry->size > end)
			end = entry->start + entry->size;
	}
	end = (end + NKV_QUAD_UNIT_BYTES - 1) / NKV_QUAD_UNIT_BYTES * NKV_QUAD_UNIT_BYTES;
	if (end <= NKV_QUAD_END_MAX)
		add_quad(out, 0, 0, end >> NKV_PAGE_SHIFT, &facts->first);
	out->numaq = NKV_LOG_GUESSED;
}

/*
 * The quads of a NUMA-Q, in place of an SRAT. Their private memory, which no line
 * tells, is taken for shared.
 */
static void take_quads(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	uint64_t pages = pages_of_each(facts);

	if (out->machine.has_srat || !nkv_log_fact(facts, NKV_LOG_FACT_NUMAQ)->given ||
	    !nkv_log_is_planned(facts))
		return;
	out->numaq = out->srat = NKV_LOG_KNOWN;
	take_node_ranges(facts, out);
	if (out->machine.quad_count == 0 && pages > 0)
		take_node_ends(facts, pages, out);
	else if (out->machine.quad_count == 0)
		take_map_as_quad(facts, out);
	out->machine.quads = out->quads;
}

/* A kernel that dies early has not printed it, but what it says of highmem= before. */
static void take_cmdline(const struct nkv_boot_facts *facts,
			 const struct nkv_kernel_candidate *candidate, struct nkv_log_machine *out)
{
	const struct nkv_log_fact_value *highmem =
		nkv_log_fact(facts, NKV_LOG_FACT_HIGHMEM_ASKED_MB);
	size_t length;

	if (facts->cmdline.given || !highmem->given || highmem->number > UINT32_MAX)
		snprintf(out->cmdline, sizeof(out->cmdline), "%s", facts->cmdline.text);
	else
		snprintf(out->cmdline, sizeof(out->cmdline), "highmem=%" PRIu32 "M",
			 (uint32_t)highmem->number);
	length = strlen(out->cmdline);
	nkv_log_map_words(facts, candidate->words, out->cmdline + length,
			  sizeof(out->cmdline) - length);
	out->machine.cmdline = out->cmdline + (out->cmdline[0] == ' ');
}

static void take_map(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	const struct nkv_log_map *map = nkv_log_map_of_firmware(facts);

	out->machine.e820 = map->entries;
	out->machine.e820_count = map->count;
	out->e820_positions = map->positions;
}

void nkv_log_machine(const struct nkv_boot_facts *facts,
		     const struct nkv_kernel_candidate *candidate, struct nkv_log_machine *out)
{
	*out = (struct nkv_log_machine){ 0 };
	take_map(facts, out);
	take_cmdline(facts, candidate, out);
	take_kernel(facts, candidate, out);
	take_ebda(facts, out);
	take_reserve(facts, out);
	nkv_log_find_initrd(facts, out);
	take_srat(facts, out);
	take_quads(facts, out);
}
