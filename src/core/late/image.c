/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The memory that the kernel knows to be in use when it starts: its image, and
 * what the firmware and the boot loader left in low memory (1.7).
 */
#include "core/late/early.h"
#include "core/late/late.h"

static const uint64_t bios_end = 0x100000;
static const uint32_t lowmem_end = 0xa0000;
static const uint32_t lowmem_end_without_ebda = 0x9f000;

/* The number of page tables, in pages, that map so many pages. */
static uint64_t tables_for(const struct nkv_boot *boot, uint64_t pages)
{
	return boot->kernel->pae ? pages / 512 + 4 : pages / 1024;
}

/*
 * X: what the boot page tables map beyond the image and the pages that they themselves take
 * after it.
 */
static uint64_t extra_bytes(const struct nkv_boot *boot)
{
	const uint64_t bitmap_bytes = 128 << 10, area_bytes = 512 << 20;
	uint64_t all = tables_for(boot, ((UINT64_C(1) << 32) - boot->kernel->page_offset) /
						NKV_PAGE_BYTES);

	if (!boot->rules->late->has_brk)
		return bitmap_bytes + NKV_PAGE_BYTES * (tables_for(boot, NKV_PFN_4G) + 4);
	return bitmap_bytes + NKV_PAGE_BYTES * all +
	       NKV_PAGE_BYTES * tables_for(boot, area_bytes / NKV_PAGE_BYTES + all);
}

static uint64_t ceil_div(uint64_t dividend, uint64_t divisor)
{
	return (dividend + divisor - 1) / divisor;
}

static uint64_t greatest(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

/*
 * n: the number of large pages that they map, at least one. The mapping
 * includes page tables, but not a brk area, which follows it. Without image_end
 * the image ends n pages before their end, or at 0.
 */
static uint64_t mapped_large_pages(const struct nkv_boot *boot, uint64_t extra)
{
	nkv_ulong large_page = nkv_pfn_phys(boot->plan->pages_per_large_page);
	nkv_ulong tables_end = nkv_pfn_phys(nkv_pfn_down(boot->kernel->init_pg_tables_end));
	uint64_t image_end = nkv_pfn_phys(nkv_pfn_up(boot->kernel->image_end));
	bool has_brk = boot->rules->late->has_brk;

	if (boot->kernel->has_image_end)
		return has_brk ? ceil_div(image_end + extra, large_page)
			       : ceil_div(image_end + extra, large_page - NKV_PAGE_BYTES);
	if (!has_brk)
		return ceil_div(tables_end + extra, large_page);
	return greatest(ceil_div(extra, large_page),
			ceil_div(tables_end + extra, large_page + NKV_PAGE_BYTES));
}

static void find_image_end(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	nkv_ulong tables_end = nkv_pfn_phys(nkv_pfn_down(boot->kernel->init_pg_tables_end));
	uint64_t extra = extra_bytes(boot);
	uint64_t count = mapped_large_pages(boot, extra);

	plan->page_tables.extra_bytes = extra;
	plan->page_tables.mapped_end = count * plan->pages_per_large_page * NKV_PAGE_BYTES;
	if (boot->kernel->has_image_end)
		plan->image_end = boot->kernel->image_end;
	else if (tables_end > count * NKV_PAGE_BYTES)
		plan->image_end = nkv_ulong_cut(tables_end - count * NKV_PAGE_BYTES);
}

/* Where the BIOS area begins: at the EBDA, if there is one that ends where it should. */
static uint32_t find_bios_area(const struct nkv_machine *machine)
{
	uint32_t ebda = machine->ebda & ~UINT32_C(15);

	if (ebda == 0)
		return lowmem_end_without_ebda;
	return lowmem_end - ebda <= 0x10000 ? ebda : lowmem_end;
}

static bool reserve_initrd(struct nkv_boot *boot)
{
	uint64_t start = boot->machine->initrd_start;

	return start == 0 ||
	       nkv_early_reserve(boot, start, start + boot->machine->initrd_size, "RAMDISK");
}

static bool reserve_boot_tables(struct nkv_boot *boot)
{
	if (boot->rules->late->has_brk)
		return true;
	return nkv_early_reserve(boot, nkv_pfn_phys(nkv_pfn_up(boot->plan->image_end)),
				 nkv_pfn_phys(nkv_pfn_down(boot->kernel->init_pg_tables_end)),
				 "INIT_PG_TABLE");
}

bool nkv_late_image(struct nkv_boot *boot)
{
	find_image_end(boot);
	return nkv_early_reserve(boot, 0, 0x1000, "BIOS data page") &&
	       nkv_early_reserve(boot, 0x1000, 0x2000, "EX TRAMPOLINE") &&
	       nkv_early_reserve(boot, 0x6000, 0x7000, "TRAMPOLINE") &&
	       nkv_early_reserve(boot, boot->kernel->text, boot->plan->image_end,
				 "TEXT DATA BSS") &&
	       reserve_initrd(boot) && reserve_boot_tables(boot) &&
	       nkv_early_reserve_yielding(boot, find_bios_area(boot->machine), bios_end,
					  "BIOS reserved");
}
