/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a boot prints about memory after setup: each node's high zone, and the
 * figures of the line "Memory:" (ram-in-use).
 */
#include "core/compare/compare.h"

#include "core/console/console.h"
#include "core/range.h"

/* --- high zones --- */

/* As it is printed: a zone without pages as 0 to 0. */
static struct nkv_range planned_zone(const struct nkv_plan *plan, uint32_t nid)
{
	for (size_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].nid == nid && !nkv_range_is_empty(plan->nodes[i].high_zone))
			return plan->nodes[i].high_zone;
	return (struct nkv_range){ 0, 0 };
}

static bool is_zone(const struct nkv_logged_zone *logged, struct nkv_range planned)
{
	return logged->start_pfn == planned.start_pfn && logged->end_pfn == planned.end_pfn;
}

void nkv_compare_zones(struct nkv_boot_comparison *comparison, struct nkv_compared_zone *zones)
{
	const struct nkv_boot_record *record = comparison->record;
	bool is_held = nkv_plan_knows(comparison->plan, NKV_FACT_HIGH_ZONES) &&
		       !comparison->other_kernel && !comparison->without_numa;

	comparison->zones_held = is_held && record->zone_count > 0;
	for (size_t i = 0; i < record->zone_count; i++) {
		const struct nkv_logged_zone *logged = &record->zones[i];
		struct nkv_range planned = planned_zone(comparison->plan, logged->nid);

		zones[i] = (struct nkv_compared_zone){
			.zone = logged,
			.planned = planned,
			.differs = is_held && !is_zone(logged, planned),
		};
		comparison->zones_differ |= zones[i].differs;
	}
	comparison->zones = zones;
}

/* --- the memory line --- */

/* The pages that become free high memory. A page that two nodes free counts twice. */
static uint64_t planned_highmem_kb(const struct nkv_plan *plan)
{
	const struct nkv_hazard *twice = nkv_plan_hazard(plan, NKV_HAZARD_HIGHMEM_FREED_TWICE);

	return (plan->ram.high_pages + (twice ? twice->pages : 0)) * 4;
}

/* More low memory is available than exists: no kernel prints such figures. */
static bool is_impossible(const struct nkv_boot_comparison *comparison)
{
	const struct nkv_boot_record *record = comparison->record;

	return record->available_kb > record->highmem_kb &&
	       record->available_kb - record->highmem_kb >
		       (uint64_t)comparison->plan->max_low_pfn * 4;
}

static enum nkv_highmem_why why_highmem(const struct nkv_boot_comparison *comparison)
{
	bool has_map = nkv_compared_has(comparison, nkv_console_kind(NKV_SAY_BIOS_ENTRY));

	if (is_impossible(comparison))
		return NKV_HIGHMEM_IMPOSSIBLE;
	return !has_map && comparison->record->zone_count > 0 && !comparison->zones_differ
		       ? NKV_HIGHMEM_NO_MAP
		       : NKV_HIGHMEM_HELD;
}

static bool does_highmem_differ(const struct nkv_boot_comparison *comparison)
{
	const struct nkv_boot_record *record = comparison->record;

	return record->has_highmem && nkv_plan_knows(comparison->plan, NKV_FACT_RAM) &&
	       record->highmem_kb != comparison->planned_highmem_kb &&
	       comparison->highmem_why == NKV_HIGHMEM_HELD;
}

/* "Memory: .../1048448k available (..., 126976k highmem)": all pages, and those of high memory. */
void nkv_compare_memory(struct nkv_boot_comparison *comparison)
{
	const struct nkv_plan *plan = comparison->plan;
	const struct nkv_boot_record *record = comparison->record;
	bool has_highmem = plan->machine->kernel.highmem != NKV_HIGHMEM_OFF;
	bool is_held =
		record->has_memory_line && !comparison->other_kernel && !comparison->without_numa;

	if (!nkv_plan_knows(plan, NKV_FACT_ENDS))
		return;
	comparison->planned_total_kb =
		(uint64_t)(has_highmem ? plan->highend_pfn : plan->max_low_pfn) * 4;
	comparison->planned_highmem_kb = planned_highmem_kb(plan);
	comparison->highmem_why = why_highmem(comparison);
	comparison->memory_differs = is_held && (record->total_kb != comparison->planned_total_kb ||
						 does_highmem_differ(comparison));
}
