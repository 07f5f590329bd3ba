/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What lies where in low memory: all that is told, in its order. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/places/places.h"
#include "late.h"

enum { PLACES_MAX = 32, NO_NODE = -1 };

struct place {
	enum nkv_placed_kind kind;
	uint64_t start_pfn, end_pfn;
	int nid;
	const char *name;
};

struct told {
	struct nkv_placed places[PLACES_MAX];
	size_t count;
};

static void take(void *listener, const struct nkv_placed *placed)
{
	struct told *told = listener;

	cr_assert_lt(told->count, (size_t)PLACES_MAX);
	told->places[told->count++] = *placed;
}

/*
 * |0  node 0  600M|600M  node 1  2G|   an initrd of 257 pages at 256 MiB, an EBDA, tables of the firmware
 * Node 0 gives 3 large pages, node 1 six of them; without an SRAT, node 0 nine in later kernels.
 */
static void expect_places(const char *profile, enum nkv_memory_model model,
			  const struct place *wanted, size_t count)
{
	static const struct nkv_firmware_reserve table = { .start = 0x9fc10,
							   .size = 0x3f0,
							   .by = "MP table" };
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 600 * MB),
							 MEMORY(1, 600 * MB, 2 * GB) };
	struct nkv_machine machine = late_machine(profile);
	struct told told = { .count = 0 };
	struct nkv_plan *plan;

	machine.kernel.memory_model = model;
	machine.kernel.amd_k7 = true;
	machine.reserve = &table;
	machine.reserve_count = 1;
	machine.initrd_start = 0x10000000;
	machine.initrd_size = 0x100801;
	machine.ebda = 0x9fc00;
	set_srat(&machine, memory, COUNT(memory));
	plan = begin_plan(&machine);
	nkv_plan_places(&(struct nkv_placing){ plan, take, &told });
	cr_expect_eq(told.count, count, "%s: %zu", profile, told.count);
	for (size_t i = 0; i < count && i < told.count; i++) {
		const struct nkv_placed *placed = &told.places[i];

		cr_expect_eq(placed->kind, wanted[i].kind, "%s %zu", profile, i);
		cr_expect_eq(placed->pages.start_pfn, wanted[i].start_pfn, "%s %zu: from %llu",
			     profile, i, (unsigned long long)placed->pages.start_pfn);
		cr_expect_eq(placed->pages.end_pfn, wanted[i].end_pfn, "%s %zu: to %llu", profile,
			     i, (unsigned long long)placed->pages.end_pfn);
		cr_expect_eq(placed->node ? placed->node->nid : NO_NODE, wanted[i].nid, "%s %zu",
			     profile, i);
		cr_expect_str_eq(placed->name, wanted[i].name, "%s %zu", profile, i);
	}
	end_plan(plan);
}

#define EXPECT_PLACES(profile, model, ...)                                                         \
	do {                                                                                       \
		static const struct place wanted[] = { __VA_ARGS__ };                              \
                                                                                                   \
		expect_places(profile, model, wanted, COUNT(wanted));                              \
	} while (0)

/* The KVA lies below the initrd, and ends there. */
Test(places, below_an_initrd)
{
	EXPECT_PLACES("2.6.23-numaboot", NKV_MODEL_DISCONTIG,
		      { NKV_PLACED_KERNEL, 256, 1385, NO_NODE, "kernel" },
		      { NKV_PLACED_WINDOW, 65536 - 9 * 512, 65536 - 6 * 512, 0, "KVA window" },
		      { NKV_PLACED_WINDOW, 65536 - 6 * 512, 65536, 1, "KVA window" },
		      { NKV_PLACED_SLACK, 65536, 65536, NO_NODE, "KVA slack" },
		      { NKV_PLACED_PGDAT, 1385, 1386, NO_NODE, "pgdat" },
		      { NKV_PLACED_BITMAP, 1386, 1394, NO_NODE, "bitmap" },
		      { NKV_PLACED_INITRD, 65536, 65793, NO_NODE, "initrd" },
		      { NKV_PLACED_FIRMWARE, 0, 1, NO_NODE, "page-0" },
		      { NKV_PLACED_FIRMWARE, 159, 161, NO_NODE, "ebda" },
		      { NKV_PLACED_FIRMWARE, 159, 160, NO_NODE, "amd-k7" },
		      { NKV_PLACED_FIRMWARE, 1, 2, NO_NODE, "trampoline" },
		      { NKV_PLACED_FIRMWARE, 159, 160, NO_NODE, "MP table" },
		      { NKV_PLACED_FREE, 2, 159, NO_NODE, "free" },
		      { NKV_PLACED_FREE, 1394, 65536 - 9 * 512, NO_NODE, "free" },
		      { NKV_PLACED_FREE, 65793, 229376, NO_NODE, "free" });
}

/* Without a remap there are no windows, and the sections' mem_maps lie in low memory. */
Test(places, with_sections)
{
	EXPECT_PLACES("2.6.25", NKV_MODEL_SPARSE,
		      { NKV_PLACED_KERNEL, 256, 1385, NO_NODE, "kernel" },
		      { NKV_PLACED_SLACK, 229376, 229376, NO_NODE, "KVA slack" },
		      { NKV_PLACED_PGDAT, 1385, 1386, NO_NODE, "pgdat" },
		      { NKV_PLACED_BITMAP, 1386, 1394, NO_NODE, "bitmap" },
		      { NKV_PLACED_INITRD, 65536, 65793, NO_NODE, "initrd" },
		      { NKV_PLACED_FIRMWARE, 0, 1, NO_NODE, "page-0" },
		      { NKV_PLACED_FIRMWARE, 159, 161, NO_NODE, "ebda" },
		      { NKV_PLACED_FIRMWARE, 159, 160, NO_NODE, "amd-k7" },
		      { NKV_PLACED_FIRMWARE, 1, 2, NO_NODE, "trampoline" },
		      { NKV_PLACED_FIRMWARE, 159, 160, NO_NODE, "MP table" },
		      { NKV_PLACED_FREE, 2, 159, NO_NODE, "free" },
		      { NKV_PLACED_FREE, 1394, 65536, NO_NODE, "free" },
		      { NKV_PLACED_FREE, 65793, 229376, NO_NODE, "free" },
		      { NKV_PLACED_MEMMAP, 4096, 6144, 0, "mem_map" },
		      { NKV_PLACED_MEMMAP, 6145, 8193, 0, "mem_map" });
}

/*
 * What is reserved early, a bitmap a node, the low memory that is lost, and what a node gave of it: that is
 * taken for free, as node 1's bitmap lies over the last of node 0's bits.
 */
Test(places, reserved_early)
{
	EXPECT_PLACES("2.6.32", NKV_MODEL_DISCONTIG,
		      { NKV_PLACED_GIVEN, 152064, 153600, 0, "KVA RAM" },
		      { NKV_PLACED_FIRMWARE, 0, 1, NO_NODE, "BIOS data page" },
		      { NKV_PLACED_FIRMWARE, 1, 2, NO_NODE, "EX TRAMPOLINE" },
		      { NKV_PLACED_FIRMWARE, 6, 7, NO_NODE, "TRAMPOLINE" },
		      { NKV_PLACED_KERNEL, 256, 1380, NO_NODE, "TEXT DATA BSS" },
		      { NKV_PLACED_INITRD, 65536, 65793, NO_NODE, "RAMDISK" },
		      { NKV_PLACED_FIRMWARE, 159, 256, NO_NODE, "BIOS reserved" },
		      { NKV_PLACED_KERNEL, 1380, 1385, NO_NODE, "BRK" },
		      { NKV_PLACED_KERNEL, 7, 9, NO_NODE, "PGTABLE" },
		      { NKV_PLACED_WINDOW, 222720, 224256, 0, "KVA window" },
		      { NKV_PLACED_WINDOW, 224256, 227328, 1, "KVA window" },
		      { NKV_PLACED_SLACK, 227328, 227328, NO_NODE, "KVA slack" },
		      { NKV_PLACED_BITMAP, 9, 16, NO_NODE, "BOOTMAP" },
		      { NKV_PLACED_BITMAP, 9, 14, 0, "bitmap" },
		      { NKV_PLACED_BITMAP, 13, 16, 1, "bitmap" },
		      { NKV_PLACED_FIRMWARE, 159, 160, NO_NODE, "MP table" },
		      { NKV_PLACED_FREE, 2, 6, NO_NODE, "free" },
		      { NKV_PLACED_FREE, 16, 159, NO_NODE, "free" },
		      { NKV_PLACED_FREE, 1385, 65536, NO_NODE, "free" },
		      { NKV_PLACED_FREE, 65793, 153600, NO_NODE, "free" },
		      { NKV_PLACED_LOST, 153600, 222720, NO_NODE, "free, lost" },
		      { NKV_PLACED_LOST, 227328, 227838, NO_NODE, "free, lost" });
}

static const struct nkv_placed *find_place(const struct told *told, enum nkv_placed_kind kind)
{
	for (size_t i = 0; i < told->count; i++)
		if (told->places[i].kind == kind)
			return &told->places[i];
	return NULL;
}

/* A PC that ends 64 KiB below 1 GiB. Expect what alignment costs to be reserved as waste, under its own name. */
Test(places, wasted)
{
	struct nkv_machine machine = late_pc("2.6.23-numaboot");
	struct told told = { .count = 0 };
	struct nkv_plan *plan = begin_plan(&machine);
	const struct nkv_placed *wasted;

	cr_assert_gt(plan->wasted_pages, 0);
	nkv_plan_places(&(struct nkv_placing){ plan, take, &told });
	wasted = find_place(&told, NKV_PLACED_WASTED);
	cr_assert(wasted);
	cr_expect_str_eq(wasted->name, "wasted");
	cr_expect_eq(wasted->pages.end_pfn - wasted->pages.start_pfn, plan->wasted_pages);
	end_plan(plan);
}

/* Two entries overlap, so that the boot ends before the initrd, a page below 4 GiB, is looked at. */
Test(places, an_initrd_across_4_gib)
{
	struct nkv_machine machine = late_machine("2.6.23");
	struct told told = { .count = 0 };
	struct nkv_plan *plan;
	const struct nkv_placed *initrd;

	machine.cmdline = "memmap=8M@32M";
	machine.initrd_start = 0xfffff000;
	machine.initrd_size = 0x2000;
	plan = begin_plan(&machine);
	cr_assert_eq(plan->stopped_at, NKV_STOP_BOOTMEM);
	cr_assert_eq(plan->initrd_fate, NKV_INITRD_NONE);
	nkv_plan_places(&(struct nkv_placing){ plan, take, &told });
	initrd = find_place(&told, NKV_PLACED_INITRD);
	cr_assert(initrd);
	cr_expect_eq(initrd->pages.start_pfn, 0xfffff);
	cr_expect_eq(initrd->pages.end_pfn, 0x100001);
	end_plan(plan);
}
