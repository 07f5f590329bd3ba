/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/infer/log_kernel.h"

#include <numakva/numakva.h>

#include "core/rules.h"
#include "read/infer/log_nodes.h"

enum {
	ZONE_PAGES = 4096,	  /* of zone DMA: 16 MiB */
	CHUNKS_PER_NODE = 3,	  /* the number that kernels to 2.6.26 keep ... */
	LATE_CHUNKS_PER_NODE = 2, /* ... and that later ones read */
	BRK_BYTES = 0xb000,	  /* the usual size of a brk area */
};

/* The address of a kernel that does not fit below it. */
#define USUAL_LATE_TEXT 0x1000000

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

/* A zone's mem_map in pages, divided by its pages. It is exact if those are 4096. */
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

/* Whether a kernel can have this address. */
static bool is_address(const struct nkv_log_fact_value *value)
{
	return value->given && value->number < NKV_PHYS32_END_LIMIT;
}

static void take_pg_data(const struct nkv_boot_facts *facts,
			 const struct nkv_kernel_candidate *candidate, struct nkv_log_machine *out)
{
	const struct nkv_log_fact_value *bytes = nkv_log_fact(facts, NKV_LOG_FACT_PGDAT_BYTES);

	if (bytes->given && bytes->number >= NKV_PG_DATA_BYTES_MIN &&
	    bytes->number <= NKV_PG_DATA_BYTES_MAX) {
		out->machine.kernel.pg_data_bytes = (uint32_t)bytes->number;
		out->pg_data = NKV_LOG_KNOWN;
	} else if (candidate->pg_data_bytes > 0) {
		out->machine.kernel.pg_data_bytes = candidate->pg_data_bytes;
	}
}

static void take_text(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	const struct nkv_log_fact_value *start = nkv_log_fact(facts, NKV_LOG_FACT_IMAGE_START);
	const struct nkv_log_fact_value *text = nkv_log_fact(facts, NKV_LOG_FACT_TEXT_START);
	uint32_t page_offset = out->machine.kernel.page_offset;

	if (is_address(start))
		out->machine.kernel.text = (uint32_t)start->number;
	else if (text->given && text->number >= page_offset &&
		 text->number - page_offset < NKV_INITRD_END_MAX)
		out->machine.kernel.text = (uint32_t)(text->number - page_offset);
	else
		return;
	out->text = NKV_LOG_KNOWN;
}

static void take_image_end(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	const struct nkv_log_fact_value *end = nkv_log_fact(facts, NKV_LOG_FACT_IMAGE_END);

	if (!is_address(end) || end->number < out->machine.kernel.text)
		return;
	out->machine.kernel.has_image_end = true;
	out->machine.kernel.image_end = (uint32_t)end->number;
	out->image_end = NKV_LOG_KNOWN;
}

static void take_init_pg_tables_end(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	const struct nkv_log_fact_value *min = nkv_log_fact(facts, NKV_LOG_FACT_MIN_LOW_PFN);
	const struct nkv_log_fact_value *brk = nkv_log_fact(facts, NKV_LOG_FACT_BRK_END);
	const struct nkv_log_fact_value *tables = nkv_log_fact(facts, NKV_LOG_FACT_BOOT_TABLES_END);
	uint32_t *end = &out->machine.kernel.init_pg_tables_end;

	if (min->given && min->number < NKV_PHYS32_END_LIMIT >> NKV_PAGE_SHIFT)
		*end = (uint32_t)(min->number << NKV_PAGE_SHIFT);
	else if (is_address(brk))
		*end = (uint32_t)brk->number;
	else if (is_address(tables))
		*end = (uint32_t)tables->number;
	else
		return;
	out->init_pg_tables_end = NKV_LOG_KNOWN;
}

/*
 * For a kernel that lists all reservations but nothing after its image: it ends
 * with the image, or before the page after that.
 */
static void guess_init_pg_tables_end(const struct nkv_boot_facts *facts,
				     struct nkv_log_machine *out)
{
	if (out->init_pg_tables_end == NKV_LOG_KNOWN || out->image_end != NKV_LOG_KNOWN ||
	    !nkv_log_fact(facts, NKV_LOG_FACT_EARLY_RESERVED)->given)
		return;
	out->machine.kernel.init_pg_tables_end = nkv_log_fact(facts, NKV_LOG_FACT_ONE_BITMAP)->given
							 ? 1
							 : out->machine.kernel.image_end;
	out->init_pg_tables_end = NKV_LOG_GUESSED;
}

/*
 * Finds the image by what maps it, together with what is before and after it.
 * What was found after the kernel is probably right after it.
 */
static void guess_image(const struct nkv_boot_facts *facts,
			const struct nkv_kernel_candidate *candidate, struct nkv_log_machine *out)
{
	const struct nkv_log_fact_value *behind = nkv_log_fact(facts, NKV_LOG_FACT_BEHIND_KERNEL);
	struct nkv_kernel *kernel = &out->machine.kernel;

	if (out->image_end == NKV_LOG_KNOWN)
		return;
	if (candidate->image_end != 0) {
		if (out->text != NKV_LOG_KNOWN && candidate->image_end > USUAL_LATE_TEXT)
			kernel->text = USUAL_LATE_TEXT;
		kernel->has_image_end = true;
		kernel->image_end = candidate->image_end;
		kernel->init_pg_tables_end = candidate->image_end + BRK_BYTES;
		out->image_end = out->init_pg_tables_end = NKV_LOG_GUESSED;
	}
	if (is_address(behind) && behind->number > kernel->text) {
		kernel->init_pg_tables_end = (uint32_t)behind->number;
		out->init_pg_tables_end = NKV_LOG_GUESSED;
	}
}

/* The least power of two that is enough for all processors, as kernels are usually built. */
static uint32_t least_nr_cpus(const struct nkv_boot_facts *facts, uint32_t usual)
{
	while (usual < facts->processor_count && usual < NKV_NR_CPUS_MAX)
		usual *= 2;
	return usual;
}

/* If it does not matter, nothing is assumed. */
static void take_nr_cpus(const struct nkv_boot_facts *facts,
			 const struct nkv_kernel_candidate *candidate, struct nkv_log_machine *out)
{
	const struct nkv_log_fact_value *count = nkv_log_fact(facts, NKV_LOG_FACT_NR_CPUS);

	if (!out->machine.kernel.profile->rules->late) {
		out->nr_cpus = NKV_LOG_KNOWN;
	} else if (count->given && count->number >= NKV_NR_CPUS_MIN &&
		   count->number <= NKV_NR_CPUS_MAX) {
		out->machine.kernel.nr_cpus = (uint32_t)count->number;
		out->nr_cpus = NKV_LOG_KNOWN;
	} else {
		uint32_t usual = out->machine.kernel.nr_cpus;
		uint32_t least = least_nr_cpus(facts, usual);

		if (candidate->nr_cpus > 0)
			least = candidate->nr_cpus;
		out->machine.kernel.nr_cpus = least;
		out->nr_cpus = least != usual ? NKV_LOG_GUESSED : NKV_LOG_ASSUMED;
	}
}

/*
 * Whether the kernel has SPARSEMEM: with DISCONTIGMEM it prints the pages of its nodes right
 * after the line that says where the nodes come from.
 */
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
		seen[facts->processors[i].pxm] |= facts->processors[i].enabled;
	for (size_t i = 0; i < facts->memory_count; i++)
		seen[facts->memory[i].pxm] |= facts->memory[i].enabled;
	for (size_t pxm = 0; pxm <= NKV_PXM_MAX; pxm++)
		count += seen[pxm];
	return count;
}

/* The number of memory entries that were read shows it, if that is not all. */
static bool take_read_memory(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	const struct nkv_log_fact_value *read = nkv_log_fact(facts, NKV_LOG_FACT_MEMORY_READ);

	if (!read->given)
		return false;
	if (read->number == (size_t)LATE_CHUNKS_PER_NODE * NKV_NODES_MAX)
		out->machine.kernel.max_numnodes = NKV_NODES_MAX;
	out->max_numnodes = NKV_LOG_KNOWN;
	return true;
}

/* A kernel for NUMA-Q has 16. For others the nodes and the chunks that were kept show it. */
static void take_max_numnodes(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	uint32_t *max = &out->machine.kernel.max_numnodes;
	bool is_late = out->machine.kernel.profile->rules->late != NULL;
	size_t usual_chunks =
		(size_t)(is_late ? LATE_CHUNKS_PER_NODE : CHUNKS_PER_NODE) * (size_t)*max;
	bool is_full = nkv_log_fact(facts, NKV_LOG_FACT_CHUNK_DROPPED)->given &&
		       facts->memory_count == usual_chunks;
	bool is_more = nkv_log_is_planned(facts) &&
		       (count_domains(facts) > *max || facts->memory_count > usual_chunks);

	if (take_read_memory(facts, out))
		return;
	if (nkv_log_is_numaq(facts) || is_more)
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
	take_pg_data(facts, candidate, out);
	take_max_numnodes(facts, out);
	if (!nkv_log_is_planned(facts))
		return;
	take_page_offset(facts, out);
	take_struct_page(facts, candidate, out);
	take_text(facts, out);
	take_image_end(facts, out);
	take_init_pg_tables_end(facts, out);
	guess_init_pg_tables_end(facts, out);
	guess_image(facts, candidate, out);
	take_nr_cpus(facts, candidate, out);
}
