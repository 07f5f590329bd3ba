/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What can go wrong in the boots of the kernels from 2.6.27 on (7).
 */
#include "core/hazards/hazards.h"

#include <string.h>

#include "core/boot/calls.h"
#include "core/late/late.h"

static void has_pages(struct nkv_hazard *hazard, uint64_t pages)
{
	hazard->pages = pages;
	hazard->fields |= NKV_HAZARD_HAS_PAGES;
}

static void has_bytes(struct nkv_hazard *hazard, uint64_t bytes)
{
	hazard->bytes = bytes;
	hazard->fields |= NKV_HAZARD_HAS_BYTES;
}

/* Whether the boot stopped there for another reason than an early reservation. */
static bool found_nothing(const struct nkv_findings *findings, enum nkv_stop stop)
{
	const struct nkv_plan *plan = findings->boot->plan;

	return plan->stopped_at == stop && plan->early_refused.by == NULL;
}

static bool check_e820_user_invalid(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	(void)hazard;
	return findings->boot->plan->stopped_at == NKV_STOP_E820;
}

static void names_refused(const struct nkv_plan *plan, struct nkv_hazard *hazard)
{
	hazard->by = plan->early_refused.by;
	hazard->fields |= NKV_HAZARD_HAS_BY;
}

static bool check_early_res_overlap(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;

	if (plan->early_met.by == NULL)
		return false;
	names_refused(plan, hazard);
	hazard->with = plan->early_met.by;
	hazard->address = plan->early_refused.start;
	hazard->fields |= NKV_HAZARD_HAS_WITH | NKV_HAZARD_HAS_ADDRESS;
	return true;
}

static bool check_early_res_full(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;

	if (plan->early_refused.by == NULL || plan->early_met.by != NULL)
		return false;
	names_refused(plan, hazard);
	return true;
}

static bool check_lowmem_above_space(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	nkv_ulong space = nkv_pfn_down(0 - findings->boot->kernel->page_offset);
	nkv_ulong low = findings->boot->plan->max_low_pfn;

	if (low <= space)
		return false;
	has_pages(hazard, low - space);
	return true;
}

static bool check_page_tables_no_room(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	(void)hazard;
	return found_nothing(findings, NKV_STOP_PAGE_TABLES);
}

static bool check_initrd_no_room(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	has_bytes(hazard, findings->boot->machine->initrd_size);
	return found_nothing(findings, NKV_STOP_INITRD);
}

/*
 * Whether the search for a node's pages began at address 0, where the kernel does not stop
 * searching.
 */
static bool began_at_zero(const struct nkv_plan *plan)
{
	return plan->nodes[plan->stopped_nid].search_pfn == 0;
}

static bool check_kva_ram_not_found(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;

	if (!found_nothing(findings, NKV_STOP_KVA_RAM) || began_at_zero(plan))
		return false;
	nkv_hazard_names_node(hazard, plan->stopped_nid);
	has_pages(hazard, plan->nodes[plan->stopped_nid].wanted_pages);
	return true;
}

static bool check_kva_ram_search_hangs(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;

	if (!found_nothing(findings, NKV_STOP_KVA_RAM) || !began_at_zero(plan))
		return false;
	nkv_hazard_names_node(hazard, plan->stopped_nid);
	return true;
}

static bool check_kva_space_not_found(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	has_pages(hazard, findings->boot->plan->kva_pages);
	return found_nothing(findings, NKV_STOP_PLACEMENT);
}

static bool check_bootmap_no_room(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;

	has_bytes(hazard, plan->bitmap_bytes);
	return found_nothing(findings, NKV_STOP_BOOTMEM) && !nkv_plan_knows(plan, NKV_FACT_BITMAP);
}

/* The call that fails this test, or NULL. */
static const struct nkv_bootmem_call *bug_call(const struct nkv_plan *plan,
					       enum nkv_bootmem_bug bug)
{
	const struct nkv_bootmem_call *last;

	if (plan->call_count == 0)
		return NULL;
	last = &plan->calls[plan->call_count - 1];
	return last->bug == bug ? last : NULL;
}

static bool check_lowmem_on_other_node(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	struct nkv_boot *boot = findings->boot;
	const struct nkv_bootmem_call *call = bug_call(boot->plan, NKV_BUG_OTHER_NODE);
	struct nkv_range_builder builder;

	if (call == NULL)
		return false;
	nkv_hazard_names_node(hazard, (unsigned int)call->nid);
	builder = nkv_range_builder_begin(&boot->arena);
	nkv_range_builder_add(&builder, nkv_call_pages(call));
	nkv_hazard_covers(hazard, nkv_range_builder_end(&builder));
	/* It is shown that there are none, too. */
	hazard->fields |= NKV_HAZARD_HAS_PAGES | NKV_HAZARD_HAS_RANGES;
	return true;
}

static bool check_active_range_blank(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_bootmem_call *call = bug_call(findings->boot->plan, NKV_BUG_BLANK_RANGE);

	if (call == NULL)
		return false;
	nkv_hazard_names_node(hazard, (unsigned int)call->nid);
	return true;
}

/* The pages that contain these bytes. */
static struct nkv_range pages_of(uint64_t start, uint64_t end)
{
	return nkv_range_make(start >> NKV_PAGE_SHIFT,
			      (end + NKV_PAGE_BYTES - 1) >> NKV_PAGE_SHIFT);
}

static struct nkv_range_list firmware_ram(struct nkv_boot *boot)
{
	struct nkv_range_builder builder = nkv_range_builder_begin(&boot->arena);

	for (size_t i = 0; i < boot->plan->bios_e820.count; i++)
		nkv_range_builder_add(&builder, nkv_e820_pages(&boot->plan->bios_e820.entries[i]));
	return nkv_range_builder_end(&builder);
}

static bool check_image_outside_ram(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	struct nkv_boot *boot = findings->boot;
	struct nkv_range image =
		pages_of(boot->kernel->text,
			 nkv_max(boot->plan->image_end, boot->kernel->init_pg_tables_end));
	struct nkv_range_list whole = nkv_range_list_of(&image);
	struct nkv_range_list ram;

	if (boot->plan->bios_e820.count == 0 || nkv_range_is_empty(image))
		return false;
	ram = firmware_ram(boot);
	return nkv_hazard_covers(hazard, nkv_range_list_subtract(&boot->arena, &whole, &ram));
}

/* --- after setup --- */

static bool is_kernel(const struct nkv_early_reservation *early)
{
	return strcmp(early->by, "TEXT DATA BSS") == 0 || strcmp(early->by, "BRK") == 0;
}

static bool check_reserved_pages_freed(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	struct nkv_boot *boot = findings->boot;
	const struct nkv_plan *plan = boot->plan;
	struct nkv_range_builder builder = nkv_range_builder_begin(&boot->arena);

	hazard->severity = NKV_SEVERITY_CORRUPTING;
	for (size_t i = 0; i < plan->early_count; i++) {
		size_t before = builder.count;

		nkv_range_builder_add_common(&builder, &plan->free,
					     pages_of(plan->early[i].start, plan->early[i].end));
		if (builder.count > before && is_kernel(&plan->early[i]))
			hazard->severity = NKV_SEVERITY_FATAL;
	}
	return nkv_hazard_covers(hazard, nkv_range_builder_end(&builder));
}

static bool check_memmap_in_lowmem(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_boot *boot = findings->boot;
	const struct nkv_plan *plan = boot->plan;

	hazard->fields |= NKV_HAZARD_HAS_NIDS | NKV_HAZARD_HAS_BYTES;
	if (plan->stopped_at == NKV_STOP_ZONES) {
		hazard->bytes = NKV_PAGE_BYTES;
		return true;
	}
	for (size_t i = 0; i < plan->node_count; i++) {
		if (plan->nodes[i].memmap.from != NKV_MEMMAP_BOOTMEM)
			continue;
		nkv_hazard_names_node(hazard, plan->nodes[i].nid);
		hazard->bytes += plan->nodes[i].memmap.bytes;
	}
	if (!boot->memmap_without_room)
		hazard->severity = plan->memory_source == NKV_MEMORY_FLAT ? NKV_SEVERITY_INFO
									  : NKV_SEVERITY_WARNING;
	return hazard->nids != 0;
}

static struct nkv_range bitmap_bytes(const struct nkv_bitmap *bitmap)
{
	nkv_ulong start = nkv_pfn_phys(bitmap->bitmap_pfn);

	return nkv_range_make(start, start + bitmap->bitmap_bytes);
}

static bool check_bootmaps_share_pages(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;

	for (size_t i = 0; i < plan->bitmap_count; i++)
		for (size_t j = i + 1; j < plan->bitmap_count; j++)
			if (!nkv_range_is_empty(
				    nkv_range_intersect(bitmap_bytes(&plan->bitmaps[i]),
							bitmap_bytes(&plan->bitmaps[j]))))
				nkv_hazard_names_node(hazard, plan->bitmaps[i].nid);
	return hazard->nids != 0;
}

static bool check_lowmem_of_nodes_lost(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	struct nkv_boot *boot = findings->boot;
	const struct nkv_plan *plan = boot->plan;
	struct nkv_range_builder builder = nkv_range_builder_begin(&boot->arena);
	struct nkv_range_list others;

	for (size_t i = 0; i < plan->bitmap_count; i++)
		for (size_t j = 0; plan->bitmaps[i].nid != 0 && j < plan->bitmaps[i].free.count;
		     j++)
			nkv_range_builder_add(&builder, plan->bitmaps[i].free.ranges[j]);
	others = nkv_range_builder_end(&builder);
	if (plan->free_pages > 0)
		hazard->severity = NKV_SEVERITY_WARNING;
	return nkv_hazard_covers(hazard,
				 nkv_range_list_subtract(&boot->arena, &others, &plan->free));
}

static bool check_srat_entries_ignored(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	struct nkv_boot *boot = findings->boot;
	const struct nkv_machine *machine = boot->machine;
	size_t read = boot->plan->memory_read;
	size_t unread = machine->memory_count - read;
	struct nkv_hazard_chunk *chunks;

	hazard->entries = machine->processor_count - boot->plan->processors_read + unread;
	if (hazard->entries == 0)
		return false;
	chunks = nkv_arena_take(&boot->arena, unread, sizeof(*chunks));
	for (size_t i = 0; i < unread && chunks != NULL; i++) {
		const struct nkv_srat_memory *memory = &machine->memory[read + i];

		chunks[i] = (struct nkv_hazard_chunk){
			nkv_pfn_down64(memory->start),
			nkv_pfn_down64(memory->start + memory->size),
			memory->pxm,
		};
	}
	hazard->chunks = chunks;
	hazard->chunk_count = unread;
	hazard->fields |= NKV_HAZARD_HAS_ENTRIES | NKV_HAZARD_HAS_CHUNKS;
	return true;
}

const struct nkv_hazard_rule nkv_hazards_from_2_6_27[] = {
	{ NKV_HAZARD_E820_USER_INVALID, NKV_FACT_ALWAYS, check_e820_user_invalid },
	{ NKV_HAZARD_EARLY_RES_OVERLAP, NKV_FACT_ALWAYS, check_early_res_overlap },
	{ NKV_HAZARD_EARLY_RES_FULL, NKV_FACT_ALWAYS, check_early_res_full },
	{ NKV_HAZARD_LOWMEM_ABOVE_SPACE, NKV_FACT_ALWAYS, check_lowmem_above_space },
	{ NKV_HAZARD_PAGE_TABLES_NO_ROOM, NKV_FACT_ALWAYS, check_page_tables_no_room },
	{ NKV_HAZARD_INITRD_NO_ROOM, NKV_FACT_ALWAYS, check_initrd_no_room },
	{ NKV_HAZARD_KVA_RAM_NOT_FOUND, NKV_FACT_NODES, check_kva_ram_not_found },
	{ NKV_HAZARD_KVA_RAM_SEARCH_HANGS, NKV_FACT_NODES, check_kva_ram_search_hangs },
	{ NKV_HAZARD_KVA_SPACE_NOT_FOUND, NKV_FACT_NODES, check_kva_space_not_found },
	{ NKV_HAZARD_BOOTMAP_NO_ROOM, NKV_FACT_ENDS, check_bootmap_no_room },
	{ NKV_HAZARD_LOWMEM_ON_OTHER_NODE, NKV_FACT_BITMAP, check_lowmem_on_other_node },
	{ NKV_HAZARD_ACTIVE_RANGE_BLANK, NKV_FACT_BITMAP, check_active_range_blank },
	{ NKV_HAZARD_RESERVE_BEYOND_LOWMEM, NKV_FACT_BITMAP, nkv_check_reserve_beyond_lowmem },
	{ NKV_HAZARD_IMAGE_OUTSIDE_RAM, NKV_FACT_ALWAYS, check_image_outside_ram },
	{ NKV_HAZARD_RESERVED_PAGES_FREED, NKV_FACT_MEMMAPS, check_reserved_pages_freed },
	{ NKV_HAZARD_MEMMAP_OVERRUNS_REMAP, NKV_FACT_MEMMAPS, nkv_check_memmap_overruns_remap },
	{ NKV_HAZARD_MEMMAP_READ_UNMAPPED, NKV_FACT_MEMMAPS, nkv_check_memmap_read_unmapped },
	{ NKV_HAZARD_BAD_PAGE_STATE, NKV_FACT_MEMMAPS, nkv_check_bad_page_state },
	{ NKV_HAZARD_REMAP_BACKING_FREED, NKV_FACT_MEMMAPS, nkv_check_remap_backing_freed },
	{ NKV_HAZARD_INITRD_FREED_LATER, NKV_FACT_MEMMAPS, nkv_check_initrd_freed_later },
	{ NKV_HAZARD_PHYSNODE_MISMATCH, NKV_FACT_MEMMAPS, nkv_check_physnode_mismatch },
	{ NKV_HAZARD_MEMMAP_IN_LOWMEM, NKV_FACT_FREE, check_memmap_in_lowmem },
	{ NKV_HAZARD_INITRD_DISABLED, NKV_FACT_ALWAYS, nkv_check_initrd_disabled },
	{ NKV_HAZARD_HIGHMEM_IGNORED, NKV_FACT_ALWAYS, nkv_check_highmem_ignored },
	{ NKV_HAZARD_LOWMEM_LOW, NKV_FACT_MEMMAPS, nkv_check_lowmem_low },
	{ NKV_HAZARD_BOOTMAPS_SHARE_PAGES, NKV_FACT_MEMMAPS, check_bootmaps_share_pages },
	{ NKV_HAZARD_LOWMEM_OF_NODES_LOST, NKV_FACT_MEMMAPS, check_lowmem_of_nodes_lost },
	{ NKV_HAZARD_SRAT_ENTRIES_IGNORED, NKV_FACT_NODES, check_srat_entries_ignored },
	{ NKV_HAZARD_SRAT_CHUNK_IGNORED, NKV_FACT_ALWAYS, nkv_check_srat_chunk_ignored },
	{ NKV_HAZARD_RAM_UNUSED, NKV_FACT_RAM, nkv_check_ram_unused },
	{ NKV_HAZARD_NOT_CONFIGURABLE, NKV_FACT_ALWAYS, nkv_check_not_configurable },
	{ 0 },
};
