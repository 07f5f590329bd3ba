/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Each reserve of the boot-time allocator that can be a BUG (boot-layout 5). */
#include <criterion/criterion.h>
#include <string.h>

#include "boot.h"

static const struct nkv_e820_entry pc[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 64 * MB) };
static const struct nkv_e820_entry low[] = { USABLE(0, 512 * KB), RESERVED(1 * MB, 2 * MB) };

static struct nkv_machine pc_with(const char *profile)
{
	struct nkv_machine machine = MACHINE(pc);

	machine.kernel.profile = nkv_profile_find(profile);
	return machine;
}

/* The last call is by `by`, at `start`, and a BUG of that kind. */
static void expect_bug(const struct nkv_machine *machine, const char *by, uint32_t start,
		       enum nkv_bootmem_bug bug)
{
	struct nkv_plan *plan = begin_plan(machine);
	const struct nkv_bootmem_call *call = &plan->calls[plan->call_count - 1];

	cr_expect_eq(plan->stopped_at, NKV_STOP_BOOTMEM, "%s", by);
	cr_expect_str_eq(call->by, by);
	cr_expect_eq(call->start, start, "%s: 0x%x", by, call->start);
	cr_expect_eq(call->bug, bug, "%s", by);
	cr_expect_eq(plan->free_pages, 0);
	end_plan(plan);
}

/*
 * |0|..|1M|..|..| 125 pieces |4M of the command line|5M          62M|
 * Expect room for all calls that there can be: as many frees as the map has entries, each reserve
 * that setup makes, and those of the firmware; and each to be kept as it was made.
 */
Test(allocator, most_calls)
{
	enum { RESERVES = 20, SETUP_RESERVES = 8 };
	static const char *const setup[SETUP_RESERVES] = {
		"kernel",     "page-0",		  "ebda",   "amd-k7",
		"trampoline", "numa_kva_reserve", "initrd", "wasted_pages",
	};
	struct nkv_e820_entry map[NKV_E820_MAX] = { USABLE(0, 640 * KB) };
	struct nkv_firmware_reserve reserve[RESERVES];
	struct nkv_machine machine = MACHINE(map);
	const struct nkv_bootmem_call *calls;
	struct nkv_plan *plan;

	for (size_t i = 1; i < NKV_E820_MAX - 2; i++)
		map[i] = (struct nkv_e820_entry)USABLE(1 * MB + i * 16 * KB,
						       1 * MB + i * 16 * KB + 8 * KB);
	map[NKV_E820_MAX - 2] = (struct nkv_e820_entry)USABLE(5 * MB, 64 * MB - 128 * KB);
	machine.e820_count--;
	machine.cmdline = "memmap=8K@4M";
	for (uint32_t i = 0; i < RESERVES; i++)
		reserve[i] = (struct nkv_firmware_reserve){ 0x1000000 + i * 0x2000, 4096, "table" };
	machine.ebda = 0x9f000;
	machine.kernel.amd_k7 = true;
	machine.initrd_start = 0x2000000;
	machine.initrd_size = 0x1000;
	machine.reserve = reserve;
	machine.reserve_count = RESERVES;
	plan = begin_plan(&machine);
	calls = plan->calls;
	cr_expect_eq(plan->stopped_at, NKV_STOP_NONE);
	cr_assert_eq(plan->call_count, NKV_E820_MAX + SETUP_RESERVES + RESERVES);
	for (size_t i = 0; i < NKV_E820_MAX; i++)
		cr_expect_str_eq(calls[i].by, "e820", "call %zu", i);
	for (size_t i = 0; i < RESERVES; i++)
		cr_expect_eq(calls[NKV_E820_MAX + 5 + i].start, reserve[i].start, "reserve %zu", i);
	for (size_t i = 0; i < SETUP_RESERVES; i++)
		cr_expect_str_eq(calls[NKV_E820_MAX + i + (i < 5 ? 0 : RESERVES)].by, setup[i]);
	end_plan(plan);
}

/*
 * |0      low memory      64M|
 * |end|                      |text ... 2^32|
 * Expect a reserve whose end wraps to be one of nothing where it starts in low memory, and a BUG
 * from the end of low memory on.
 */
Test(allocator, kernel_above_its_end)
{
	struct nkv_machine machine = pc_with("2.6.23");
	struct nkv_plan *plan;

	machine.kernel.text = 64 * 1024 * 1024 - 1;
	plan = begin_plan(&machine);
	cr_expect_eq(plan->stopped_at, NKV_STOP_NONE);
	end_plan(plan);
	machine.kernel.text++;
	expect_bug(&machine, "kernel", machine.kernel.text, NKV_BUG_BEYOND_LOWMEM);
}

/*
 * |0      low memory      64M|
 *                         |EBDA|  or |EBDA|
 * Expect an EBDA to be reserved up to the end of low memory, and to be a BUG a byte above.
 */
Test(allocator, ebda)
{
	struct nkv_machine machine = pc_with("2.6.23");
	struct nkv_plan *plan;

	machine.ebda = 64 * 1024 * 1024 - 4096;
	plan = begin_plan(&machine);
	cr_expect_eq(plan->stopped_at, NKV_STOP_NONE);
	end_plan(plan);
	machine.ebda++;
	expect_bug(&machine, "ebda", machine.ebda, NKV_BUG_BEYOND_LOWMEM);
	machine.ebda = 64 * 1024 * 1024;
	expect_bug(&machine, "ebda", machine.ebda, NKV_BUG_BEYOND_LOWMEM);
}

/* Expect the same of what the firmware needs, and a size of 0 to be a BUG of its own. */
Test(allocator, firmware)
{
	struct nkv_firmware_reserve reserve[] = { { 0x1000, 4096, "first" },
						  { 0x3fff000, 4096, "second" } };
	struct nkv_machine machine = pc_with("2.6.23");
	struct nkv_plan *plan;

	machine.reserve = reserve;
	machine.reserve_count = COUNT(reserve);
	plan = begin_plan(&machine);
	cr_expect_eq(plan->stopped_at, NKV_STOP_NONE);
	end_plan(plan);
	reserve[1].size++;
	expect_bug(&machine, "second", 0x3fff000, NKV_BUG_BEYOND_LOWMEM);
	reserve[0].size = 0;
	expect_bug(&machine, "first", 0x1000, NKV_BUG_ZERO_LENGTH);
}

/*
 * |0 kernel  512K|   640K
 * Expect the page below 640 KiB that an AMD K7 reserves to be a BUG in less memory.
 */
Test(allocator, amd_k7)
{
	struct nkv_machine machine = pc_with("2.6.23");
	struct nkv_plan *plan;

	machine.kernel.amd_k7 = true;
	plan = begin_plan(&machine);
	cr_expect_eq(plan->stopped_at, NKV_STOP_NONE);
	cr_expect_str_eq(plan->calls[4].by, "amd-k7");
	cr_expect_eq(plan->calls[4].start, 0x9f000);
	end_plan(plan);
	machine.e820 = low;
	machine.kernel.text = 0x2000;
	machine.kernel.init_pg_tables_end = 0x10000;
	expect_bug(&machine, "amd-k7", 0x9f000, NKV_BUG_BEYOND_LOWMEM);
}

/*
 * |0 kernel  512K|       2M gives nothing, as it has not a large page
 * Expect the KVA of 2.6.25, which is the slack alone, to be reserved from 0 on, and that of a
 * machine whose KVA would begin below 0 to be a BUG.
 */
Test(allocator, kva)
{
	struct nkv_machine machine = pc_with("2.6.25");
	const struct nkv_bootmem_call *call;
	struct nkv_plan *plan;

	machine.e820 = low;
	machine.kernel.text = 0x2000;
	machine.kernel.init_pg_tables_end = 0x10000;
	plan = begin_plan(&machine);
	call = &plan->calls[plan->call_count - 1];
	cr_expect_str_eq(call->by, "numa_kva_reserve");
	cr_expect_eq(call->start, 0);
	cr_expect_eq(call->size, 512 * 1024);
	cr_expect_eq(call->bug, NKV_BUG_NONE);
	end_plan(plan);

	machine.e820 = pc;
	machine.cmdline = "vmalloc=1047040K"; /* MAXMEM is 384 pages, the KVA 512 */
	expect_bug(&machine, "numa_kva_reserve", 0xffe00000, NKV_BUG_BEYOND_LOWMEM);
}

/*
 * |0 kernel 2M|gives 2M|4M|   and   |0 kernel, gives 2M|2M|
 * Expect a flat node that gives all it has to have no range and no mem_map.
 */
Test(allocator, flat_node_without_pages)
{
	static const struct {
		const char *cmdline;
		size_t ranges;
	} cases[] = {
		{ "memmap=exactmap memmap=4M@0", 1 },
		{ "memmap=exactmap memmap=2M@0", 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = pc_with("2.6.23");
		struct nkv_plan *plan;

		machine.cmdline = cases[i].cmdline;
		machine.kernel.text = 0x2000;
		machine.kernel.init_pg_tables_end = 0x10000;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->nodes[0].reserved_pages, 512, "case %zu", i);
		cr_expect_eq(plan->active_range_count, cases[i].ranges, "case %zu", i);
		cr_expect_eq(plan->nodes[0].memmap.from == NKV_MEMMAP_NONE, cases[i].ranges == 0,
			     "case %zu", i);
		end_plan(plan);
	}
}

/*
 * |0  EBDA|1M ... 64M|     2.6.26
 * Expect all from the EBDA to 1 MiB to be reserved at once, and from 0x9f000 where it is not below.
 */
Test(allocator, reserved_to_1_mib)
{
	static const struct {
		uint32_t ebda, start;
	} cases[] = {
		{ 0x9fc00, 0x9fc00 }, { 0x80000, 0x80000 },  { 0, 0x9f000 },
		{ 0xfffff, 0xfffff }, { 0x100000, 0x9f000 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						      USABLE(1 * MB, 64 * MB) };
		struct nkv_machine machine = MACHINE(map);
		const struct nkv_bootmem_call *ebda;
		struct nkv_plan *plan;

		machine.kernel.profile = nkv_profile_find("2.6.26");
		machine.kernel.amd_k7 = true;
		machine.ebda = cases[i].ebda;
		plan = begin_plan(&machine);
		ebda = &plan->calls[4];
		cr_expect_str_eq(ebda->by, "ebda");
		cr_expect_eq(ebda->start, cases[i].start, "case %zu", i);
		cr_expect_eq(ebda->start + ebda->size, 0x100000, "case %zu", i);
		/* No page of a K7 between. */
		cr_expect_str_eq(plan->calls[5].by, "trampoline");
		end_plan(plan);
	}
}

/*
 * |0   low memory   64M|     a firmware's table across that end, or behind it
 * Expect 2.6.26 to reserve what there is of it, where 2.6.25 stops; and both to stop at no bytes.
 */
Test(allocator, clipped_at_the_end_of_low_memory)
{
	static const struct {
		uint32_t start, size;
		enum nkv_stop stop_2_6_25, stop_2_6_26;
	} cases[] = {
		{ 64 * MB - 4096, 4096, NKV_STOP_NONE, NKV_STOP_NONE },
		{ 64 * MB - 4096, 8192, NKV_STOP_BOOTMEM, NKV_STOP_NONE },
		{ 64 * MB, 4096, NKV_STOP_BOOTMEM, NKV_STOP_NONE },
		{ 0xf0000000, 4096, NKV_STOP_BOOTMEM, NKV_STOP_NONE },
		{ 0x200000, 0, NKV_STOP_BOOTMEM, NKV_STOP_BOOTMEM },
	};
	const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 64 * MB) };

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_firmware_reserve reserve = { cases[i].start, cases[i].size,
							      "table" };
		struct nkv_machine machine = MACHINE(map);
		struct nkv_plan *plan;

		machine.reserve = &reserve;
		machine.reserve_count = 1;
		machine.kernel.profile = nkv_profile_find("2.6.25");
		plan = begin_plan(&machine);
		cr_expect_eq(plan->stopped_at, cases[i].stop_2_6_25, "case %zu", i);
		end_plan(plan);
		machine.kernel.profile = nkv_profile_find("2.6.26");
		plan = begin_plan(&machine);
		cr_expect_eq(plan->stopped_at, cases[i].stop_2_6_26, "case %zu", i);
		end_plan(plan);
	}
}
