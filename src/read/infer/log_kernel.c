/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/infer/log_kernel.h"

#include <numakva/numakva.h>

enum {
	ZONE_PAGES = 4096,   /* of zone DMA: 16 MiB */
	CHUNKS_PER_NODE = 3, /* that kernels to 2.6.26 keep */
};

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

	if (candidate->struct_page_bytes > 0)
		out->machine.kernel.struct_page_bytes = candidate->struct_page_bytes;
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

/* One with DISCONTIGMEM prints the pages of its nodes right after it says where they come from. */
static bool shows_sections(const struct nkv_boot_facts *facts)
{
	if (!nkv_log_is_planned(facts) ||
	    (!nkv_log_fact(facts, NKV_LOG_FACT_FLAT)->given && facts->chunk_count == 0))
		return false;
	for (size_t i = 0; i < NKV_LOG_NODES_MAX; i++)
		if (facts->nodes[i].start_pfn.given)
			return false;
	return true;
}

static size_t count_domains(const struct nkv_boot_facts *facts)
{
	bool seen[NKV_PXM_MAX + 1] = { false };
	size_t count = 0;

	for (size_t i = 0; i < facts->processor_count; i++)
		seen[facts->processors[i].pxm] = true;
	for (size_t i = 0; i < facts->memory_count; i++)
		seen[facts->memory[i].pxm] = true;
	for (size_t pxm = 0; pxm <= NKV_PXM_MAX; pxm++)
		count += seen[pxm];
	return count;
}

/* A kernel for NUMA-Q has 16; another as many as its nodes, and the chunks it kept, show. */
static void take_max_numnodes(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	uint32_t *max = &out->machine.kernel.max_numnodes;
	size_t usual_chunks = CHUNKS_PER_NODE * (size_t)*max;
	bool is_full = nkv_log_fact(facts, NKV_LOG_FACT_CHUNK_DROPPED)->given &&
		       facts->memory_count == usual_chunks;
	bool is_more = nkv_log_is_planned(facts) &&
		       (count_domains(facts) > *max || facts->memory_count > usual_chunks);

	if (nkv_log_fact(facts, NKV_LOG_FACT_NUMAQ)->given || is_more)
		*max = NKV_NODES_MAX;
	if (*max == NKV_NODES_MAX || is_full)
		out->max_numnodes = NKV_LOG_KNOWN;
}

void nkv_log_kernel(const struct nkv_boot_facts *facts,
		    const struct nkv_kernel_candidate *candidate, struct nkv_log_machine *out)
{
	struct nkv_kernel *kernel = &out->machine.kernel;

	*kernel = nkv_kernel_default();
	kernel->profile = candidate->profile;
	kernel->highmem = candidate->highmem;
	kernel->pae = candidate->pae;
	if (shows_sections(facts) && nkv_profile_has_sparse(candidate->profile))
		kernel->memory_model = NKV_MODEL_SPARSE;
	kernel->amd_k7 = nkv_log_fact(facts, NKV_LOG_FACT_AMD_K7)->given;
	if (candidate->pg_data_bytes > 0)
		kernel->pg_data_bytes = candidate->pg_data_bytes;
	take_max_numnodes(facts, out);
	if (!nkv_log_is_planned(facts))
		return;
	take_page_offset(facts, out);
	take_struct_page(facts, candidate, out);
	take_text(facts, out);
	take_init_pg_tables_end(facts, out);
}
