/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What happens to the initrd (1.9). */
#include "core/late/early.h"
#include "core/late/late.h"

/* Moves it into low memory. Returns false if there is no room for it. */
static bool move(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	struct nkv_early_wish wish = {
		.to = nkv_pfn_phys(plan->max_low_pfn),
		.size = boot->machine->initrd_size,
		.align = NKV_PAGE_BYTES,
	};
	uint64_t to;

	if (!nkv_early_find(boot, &wish, &to))
		return false;
	nkv_early_reserve(boot, to, to + wish.size, "NEW RAMDISK");
	nkv_early_take_out(plan, "RAMDISK");
	plan->initrd_fate = NKV_INITRD_MOVED;
	plan->initrd_start = nkv_ulong_cut(to);
	return true;
}

bool nkv_late_initrd(struct nkv_boot *boot)
{
	const struct nkv_machine *machine = boot->machine;
	struct nkv_plan *plan = boot->plan;
	nkv_ulong low = nkv_pfn_phys(plan->max_low_pfn);

	if (machine->initrd_start == 0 || machine->initrd_size == 0)
		return true;
	if (machine->initrd_size >= low / 2) {
		plan->initrd_fate = NKV_INITRD_TOO_LARGE;
		nkv_early_take_out(plan, "RAMDISK");
		return true;
	}
	if ((uint64_t)machine->initrd_start + machine->initrd_size > low)
		return move(boot);
	plan->initrd_fate = NKV_INITRD_KEPT;
	plan->initrd_start = machine->initrd_start;
	return true;
}
