/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "boot.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

struct boot {
	struct nkv_plan plan; /* first, so that it leads back */
	void *workspace;
};

struct nkv_machine boot_machine(const char *profile, const struct nkv_e820_entry *map, size_t count)
{
	struct nkv_machine machine = { .kernel = nkv_kernel_default(),
				       .e820 = map,
				       .e820_count = count };

	machine.kernel.profile = nkv_profile_find(profile);
	return machine;
}

void set_srat(struct nkv_machine *machine, const struct nkv_srat_memory *memory, size_t count)
{
	machine->has_srat = count > 0;
	machine->memory = memory;
	machine->memory_count = count;
}

/* Which figures a hazard has besides its code and severity (boot-layout 7, and the other pages'). */
static unsigned int fields_of(enum nkv_hazard_code code)
{
	enum {
		PAGES = NKV_HAZARD_HAS_PAGES,
		RANGES = NKV_HAZARD_HAS_PAGES | NKV_HAZARD_HAS_RANGES,
		NIDS = NKV_HAZARD_HAS_NIDS,
		BYTES = NKV_HAZARD_HAS_BYTES,
		ADDRESS = NKV_HAZARD_HAS_ADDRESS,
		REASON = NKV_HAZARD_HAS_REASON,
	};
	static const unsigned int fields[NKV_HAZARD_COUNT] = {
		[NKV_HAZARD_ACTIVE_RANGE_BLANK] = NIDS,
		[NKV_HAZARD_BAD_PAGE_STATE] = RANGES,
		[NKV_HAZARD_BOOTMAP_NO_ROOM] = BYTES,
		[NKV_HAZARD_BOOTMAPS_SHARE_PAGES] = NIDS,
		[NKV_HAZARD_EARLY_RES_FULL] = NKV_HAZARD_HAS_BY,
		[NKV_HAZARD_EARLY_RES_OVERLAP] = NKV_HAZARD_HAS_BY | NKV_HAZARD_HAS_WITH | ADDRESS,
		[NKV_HAZARD_FREE_TWICE] = RANGES,
		[NKV_HAZARD_HIGHMEM_FREED_TWICE] = RANGES,
		[NKV_HAZARD_IMAGE_OUTSIDE_RAM] = RANGES,
		[NKV_HAZARD_INITRD_DISABLED] = REASON,
		[NKV_HAZARD_INITRD_FREED_LATER] = RANGES,
		[NKV_HAZARD_INITRD_NO_ROOM] = BYTES,
		[NKV_HAZARD_KVA_INITRD_CLASH] = RANGES,
		[NKV_HAZARD_KVA_OVERLAPS_KERNEL] = RANGES,
		[NKV_HAZARD_KVA_RAM_NOT_FOUND] = NIDS | PAGES,
		[NKV_HAZARD_KVA_RAM_SEARCH_HANGS] = NIDS,
		[NKV_HAZARD_KVA_SPACE_NOT_FOUND] = PAGES,
		[NKV_HAZARD_LOWMEM_ABOVE_SPACE] = PAGES,
		[NKV_HAZARD_LOWMEM_LOST] = RANGES,
		[NKV_HAZARD_LOWMEM_LOW] = PAGES,
		[NKV_HAZARD_LOWMEM_OF_NODES_LOST] = RANGES,
		[NKV_HAZARD_LOWMEM_ON_OTHER_NODE] = NIDS | RANGES,
		[NKV_HAZARD_LOWMEM_SWALLOWED] = PAGES,
		[NKV_HAZARD_MEMMAP_IN_LOWMEM] = NIDS | BYTES,
		[NKV_HAZARD_MEMMAP_NOT_CLEARED] = NIDS,
		[NKV_HAZARD_MEMMAP_OVERRUNS_REMAP] = NIDS | BYTES,
		[NKV_HAZARD_MEMMAP_READ_UNMAPPED] = RANGES,
		[NKV_HAZARD_NODE_ABOVE_MEMORY] = NIDS,
		[NKV_HAZARD_NODE_END_BELOW_START] = NIDS,
		[NKV_HAZARD_NODE_WITHOUT_REMAP] = NIDS,
		[NKV_HAZARD_PAGES_WASTED] = RANGES,
		[NKV_HAZARD_PGDAT_NULL] = NIDS,
		[NKV_HAZARD_PHYSNODE_MISMATCH] = RANGES,
		[NKV_HAZARD_PHYSNODE_OVERFLOW] = NIDS,
		[NKV_HAZARD_RAM_UNUSED] = RANGES,
		[NKV_HAZARD_REMAP_BACKING_FREED] = RANGES,
		[NKV_HAZARD_REMAP_BEYOND_4G] = NIDS,
		[NKV_HAZARD_REMAP_MISALIGNED] = NIDS,
		[NKV_HAZARD_REMAP_NOT_RAM] = RANGES,
		[NKV_HAZARD_RESERVE_ADDRESS_WRAPPED] = ADDRESS | NKV_HAZARD_HAS_TRUE_ADDRESS,
		[NKV_HAZARD_RESERVE_BEYOND_LOWMEM] = ADDRESS,
		[NKV_HAZARD_RESERVE_WRAPS] = ADDRESS,
		[NKV_HAZARD_RESERVE_ZERO_LENGTH] = ADDRESS,
		[NKV_HAZARD_RESERVED_PAGES_FREED] = RANGES,
		[NKV_HAZARD_SECTION_DEAD_ZONE] = RANGES,
		[NKV_HAZARD_SECTION_OVERFLOW] = NIDS,
		[NKV_HAZARD_SECTION_SHARED] = RANGES,
		[NKV_HAZARD_SRAT_CHUNK_IGNORED] = NKV_HAZARD_HAS_CHUNKS,
		[NKV_HAZARD_SRAT_ENTRIES_IGNORED] = NKV_HAZARD_HAS_ENTRIES | NKV_HAZARD_HAS_CHUNKS,
		[NKV_HAZARD_SRAT_OUT_OF_REACH] = REASON | NKV_HAZARD_HAS_TABLES,
		[NKV_HAZARD_ZONE_BEYOND_NODE] = NIDS,
		[NKV_HAZARD_ZONE_MISALIGNED] = NIDS | NKV_HAZARD_HAS_PFN,
		[NKV_HAZARD_ZONES_OVERLONG] = NIDS,
	};

	return fields[code];
}

/* Of a table that cannot be reached, which it is, is told besides. */
static void expect_fields(const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->hazard_count; i++) {
		const struct nkv_hazard *hazard = &plan->hazards[i];

		cr_expect_eq(hazard->fields & ~(unsigned int)NKV_HAZARD_HAS_TABLE,
			     fields_of(hazard->code), "%s: %#x",
			     nkv_hazard_info(hazard->code)->code, (unsigned int)hazard->fields);
	}
}

/*
 * What was in a plan's lists, and in the workspace, before. Anything that is taken for more than is counted
 * would be of all nodes' memory.
 */
static void litter(struct boot *boot, size_t workspace_bytes)
{
	const struct nkv_range all = { 0, 0xffffff };
	struct nkv_plan *plan = &boot->plan;

	memset(plan, 0xa5, sizeof(*plan));
	for (size_t i = 0; i < COUNT(plan->e820.entries); i++)
		plan->bios_e820.entries[i] = plan->e820.entries[i] =
			(struct nkv_e820_entry){ 0, 64 * GB, NKV_E820_USABLE };
	for (size_t i = 0; i < COUNT(plan->chunks); i++)
		plan->chunks[i] = (struct nkv_chunk){ 0, 0xffffff, 0, 0, true, 0 };
	for (size_t i = 0; i < COUNT(plan->active_ranges); i++)
		plan->active_ranges[i] = (struct nkv_active_range){ 0, 0xffffff, 0 };
	memset(boot->workspace, 0xa5, workspace_bytes);
	for (size_t i = 0; i < workspace_bytes / sizeof(all); i++)
		memcpy((unsigned char *)boot->workspace + i * sizeof(all), &all, sizeof(all));
}

struct nkv_plan *begin_plan(const struct nkv_machine *machine)
{
	size_t bytes = nkv_workspace_bytes(machine);
	struct boot *boot = malloc(sizeof(*boot));
	enum nkv_error error;

	cr_assert(boot);
	boot->workspace = malloc(bytes);
	cr_assert(boot->workspace);
	litter(boot, bytes);
	error = nkv_plan_machine(machine, boot->workspace, bytes, &boot->plan);
	cr_assert_eq(error, NKV_OK, "%s", nkv_error_text(error));
	expect_fields(&boot->plan);
	return &boot->plan;
}

void end_plan(struct nkv_plan *plan)
{
	struct boot *boot = (struct boot *)plan;

	free(boot->workspace);
	free(boot);
}

const struct nkv_hazard *hazard_of(const struct nkv_plan *plan, enum nkv_hazard_code code)
{
	for (size_t i = 0; i < plan->hazard_count; i++)
		if (plan->hazards[i].code == code)
			return &plan->hazards[i];
	return NULL;
}

const struct nkv_early_reservation *early_of(const struct nkv_plan *plan, const char *by)
{
	for (size_t i = 0; i < plan->early_count; i++)
		if (strcmp(plan->early[i].by, by) == 0)
			return &plan->early[i];
	return NULL;
}
