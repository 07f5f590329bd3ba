/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Columns of the result: the plan's figures and hazards. */
#include <stddef.h>

#include <numakva/numakva.h>

#include "write/rows/column_tables.h"
#include "write/words/units.h"

/* --- memory and its nodes --- */

static const char *source_word(size_t index)
{
	return index <= NKV_MEMORY_NUMAQ ? nkv_memory_source_name((enum nkv_memory_source)index)
					 : NULL;
}

static struct nkv_cell get_memory_source(const struct nkv_row *row)
{
	enum nkv_memory_source source = row->plan->memory_source;

	return nkv_cell_word((uint64_t)source, nkv_memory_source_name(source));
}

static struct nkv_cell get_nodes(const struct nkv_row *row)
{
	return nkv_cell_number(row->plan->node_count);
}

/* --- the KVA and what is lost --- */

static struct nkv_cell get_kva(const struct nkv_row *row)
{
	return nkv_cell_number(nkv_pfn_address(row->plan->kva_pages));
}

static struct nkv_cell get_wasted(const struct nkv_row *row)
{
	const struct nkv_hazard *wasted = nkv_plan_hazard(row->plan, NKV_HAZARD_PAGES_WASTED);

	return nkv_cell_number(wasted ? nkv_pfn_address(wasted->pages) : 0);
}

/* --- low and high memory --- */

static struct nkv_cell get_lowmem_mb(const struct nkv_row *row)
{
	return nkv_cell_number(nkv_pages_mb(row->plan->max_low_pfn));
}

static struct nkv_cell get_highmem_mb(const struct nkv_row *row)
{
	if (row->plan->machine->kernel.highmem == NKV_HIGHMEM_OFF)
		return nkv_cell_none();
	return nkv_cell_number(nkv_pages_mb(row->plan->highend_pfn - row->plan->highstart_pfn));
}

static struct nkv_cell get_lowmem_free(const struct nkv_row *row)
{
	return nkv_cell_number(nkv_pfn_address(row->plan->free_pages));
}

static struct nkv_cell get_lowmem_left(const struct nkv_row *row)
{
	return nkv_cell_number(nkv_pfn_address(row->plan->lowmem_left_pages));
}

static struct nkv_cell get_unused(const struct nkv_row *row)
{
	return nkv_cell_number(nkv_pfn_address(row->plan->ram.unused_pages));
}

static struct nkv_cell get_memmap_in_lowmem(const struct nkv_row *row)
{
	const struct nkv_hazard *hazard = nkv_plan_hazard(row->plan, NKV_HAZARD_MEMMAP_IN_LOWMEM);

	return nkv_cell_number(hazard ? hazard->bytes : 0);
}

static const char *const fates[] = {
	[NKV_INITRD_NONE] = "none",	      [NKV_INITRD_KEPT] = "kept",
	[NKV_INITRD_MOVED] = "moved",	      [NKV_INITRD_WRAPS] = "wraps",
	[NKV_INITRD_TOO_LARGE] = "too-large", [NKV_INITRD_BEYOND_LOWMEM] = "beyond-lowmem",
};

static const char *fate_word(size_t index)
{
	return index < sizeof(fates) / sizeof(fates[0]) ? fates[index] : NULL;
}

static struct nkv_cell get_initrd(const struct nkv_row *row)
{
	enum nkv_initrd_fate fate = row->plan->initrd_fate;

	return nkv_cell_word((uint64_t)fate, fates[fate]);
}

/* --- the verdict --- */

static const char *verdict_word(size_t index)
{
	return index <= NKV_VERDICT_PANICS ? nkv_verdict_name((enum nkv_verdict)index) : NULL;
}

static struct nkv_cell get_verdict(const struct nkv_row *row)
{
	enum nkv_verdict verdict = row->plan->verdict;

	return nkv_cell_word((uint64_t)verdict, nkv_verdict_name(verdict));
}

static const char *stop_word(size_t index)
{
	return index + 1 < NKV_STOP_COUNT ? nkv_stop_name((enum nkv_stop)(index + 1)) : NULL;
}

static struct nkv_cell get_stopped_at(const struct nkv_row *row)
{
	enum nkv_stop stop = row->plan->stopped_at;

	if (stop == NKV_STOP_NONE)
		return nkv_cell_none();
	return nkv_cell_word((uint64_t)stop - 1, nkv_stop_name(stop));
}

/* The first of the worst hazards, or NULL. */
static const struct nkv_hazard *first_hazard(const struct nkv_plan *plan)
{
	const struct nkv_hazard *worst = NULL;

	for (size_t i = 0; i < plan->hazard_count; i++)
		if (!worst || plan->hazards[i].severity > worst->severity)
			worst = &plan->hazards[i];
	return worst;
}

static const char *severity_word(size_t index)
{
	return index <= NKV_SEVERITY_FATAL ? nkv_severity_name((enum nkv_severity)index) : NULL;
}

static struct nkv_cell get_severity(const struct nkv_row *row)
{
	const struct nkv_hazard *hazard = first_hazard(row->plan);

	if (!hazard)
		return nkv_cell_none();
	return nkv_cell_word((uint64_t)hazard->severity, nkv_severity_name(hazard->severity));
}

static const char *hazard_word(size_t index)
{
	return index < NKV_HAZARD_COUNT ? nkv_hazard_info((enum nkv_hazard_code)index)->code : NULL;
}

static struct nkv_cell get_first_hazard(const struct nkv_row *row)
{
	const struct nkv_hazard *hazard = first_hazard(row->plan);

	if (!hazard)
		return nkv_cell_none();
	return nkv_cell_word((uint64_t)hazard->code, hazard_word((size_t)hazard->code));
}

static struct nkv_cell get_hazard_count(const struct nkv_row *row)
{
	return nkv_cell_number(row->plan->hazard_count);
}

static struct nkv_cell get_hazards(const struct nkv_row *row)
{
	uint64_t codes = 0;

	for (size_t i = 0; i < row->plan->hazard_count; i++)
		codes |= UINT64_C(1) << row->plan->hazards[i].code;
	return nkv_cell_number(codes);
}

const struct nkv_column nkv_plan_columns[] = {
	{ .name = "ram_pages",
	  .explanation = "whole usable pages of the map in effect",
	  .unit = NKV_UNIT_PAGES,
	  .member = offsetof(struct nkv_plan, ram_pages),
	  .is_wide = true },
	{ .name = "memory_source",
	  .explanation = "where the nodes come from: flat or srat",
	  .type = NKV_COLUMN_WORD,
	  .get = get_memory_source,
	  .word = source_word },
	{ .name = "nodes", .explanation = "how many nodes are online", .get = get_nodes },
	{ .name = "vmalloc_reserve",
	  .explanation = "VMALLOC_RESERVE in effect",
	  .unit = NKV_UNIT_BYTES,
	  .member = offsetof(struct nkv_plan, vmalloc_reserve) },
	{ .name = "kva_start_pfn",
	  .object = NKV_FIGURE_KVA,
	  .key = "start_pfn",
	  .explanation = "where the KVA begins",
	  .unit = NKV_UNIT_PFN,
	  .member = offsetof(struct nkv_plan, kva_start_pfn) },
	{ .name = "kva_pages",
	  .object = NKV_FIGURE_KVA,
	  .key = "pages",
	  .explanation = "size of the KVA",
	  .unit = NKV_UNIT_PAGES,
	  .worst = NKV_WORST_GREATEST,
	  .member = offsetof(struct nkv_plan, kva_pages) },
	{ .name = "kva",
	  .explanation = "size of the KVA",
	  .unit = NKV_UNIT_BYTES,
	  .worst = NKV_WORST_GREATEST,
	  .get = get_kva },
	{ .name = "wasted_pages",
	  .explanation = "what the kernel itself counts as wasted",
	  .unit = NKV_UNIT_PAGES,
	  .worst = NKV_WORST_GREATEST,
	  .member = offsetof(struct nkv_plan, wasted_pages) },
	{ .name = "wasted",
	  .explanation = "all memory lost to alignment, as in hazard pages-wasted",
	  .unit = NKV_UNIT_BYTES,
	  .worst = NKV_WORST_GREATEST,
	  .get = get_wasted },
	{ .name = "max_pfn",
	  .object = NKV_FIGURE_PFN,
	  .explanation = "end of memory that the kernel uses",
	  .unit = NKV_UNIT_PFN,
	  .known = NKV_FACT_ENDS,
	  .member = offsetof(struct nkv_plan, max_pfn) },
	{ .name = "max_low_pfn",
	  .object = NKV_FIGURE_PFN,
	  .explanation = "end of low memory",
	  .unit = NKV_UNIT_PFN,
	  .known = NKV_FACT_ENDS,
	  .worst = NKV_WORST_LEAST,
	  .member = offsetof(struct nkv_plan, max_low_pfn) },
	{ .name = "min_low_pfn",
	  .object = NKV_FIGURE_PFN,
	  .explanation = "first page after the kernel, its page tables and pgdats",
	  .unit = NKV_UNIT_PFN,
	  .known = NKV_FACT_ENDS,
	  .member = offsetof(struct nkv_plan, min_low_pfn) },
	{ .name = "highstart_pfn",
	  .object = NKV_FIGURE_PFN,
	  .explanation = "start of high memory",
	  .unit = NKV_UNIT_PFN,
	  .known = NKV_FACT_ENDS,
	  .member = offsetof(struct nkv_plan, highstart_pfn) },
	{ .name = "highend_pfn",
	  .object = NKV_FIGURE_PFN,
	  .explanation = "end of high memory",
	  .unit = NKV_UNIT_PFN,
	  .known = NKV_FACT_ENDS,
	  .member = offsetof(struct nkv_plan, highend_pfn) },
	{ .name = "lowmem_mb",
	  .explanation = "low memory, as the kernel prints it",
	  .unit = NKV_UNIT_MIB,
	  .known = NKV_FACT_ENDS,
	  .worst = NKV_WORST_LEAST,
	  .get = get_lowmem_mb },
	{ .name = "highmem_mb",
	  .explanation = "high memory, as the kernel prints it; none with HIGHMEM off",
	  .unit = NKV_UNIT_MIB,
	  .known = NKV_FACT_ENDS,
	  .get = get_highmem_mb },
	{ .name = "free_pages",
	  .object = NKV_FIGURE_BOOTMEM_FREE,
	  .written = NKV_FACT_FREE,
	  .explanation = "low memory free when setup ends",
	  .unit = NKV_UNIT_PAGES,
	  .known = NKV_FACT_FREE,
	  .worst = NKV_WORST_LEAST,
	  .member = offsetof(struct nkv_plan, free_pages),
	  .is_wide = true },
	{ .name = "lowmem_free",
	  .explanation = "low memory free when setup ends",
	  .unit = NKV_UNIT_BYTES,
	  .known = NKV_FACT_FREE,
	  .worst = NKV_WORST_LEAST,
	  .get = get_lowmem_free },
	{ .name = "memmap_pages",
	  .object = NKV_FIGURE_BOOTMEM_SECTIONS,
	  .written = NKV_FACT_SECTIONS,
	  .explanation = "what mem_maps of sections take of that; none with discontig",
	  .unit = NKV_UNIT_PAGES,
	  .known = NKV_FACT_SECTIONS,
	  .worst = NKV_WORST_GREATEST,
	  .member = offsetof(struct nkv_plan, memmap_pages),
	  .is_wide = true },
	{ .name = "lowmem_left_pages",
	  .object = NKV_FIGURE_BOOTMEM_FREE,
	  .written = NKV_FACT_RAM,
	  .explanation = "low memory left after the mem_maps are taken from it",
	  .unit = NKV_UNIT_PAGES,
	  .known = NKV_FACT_RAM,
	  .worst = NKV_WORST_LEAST,
	  .member = offsetof(struct nkv_plan, lowmem_left_pages),
	  .is_wide = true },
	{ .name = "lowmem_left",
	  .explanation = "low memory left after the mem_maps are taken from it",
	  .unit = NKV_UNIT_BYTES,
	  .known = NKV_FACT_RAM,
	  .worst = NKV_WORST_LEAST,
	  .get = get_lowmem_left },
	{ .name = "low_pages",
	  .object = NKV_FIGURE_RAM,
	  .explanation = "RAM that is low memory",
	  .unit = NKV_UNIT_PAGES,
	  .known = NKV_FACT_RAM,
	  .worst = NKV_WORST_LEAST,
	  .member = offsetof(struct nkv_plan, ram.low_pages),
	  .is_wide = true },
	{ .name = "high_pages",
	  .object = NKV_FIGURE_RAM,
	  .explanation = "RAM that becomes free high memory",
	  .unit = NKV_UNIT_PAGES,
	  .known = NKV_FACT_RAM,
	  .worst = NKV_WORST_LEAST,
	  .member = offsetof(struct nkv_plan, ram.high_pages),
	  .is_wide = true },
	{ .name = "remap_pages",
	  .object = NKV_FIGURE_RAM,
	  .explanation = "RAM above low memory that lies under the windows",
	  .unit = NKV_UNIT_PAGES,
	  .known = NKV_FACT_RAM,
	  .worst = NKV_WORST_GREATEST,
	  .member = offsetof(struct nkv_plan, ram.remap_pages),
	  .is_wide = true },
	{ .name = "ram_wasted_pages",
	  .object = NKV_FIGURE_RAM,
	  .key = "wasted_pages",
	  .explanation = "RAM above low memory that is lost to alignment",
	  .unit = NKV_UNIT_PAGES,
	  .known = NKV_FACT_RAM,
	  .worst = NKV_WORST_GREATEST,
	  .member = offsetof(struct nkv_plan, ram.wasted_pages),
	  .is_wide = true },
	{ .name = "unused_pages",
	  .object = NKV_FIGURE_RAM,
	  .explanation = "RAM that is not used, as in hazard ram-unused",
	  .unit = NKV_UNIT_PAGES,
	  .known = NKV_FACT_RAM,
	  .worst = NKV_WORST_GREATEST,
	  .member = offsetof(struct nkv_plan, ram.unused_pages),
	  .is_wide = true },
	{ .name = "unused",
	  .explanation = "RAM that is not used",
	  .unit = NKV_UNIT_BYTES,
	  .known = NKV_FACT_RAM,
	  .worst = NKV_WORST_GREATEST,
	  .get = get_unused },
	{ .name = "memmap_in_lowmem",
	  .explanation = "what mem_maps take of low memory after setup",
	  .unit = NKV_UNIT_BYTES,
	  .known = NKV_FACT_MEMMAPS,
	  .worst = NKV_WORST_GREATEST,
	  .get = get_memmap_in_lowmem },
	{ .name = "initrd",
	  .explanation = "what happens to the initrd: kept, moved, or why it is disabled",
	  .type = NKV_COLUMN_WORD,
	  .known = NKV_FACT_FREE,
	  .get = get_initrd,
	  .word = fate_word },
	{ .name = "verdict",
	  .explanation = "what the machine does: boots, unstable, panics",
	  .type = NKV_COLUMN_WORD,
	  .ordered = true,
	  .worst = NKV_WORST_GREATEST,
	  .get = get_verdict,
	  .word = verdict_word },
	{ .name = "stopped_at",
	  .explanation = "where the boot stops in a BUG, if it does",
	  .type = NKV_COLUMN_WORD,
	  .get = get_stopped_at,
	  .word = stop_word },
	{ .name = "severity",
	  .explanation = "severity of the worst hazard",
	  .type = NKV_COLUMN_WORD,
	  .ordered = true,
	  .worst = NKV_WORST_GREATEST,
	  .get = get_severity,
	  .word = severity_word },
	{ .name = "first_hazard",
	  .explanation = "the first of the worst hazards",
	  .type = NKV_COLUMN_WORD,
	  .get = get_first_hazard,
	  .word = hazard_word },
	{ .name = "hazard_count",
	  .explanation = "how many hazards there are",
	  .worst = NKV_WORST_GREATEST,
	  .get = get_hazard_count },
	{ .name = "hazards",
	  .explanation = "the codes of all hazards, separated by commas",
	  .type = NKV_COLUMN_SET,
	  .get = get_hazards,
	  .word = hazard_word },
};

const size_t nkv_plan_column_count = sizeof(nkv_plan_columns) / sizeof(nkv_plan_columns[0]);
