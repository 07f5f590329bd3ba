/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What 2.6.26 does with the BIOS area and with reserves beyond low memory (boot-layout 1.2, 5). */
#include <criterion/criterion.h>
#include <string.h>

#include "boot.h"

static const struct nkv_e820_entry through[] = { USABLE(0, 64 * MB), RESERVED(64 * MB, 65 * MB) };
static const struct nkv_e820_entry low[] = { USABLE(0, 512 * KB), RESERVED(1 * MB, 2 * MB) };

static struct nkv_machine machine_of(const char *profile)
{
	struct nkv_machine machine = MACHINE(through);

	machine.kernel.profile = nkv_profile_find(profile);
	return machine;
}

static const struct nkv_bootmem_call *call_by(const struct nkv_plan *plan, const char *by)
{
	for (size_t i = 0; i < plan->call_count; i++)
		if (strcmp(plan->calls[i].by, by) == 0)
			return &plan->calls[i];
	return NULL;
}

/*
 * |0    640K|////|1M           64M|    all of it usable, says the firmware
 * Expect 2.6.25 to cut the BIOS area out, and 2.6.26 to keep it in the map, but not as RAM.
 */
Test(bios_area, stays_in_the_map)
{
	struct nkv_machine older = machine_of("2.6.25"), newer = machine_of("2.6.26");
	struct nkv_plan *cut = begin_plan(&older), *kept = begin_plan(&newer);

	cr_assert_eq(cut->bios_e820.count, 3);
	cr_expect_eq(cut->bios_e820.entries[0].size, 640 * KB);
	cr_assert_eq(kept->bios_e820.count, 2);
	cr_expect_eq(kept->bios_e820.entries[0].size, 64 * MB);
	cr_expect_eq(kept->ram.pages, cut->ram.pages);
	cr_expect_eq(kept->free_pages, cut->free_pages - 1, "the page at 0x9f000 is reserved");
	end_plan(cut);
	end_plan(kept);
}

/*
 * |0   |EBDA //////////////|1M
 * |0        |9f000 ////////|1M    without one, and with one that is not below 1 MiB
 * Expect 2.6.26 to reserve up to 1 MiB, and nothing for an AMD K7.
 */
Test(bios_area, is_reserved)
{
	static const struct {
		uint32_t ebda, start;
	} cases[] = {
		{ 0, 0x9f000 },	      { 0x9fc00, 0x9fc00 },  { 0x80000, 0x80000 },
		{ 0xfffff, 0xfffff }, { 0x100000, 0x9f000 }, { 0x3f00000, 0x9f000 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = machine_of("2.6.26");
		const struct nkv_bootmem_call *call;
		struct nkv_plan *plan;

		machine.ebda = cases[i].ebda;
		machine.kernel.amd_k7 = true;
		plan = begin_plan(&machine);
		call = call_by(plan, "ebda");
		cr_assert(call, "EBDA at 0x%x", cases[i].ebda);
		cr_expect_eq(call->start, cases[i].start, "EBDA at 0x%x", cases[i].ebda);
		cr_expect_eq(call->size, 0x100000 - cases[i].start, "EBDA at 0x%x", cases[i].ebda);
		cr_expect_null(call_by(plan, "amd-k7"));
		end_plan(plan);
	}
}

/*
 * |0 kernel  512K|   |9f000 ////|1M     or   |0    64M|  |firmware|
 * Expect a reserve that begins, or ends, above low memory to be no BUG from 2.6.26 on; one of
 * nothing still is.
 */
Test(bios_area, reserve_is_cut)
{
	struct nkv_firmware_reserve reserve[] = { { 62 * MB - 4096, 3 * MB, "across" },
						  { 66 * MB, 4096, "above" } };
	struct nkv_machine machine = machine_of("2.6.26");
	struct nkv_plan *plan, *with;

	machine.e820 = low;
	machine.kernel.text = 0x2000;
	machine.kernel.init_pg_tables_end = 0x10000;
	plan = begin_plan(&machine);
	cr_expect_eq(plan->stopped_at, NKV_STOP_NONE);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_RESERVE_BEYOND_LOWMEM));
	end_plan(plan);

	machine = machine_of("2.6.26");
	plan = begin_plan(&machine);
	machine.reserve = reserve;
	machine.reserve_count = COUNT(reserve);
	with = begin_plan(&machine);
	cr_expect_eq(with->stopped_at, NKV_STOP_NONE);
	cr_expect_eq(with->free_pages, plan->free_pages - 1, "the page below the KVA is taken");
	end_plan(with);
	end_plan(plan);
	reserve[1].size = 0;
	plan = begin_plan(&machine);
	cr_expect_eq(plan->stopped_at, NKV_STOP_BOOTMEM);
	cr_expect(hazard_of(plan, NKV_HAZARD_RESERVE_ZERO_LENGTH));
	end_plan(plan);
}
