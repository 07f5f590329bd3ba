/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds what goes wrong in a boot, and the verdict (7). */
#include "core/hazards/hazards.h"

#include <string.h>

const struct nkv_hazard_rule nkv_hazards_to_2_6_26[] = {
	{ NKV_HAZARD_RESERVE_ZERO_LENGTH, NKV_FACT_ALWAYS, nkv_check_reserve_zero_length },
	{ NKV_HAZARD_RESERVE_BEYOND_LOWMEM, NKV_FACT_ALWAYS, nkv_check_reserve_beyond_lowmem },
	{ NKV_HAZARD_FREE_TWICE, NKV_FACT_ALWAYS, nkv_check_free_twice },
	{ NKV_HAZARD_NODE_END_BELOW_START, NKV_FACT_ALWAYS, nkv_check_node_end_below_start },
	{ NKV_HAZARD_ZONE_BEYOND_NODE, NKV_FACT_ALWAYS, nkv_check_zone_beyond_node },
	{ NKV_HAZARD_RESERVE_WRAPS, NKV_FACT_ALWAYS, nkv_check_reserve_wraps },
	{ NKV_HAZARD_LOWMEM_SWALLOWED, NKV_FACT_ALWAYS, nkv_check_lowmem_swallowed },
	{ NKV_HAZARD_REMAP_MISALIGNED, NKV_FACT_MEMMAPS, nkv_check_remap_misaligned },
	{ NKV_HAZARD_NODE_ABOVE_MEMORY, NKV_FACT_MEMMAPS, nkv_check_node_above_memory },
	{ NKV_HAZARD_ZONES_OVERLONG, NKV_FACT_MEMMAPS, nkv_check_zones_overlong },
	{ NKV_HAZARD_KVA_OVERLAPS_KERNEL, NKV_FACT_MEMMAPS, nkv_check_kva_overlaps_kernel },
	{ NKV_HAZARD_MEMMAP_OVERRUNS_REMAP, NKV_FACT_MEMMAPS, nkv_check_memmap_overruns_remap },
	{ NKV_HAZARD_MEMMAP_READ_UNMAPPED, NKV_FACT_MEMMAPS, nkv_check_memmap_read_unmapped },
	{ NKV_HAZARD_BAD_PAGE_STATE, NKV_FACT_MEMMAPS, nkv_check_bad_page_state },
	{ NKV_HAZARD_REMAP_BACKING_FREED, NKV_FACT_MEMMAPS, nkv_check_remap_backing_freed },
	{ NKV_HAZARD_REMAP_BEYOND_4G, NKV_FACT_MEMMAPS, nkv_check_remap_beyond_4g },
	{ NKV_HAZARD_INITRD_FREED_LATER, NKV_FACT_MEMMAPS, nkv_check_initrd_freed_later },
	{ NKV_HAZARD_PHYSNODE_MISMATCH, NKV_FACT_MEMMAPS, nkv_check_physnode_mismatch },
	{ NKV_HAZARD_HIGHMEM_FREED_TWICE, NKV_FACT_RAM, nkv_check_highmem_freed_twice },
	{ NKV_HAZARD_ZONE_MISALIGNED, NKV_FACT_MEMMAPS, nkv_check_zone_misaligned },
	{ NKV_HAZARD_PHYSNODE_OVERFLOW, NKV_FACT_ALWAYS, nkv_check_physnode_overflow },
	{ NKV_HAZARD_RESERVE_ADDRESS_WRAPPED, NKV_FACT_ALWAYS, nkv_check_reserve_address_wrapped },
	{ NKV_HAZARD_KVA_INITRD_CLASH, NKV_FACT_MEMMAPS, nkv_check_kva_initrd_clash },
	{ NKV_HAZARD_NODE_WITHOUT_REMAP, NKV_FACT_ALWAYS, nkv_check_node_without_remap },
	{ NKV_HAZARD_MEMMAP_IN_LOWMEM, NKV_FACT_MEMMAPS, nkv_check_memmap_in_lowmem },
	{ NKV_HAZARD_INITRD_DISABLED, NKV_FACT_ALWAYS, nkv_check_initrd_disabled },
	{ NKV_HAZARD_HIGHMEM_IGNORED, NKV_FACT_ALWAYS, nkv_check_highmem_ignored },
	{ NKV_HAZARD_LOWMEM_LOW, NKV_FACT_MEMMAPS, nkv_check_lowmem_low },
	{ NKV_HAZARD_SRAT_TABLE_OVERRUN, NKV_FACT_ALWAYS, nkv_check_srat_table_overrun },
	{ NKV_HAZARD_SRAT_CHUNK_IGNORED, NKV_FACT_ALWAYS, nkv_check_srat_chunk_ignored },
	{ NKV_HAZARD_SRAT_OUT_OF_REACH, NKV_FACT_ALWAYS, nkv_check_srat_out_of_reach },
	{ NKV_HAZARD_RAM_UNUSED, NKV_FACT_RAM, nkv_check_ram_unused },
	{ NKV_HAZARD_PAGES_WASTED, NKV_FACT_ALWAYS, nkv_check_pages_wasted },
	{ NKV_HAZARD_NOT_CONFIGURABLE, NKV_FACT_ALWAYS, nkv_check_not_configurable },
	{ 0 },
};

bool nkv_hazard_covers(struct nkv_hazard *hazard, struct nkv_range_list ranges)
{
	if (ranges.count == 0)
		return false;
	hazard->ranges = ranges;
	hazard->pages = nkv_range_list_pages(&ranges);
	hazard->fields |= NKV_HAZARD_HAS_PAGES | NKV_HAZARD_HAS_RANGES;
	return true;
}

void nkv_hazard_names_node(struct nkv_hazard *hazard, unsigned int nid)
{
	hazard->nids |= UINT32_C(1) << nid;
	hazard->fields |= NKV_HAZARD_HAS_NIDS;
}

/* The initrd's pages, at the address where it is in the end. */
static struct nkv_range find_initrd(const struct nkv_boot *boot)
{
	const struct nkv_plan *plan = boot->plan;

	if (plan->initrd_fate != NKV_INITRD_KEPT && plan->initrd_fate != NKV_INITRD_MOVED)
		return nkv_range_none();
	return nkv_range_make(nkv_pfn_down(plan->initrd_start),
			      nkv_pfn_up(plan->initrd_start + boot->machine->initrd_size));
}

/* The KVA's pages, as far as they are low memory. */
static struct nkv_range find_kva(const struct nkv_boot *boot)
{
	const struct nkv_plan *plan = boot->plan;

	if (boot->rules->kva_placement != NKV_KVA_IN_LOWMEM)
		return nkv_range_none();
	return nkv_kva_of(plan);
}

static struct nkv_findings gather(struct nkv_boot *boot)
{
	const struct nkv_plan *plan = boot->plan;
	struct nkv_range_builder builder = nkv_range_builder_begin(&boot->arena);

	for (size_t i = 0; i < plan->node_count; i++)
		nkv_range_builder_add(&builder, plan->nodes[i].span);
	return (struct nkv_findings){
		.boot = boot,
		.spans = nkv_range_builder_end(&builder),
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
	struct nkv_hazard *hazards =
		nkv_arena_take(&boot->arena, NKV_HAZARD_COUNT, sizeof(*hazards));
	const struct nkv_hazard *cleared = NULL;
	struct nkv_findings findings;

	if (hazards == NULL)
		return;
	findings = gather(boot);
	for (const struct nkv_hazard_rule *rule = boot->hazards; rule->check; rule++) {
		struct nkv_hazard *hazard = &hazards[plan->hazard_count];

		if (!nkv_plan_knows(plan, (enum nkv_fact)rule->needs))
			continue;
		/* Most checks find nothing and leave the hazard unchanged. */
		if (hazard != cleared || hazard->fields != 0)
			memset(hazard, 0, sizeof(*hazard));
		cleared = hazard;
		hazard->code = rule->code;
		hazard->severity = nkv_hazard_info(rule->code)->severity;
		if (rule->check(&findings, hazard))
			plan->hazard_count++;
	}
	plan->hazards = hazards;
	plan->verdict = judge(hazards, plan->hazard_count);
}

/*
 * Room for the range lists at their longest. Lists of memory (RAM, freed and
 * free pages, and what hazards cut out of them) have at most one range for each
 * entry, call and active range, and one more for each node or stretch of
 * physnode_map that divides them. There are fewer than LISTS_MAX lists.
 */
size_t nkv_hazards_bytes(const struct nkv_machine *machine, size_t calls_max)
{
	enum { LISTS_MAX = 28, CUTS_MAX = NKV_PHYSNODE_ENTRIES_MAX + NKV_NODES_MAX };
	size_t ranges = NKV_E820_MAX + calls_max + NKV_SRAT_CHUNKS_MAX + CUTS_MAX + 4;

	return nkv_arena_bytes(NKV_HAZARD_COUNT, sizeof(struct nkv_hazard)) +
	       nkv_arena_bytes(NKV_PHYSNODE_ENTRIES_MAX, sizeof(struct nkv_stretch)) +
	       LISTS_MAX * nkv_arena_bytes(ranges, sizeof(struct nkv_range)) +
	       nkv_arena_bytes(machine->memory_count + NKV_SRAT_CHUNKS_MAX,
			       sizeof(struct nkv_hazard_chunk));
}
