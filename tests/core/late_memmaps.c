/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Kernels in which the KVA is searched for: whose pages a mem_map takes (profile-2.6.32, 6). */
#include <criterion/criterion.h>
#include <string.h>

#include "core/late/late.h"
#include "late.h"

/*
 * With 24 bytes a struct page and a pgdat of 24 bytes less than a MiB, the mem_map of 512 MiB ends with its
 * window of 4 MiB, which is too far. Its bitmap fills whole pages. A hole near its end lets it span all that
 * it has, as it gives what is below.
 */
#define HOLED(from, end) USABLE(from, (end)-2 * MB), USABLE((end)-1 * MB, end)

static struct nkv_machine tight_machine(const struct nkv_e820_entry *map, size_t map_count,
					const struct nkv_srat_memory *memory, size_t count)
{
	struct nkv_machine machine = boot_machine("2.6.32", map, map_count);

	machine.kernel.struct_page_bytes = 24;
	machine.kernel.pg_data_bytes = 1 * MB - 24;
	set_srat(&machine, memory, count);
	return machine;
}

/*
 * |0 node 0 16M, or a page more|16M  node 1 +512M|
 * Expect node 1's mem_map in node 0, whose bitmap ends with the memory for devices; and in node 1 itself
 * where node 0 has a page above that, which is looked at alone.
 */
Test(late_memmaps, a_bitmap_of_memory_for_devices)
{
	for (uint64_t more = 0; more <= 1; more++) {
		const uint64_t border = 16 * MB + more * 4 * KB;
		const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						      HOLED(1 * MB, border + 512 * MB) };
		const struct nkv_srat_memory memory[] = { MEMORY(0, 0, border),
							  MEMORY(1, border, border + 512 * MB) };
		struct nkv_machine machine = tight_machine(map, COUNT(map), memory, COUNT(memory));
		struct nkv_plan *plan = begin_plan(&machine);

		cr_assert_eq(plan->nodes[1].memmap.from, NKV_MEMMAP_BOOTMEM);
		if (more == 0)
			cr_expect_lt(plan->nodes[1].memmap.taken.end_pfn, 4096);
		else
			cr_expect_geq(plan->nodes[1].memmap.taken.start_pfn, 4097);
		end_plan(plan);
	}
}

/* |0 node 1 512M|512M node 0 1G|   Expect node 0's mem_map in node 0, behind the page for kmap(). */
Test(late_memmaps, node_0_comes_first)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), HOLED(1 * MB, 1 * GB) };
	static const struct nkv_srat_memory memory[] = { MEMORY(1, 0, 512 * MB),
							 MEMORY(0, 512 * MB, 1 * GB) };
	struct nkv_machine machine = tight_machine(map, COUNT(map), memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);
	cr_assert_eq(plan->nodes[0].memmap.from, NKV_MEMMAP_BOOTMEM);
	cr_expect_eq(plan->nodes[0].memmap.taken.start_pfn, 512 * 256 + 1);
	end_plan(plan);
}

/*
 * |0 free below 16M|node 0, reserved  128M|128M  node 1  256M|256M  node 2  768M|
 * Expect node 2's mem_map in node 2, before it comes from node 1.
 */
Test(late_memmaps, its_own_node_comes_next)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), HOLED(1 * MB, 768 * MB) };
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 128 * MB),
							 MEMORY(1, 128 * MB, 256 * MB),
							 MEMORY(2, 256 * MB, 768 * MB) };
	static const struct nkv_firmware_reserve reserve = { .start = 16 * MB,
							     .size = 112 * MB,
							     .by = "firmware" };
	struct nkv_machine machine = tight_machine(map, COUNT(map), memory, COUNT(memory));
	struct nkv_plan *plan;

	machine.reserve = &reserve;
	machine.reserve_count = 1;
	plan = begin_plan(&machine);
	cr_assert_eq(plan->stopped_at, NKV_STOP_NONE);
	cr_assert_eq(plan->nodes[2].memmap.from, NKV_MEMMAP_BOOTMEM);
	cr_expect_eq(plan->nodes[2].memmap.taken.start_pfn, 256 * 256);
	end_plan(plan);
}

/*
 * |0 node 1, free below 16M|end|node 0, reserved  +512M|
 * Expect node 0's mem_map in node 1's memory for devices, as nothing else is free.
 */
static void expect_memory_for_devices(const struct nkv_plan *plan)
{
	const struct nkv_range *taken = &plan->nodes[0].memmap.taken;

	cr_assert_eq(plan->nodes[0].memmap.from, NKV_MEMMAP_BOOTMEM);
	cr_expect_gt(taken->start_pfn, 0);
	cr_expect_eq(taken->end_pfn, taken->start_pfn + 3 * 256);
	cr_expect_lt(taken->end_pfn, 4096);
}

/* The same with |node 2  1G| behind it. Expect it there, which spares the memory for devices. */
static void expect_memory_of_another(const struct nkv_plan *plan, uint64_t node_2)
{
	cr_assert_eq(plan->stopped_at, NKV_STOP_NONE);
	cr_assert_eq(plan->nodes[0].memmap.from, NKV_MEMMAP_BOOTMEM);
	cr_expect_geq(plan->nodes[0].memmap.taken.start_pfn, node_2 / 4096);
}

/* Node 1 ends with the memory for devices, or goes on and has nothing free above. */
Test(late_memmaps, memory_for_devices_is_the_last)
{
	for (uint64_t end = 16 * MB; end <= 128 * MB; end += 112 * MB) {
		const uint64_t node_2 = end + 512 * MB;
		const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), HOLED(1 * MB, node_2),
						      USABLE(node_2, 1 * GB) };
		const struct nkv_srat_memory memory[] = { MEMORY(1, 0, end), MEMORY(0, end, node_2),
							  MEMORY(2, node_2, 1 * GB) };
		const struct nkv_firmware_reserve reserve = { .start = 16 * MB,
							      .size = (uint32_t)(node_2 - 16 * MB),
							      .by = "firmware" };

		for (size_t missing = 0; missing <= 1; missing++) {
			struct nkv_machine machine = tight_machine(map, COUNT(map) - missing,
								   memory, COUNT(memory) - missing);
			struct nkv_plan *plan;

			machine.reserve = &reserve;
			machine.reserve_count = 1;
			plan = begin_plan(&machine);
			if (missing)
				expect_memory_for_devices(plan);
			else
				expect_memory_of_another(plan, node_2);
			end_plan(plan);
		}
	}
}

/* |0 node 0 512M|512M node 1 1G|, both with a hole. Expect both mem_maps to be told of, of 3 MiB each. */
Test(late_memmaps, of_two_nodes)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), HOLED(1 * MB, 512 * MB),
						     HOLED(512 * MB, 1 * GB) };
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 512 * MB),
							 MEMORY(1, 512 * MB, 1 * GB) };
	struct nkv_machine machine = tight_machine(map, COUNT(map), memory, COUNT(memory));
	struct nkv_plan *plan = begin_plan(&machine);
	const struct nkv_hazard *in_lowmem = hazard_of(plan, NKV_HAZARD_MEMMAP_IN_LOWMEM);

	cr_assert(in_lowmem);
	cr_expect_eq(in_lowmem->nids, 3);
	cr_expect_eq(in_lowmem->bytes, 2 * 3 * MB);
	cr_expect_eq(in_lowmem->fields, NKV_HAZARD_HAS_NIDS | NKV_HAZARD_HAS_BYTES);
	cr_expect_eq(in_lowmem->severity, NKV_SEVERITY_WARNING);
	end_plan(plan);
}

/*
 *      |16M: kmap's page, what is left of node 0|reserved|32M  node 0  512M|
 * Expect a mem_map of 3 MiB behind the page for kmap() if it fits there to the page, and else at the next place;
 * if there is none, the machine to die of it.
 */
Test(late_memmaps, as_much_as_fits)
{
	static const struct {
		uint64_t from, to; /* what is reserved */
		uint64_t start_pfn;
		enum nkv_severity severity;
	} cases[] = {
		{ 19 * MB + 4 * KB, 32 * MB, 4097, NKV_SEVERITY_WARNING },
		{ 19 * MB, 32 * MB, 8192, NKV_SEVERITY_WARNING },
		{ 17 * MB, 512 * MB, 0, NKV_SEVERITY_FATAL },
	};
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						     HOLED(16 * MB, 512 * MB) };
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 512 * MB) };

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_firmware_reserve reserve = { .start = (uint32_t)cases[i].from,
							      .size = (uint32_t)(cases[i].to -
										 cases[i].from),
							      .by = "firmware" };
		struct nkv_machine machine = tight_machine(map, COUNT(map), memory, COUNT(memory));
		const struct nkv_hazard *hazard;
		struct nkv_plan *plan;

		machine.reserve = &reserve;
		machine.reserve_count = 1;
		plan = begin_plan(&machine);
		hazard = hazard_of(plan, NKV_HAZARD_MEMMAP_IN_LOWMEM);
		cr_assert(hazard, "case %zu", i);
		cr_expect_eq(hazard->severity, cases[i].severity, "case %zu", i);
		cr_expect_eq(plan->nodes[0].memmap.taken.start_pfn, cases[i].start_pfn,
			     "case %zu: %llu", i,
			     (unsigned long long)plan->nodes[0].memmap.taken.start_pfn);
		end_plan(plan);
	}
}

/* Expect the first zone to begin with the lowest active range, in whichever place it is, and without one at 0. */
Test(late_memmaps, where_the_first_zone_begins)
{
	static const struct nkv_active_range ranges[] = { { 600, 700, 0 },
							  { 500, 550, 1 },
							  { 800, 900, 0 } };
	static const struct {
		size_t first, count;
		uint32_t start_pfn;
	} cases[] = { { 0, 0, 0 }, { 0, 1, 600 }, { 0, 2, 500 }, { 0, 3, 500 }, { 1, 2, 500 } };
	struct nkv_machine machine = late_pc("2.6.32");
	struct nkv_plan *plan = begin_plan(&machine);

	for (size_t i = 0; i < COUNT(cases); i++) {
		memcpy(plan->active_ranges, ranges + cases[i].first,
		       sizeof(ranges[0]) * cases[i].count);
		plan->active_range_count = cases[i].count;
		cr_expect_eq(nkv_late_zones(plan).start_pfn, cases[i].start_pfn, "case %zu", i);
	}
	end_plan(plan);
}

/* |0  node 0  4G|node 0 and node 1  4.5G|   Expect node 1 to give what lies below the pages that node 0 gave. */
Test(late_memmaps, two_nodes_with_one_end)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						     USABLE(1 * MB, 4 * GB + 512 * MB) };
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 4 * GB + 512 * MB),
							 MEMORY(1, 4 * GB, 4 * GB + 512 * MB) };
	struct nkv_machine machine = boot_machine("2.6.32", map, COUNT(map));
	struct nkv_plan *plan;

	set_srat(&machine, memory, COUNT(memory));
	plan = begin_plan(&machine);
	cr_assert_gt(plan->nodes[1].reserved_pages, 0);
	cr_expect_gt(plan->nodes[1].remap_start_pfn, 1 << 20);
	cr_expect_eq(plan->nodes[1].remap_start_pfn + plan->nodes[1].reserved_pages,
		     plan->nodes[0].remap_start_pfn);
	end_plan(plan);
}
