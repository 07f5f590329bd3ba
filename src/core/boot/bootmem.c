/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The boot-time allocator: what setup frees and reserves (5). */
#include "core/boot/boot.h"
#include "core/boot/calls.h"

static const nkv_ulong k7_page = 0xa0000 - NKV_PAGE_BYTES;
static const nkv_ulong bios_area_default = 0x9f000;
static const nkv_ulong bios_area_end = 0x100000;
static const nkv_ulong dma_end_pfn = 4096; /* 16 MiB: memory below is kept for devices */

static const char *const setup_names[NKV_SETUP_RESERVES] = {
	[NKV_SETUP_KERNEL] = "kernel",
	[NKV_SETUP_PAGE_0] = "page-0",
	[NKV_SETUP_EBDA] = "ebda",
	[NKV_SETUP_AMD_K7] = "amd-k7",
	[NKV_SETUP_TRAMPOLINE] = "trampoline",
	[NKV_SETUP_KVA] = "numa_kva_reserve",
	[NKV_SETUP_INITRD] = "initrd",
	[NKV_SETUP_WASTED] = "wasted_pages",
};

size_t nkv_bootmem_calls_max(const struct nkv_machine *machine)
{
	enum { OF_LATE = NKV_ACTIVE_RANGES_MAX + NKV_NODES_MAX * NKV_EARLY_RESERVATIONS_MAX };

	_Static_assert((int)OF_LATE >= (int)NKV_E820_MAX + (int)NKV_SETUP_RESERVES,
		       "those of other kernels are fewer");
	return machine->reserve_count + OF_LATE;
}

struct nkv_range nkv_call_pages(const struct nkv_bootmem_call *call)
{
	return nkv_range_make(nkv_pfn_down(call->start), nkv_pfn_up(call->start + call->size));
}

/* Records a call. Returns whether the boot goes on. */
static bool note_call(struct nkv_boot *boot, struct nkv_bootmem_call call)
{
	struct nkv_plan *plan = boot->plan;

	boot->calls[plan->call_count++] = call;
	return call.bug == NKV_BUG_NONE;
}

/* free_bootmem() of [start_pfn, end_pfn). Freeing a free page is a BUG. */
static bool free_pages(struct nkv_boot *boot, nkv_ulong start_pfn, nkv_ulong end_pfn)
{
	struct nkv_bootmem_call call = {
		.op = NKV_BOOTMEM_FREE,
		.start = nkv_pfn_phys(start_pfn),
		.size = nkv_pfn_phys(end_pfn - start_pfn),
		.by = "e820",
	};
	struct nkv_range pages = nkv_range_make(start_pfn, end_pfn);

	for (size_t i = 0; i < boot->plan->call_count; i++) {
		struct nkv_range freed = nkv_call_pages(&boot->calls[i]);

		if (!nkv_range_is_empty(nkv_range_intersect(freed, pages)))
			call.bug = NKV_BUG_FREE_TWICE;
	}
	return note_call(boot, call);
}

static bool free_e820(struct nkv_boot *boot)
{
	nkv_ulong limit = boot->plan->max_low_pfn;

	for (size_t i = 0; i < boot->plan->e820.count; i++) {
		struct nkv_range pages = nkv_e820_pages(&boot->plan->e820.entries[i]);
		nkv_ulong start = nkv_ulong_cut(pages.start_pfn);
		nkv_ulong end = nkv_min(nkv_ulong_cut(pages.end_pfn), limit);

		if (start < end && !free_pages(boot, start, end))
			return false;
	}
	return true;
}

/* The kernel's own tests of a reservation, in its order. */
static enum nkv_bootmem_bug test_reserve(const struct nkv_boot *boot,
					 const struct nkv_bootmem_call *call)
{
	nkv_ulong limit = boot->plan->max_low_pfn;
	nkv_ulong start_pfn = nkv_pfn_down(call->start);
	nkv_ulong end_pfn = nkv_pfn_up(call->start + call->size);

	if (call->size == 0)
		return NKV_BUG_ZERO_LENGTH;
	if (boot->rules->cuts_reserves)
		return NKV_BUG_NONE;
	if (boot->rules->refuses_wrapped_reserve && end_pfn <= start_pfn)
		return NKV_BUG_WRAPS;
	if (start_pfn >= limit || end_pfn > limit)
		return NKV_BUG_BEYOND_LOWMEM;
	return NKV_BUG_NONE;
}

/* reserve_bootmem(). */
static bool reserve_for(struct nkv_boot *boot, struct nkv_bootmem_call call)
{
	call.op = NKV_BOOTMEM_RESERVE;
	call.bug = test_reserve(boot, &call);
	return note_call(boot, call);
}

static bool reserve(struct nkv_boot *boot, nkv_ulong start, nkv_ulong size,
		    enum nkv_setup_reserve setup)
{
	return reserve_for(boot, (struct nkv_bootmem_call){
					 .setup = setup,
					 .start = start,
					 .size = size,
					 .by = setup_names[setup],
				 });
}

static bool reserve_kernel(struct nkv_boot *boot)
{
	const struct nkv_plan *plan = boot->plan;
	nkv_ulong text = plan->text;
	nkv_ulong end = nkv_pfn_phys(plan->min_low_pfn) + plan->bitmap_bytes;

	return reserve(boot, text, end + NKV_PAGE_BYTES - 1 - text, NKV_SETUP_KERNEL);
}

/*
 * Reserves the EBDA's page, if there is an EBDA; or all from the EBDA to the end of the BIOS
 * area.
 */
static bool reserve_ebda(struct nkv_boot *boot)
{
	nkv_ulong start = boot->machine->ebda;

	if (!boot->rules->reserves_bios_area)
		return start == 0 || reserve(boot, start, NKV_PAGE_BYTES, NKV_SETUP_EBDA);
	if (start == 0 || start >= bios_area_end)
		start = bios_area_default;
	return reserve(boot, start, bios_area_end - start, NKV_SETUP_EBDA);
}

/* Reserves a page of the platform, if the machine has it. */
static bool reserve_page(struct nkv_boot *boot, enum nkv_setup_reserve setup)
{
	switch (setup) {
	case NKV_SETUP_PAGE_0:
		return reserve(boot, 0, NKV_PAGE_BYTES, setup);
	case NKV_SETUP_EBDA:
		return reserve_ebda(boot);
	case NKV_SETUP_AMD_K7:
		return !boot->kernel->amd_k7 || reserve(boot, k7_page, NKV_PAGE_BYTES, setup);
	default:
		return reserve(boot, NKV_PAGE_BYTES, NKV_PAGE_BYTES, NKV_SETUP_TRAMPOLINE);
	}
}

static bool reserve_platform(struct nkv_boot *boot)
{
	static const enum nkv_setup_reserve usual[] = { NKV_SETUP_PAGE_0, NKV_SETUP_EBDA,
							NKV_SETUP_AMD_K7, NKV_SETUP_TRAMPOLINE,
							NKV_SETUP_OTHER };
	const enum nkv_setup_reserve *setup = boot->rules->platform_reserves;

	for (setup = setup != NULL ? setup : usual; *setup != NKV_SETUP_OTHER; setup++)
		if (!reserve_page(boot, *setup))
			return false;
	return true;
}

static bool reserve_firmware(struct nkv_boot *boot)
{
	const struct nkv_machine *machine = boot->machine;

	for (size_t i = 0; i < machine->reserve_count; i++) {
		const struct nkv_firmware_reserve *entry = &machine->reserve[i];

		if (!reserve_for(boot, (struct nkv_bootmem_call){ .start = entry->start,
								  .size = entry->size,
								  .by = entry->by }))
			return false;
	}
	return true;
}

static bool reserve_kva(struct nkv_boot *boot)
{
	const struct nkv_plan *plan = boot->plan;
	enum nkv_kva_reserve rule = boot->rules->kva_reserve;

	if (rule == NKV_KVA_RESERVE_NEVER ||
	    (rule == NKV_KVA_RESERVE_PAGES && plan->kva_pages == 0))
		return true;
	return reserve(boot, nkv_pfn_phys(plan->kva_start_pfn), nkv_pfn_phys(plan->kva_pages),
		       NKV_SETUP_KVA);
}

/* What happens to the initrd if it can only be used in place or disabled (5). */
static enum nkv_initrd_fate keep_or_disable(const struct nkv_boot *boot)
{
	nkv_ulong start = boot->machine->initrd_start;
	nkv_ulong lowmem_end = nkv_pfn_phys(boot->plan->max_low_pfn);

	if (start == 0)
		return NKV_INITRD_NONE;
	if (start + boot->machine->initrd_size <= lowmem_end)
		return NKV_INITRD_KEPT;
	return NKV_INITRD_BEYOND_LOWMEM;
}

/* What happens to it if it can also be moved (5.1). */
static enum nkv_initrd_fate keep_or_move(const struct nkv_boot *boot)
{
	nkv_ulong start = boot->machine->initrd_start;
	nkv_ulong size = boot->machine->initrd_size;
	nkv_ulong lowmem_end = nkv_pfn_phys(boot->plan->max_low_pfn);

	if (start == 0 || size == 0)
		return NKV_INITRD_NONE;
	if (start + size < start)
		return NKV_INITRD_WRAPS;
	if (size >= lowmem_end / 2)
		return NKV_INITRD_TOO_LARGE;
	return start + size <= lowmem_end ? NKV_INITRD_KEPT : NKV_INITRD_MOVED;
}

static bool reserve_initrd(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	nkv_ulong size = boot->machine->initrd_size;

	plan->initrd_fate = boot->rules->initrd_rule == NKV_INITRD_KEEP_OR_MOVE
				    ? keep_or_move(boot)
				    : keep_or_disable(boot);
	if (plan->initrd_fate == NKV_INITRD_KEPT)
		plan->initrd_start = boot->machine->initrd_start;
	else if (plan->initrd_fate == NKV_INITRD_MOVED)
		plan->initrd_start =
			(nkv_pfn_phys(plan->max_low_pfn) - size) & ~(nkv_ulong)(NKV_PAGE_BYTES - 1);
	else
		return true;
	return reserve(boot, plan->initrd_start, size, NKV_SETUP_INITRD);
}

static bool reserve_kva_and_initrd(struct nkv_boot *boot)
{
	if (boot->rules->initrd_before_kva)
		return reserve_initrd(boot) && reserve_kva(boot);
	return reserve_kva(boot) && reserve_initrd(boot);
}

static bool reserve_wasted(struct nkv_boot *boot)
{
	const struct nkv_plan *plan = boot->plan;

	if (!boot->rules->wastes_node0_alignment || plan->wasted_pages == 0)
		return true;
	return reserve(boot, nkv_pfn_phys(nkv_wasted_pfn(plan)), nkv_pfn_phys(plan->wasted_pages),
		       NKV_SETUP_WASTED);
}

/* What is free after all calls. All frees come before the reservations, so these only remove. */
static void find_free(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	struct nkv_range_builder builder;
	struct nkv_range_list freed, reserved;
	size_t i = 0;

	builder = nkv_range_builder_begin(&boot->arena);
	for (; i < plan->call_count && boot->calls[i].op == NKV_BOOTMEM_FREE; i++)
		nkv_range_builder_add(&builder, nkv_call_pages(&boot->calls[i]));
	freed = nkv_range_builder_end(&builder);

	builder = nkv_range_builder_begin(&boot->arena);
	for (; i < plan->call_count; i++)
		nkv_range_builder_add(&builder, nkv_call_pages(&boot->calls[i]));
	reserved = nkv_range_builder_end(&builder);

	plan->free = nkv_range_list_subtract(&boot->arena, &freed, &reserved);
	plan->free_pages = nkv_range_list_pages(&plan->free);
}

uint64_t nkv_bootmem_take(struct nkv_range_list *free, uint64_t pages)
{
	uint64_t pfn = nkv_range_list_take(free, pages, dma_end_pfn);

	return pfn != UINT64_MAX ? pfn : nkv_range_list_take(free, pages, 0);
}

bool nkv_bootmem_setup(struct nkv_boot *boot)
{
	const size_t calls_max = nkv_bootmem_calls_max(boot->machine);
	struct nkv_plan *plan = boot->plan;

	boot->calls = nkv_arena_take(&boot->arena, calls_max, sizeof(*boot->calls));
	if (boot->calls == NULL)
		return false;
	plan->calls = boot->calls;
	plan->bitmap_pfn = plan->min_low_pfn;
	plan->bitmap_bytes = nkv_align((plan->max_low_pfn + 7) / 8, sizeof(nkv_ulong));
	if (!free_e820(boot) || !reserve_kernel(boot) || !reserve_platform(boot) ||
	    !reserve_firmware(boot) || !reserve_kva_and_initrd(boot) || !reserve_wasted(boot))
		return false;
	nkv_arena_keep(&boot->arena, calls_max, plan->call_count, sizeof(*boot->calls));
	find_free(boot);
	return true;
}
