/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What kernels keep of the firmware's map, one with another (boot-layout 1.2). */
#include <criterion/criterion.h>

#include "boot.h"
#include "heard.h"

/*
 * |usable|r| |r| |r| ...    127 and 128 entries after sanitising
 * Expect 128 to be thrown away where their number is a signed byte: to 2.6.23, but for the kernels
 * that keep 32 at most.
 */
Test(e820, counted_in_a_byte)
{
	static const struct {
		const char *profile;
		enum nkv_error error;
	} cases[] = {
		{ "2.6.9", NKV_OK },
		{ "2.6.12", NKV_ERROR_E820_FULL },
		{ "2.6.14", NKV_ERROR_E820_FULL },
		{ "2.6.15", NKV_ERROR_E820_FULL },
		{ "2.6.16", NKV_ERROR_E820_FULL },
		{ "2.6.17", NKV_ERROR_E820_FULL },
		{ "2.6.18", NKV_ERROR_E820_FULL },
		{ "2.6.23", NKV_ERROR_E820_FULL },
		{ "2.6.23-numaboot", NKV_ERROR_E820_FULL },
		{ "2.6.25", NKV_OK },
		{ "2.6.26", NKV_OK },
	};
	struct nkv_e820_entry map[NKV_E820_MAX] = { USABLE(0, 2 * MB) };
	struct nkv_machine machine = MACHINE(map);

	for (uint64_t i = 1; i < COUNT(map); i++)
		map[i] = (struct nkv_e820_entry)RESERVED(i * 4 * MB, i * 4 * MB + 4 * KB);
	for (size_t i = 0; i < COUNT(cases); i++) {
		machine.kernel.profile = nkv_profile_find(cases[i].profile);
		machine.e820_count = NKV_E820_MAX;
		cr_expect_eq(nkv_machine_check(&machine).error, cases[i].error, "%s",
			     cases[i].profile);
		machine.e820_count--;
		cr_expect_eq(nkv_machine_check(&machine).error, NKV_OK, "%s", cases[i].profile);
	}
}

/* |0  640K: usable, across the BIOS's area|  Expect 2.6.26 to keep what others cut out of the map. */
Test(e820, bios_area_kept)
{
	const struct nkv_e820_entry map[] = { USABLE(0, 64 * MB), RESERVED(64 * MB, 65 * MB) };
	struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan;

	machine.kernel.profile = nkv_profile_find("2.6.26");
	plan = begin_plan(&machine);
	cr_assert_eq(plan->e820.count, 2);
	cr_expect_eq(plan->e820.entries[0].start, 0);
	cr_expect_eq(plan->e820.entries[0].size, 64 * MB);
	/* Its pages are no RAM all the same: page 0 and those from 640 KiB to 1 MiB. */
	cr_expect_eq(plan->ram.pages, 64 * 256 - 1 - 96);
	end_plan(plan);
}

static size_t count_complaints(const struct nkv_plan *plan)
{
	const struct heard *heard = listen_to(plan);
	size_t complaints = 0;

	for (size_t i = 0; i < heard->count; i++)
		complaints += heard->said[i].form == NKV_SAY_MAP_FULL;
	return complaints;
}

/*
 * |usable across 640 KiB and 1 MiB|r| |r| ...    128 entries, or 32 to 2.6.11, and one more by the cut
 * Expect the last to be dropped, with a complaint before the map; and each word that adds one to a full
 * map to be complained of, too. 2.6.26 does not cut.
 */
Test(e820, one_more_than_there_is_room_for)
{
	static const struct {
		const char *profile;
		size_t entries, dropped;
	} cases[] = { { "2.6.9", 32, 1 }, { "2.6.25", 128, 1 }, { "2.6.26", 128, 0 } };
	struct nkv_e820_entry map[NKV_E820_MAX] = { USABLE(0, 2 * MB) };
	struct nkv_machine machine = MACHINE(map);

	for (uint64_t i = 1; i < COUNT(map); i++)
		map[i] = (struct nkv_e820_entry)RESERVED(i * 4 * MB, i * 4 * MB + 4 * KB);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_plan *plan;

		machine.kernel.profile = nkv_profile_find(cases[i].profile);
		machine.e820_count = cases[i].entries;
		machine.cmdline = NULL;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->bios_e820.count, cases[i].entries, "%s", cases[i].profile);
		cr_expect_eq(plan->e820_dropped, cases[i].dropped, "%s", cases[i].profile);
		cr_expect_eq(count_complaints(plan), cases[i].dropped, "%s", cases[i].profile);
		end_plan(plan);
		machine.cmdline = "memmap=1M@1G memmap=1M@2G";
		plan = begin_plan(&machine);
		cr_expect_eq(plan->e820.count, cases[i].entries, "%s", cases[i].profile);
		cr_expect_eq(count_complaints(plan), cases[i].dropped + 2, "%s", cases[i].profile);
		end_plan(plan);
	}
}

/* |0   6G|, of which mem= leaves 5 GiB. Expect the limit not to be cut to 32 bits. */
Test(e820, limit_above_4_gib)
{
	static const char *const profiles[] = { "2.6.12", "2.6.18", "2.6.23", "2.6.26" };
	const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 6 * GB) };
	struct nkv_machine machine = MACHINE(map);

	machine.cmdline = "mem=5G";
	for (size_t i = 0; i < COUNT(profiles); i++) {
		struct nkv_plan *plan;

		machine.kernel.profile = nkv_profile_find(profiles[i]);
		plan = begin_plan(&machine);
		cr_expect_eq(plan->e820_max_pfn, 5 * GB / 4096, "%s", profiles[i]);
		end_plan(plan);
	}
}
