/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What kernels keep of the firmware's map, one with another (boot-layout 1.2). */
#include <criterion/criterion.h>

#include "boot.h"

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
