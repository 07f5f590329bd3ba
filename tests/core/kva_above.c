/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Profile 2.6.18: the KVA is taken off low memory, and zones are sized. */
#include <criterion/criterion.h>
#include <string.h>

#include "boot.h"

static const struct nkv_e820_entry gigabyte[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 1 * GB) };

static struct nkv_machine machine_with(const char *cmdline)
{
	struct nkv_machine machine = MACHINE(gigabyte);

	machine.kernel.profile = nkv_profile_find("2.6.18");
	machine.cmdline = cmdline;
	return machine;
}

static void give_srat(struct nkv_machine *machine, const struct nkv_srat_memory *memory,
		      size_t count)
{
	machine->has_srat = true;
	machine->memory = memory;
	machine->memory_count = count;
}

static void expect_span(const struct nkv_plan *plan, size_t index, unsigned int nid,
			uint32_t start_pfn, uint32_t end_pfn)
{
	const struct nkv_active_range *span = &plan->active_ranges[index];

	cr_assert_lt(index, plan->active_range_count);
	cr_expect_eq(span->nid, nid, "span %zu", index);
	cr_expect_eq(span->start_pfn, start_pfn, "span %zu: %u", index, span->start_pfn);
	cr_expect_eq(span->end_pfn, end_pfn, "span %zu: %u", index, span->end_pfn);
}

/* 2.6.18 is this kernel; 2.6.19 is not. */
Test(kva_above, names)
{
	cr_expect_str_eq(nkv_profile_find("2.6.18")->name, "2.6.18");
	cr_expect_str_eq(nkv_profile_find("2.6.17")->name, "2.6.17");
	cr_expect_str_eq(nkv_profile_find("2.6.19")->name, "2.6.23");
	cr_expect_str_eq(nkv_profile_find("2.6.15")->name, "2.6.15");
}

/*
 * |0      low memory      894M|KVA 896M|      node 0 gives 2M|1G
 *                             |high memory                      |
 * Expect low memory to end 2 MiB lower, and the window to begin there: its pages are
 * high memory, none is reserved, and none is wasted.
 */
Test(kva_above, placement)
{
	const struct nkv_machine machine = machine_with("");
	struct nkv_plan *plan = begin_plan(&machine);

	cr_expect_eq(plan->verdict, NKV_VERDICT_BOOTS);
	cr_expect_eq(plan->lowmem_call_count, 1);
	cr_expect_eq(plan->max_low_pfn, 229376 - 512);
	cr_expect_eq(plan->highstart_pfn, 229376 - 512);
	cr_expect_eq(plan->highend_pfn, 262144);
	cr_expect_eq(plan->kva_start_pfn, 229376 - 512);
	cr_expect_eq(plan->kva_pages, 512);
	cr_expect_eq(plan->wasted_pages, 0);
	cr_expect_eq(plan->nodes[0].remap_vaddr_start, 0xf7e00000);
	cr_expect_eq(plan->nodes[0].remap_vaddr_end, 0xf8000000);
	for (size_t i = 0; i < plan->call_count; i++)
		cr_expect_neq(plan->calls[i].setup, NKV_SETUP_KVA);
	expect_span(plan, 0, 0, 0, 262144 - 512);
	end_plan(plan);
}

/*
 * |0     MAXMEM|
 * |   KVA 512  |
 * Expect a KVA as large as low memory to leave none, of which the boot-time allocator
 * dies, and one that is larger to end the boot at once, with how many pages more.
 */
Test(kva_above, lowmem_swallowed)
{
	static const struct {
		const char *cmdline;
		enum nkv_stop stopped_at;
		uint64_t pages;
	} cases[] = {
		{ "vmalloc=1020M", NKV_STOP_BOOTMEM, 0 },      /* 1024 - 512: below the kernel */
		{ "vmalloc=1022M", NKV_STOP_BOOTMEM, 0 },      /* 512 - 512 */
		{ "vmalloc=1046532K", NKV_STOP_PLACEMENT, 1 }, /* 511 - 512 */
		{ "vmalloc=1023M", NKV_STOP_PLACEMENT, 256 },
		{ "vmalloc=1G", NKV_STOP_PLACEMENT, 512 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_machine machine = machine_with(cases[i].cmdline);
		struct nkv_plan *plan = begin_plan(&machine);
		const struct nkv_hazard *hazard = hazard_of(plan, NKV_HAZARD_LOWMEM_SWALLOWED);

		cr_expect_eq(plan->stopped_at, cases[i].stopped_at, "'%s'", cases[i].cmdline);
		cr_expect_eq(plan->verdict, NKV_VERDICT_PANICS);
		cr_expect_eq(hazard ? hazard->pages : 0, cases[i].pages, "'%s'", cases[i].cmdline);
		cr_expect_eq(nkv_plan_knows(plan, NKV_FACT_WINDOWS), hazard == NULL);
		cr_expect_not(nkv_plan_knows(plan, NKV_FACT_FREE));
		end_plan(plan);
	}
}

/*
 * |0      low memory      894M|initrd|
 * Expect an initrd to be kept up to the end of low memory, to be disabled a byte above,
 * and to have no say in the placement.
 */
Test(kva_above, initrd)
{
	static const struct {
		uint32_t size;
		enum nkv_initrd_fate fate;
	} cases[] = {
		{ 0x100000, NKV_INITRD_KEPT },
		{ 0x100001, NKV_INITRD_BEYOND_LOWMEM },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = machine_with("");
		struct nkv_plan *plan;

		machine.initrd_start = 0x37d00000;
		machine.initrd_size = cases[i].size;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->initrd_fate, cases[i].fate, "case %zu", i);
		cr_expect_eq(plan->kva_start_pfn, 229376 - 512);
		cr_expect_eq(hazard_of(plan, NKV_HAZARD_INITRD_DISABLED) != NULL, i == 1);
		end_plan(plan);
	}
}

/*
 * |0 end|   low memory   |start ...   2^32|
 * Expect this kernel to refuse a reserve whose end wraps, which the next one lets pass as a
 * reserve of nothing; a size of 0 is tested before.
 */
Test(kva_above, reserve_wraps)
{
	static const struct {
		const char *profile;
		uint32_t start, size;
		enum nkv_hazard_code code; /* NKV_HAZARD_COUNT: the boot goes on */
	} cases[] = {
		{ "2.6.18", 0x37000000, 0x1000, NKV_HAZARD_COUNT },
		{ "2.6.18", 0x37000000, 0, NKV_HAZARD_RESERVE_ZERO_LENGTH },
		{ "2.6.18", 0x37000000, 0xc9000000, NKV_HAZARD_RESERVE_WRAPS }, /* to 0 */
		{ "2.6.18", 0x37000000, 0xfffff000, NKV_HAZARD_RESERVE_WRAPS }, /* a page below */
		{ "2.6.18", 0x37000800, 0xfffff800, NKV_HAZARD_RESERVE_WRAPS }, /* in that page */
		{ "2.6.18", 0xc0000000, 0x40100000,
		  NKV_HAZARD_RESERVE_WRAPS }, /* not in low memory */
		{ "2.6.23", 0x37000000, 0xfffff000, NKV_HAZARD_COUNT },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = machine_with("");
		const struct nkv_hazard *hazard;
		struct nkv_plan *plan;

		machine.kernel.profile = nkv_profile_find(cases[i].profile);
		machine.initrd_start = cases[i].start;
		machine.initrd_size = cases[i].size;
		plan = begin_plan(&machine);
		if (cases[i].code == NKV_HAZARD_COUNT) {
			cr_expect_eq(plan->stopped_at, NKV_STOP_NONE, "case %zu", i);
		} else {
			hazard = hazard_of(plan, cases[i].code);
			cr_assert(hazard, "case %zu", i);
			cr_expect_eq(plan->stopped_at, NKV_STOP_BOOTMEM, "case %zu", i);
			cr_expect_eq(hazard->address, cases[i].start, "case %zu", i);
		}
		end_plan(plan);
	}
}

/*
 * |0    low memory    512M - 2M|
 * |0       node 0           |aligned|gives 2M|
 * Expect a PC whose memory ends at a large page to boot, and one with a page more, which
 * is aligned away, to end below low memory: a BUG.
 */
Test(zones, beyond_node)
{
	static const struct {
		const char *cmdline;
		uint32_t max_low_pfn, end_pfn;
		enum nkv_stop stopped_at;
	} cases[] = {
		{ "mem=512M", 130560, 130560, NKV_STOP_NONE },
		{ "mem=536875008", 130561, 130560, NKV_STOP_ZONES },
		{ "mem=511M", 130304, 130048, NKV_STOP_ZONES },
		{ "mem=512M highmem=4K", 130559, 130560, NKV_STOP_NONE },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_machine machine = machine_with(cases[i].cmdline);
		struct nkv_plan *plan = begin_plan(&machine);
		const struct nkv_hazard *hazard = hazard_of(plan, NKV_HAZARD_ZONE_BEYOND_NODE);

		cr_expect_eq(plan->stopped_at, cases[i].stopped_at, "'%s'", cases[i].cmdline);
		cr_expect_eq(plan->nodes[0].memmap.from == NKV_MEMMAP_NONE,
			     plan->stopped_at != NKV_STOP_NONE, "'%s'", cases[i].cmdline);
		cr_expect_eq(plan->max_low_pfn, cases[i].max_low_pfn, "'%s': %u", cases[i].cmdline,
			     plan->max_low_pfn);
		cr_expect_eq(plan->nodes[0].end_pfn, cases[i].end_pfn, "'%s'", cases[i].cmdline);
		cr_expect_eq(hazard != NULL, cases[i].stopped_at == NKV_STOP_ZONES);
		if (hazard)
			cr_expect_eq(hazard->nids, 1U << 0);
		cr_expect_eq(plan->active_range_count, hazard ? 0 : 1);
		cr_expect(nkv_plan_knows(plan, NKV_FACT_FREE));
		end_plan(plan);
	}
}

/*
 * |0 node 0|512M node 1   1G|
 * Expect any node that ends in low memory to be the end of the boot: the first is named.
 */
Test(zones, second_node)
{
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 512 * MB),
						  MEMORY(1, 512 * MB, 1 * GB) };
	struct nkv_machine machine = machine_with("");
	struct nkv_plan *plan;

	give_srat(&machine, memory, COUNT(memory));
	plan = begin_plan(&machine);
	cr_expect_eq(plan->stopped_at, NKV_STOP_ZONES);
	cr_expect_eq(plan->stopped_nid, 0);
	cr_assert(hazard_of(plan, NKV_HAZARD_ZONE_BEYOND_NODE));
	cr_expect_eq(hazard_of(plan, NKV_HAZARD_ZONE_BEYOND_NODE)->nids, 1U << 0);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_ZONES_OVERLONG));
	end_plan(plan);
}

/*
 * |0  low memory  16M|
 * Expect low memory below the end of ZONE_DMA to be all that the zones span, and nothing
 * to be compared with the node's end; from there on they span the node.
 */
Test(zones, dma)
{
	static const struct {
		const char *cmdline;
		uint32_t max_low_pfn, end_pfn;
	} cases[] = {
		{ "vmalloc=1030148K", 4095, 4095 }, /* 4607 - 512 */
		{ "vmalloc=1006M", 4096, 261632 },  /* 4608 - 512 */
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_machine machine = machine_with(cases[i].cmdline);
		struct nkv_plan *plan = begin_plan(&machine);

		cr_expect_eq(plan->max_low_pfn, cases[i].max_low_pfn, "case %zu: %u", i,
			     plan->max_low_pfn);
		expect_span(plan, 0, 0, 0, cases[i].end_pfn);
		end_plan(plan);
	}
}

/*
 * |0        node 0        |max_low_pfn   |896M
 *                         |226816   node 1       1G|
 * A node that begins at the end of low memory counts as one that begins in it.
 * Expect its zones to be as long as if it began at 0, and those of one that begins a page
 * above to be its own; without HIGHMEM, to have as many pages as low memory, or none.
 */
Test(zones, overlong)
{
	static const struct {
		enum nkv_highmem highmem;
		uint32_t start_pfn, span_end;
		bool overlong;
	} cases[] = {
		{ NKV_HIGHMEM_64G, 226816, 226816 + 261632, true },
		{ NKV_HIGHMEM_64G, 226817, 261632, false },
		{ NKV_HIGHMEM_OFF, 226816, 226816 + 226816, true },
		{ NKV_HIGHMEM_OFF, 226817, 0, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_srat_memory memory[] = {
			MEMORY(0, 0, 896 * MB), MEMORY(1, cases[i].start_pfn * 4 * KB, 1 * GB)
		};
		struct nkv_machine machine = machine_with("");
		const struct nkv_hazard *hazard;
		struct nkv_plan *plan;

		give_srat(&machine, memory, COUNT(memory));
		machine.kernel.highmem = cases[i].highmem;
		plan = begin_plan(&machine);
		hazard = hazard_of(plan, NKV_HAZARD_ZONES_OVERLONG);
		cr_expect_eq(plan->stopped_at, NKV_STOP_NONE, "case %zu", i);
		cr_expect_eq(plan->max_low_pfn, 226816, "case %zu: %u", i, plan->max_low_pfn);
		cr_expect_eq(hazard != NULL, cases[i].overlong, "case %zu", i);
		if (hazard)
			cr_expect_eq(hazard->nids, 1U << 1);
		cr_expect_eq(plan->active_range_count, cases[i].span_end > 0 ? 2 : 1, "case %zu",
			     i);
		if (cases[i].span_end > 0)
			expect_span(plan, 1, 1, cases[i].start_pfn, cases[i].span_end);
		end_plan(plan);
	}
}

/*
 * |0      low memory      |window|   MAXMEM a page below 896 MiB
 * Expect a window that begins inside a large page to be fatal where something is in it:
 * a mem_map of the SRAT's node is, that of a flat machine comes from low memory.
 */
Test(kva_above, misaligned)
{
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB) };
	static const struct {
		const char *cmdline;
		size_t chunks;
		bool misaligned;
	} cases[] = {
		{ "vmalloc=128M", 1, false },
		{ "vmalloc=131076K", 1, true },
		{ "vmalloc=131076K", 0, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = machine_with(cases[i].cmdline);
		const struct nkv_hazard *hazard;
		struct nkv_plan *plan;

		give_srat(&machine, memory, cases[i].chunks);
		plan = begin_plan(&machine);
		hazard = hazard_of(plan, NKV_HAZARD_REMAP_MISALIGNED);
		cr_expect_eq(hazard != NULL, cases[i].misaligned, "case %zu", i);
		if (hazard)
			cr_expect_eq(hazard->nids, 1U << 0);
		cr_expect_eq(plan->nodes[0].memmap.from,
			     cases[i].chunks > 0 ? NKV_MEMMAP_REMAP : NKV_MEMMAP_BOOTMEM);
		cr_expect_eq(plan->verdict,
			     cases[i].misaligned ? NKV_VERDICT_PANICS : NKV_VERDICT_BOOTS);
		end_plan(plan);
	}
}

/*
 * |0  window of 2 MiB at 0, over the kernel from 1 MiB on  |low memory|   without HIGHMEM
 * Expect that to be found, and no clash with an initrd, of which the KVA reserves none.
 */
Test(kva_above, without_highmem)
{
	struct nkv_machine machine = machine_with("mem=512M");
	const struct nkv_hazard *hazard;
	struct nkv_plan *plan;

	machine.kernel.highmem = NKV_HIGHMEM_OFF;
	machine.initrd_start = 0x1000;
	machine.initrd_size = 0x1000;
	plan = begin_plan(&machine);
	cr_expect_eq(plan->kva_start_pfn, 0);
	cr_expect_eq(plan->max_low_pfn, 130560);
	cr_expect_eq(plan->nodes[0].remap_vaddr_start, 0xc0000000);
	hazard = hazard_of(plan, NKV_HAZARD_KVA_OVERLAPS_KERNEL);
	cr_assert(hazard);
	cr_expect_eq(hazard->pages, 256);
	cr_expect_eq(hazard->ranges.ranges[0].start_pfn, 256);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_KVA_INITRD_CLASH));
	expect_span(plan, 0, 0, 0, 130560);
	end_plan(plan);
}

/*
 * Expect 32 chunks to be kept and the 33rd to be dropped, where later kernels keep 24; and
 * the 32nd to overrun the table where it goes before another.
 */
Test(kva_above, chunk_table)
{
	struct nkv_srat_memory memory[33];
	struct nkv_machine machine = machine_with("");
	struct nkv_plan *plan;

	for (uint64_t i = 0; i < COUNT(memory); i++)
		memory[i] = (struct nkv_srat_memory)MEMORY(0, i * 16 * MB, (i + 1) * 16 * MB);
	for (size_t count = 32; count <= 33; count++) {
		give_srat(&machine, memory, count);
		plan = begin_plan(&machine);
		cr_expect_eq(plan->chunk_count, 32);
		cr_expect_eq(plan->chunks_dropped, count - 32);
		cr_expect_not(plan->chunk_table_overrun);
		end_plan(plan);
	}
	memory[31] = (struct nkv_srat_memory)MEMORY(0, 0, 16 * MB);
	memory[0] = (struct nkv_srat_memory)MEMORY(0, 31 * 16 * MB, 512 * MB);
	give_srat(&machine, memory, 32);
	plan = begin_plan(&machine);
	cr_expect(plan->chunk_table_overrun);
	end_plan(plan);
}
