/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SPARSEMEM: sections, and who marks them (memory-model-sparse). */
#include <criterion/criterion.h>

#include "sparse.h"

struct nkv_machine sparse_machine(const char *profile, const struct nkv_srat_memory *memory,
				  size_t count)
{
	static const struct nkv_e820_entry two_gigabytes[] = { USABLE(0, 640 * KB),
							       USABLE(1 * MB, 2 * GB) };
	struct nkv_machine machine = boot_machine(profile, two_gigabytes, COUNT(two_gigabytes));

	machine.kernel.memory_model = NKV_MODEL_SPARSE;
	set_srat(&machine, memory, count);
	return machine;
}

void give_map(struct nkv_machine *machine, const struct nkv_e820_entry *map, size_t count)
{
	machine->e820 = map;
	machine->e820_count = count;
}

void expect_section(const struct nkv_plan *plan, unsigned int number, unsigned int home_nid,
		    unsigned int nid)
{
	const struct nkv_section *section = &plan->sections[number];

	cr_expect(section->present, "section %u", number);
	cr_expect_eq(section->home_nid, home_nid, "section %u: home %u", number, section->home_nid);
	cr_expect_eq(section->nid, nid, "section %u: owner %u", number, section->nid);
}

static void expect_range(const struct nkv_hazard *hazard, size_t index, uint64_t start_pfn,
			 uint64_t end_pfn)
{
	cr_assert(hazard && index < hazard->ranges.count);
	cr_expect_eq(hazard->ranges.ranges[index].start_pfn, start_pfn, "from %lu",
		     (unsigned long)hazard->ranges.ranges[index].start_pfn);
	cr_expect_eq(hazard->ranges.ranges[index].end_pfn, end_pfn, "to %lu",
		     (unsigned long)hazard->ranges.ranges[index].end_pfn);
}

/* Without PAE: sections of 64 MiB. */
static void leave_pae_out(struct nkv_machine *machine)
{
	machine->kernel.highmem = NKV_HIGHMEM_4G;
	machine->kernel.pae = false;
}

/* --- which sections there are, and whose --- */

/*
 * |0   section 0   1G|1G   section 1   2G|
 * |node 0              1536M|node 1    2G|
 * Expect node 0 to be the home of both, as all RAM is told of as node 0's, and node 1,
 * which is told of last, to own the section that both have.
 */
Test(sparse, section_of_two_nodes)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1536 * MB),
						  MEMORY(1, 1536 * MB, 2 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.23", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);
	const struct nkv_hazard *shared = hazard_of(plan, NKV_HAZARD_SECTION_SHARED);

	expect_section(plan, 0, 0, 0);
	expect_section(plan, 1, 0, 1);
	cr_expect_not(plan->sections[2].present);
	/* Node 0 gave its end away, and what is left of it in section 1 goes to node 1. */
	expect_range(shared, 0, 262144, plan->nodes[0].end_pfn);
	cr_expect_eq(plan->verdict, NKV_VERDICT_BOOTS);
	end_plan(plan);
}

/*
 * |0   section 0   1G|1G   section 1   2G|
 * |0     node 0    1G|1G     node 1    2G|
 * Expect a section for each, and none that both have.
 */
Test(sparse, border_between_sections)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB), MEMORY(1, 1 * GB, 2 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.23", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);

	expect_section(plan, 0, 0, 0);
	expect_section(plan, 1, 0, 1);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_SECTION_SHARED));
	end_plan(plan);
}

/*
 * |0 section 0 1G|1G  hole  2G|2G section 2 3G|   the SRAT: |0  node 0  1G|1G    node 1    3G|
 * Expect the section without RAM to be present, as node 1 spans it, and node 1 to be its home.
 */
Test(sparse, section_without_ram)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 1 * GB),
						     USABLE(2 * GB, 3 * GB) };
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB), MEMORY(1, 1 * GB, 3 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.23", memory, COUNT(memory));
	struct nkv_plan *plan;

	give_map(&machine, map, COUNT(map));
	plan = begin_plan(&machine);
	expect_section(plan, 1, 1, 1);
	expect_section(plan, 2, 0, 1);
	end_plan(plan);
}

/*
 * |0 node 0 1G+256M|node 1 |1G+512M node 0 2G|
 * A node of 256 MiB, less than a section, in the middle of one. Expect memmap_bytes of
 * one section for it, counted from its start, and for node 0 those two whose first page,
 * counted from its own start, is node 0's.
 */
Test(sparse, node_smaller_than_a_section)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1280 * MB),
						  MEMORY(1, 1280 * MB, 1536 * MB),
						  MEMORY(0, 1536 * MB, 2 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.23", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);

	cr_expect_eq(plan->nodes[0].memmap_bytes, 2 * 262144 * 32);
	cr_expect_eq(plan->nodes[1].memmap_bytes, 262144 * 32);
	expect_section(plan, 1, 0, 1);
	end_plan(plan);
}

/*
 * |0  node 0  512M|512M   node 1   1536M|1536M  2G
 * Node 1 begins and ends in the middle of sections: it has two, and is counted one.
 */
Test(sparse, node_across_a_border)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 512 * MB),
						  MEMORY(1, 512 * MB, 1536 * MB) };
	struct nkv_machine machine = sparse_machine("2.6.23", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);

	cr_expect_eq(plan->nodes[1].memmap_bytes, 262144 * 32);
	expect_section(plan, 0, 0, 1);
	expect_section(plan, 1, 0, 1);
	end_plan(plan);
}

/*
 * |0   node 0   1G|1G   node 1   2G|   profile 2.6.18, which takes a node's end for a page of its own
 * Expect no section for node 1, as the page it begins with is taken for node 0's.
 */
Test(sparse, early_node_of_2_6_18)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB), MEMORY(1, 1 * GB, 2 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.18", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);

	cr_expect_eq(plan->nodes[0].memmap_bytes, 262144 * 32);
	cr_expect_eq(plan->nodes[1].memmap_bytes, 0);
	end_plan(plan);
}

/* --- the end of the sections --- */

static const struct nkv_e820_entry around_64_gigabytes[] = { USABLE(0, 640 * KB),
							     USABLE(1 * MB, 2 * GB),
							     USABLE(63 * GB, 64 * GB) };

/* |0   2G| ... |63G  section 63  64G|. Expect the last section to be present, and nothing to overflow. */
Test(sparse, up_to_64_gigabytes)
{
	struct nkv_machine machine = sparse_machine("2.6.23", NULL, 0);
	struct nkv_plan *plan;

	give_map(&machine, around_64_gigabytes, COUNT(around_64_gigabytes));
	plan = begin_plan(&machine);
	expect_section(plan, 63, 0, 0);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_SECTION_OVERFLOW));
	end_plan(plan);
}

/*
 * |0   2G| ... |63G                 64G + 4K|   one page more than there are sections for
 * Expect 2.6.23 to write past the table, and 2.6.25 to leave that page out.
 */
Test(sparse, beyond_64_gigabytes)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 2 * GB),
						     USABLE(63 * GB, 64 * GB + 4 * KB) };
	struct nkv_machine machine = sparse_machine("2.6.23", NULL, 0);
	struct nkv_plan *plan;

	give_map(&machine, map, COUNT(map));
	plan = begin_plan(&machine);
	cr_assert(hazard_of(plan, NKV_HAZARD_SECTION_OVERFLOW));
	cr_expect_eq(hazard_of(plan, NKV_HAZARD_SECTION_OVERFLOW)->nids, 1);
	cr_expect_eq(hazard_of(plan, NKV_HAZARD_SECTION_OVERFLOW)->fields, NKV_HAZARD_HAS_NIDS);
	end_plan(plan);
	machine.kernel.profile = nkv_profile_find("2.6.25");
	plan = begin_plan(&machine);
	expect_section(plan, 63, 0, 0);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_SECTION_OVERFLOW));
	end_plan(plan);
}

/* Without PAE the sections of 64 MiB end at 4 GiB. Expect a page above to overflow. */
Test(sparse, beyond_4_gigabytes)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 4 * GB),
						     USABLE(4 * GB, 4 * GB + 4 * KB) };
	struct nkv_machine machine = sparse_machine("2.6.23", NULL, 0);
	struct nkv_plan *plan;

	leave_pae_out(&machine);
	give_map(&machine, map, 2);
	plan = begin_plan(&machine);
	cr_expect_eq(plan->pages_per_section, 16384);
	expect_section(plan, 63, 0, 0);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_SECTION_OVERFLOW));
	end_plan(plan);
	give_map(&machine, map, COUNT(map));
	plan = begin_plan(&machine);
	cr_expect(hazard_of(plan, NKV_HAZARD_SECTION_OVERFLOW));
	end_plan(plan);
}

/* --- what goes wrong --- */

/* |0 node 0 1G|1G node 1 2G|: profile 2.6.25. Expect node 1's pgdat at address 0, and node 1 lost. */
Test(sparse, pgdat_without_a_remap)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB), MEMORY(1, 1 * GB, 2 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.25", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);

	cr_assert(hazard_of(plan, NKV_HAZARD_PGDAT_NULL));
	cr_expect_eq(hazard_of(plan, NKV_HAZARD_PGDAT_NULL)->nids, 2);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_NODE_WITHOUT_REMAP));
	cr_expect_eq(plan->nodes[1].pgdat_vaddr, 0);
	cr_expect_eq(plan->nodes[1].present_end_pfn, 2 * 262144);
	cr_expect_eq(plan->ram.unused_pages, 262144);
	end_plan(plan);
}

/*
 * |0         section 0        1G|
 * |node 0       900M|node 1   1G|   low memory ends at 896 MiB
 * Expect all low memory to be lost: node 1 owns section 0, and has high memory alone.
 */
Test(sparse, lowmem_of_a_node_without)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 900 * MB),
						  MEMORY(1, 900 * MB, 2 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.23", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);
	const struct nkv_hazard *lost = hazard_of(plan, NKV_HAZARD_LOWMEM_LOST);

	cr_assert(lost);
	cr_expect_eq(lost->pages, plan->free_pages);
	cr_expect_eq(plan->verdict, NKV_VERDICT_PANICS);
	end_plan(plan);
}

/*
 * |node 0       512M|node 1   1G|   node 1 begins in low memory, but above 16 MiB
 * Expect what is below 16 MiB to be in a dead zone, and the rest to be node 1's.
 */
Test(sparse, dead_zone)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 512 * MB),
						  MEMORY(1, 512 * MB, 2 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.23", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);
	const struct nkv_hazard *dead = hazard_of(plan, NKV_HAZARD_SECTION_DEAD_ZONE);

	cr_expect_null(hazard_of(plan, NKV_HAZARD_LOWMEM_LOST));
	expect_range(dead, 0, 0, 160);
	expect_range(dead, 1, 256, 4096);
	cr_expect_eq(dead->ranges.count, 2);
	cr_expect(hazard_of(plan, NKV_HAZARD_SECTION_SHARED)->pages > dead->pages);
	end_plan(plan);
}

/*
 * |node 0       900M|node 1   2G|, profile 2.6.18: a table names a section's zone of each kind.
 * Expect no low memory to be lost, as node 1 has no low zone, and its high zone to get node 0's.
 */
Test(sparse, owners_by_zone)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 900 * MB),
						  MEMORY(1, 900 * MB, 2 * GB) };
	struct nkv_machine machine = sparse_machine("2.6.18", memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);
	const struct nkv_hazard *shared = hazard_of(plan, NKV_HAZARD_SECTION_SHARED);

	cr_expect_null(hazard_of(plan, NKV_HAZARD_LOWMEM_LOST));
	cr_expect_null(hazard_of(plan, NKV_HAZARD_SECTION_DEAD_ZONE));
	expect_range(shared, 0, plan->max_low_pfn, plan->nodes[0].end_pfn);
	cr_expect_eq(shared->ranges.count, 1);
	end_plan(plan);
}

/* Expect every kernel that has sections to be accepted with them. */
Test(sparse, accepted)
{
	struct nkv_machine machine = sparse_machine("2.6.23", NULL, 0);

	cr_expect(nkv_profile_has_sparse(machine.kernel.profile));
	cr_expect_eq(nkv_machine_check(&machine).error, NKV_OK);
	cr_expect_str_eq(nkv_memory_model_name(machine.kernel.memory_model), "sparse");
	cr_expect_str_eq(nkv_memory_model_name(NKV_MODEL_DISCONTIG), "discontig");
}
