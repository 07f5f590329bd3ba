/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where the KVA goes, and the boot-time allocator (boot-layout 4, 5). */
#include <criterion/criterion.h>
#include <string.h>

#include "boot.h"

static const struct nkv_e820_entry pc[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 1 * GB - 64 * KB) };

static struct nkv_machine pc_with(const char *profile, const char *cmdline)
{
	struct nkv_machine machine = MACHINE(pc);

	machine.kernel.profile = nkv_profile_find(profile);
	machine.cmdline = cmdline;
	return machine;
}

/*
 * |0   low memory   896M|   high   1G - 64K|
 * Expect each kernel's own end: the waste of node 0 is high memory.
 */
Test(bootmem, wasted_pages_in_high_memory)
{
	static const struct {
		const char *profile;
		enum nkv_verdict verdict;
	} cases[] = {
		{ "2.6.23-numaboot", NKV_VERDICT_PANICS },
		{ "2.6.22", NKV_VERDICT_BOOTS },
		{ "2.6.25", NKV_VERDICT_BOOTS },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_machine machine = pc_with(cases[i].profile, "");
		struct nkv_plan *plan = begin_plan(&machine);

		cr_expect_eq(plan->verdict, cases[i].verdict, "%s", cases[i].profile);
		cr_expect_eq(hazard_of(plan, NKV_HAZARD_RESERVE_BEYOND_LOWMEM) != NULL, i == 0);
		cr_expect_eq(plan->max_low_pfn, 229376);
		end_plan(plan);
	}
}

/* highmem= in each of its branches. Expect the kernel's messages and results. */
Test(placement, highmem)
{
	static const struct {
		const char *cmdline;
		uint32_t max_low_pfn;
		size_t messages;
		enum nkv_lowmem_message_kind kind;
	} cases[] = {
		{ "", 229376, 0, 0 },
		{ "highmem=64M", 229376, 0, 0 },
		{ "highmem=512M", 229376, 1, NKV_MESSAGE_HIGHMEM_ONLY },
		{ "mem=512M highmem=100M", 105472, 0, 0 },
		{ "mem=512M highmem=480M", 131072, 1, NKV_MESSAGE_HIGHMEM_SMALLER },
		{ "mem=512M highmem=600M", 131072, 1, NKV_MESSAGE_HIGHMEM_BIGGER },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_machine machine = pc_with("2.6.23", cases[i].cmdline);
		struct nkv_plan *plan = begin_plan(&machine);
		const struct nkv_lowmem_call *call = &plan->lowmem_calls[0];

		cr_expect_eq(plan->max_low_pfn, cases[i].max_low_pfn, "'%s': %u", cases[i].cmdline,
			     plan->max_low_pfn);
		cr_expect_eq(call->message_count, cases[i].messages, "'%s'", cases[i].cmdline);
		if (cases[i].messages > 0)
			cr_expect_eq(call->messages[0].kind, cases[i].kind, "'%s'",
				     cases[i].cmdline);
		cr_expect_eq(hazard_of(plan, NKV_HAZARD_HIGHMEM_IGNORED) != NULL,
			     cases[i].messages > 0, "'%s'", cases[i].cmdline);
		end_plan(plan);
	}
}

/* HIGHMEM off and 4G, beyond what they can use. Expect messages and a lower max_pfn. */
Test(placement, highmem_settings)
{
	const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 3 * GB),
					      USABLE(4 * GB, 6 * GB) };
	struct nkv_machine machine = MACHINE(map);
	struct nkv_plan *plan;

	machine.kernel.profile = nkv_profile_find("2.6.23");
	machine.kernel.pae = false;
	machine.kernel.highmem = NKV_HIGHMEM_OFF;
	machine.cmdline = "highmem=16M";
	plan = begin_plan(&machine);
	cr_expect_eq(plan->max_pfn, 229376);
	cr_expect_eq(plan->highend_pfn, 0);
	cr_expect(hazard_of(plan, NKV_HAZARD_NOT_CONFIGURABLE));
	cr_expect(hazard_of(plan, NKV_HAZARD_HIGHMEM_IGNORED));
	end_plan(plan);

	machine.cmdline = "highmem=0";
	plan = begin_plan(&machine);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_HIGHMEM_IGNORED));
	end_plan(plan);

	machine.kernel.highmem = NKV_HIGHMEM_4G;
	machine.cmdline = NULL;
	plan = begin_plan(&machine);
	cr_expect_eq(plan->max_pfn, 1048576);
	cr_expect_eq(plan->lowmem_calls[0].messages[0].kind, NKV_MESSAGE_4G_WILL_BE_USED);
	end_plan(plan);

	machine.kernel.highmem = NKV_HIGHMEM_OFF;
	machine.cmdline = "mem=900M";
	plan = begin_plan(&machine);
	cr_expect_eq(plan->lowmem_calls[0].messages[1].kind, NKV_MESSAGE_USE_HIGHMEM);
	end_plan(plan);
}

/* An initrd: kept, below which the KVA goes; too high; moved by 2.6.25. */
Test(bootmem, initrd)
{
	static const struct {
		const char *profile;
		uint32_t start, size;
		enum nkv_initrd_fate fate;
	} cases[] = {
		{ "2.6.23", 0x37000000, 0x800000, NKV_INITRD_KEPT },
		{ "2.6.23", 0x37fff000, 0x2000, NKV_INITRD_BEYOND_LOWMEM },
		{ "2.6.25", 0x37000000, 0x800000, NKV_INITRD_KEPT },
		{ "2.6.25", 0x38000000, 0x800000, NKV_INITRD_MOVED },
		{ "2.6.25", 0x10000000, 0x1bffffff, NKV_INITRD_KEPT },
		{ "2.6.25", 0x10000000, 0x1c000000, NKV_INITRD_TOO_LARGE },
		{ "2.6.25", 0xfffff000, 0x2000, NKV_INITRD_WRAPS },
		{ "2.6.25", 0x10000000, 0, NKV_INITRD_NONE },
		{ "2.6.25", 0, 0, NKV_INITRD_NONE },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = pc_with(cases[i].profile, "");
		struct nkv_plan *plan;

		machine.initrd_start = cases[i].start;
		machine.initrd_size = cases[i].size;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->initrd_fate, cases[i].fate, "case %zu: %d", i,
			     plan->initrd_fate);
		end_plan(plan);
	}
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

/* A plan is in the workspace alone: one byte less is an error. */
Test(plan, workspace)
{
	static char memory[1 << 20];
	const struct nkv_machine machine = pc_with("2.6.25", "");
	size_t bytes = nkv_workspace_bytes(&machine);
	static struct nkv_plan plan;

	cr_assert_leq(bytes, sizeof(memory));
	cr_expect_eq(nkv_plan_machine(&machine, memory, bytes, &plan), NKV_OK);
	cr_expect_eq(nkv_plan_machine(&machine, memory, bytes - 1, &plan), NKV_ERROR_WORKSPACE);
}

/* Expect what makes a machine impossible to be the error, also where only sanitising shows it. */
Test(plan, impossible)
{
	static char memory[1 << 20];
	const struct nkv_e820_entry one[] = { USABLE(1 * MB, 64 * MB), USABLE(64 * MB, 1 * GB) };
	struct nkv_machine machine = MACHINE(one);
	static struct nkv_plan plan;

	cr_expect_eq(nkv_plan_machine(&machine, memory, sizeof(memory), &plan),
		     NKV_ERROR_E820_TOO_FEW);
	machine.kernel.cache_line_bytes = 48;
	cr_expect_eq(nkv_plan_machine(&machine, memory, sizeof(memory), &plan),
		     NKV_ERROR_CACHE_LINE);
}
