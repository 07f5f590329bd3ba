/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Hazards at their edges (boot-layout 7). */
#include <criterion/criterion.h>

#include "boot.h"

static const struct nkv_e820_entry pc[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 1 * GB - 64 * KB) };

static struct nkv_machine pc_with(const char *profile, const char *cmdline)
{
	struct nkv_machine machine = MACHINE(pc);

	machine.kernel.profile = nkv_profile_find(profile);
	machine.cmdline = cmdline;
	return machine;
}

/* A kernel that is loaded where the KVA goes. Expect the overlap to be found. */
Test(hazards, kva_overlaps_kernel)
{
	struct nkv_machine machine = pc_with("2.6.23", "mem=16M");
	struct nkv_plan *plan;

	machine.kernel.init_pg_tables_end = 15 * 1024 * 1024;
	plan = begin_plan(&machine);
	cr_expect(hazard_of(plan, NKV_HAZARD_KVA_OVERLAPS_KERNEL));
	cr_expect_eq(plan->verdict, NKV_VERDICT_PANICS);
	end_plan(plan);
}

/*
 * |0  low memory  14M|gives 2M|16M
 *                |text, in the KVA's last page or behind it
 * Expect the page that the kernel begins in to be the kernel's, wherever it begins in there.
 */
Test(hazards, kernel_begins_in_the_kva)
{
	static const struct {
		uint32_t text;
		bool overlaps;
	} cases[] = {
		{ 0xfff800, true }, { 0xfff000, true }, { 0xffffff, true }, { 0x1000000, false }
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = pc_with("2.6.23", "mem=17M");
		const struct nkv_hazard *hazard;
		struct nkv_plan *plan;

		machine.kernel.text = cases[i].text;
		machine.kernel.init_pg_tables_end = 0x1000000;
		machine.initrd_start = 0x1000000;
		machine.initrd_size = 0x1000;
		plan = begin_plan(&machine);
		hazard = hazard_of(plan, NKV_HAZARD_KVA_OVERLAPS_KERNEL);
		cr_expect_eq(plan->kva_start_pfn + plan->kva_pages, 0x1000);
		cr_expect_eq(hazard != NULL, cases[i].overlaps, "case %zu", i);
		cr_expect(!hazard || hazard->pages == 1, "case %zu", i);
		end_plan(plan);
	}
}

/*
 * 5 GiB, of which HIGHMEM 4G takes 4, and highmem= for all that is above low memory. Expect it to be
 * ignored, as the second call of find_max_low_pfn() finds less.
 */
Test(hazards, highmem_ignored_at_last)
{
	const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 5 * GB) };
	struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan;

	machine.kernel.highmem = NKV_HIGHMEM_4G;
	machine.kernel.pae = false;
	machine.cmdline = "highmem=4224M";
	plan = begin_plan(&machine);
	cr_expect_eq(plan->lowmem_calls[0].messages[0].kind, NKV_MESSAGE_4G_WILL_BE_USED);
	cr_expect_eq(plan->lowmem_calls[1].messages[0].kind, NKV_MESSAGE_HIGHMEM_ONLY);
	cr_expect(hazard_of(plan, NKV_HAZARD_HIGHMEM_IGNORED));
	end_plan(plan);
}

/*
 * Hazards that come in the order of their codes, not of how bad they are. Expect the worst to be the
 * verdict, wherever it stands.
 */
Test(hazards, worst_is_not_first)
{
	struct nkv_srat_memory memory[24] = { 0 };
	struct nkv_machine machine = pc_with("2.6.23", "mem=768M highmem=4G");
	struct nkv_plan *plan;

	/* The last that is kept goes before all others, where they begin at 32 MiB. */
	for (uint64_t i = 0; i < COUNT(memory); i++)
		memory[i] = (struct nkv_srat_memory)MEMORY(0, (i + 1) * 32 * MB, (i + 2) * 32 * MB);
	memory[23] = (struct nkv_srat_memory)MEMORY(0, 0, 32 * MB);
	machine.has_srat = true;
	machine.memory = memory;
	machine.memory_count = COUNT(memory);
	plan = begin_plan(&machine);
	cr_assert_geq(plan->hazard_count, 2);
	cr_expect_lt(plan->hazards[0].severity, NKV_SEVERITY_CORRUPTING);
	cr_expect_eq(hazard_of(plan, NKV_HAZARD_SRAT_TABLE_OVERRUN)->severity,
		     NKV_SEVERITY_CORRUPTING);
	cr_expect_eq(plan->verdict, NKV_VERDICT_UNSTABLE);
	end_plan(plan);
}

/* |0   node 0   4G|aligned 4G + 1M|: its waste begins at 4 GiB. Expect the address of the reserve to wrap to 0. */
Test(hazards, address_at_4g)
{
	const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
					      USABLE(1 * MB, 4 * GB + 1 * MB) };
	struct nkv_machine machine = MACHINE(map);
	const struct nkv_hazard *hazard;
	struct nkv_plan *plan = begin_plan(&machine);

	hazard = hazard_of(plan, NKV_HAZARD_RESERVE_ADDRESS_WRAPPED);
	cr_assert(hazard);
	cr_expect_eq(hazard->address, 0);
	cr_expect_eq(hazard->true_address, 4 * GB);
	end_plan(plan);
}

/* Low memory of which a firmware leaves 64 MiB free, or a page less. Expect only the latter to be little. */
Test(hazards, lowmem_low)
{
	struct nkv_firmware_reserve reserve = { 0x2000000, 4096, "table" };
	struct nkv_machine machine = pc_with("2.6.23", "mem=128M");
	struct nkv_plan *plan;
	uint64_t free_pages;

	machine.reserve = &reserve;
	machine.reserve_count = 1;
	plan = begin_plan(&machine);
	free_pages = plan->free_pages;
	end_plan(plan);
	for (uint64_t left = 16383; left <= 16384; left++) {
		const struct nkv_hazard *hazard;

		reserve.size = (uint32_t)(free_pages + 1 - left) * 4096;
		plan = begin_plan(&machine);
		hazard = hazard_of(plan, NKV_HAZARD_LOWMEM_LOW);
		cr_expect_eq(plan->free_pages, left);
		cr_expect_eq(hazard != NULL, left < 16384);
		cr_expect(!hazard || hazard->pages == left);
		end_plan(plan);
	}
}
