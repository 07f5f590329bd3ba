/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What can go wrong: the table of hazards, and the verdict (7).
 */
#include "core/hazards/hazards.h"

#include <string.h>

#include "core/boot/calls.h"

/* When a check can be made. */
enum when {
	WHEN_REACHED,	 /* as soon as its step was: the check itself knows */
	WHEN_SETUP_ENDS, /* only if setup ends without a BUG */
};

static const struct {
	struct nkv_hazard_info info;
	enum when when;
	nkv_hazard_check *check;
} table[NKV_HAZARD_COUNT] = {
	[NKV_HAZARD_RESERVE_ZERO_LENGTH] = { { "reserve-zero-length",
					       "a reservation of no bytes, a BUG in the boot-time allocator",
					       NKV_SEVERITY_FATAL, NKV_SEVERITY_FATAL },
					     WHEN_REACHED,
					     nkv_check_reserve_zero_length },
	[NKV_HAZARD_RESERVE_BEYOND_LOWMEM] = { { "reserve-beyond-lowmem",
						 "a reservation above low memory, a BUG in the boot-time allocator",
						 NKV_SEVERITY_FATAL, NKV_SEVERITY_FATAL },
					       WHEN_REACHED,
					       nkv_check_reserve_beyond_lowmem },
	[NKV_HAZARD_FREE_TWICE] = { { "free-twice",
				      "overlapping map entries free pages twice, a BUG in the boot-time allocator",
				      NKV_SEVERITY_FATAL, NKV_SEVERITY_FATAL },
				    WHEN_REACHED,
				    nkv_check_free_twice },
	[NKV_HAZARD_NODE_END_BELOW_START] = { { "node-end-below-start",
						"shrinking leaves a node's end below its start, a BUG",
						NKV_SEVERITY_FATAL, NKV_SEVERITY_FATAL },
					      WHEN_REACHED,
					      nkv_check_node_end_below_start },
	[NKV_HAZARD_ZONE_BEYOND_NODE] = { { "zone-beyond-node",
					    "low memory ends above the end of a node that begins in it, a BUG",
					    NKV_SEVERITY_FATAL, NKV_SEVERITY_FATAL },
					  WHEN_REACHED,
					  nkv_check_zone_beyond_node },
	[NKV_HAZARD_RESERVE_WRAPS] = { { "reserve-wraps",
					 "a reservation whose end wraps, a BUG in the boot-time allocator",
					 NKV_SEVERITY_FATAL, NKV_SEVERITY_FATAL },
				       WHEN_REACHED,
				       nkv_check_reserve_wraps },
	[NKV_HAZARD_LOWMEM_SWALLOWED] = { { "lowmem-swallowed",
					    "the KVA is larger than the low memory it is taken off",
					    NKV_SEVERITY_FATAL, NKV_SEVERITY_FATAL },
					  WHEN_REACHED,
					  nkv_check_lowmem_swallowed },
	[NKV_HAZARD_REMAP_MISALIGNED] = { { "remap-misaligned",
					    "a remap window that starts inside a large page is never mapped",
					    NKV_SEVERITY_FATAL, NKV_SEVERITY_FATAL },
					  WHEN_SETUP_ENDS,
					  nkv_check_remap_misaligned },
	[NKV_HAZARD_ZONES_OVERLONG] = { { "zones-overlong",
					  "the zones of a node that does not begin at 0 are longer than the node",
					  NKV_SEVERITY_CORRUPTING, NKV_SEVERITY_CORRUPTING },
					WHEN_SETUP_ENDS,
					nkv_check_zones_overlong },
	[NKV_HAZARD_KVA_OVERLAPS_KERNEL] = { { "kva-overlaps-kernel",
					       "the KVA lies over the kernel or the allocator's bitmap",
					       NKV_SEVERITY_FATAL, NKV_SEVERITY_FATAL },
					     WHEN_SETUP_ENDS,
					     nkv_check_kva_overlaps_kernel },
	[NKV_HAZARD_MEMMAP_OVERRUNS_REMAP] = { { "memmap-overruns-remap",
						 "a mem_map is longer than the remap area it is put into",
						 NKV_SEVERITY_FATAL, NKV_SEVERITY_FATAL },
					       WHEN_SETUP_ENDS,
					       nkv_check_memmap_overruns_remap },
	[NKV_HAZARD_MEMMAP_READ_UNMAPPED] = { { "memmap-read-unmapped",
						"the kernel reads struct pages at addresses that are not mapped",
						NKV_SEVERITY_FATAL, NKV_SEVERITY_FATAL },
					      WHEN_SETUP_ENDS,
					      nkv_check_memmap_read_unmapped },
	[NKV_HAZARD_BAD_PAGE_STATE] = { { "bad-page-state",
					  "pages without an initialised mem_map are freed: \"Bad page state\"",
					  NKV_SEVERITY_CORRUPTING, NKV_SEVERITY_CORRUPTING },
					WHEN_SETUP_ENDS,
					nkv_check_bad_page_state },
	[NKV_HAZARD_REMAP_BACKING_FREED] = { { "remap-backing-freed",
					       "pages that hold a mem_map are given away as free memory",
					       NKV_SEVERITY_CORRUPTING, NKV_SEVERITY_CORRUPTING },
					     WHEN_SETUP_ENDS,
					     nkv_check_remap_backing_freed },
	[NKV_HAZARD_REMAP_BEYOND_4G] = { { "remap-beyond-4g",
					   "without PAE, a remap of pages above 4 GiB maps other memory",
					   NKV_SEVERITY_CORRUPTING, NKV_SEVERITY_CORRUPTING },
					 WHEN_SETUP_ENDS,
					 nkv_check_remap_beyond_4g },
	[NKV_HAZARD_INITRD_FREED_LATER] = { { "initrd-freed-later",
					      "freeing the unpacked initrd frees pages without a mem_map",
					      NKV_SEVERITY_CORRUPTING, NKV_SEVERITY_CORRUPTING },
					    WHEN_SETUP_ENDS,
					    nkv_check_initrd_freed_later },
	[NKV_HAZARD_PHYSNODE_MISMATCH] = { { "physnode-mismatch",
					     "physnode_map names another node, or none, for a node's pages",
					     NKV_SEVERITY_CORRUPTING, NKV_SEVERITY_CORRUPTING },
					   WHEN_SETUP_ENDS,
					   nkv_check_physnode_mismatch },
	[NKV_HAZARD_PHYSNODE_OVERFLOW] = { { "physnode-overflow",
					     "memory at or above 64 GiB is written past the end of physnode_map",
					     NKV_SEVERITY_CORRUPTING, NKV_SEVERITY_CORRUPTING },
					   WHEN_REACHED,
					   nkv_check_physnode_overflow },
	[NKV_HAZARD_RESERVE_ADDRESS_WRAPPED] = { { "reserve-address-wrapped",
						   "a reservation at or above 4 GiB loses its high bits",
						   NKV_SEVERITY_CORRUPTING,
						   NKV_SEVERITY_CORRUPTING },
						 WHEN_REACHED,
						 nkv_check_reserve_address_wrapped },
	[NKV_HAZARD_KVA_INITRD_CLASH] = { { "kva-initrd-clash", "the KVA lies over the initrd",
					    NKV_SEVERITY_CORRUPTING, NKV_SEVERITY_CORRUPTING },
					  WHEN_SETUP_ENDS,
					  nkv_check_kva_initrd_clash },
	[NKV_HAZARD_NODE_WITHOUT_REMAP] = { { "node-without-remap",
					      "a node that reserved nothing has its pgdat in its remap window",
					      NKV_SEVERITY_CORRUPTING, NKV_SEVERITY_CORRUPTING },
					    WHEN_REACHED,
					    nkv_check_node_without_remap },
	[NKV_HAZARD_MEMMAP_IN_LOWMEM] = { { "memmap-in-lowmem",
					    "a mem_map is taken from low memory, or finds no room there",
					    NKV_SEVERITY_FATAL, NKV_SEVERITY_INFO },
					  WHEN_SETUP_ENDS,
					  nkv_check_memmap_in_lowmem },
	[NKV_HAZARD_INITRD_DISABLED] = { { "initrd-disabled", "the kernel ignores the initrd",
					   NKV_SEVERITY_WARNING, NKV_SEVERITY_WARNING },
					 WHEN_REACHED,
					 nkv_check_initrd_disabled },
	[NKV_HAZARD_HIGHMEM_IGNORED] = { { "highmem-ignored",
					   "the kernel ignores highmem= of its command line",
					   NKV_SEVERITY_WARNING, NKV_SEVERITY_WARNING },
					 WHEN_REACHED,
					 nkv_check_highmem_ignored },
	[NKV_HAZARD_LOWMEM_LOW] = { { "lowmem-low",
				      "less than 64 MiB of low memory are free when setup ends",
				      NKV_SEVERITY_WARNING, NKV_SEVERITY_WARNING },
				    WHEN_SETUP_ENDS,
				    nkv_check_lowmem_low },
	[NKV_HAZARD_SRAT_TABLE_OVERRUN] = { { "srat-table-overrun",
					      "inserting the last SRAT chunk writes past the kernel's table",
					      NKV_SEVERITY_CORRUPTING, NKV_SEVERITY_CORRUPTING },
					    WHEN_REACHED,
					    nkv_check_srat_table_overrun },
	[NKV_HAZARD_SRAT_CHUNK_IGNORED] = { { "srat-chunk-ignored",
					      "memory of the SRAT that the kernel drops or that lies above max_pfn",
					      NKV_SEVERITY_INFO, NKV_SEVERITY_INFO },
					    WHEN_REACHED,
					    nkv_check_srat_chunk_ignored },
	[NKV_HAZARD_PAGES_WASTED] = { { "pages-wasted", "pages lost to alignment",
					NKV_SEVERITY_INFO, NKV_SEVERITY_INFO },
				      WHEN_REACHED,
				      nkv_check_pages_wasted },
	[NKV_HAZARD_NOT_CONFIGURABLE] = { { "not-configurable",
					    "the kernel's configuration offers NUMA only with HIGHMEM 64G",
					    NKV_SEVERITY_INFO, NKV_SEVERITY_INFO },
					  WHEN_REACHED,
					  nkv_check_not_configurable },
};

const struct nkv_hazard_info *nkv_hazard_info(enum nkv_hazard_code code)
{
	return &table[code].info;
}

enum nkv_hazard_code nkv_hazard_find(const char *name)
{
	unsigned int code = 0;

	while (code < NKV_HAZARD_COUNT && strcmp(table[code].info.code, name) != 0)
		code++;
	return (enum nkv_hazard_code)code;
}

const char *nkv_severity_name(enum nkv_severity severity)
{
	static const char *const names[] = {
		[NKV_SEVERITY_INFO] = "info",
		[NKV_SEVERITY_WARNING] = "warning",
		[NKV_SEVERITY_CORRUPTING] = "corrupting",
		[NKV_SEVERITY_FATAL] = "fatal",
	};

	return names[severity];
}

bool nkv_hazard_covers(struct nkv_hazard *hazard, struct nkv_range_list ranges)
{
	hazard->ranges = ranges;
	hazard->pages = nkv_range_list_pages(&ranges);
	hazard->fields |= NKV_HAZARD_HAS_PAGES | NKV_HAZARD_HAS_RANGES;
	return ranges.count > 0;
}

void nkv_hazard_names_node(struct nkv_hazard *hazard, unsigned int nid)
{
	hazard->nids |= UINT32_C(1) << nid;
	hazard->fields |= NKV_HAZARD_HAS_NIDS;
}

/* The initrd's pages, where it ends up. */
static struct nkv_range find_initrd(const struct nkv_boot *boot)
{
	const struct nkv_plan *plan = boot->plan;

	if (plan->initrd_fate != NKV_INITRD_KEPT && plan->initrd_fate != NKV_INITRD_MOVED)
		return nkv_range_none();
	return nkv_range_make(nkv_pfn_down(plan->initrd_start),
			      nkv_pfn_up(plan->initrd_start + boot->machine->initrd_size));
}

/* The KVA's pages, where it takes any of low memory. */
static struct nkv_range find_kva(const struct nkv_boot *boot)
{
	const struct nkv_plan *plan = boot->plan;

	if (boot->rules->kva_placement != NKV_KVA_IN_LOWMEM)
		return nkv_range_none();
	return nkv_range_make(plan->kva_start_pfn, (uint64_t)plan->kva_start_pfn + plan->kva_pages);
}

/* Where the entries after this one begin to differ from it. */
static uint32_t stretch_end(const int8_t map[NKV_PHYSNODE_ENTRIES], uint32_t entry)
{
	uint32_t end = entry + 1;
	int8_t same[16];

	memset(same, map[entry], sizeof(same));
	while (end + sizeof(same) <= NKV_PHYSNODE_ENTRIES &&
	       memcmp(map + end, same, sizeof(same)) == 0)
		end += (uint32_t)sizeof(same);
	while (end < NKV_PHYSNODE_ENTRIES && map[end] == map[entry])
		end++;
	return end;
}

/* Cuts physnode_map into stretches. */
static void find_stretches(struct nkv_findings *findings)
{
	struct nkv_boot *boot = findings->boot;
	const int8_t *map = boot->plan->physnode_map;
	struct nkv_stretch *stretches =
		nkv_arena_take(&boot->arena, NKV_PHYSNODE_ENTRIES, sizeof(*stretches));
	size_t count = 0;

	for (uint32_t entry = 0, end; entry < NKV_PHYSNODE_ENTRIES && stretches != NULL;
	     entry = end) {
		end = stretch_end(map, entry);
		stretches[count++] =
			(struct nkv_stretch){ entry * NKV_PHYSNODE_ENTRY_PAGES,
					      end * NKV_PHYSNODE_ENTRY_PAGES, map[entry] };
	}
	findings->stretches = stretches;
	findings->stretch_count = count;
}

static struct nkv_findings gather(struct nkv_boot *boot)
{
	const struct nkv_plan *plan = boot->plan;
	struct nkv_range_builder builder = nkv_range_builder_begin(&boot->arena);

	for (size_t i = 0; i < plan->active_range_count; i++)
		nkv_range_builder_add(&builder, nkv_range_make(plan->active_ranges[i].start_pfn,
							       plan->active_ranges[i].end_pfn));
	return (struct nkv_findings){
		.boot = boot,
		.active = nkv_range_builder_end(&builder),
		.kva = find_kva(boot),
		.initrd = find_initrd(boot),
	};
}

static enum nkv_verdict judge(const struct nkv_hazard *hazards, size_t count)
{
	enum nkv_verdict verdict = NKV_VERDICT_BOOTS;

	for (size_t i = 0; i < count; i++) {
		if (hazards[i].severity == NKV_SEVERITY_FATAL)
			return NKV_VERDICT_PANICS;
		if (hazards[i].severity == NKV_SEVERITY_CORRUPTING)
			verdict = NKV_VERDICT_UNSTABLE;
	}
	return verdict;
}

void nkv_hazards_find(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	bool setup_ended = plan->stopped_at == NKV_STOP_NONE;
	struct nkv_hazard *hazards =
		nkv_arena_take(&boot->arena, NKV_HAZARD_COUNT, sizeof(*hazards));
	struct nkv_findings findings;

	if (hazards == NULL)
		return;
	findings = gather(boot);
	find_stretches(&findings);
	for (unsigned int code = 0; code < NKV_HAZARD_COUNT; code++) {
		struct nkv_hazard *hazard = &hazards[plan->hazard_count];

		if (table[code].when == WHEN_SETUP_ENDS && !setup_ended)
			continue;
		*hazard = (struct nkv_hazard){ .code = (enum nkv_hazard_code)code,
					       .severity = table[code].info.severity };
		if (table[code].check(&findings, hazard))
			plan->hazard_count++;
	}
	plan->hazards = hazards;
	plan->verdict = judge(hazards, plan->hazard_count);
}

/*
 * The range lists, at their longest: those of memory (RAM, freed and free
 * pages and what hazards cut out of them) have a range an entry, a call and an
 * active range, once more for each node or stretch of physnode_map they are
 * cut by; there are fewer than LISTS_MAX of them.
 */
size_t nkv_hazards_bytes(const struct nkv_machine *machine, size_t calls_max)
{
	enum { LISTS_MAX = 16, CUTS_MAX = NKV_PHYSNODE_ENTRIES + NKV_NODES_MAX };
	size_t ranges = NKV_E820_MAX + calls_max + NKV_SRAT_CHUNKS_MAX + CUTS_MAX + 4;

	return nkv_arena_bytes(NKV_HAZARD_COUNT, sizeof(struct nkv_hazard)) +
	       nkv_arena_bytes(NKV_PHYSNODE_ENTRIES, sizeof(struct nkv_stretch)) +
	       LISTS_MAX * nkv_arena_bytes(ranges, sizeof(struct nkv_range)) +
	       nkv_arena_bytes(machine->memory_count + NKV_SRAT_CHUNKS_MAX,
			       sizeof(struct nkv_hazard_chunk));
}
