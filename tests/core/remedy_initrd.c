/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What would make a machine with an initrd boot. */
#include <criterion/criterion.h>

#include "remedy.h"

/*
 * An initrd where the KVA goes. Expect the nearest place below, in large
 * pages, that is clear of firmware's; and none where only the kernel's own
 * pages are left.
 *
 *	   |kernel|           |firmware| KVA
 *	   |------------------|--------|---|-----------|
 *	  1M                768M   ...    896M      1023.9M
 */
Test(remedy_initrd, initrd)
{
	static const struct nkv_firmware_reserve some = { .start = 768 << 20, .size = 126 << 20 };
	static const struct nkv_firmware_reserve all = { .start = 6 << 20, .size = 888 << 20 };
	struct nkv_machine machine = pc("");
	struct found found;

	machine.kernel.profile = nkv_profile_find("2.6.25");
	machine.initrd_start = 0x37c00000;
	machine.initrd_size = 3 << 20;
	found = find(&machine, &boots);
	cr_assert(of_kind(&found, NKV_CHANGE_INITRD));
	cr_expect_eq(of_kind(&found, NKV_CHANGE_INITRD)->initrd_start, 0x37a00000);
	cr_expect(passes_with_change(&machine, of_kind(&found, NKV_CHANGE_INITRD), &boots));

	machine.reserve = &some;
	machine.reserve_count = 1;
	found = find(&machine, &boots);
	cr_assert(of_kind(&found, NKV_CHANGE_INITRD));
	cr_expect_eq(of_kind(&found, NKV_CHANGE_INITRD)->initrd_start, 0x2fc00000);

	machine.reserve = &all;
	found = find(&machine, &boots);
	cr_expect_null(of_kind(&found, NKV_CHANGE_INITRD));
}

/* An initrd at the end of memory, which mem= cuts off. Expect the remedy to say what it costs. */
Test(remedy_initrd, initrd_disabled)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						     USABLE(1 * MB, 512 * MB) };
	struct nkv_machine machine = MACHINE(map);
	struct found found;

	machine.kernel.profile = nkv_profile_find("2.6.23");
	machine.initrd_start = 0x1fe00000;
	machine.initrd_size = 0x200000;
	found = find(&machine, &boots);
	cr_assert(of_kind(&found, NKV_CHANGE_MEM));
	cr_expect_eq(found.remedies[found.count - 1].initrd, NKV_REMEDY_INITRD_LOST);
	cr_expect_eq(found.remedies[found.count - 1].changes[0].kind, NKV_CHANGE_MEM);
	cr_expect_null(of_kind(&found, NKV_CHANGE_VMALLOC));
}

/*
 * An initrd on pages without a mem_map, and a kernel that would boot but for
 * it. Expect that kernel with the initrd elsewhere.
 */
Test(remedy_initrd, kernel_with_initrd_elsewhere)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						     USABLE(1 * MB, 0x1ffe0000) };
	struct nkv_machine machine = MACHINE(map);
	const struct nkv_remedy *pair;
	struct found found;

	machine.initrd_start = 0x1fd03000;
	machine.initrd_size = 0x2dd000;
	found = find(&machine, &boots);
	pair = of_kinds(&found, NKV_CHANGE_PROFILE, NKV_CHANGE_INITRD);
	cr_assert(pair);
	cr_expect(passes_with(machine, pair, &boots));
	cr_expect_eq(pair->initrd, NKV_REMEDY_INITRD_MOVED);
}
