/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Zones that begin inside a block of the page allocator, and mem_maps as they are (profile-2.6.18). */
#include <criterion/criterion.h>

#include "boot.h"

static const struct nkv_e820_entry two_gigabytes[] = { USABLE(0, 640 * KB),
						       USABLE(1 * MB, 2 * GB) };

static struct nkv_machine machine_of(const char *profile, const char *cmdline)
{
	struct nkv_machine machine = MACHINE(two_gigabytes);

	machine.kernel.profile = nkv_profile_find(profile);
	machine.cmdline = cmdline;
	return machine;
}

static const char *const merging[] = { "2.6.16", "2.6.17" };

/*
 * |0  DMA  16M|  normal  894M|  high  1G|     low memory ends at 0x37e00, which is 512 pages past a block
 * Expect 2.6.16 and 2.6.17 to merge across that border, and later kernels to look at zones.
 */
Test(zone_borders, flat)
{
	struct nkv_machine machine;
	struct nkv_plan *plan;

	for (size_t i = 0; i < COUNT(merging); i++) {
		const struct nkv_hazard *hazard;

		machine = machine_of(merging[i], "mem=1G");
		plan = begin_plan(&machine);
		hazard = hazard_of(plan, NKV_HAZARD_ZONE_MISALIGNED);
		cr_assert(hazard, "%s", merging[i]);
		cr_expect_eq(hazard->severity, NKV_SEVERITY_WARNING);
		cr_expect_eq(hazard->nids, 1);
		cr_expect_eq(hazard->pfn, 0x37e00);
		cr_expect_eq(plan->verdict, NKV_VERDICT_BOOTS);
		end_plan(plan);
	}
	machine = machine_of("2.6.18", "mem=1G");
	plan = begin_plan(&machine);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_ZONE_MISALIGNED));
	end_plan(plan);
}

/*
 * |0  DMA  16M|  normal  796M|  high  800M|     low memory ends at 0x31c00, where a block does
 * Expect no zone to begin inside one.
 */
Test(zone_borders, at_a_block)
{
	for (size_t i = 0; i < COUNT(merging); i++) {
		struct nkv_machine machine = machine_of(merging[i], "mem=800M highmem=2M");
		struct nkv_plan *plan = begin_plan(&machine);

		cr_assert_eq(plan->max_low_pfn, 0x31c00);
		cr_expect_null(hazard_of(plan, NKV_HAZARD_ZONE_MISALIGNED));
		end_plan(plan);
	}
}

/*
 * |node 0  512M + 4K|  node 1: DMA of 16 MiB, normal, high  2G|
 * Expect the lower border of node 1's, which begins inside a block, to be told beside node 0's.
 */
Test(zone_borders, of_two_nodes)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB),
						  MEMORY(1, 512 * MB + 4 * KB, 2 * GB) };
	struct nkv_machine machine = machine_of("2.6.17", "");
	const struct nkv_hazard *hazard;
	struct nkv_plan *plan;

	machine.has_srat = true;
	machine.memory = memory;
	machine.memory_count = COUNT(memory);
	plan = begin_plan(&machine);
	hazard = hazard_of(plan, NKV_HAZARD_ZONE_MISALIGNED);
	cr_assert(hazard);
	cr_expect(hazard->nids & 2);
	if (hazard->nids == 2)
		cr_expect_eq(hazard->pfn, 131073 + 4096);
	else
		cr_expect_eq(hazard->pfn, plan->max_low_pfn);
	end_plan(plan);
}

/* A node that ends inside a block. Expect 2.6.16 alone not to widen its mem_map, and to add a page. */
Test(zone_borders, memmap_as_it_is)
{
	static const struct {
		const char *profile;
		uint32_t struct_pages;
	} cases[] = { { "2.6.16", 0x3fc00 + 1 }, { "2.6.17", 0x3fc00 }, { "2.6.18", 0x3fc00 } };

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = machine_of(cases[i].profile, "mem=1022M");
		struct nkv_plan *plan = begin_plan(&machine);

		cr_expect_eq(plan->nodes[0].span.end_pfn, 0x3fc00);
		cr_expect_eq(plan->nodes[0].memmap.bytes, cases[i].struct_pages * 32, "%s",
			     cases[i].profile);
		end_plan(plan);
	}
}

/*
 * |0 node 0  828M|828M  node 1  4G|4G node 0 5G|   2.6.18: low memory ends at 828 MiB, or node 1 begins behind
 * Expect the zones of a node that begins there to be sized as for one that begins at 0: its high zone lacks
 * as many pages as there are of low memory; and a node that begins a large page later to be high whole.
 */
Test(zone_borders, a_node_begins_where_low_memory_ends)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 5 * GB) };

	for (uint64_t more = 0; more <= 1; more++) {
		const uint64_t border = 828 * MB + more * 2 * MB;
		const struct nkv_srat_memory memory[] = { MEMORY(0, 0, border),
							  MEMORY(1, border, 4 * GB),
							  MEMORY(0, 4 * GB, 5 * GB) };
		struct nkv_machine machine = boot_machine("2.6.18", map, COUNT(map));
		struct nkv_plan *plan;

		set_srat(&machine, memory, COUNT(memory));
		plan = begin_plan(&machine);
		cr_assert_eq(plan->stopped_at, NKV_STOP_NONE);
		cr_expect_eq(plan->max_low_pfn, 828 * 256);
		cr_expect_eq(plan->nodes[1].high_zone.start_pfn, more ? 830 * 256 : 2 * 828 * 256);
		end_plan(plan);
	}
}
