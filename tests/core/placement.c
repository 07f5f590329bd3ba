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
		{ "mem=512M highmem=448M", 16384, 0, 0 },
		{ "mem=512M highmem=458756K", 131072, 1, NKV_MESSAGE_HIGHMEM_SMALLER },
		{ "mem=64M highmem=4K", 16384, 1, NKV_MESSAGE_HIGHMEM_SMALLER },
		{ "mem=512M highmem=4K", 131071, 0, 0 },
		{ "mem=32M", 8192, 0, 0 },
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

static void expect_call(const struct nkv_lowmem_call *got, const struct nkv_lowmem_call *wanted,
			size_t index, size_t number)
{
	cr_expect_eq(got->max_pfn_before, wanted->max_pfn_before, "case %zu, %zu", index, number);
	cr_expect_eq(got->highmem_pages_before, wanted->highmem_pages_before, "case %zu, %zu",
		     index, number);
	cr_expect_eq(got->max_pfn_after, wanted->max_pfn_after, "case %zu, %zu", index, number);
	cr_expect_eq(got->highmem_pages_after, wanted->highmem_pages_after, "case %zu, %zu", index,
		     number);
	cr_expect_eq(got->max_low_pfn, wanted->max_low_pfn, "case %zu, %zu", index, number);
	cr_assert_eq(got->message_count, wanted->message_count, "case %zu, %zu", index, number);
	for (size_t i = 0; i < got->message_count; i++) {
		cr_expect_eq(got->messages[i].kind, wanted->messages[i].kind, "case %zu", index);
		cr_expect_eq(got->messages[i].first_mb, wanted->messages[i].first_mb, "case %zu",
			     index);
		cr_expect_eq(got->messages[i].second_mb, wanted->messages[i].second_mb, "case %zu",
			     index);
	}
}

/*
 * Both calls of find_max_low_pfn(), with what each finds and leaves. Expect figures that a message
 * does not print to be 0.
 */
Test(placement, calls)
{
	enum { UNSET = -1, MAXMEM = 229376 };
	static const struct {
		enum nkv_highmem highmem;
		uint64_t end;
		const char *cmdline;
		struct nkv_lowmem_call calls[2];
	} cases[] = {
		{ NKV_HIGHMEM_64G,
		  1 * GB,
		  "",
		  { { 262144, (uint32_t)UNSET, 262144, 32768, MAXMEM, { { 0 } }, 0 },
		    { 262144, 32768, 262144, 32768, MAXMEM, { { 0 } }, 0 } } },
		{ NKV_HIGHMEM_OFF,
		  1 * GB,
		  "",
		  { { 262144,
		      (uint32_t)UNSET,
		      MAXMEM,
		      32768,
		      MAXMEM,
		      { { NKV_MESSAGE_WILL_BE_USED, 896, 0 }, { NKV_MESSAGE_USE_HIGHMEM, 0, 0 } },
		      2 },
		    { MAXMEM,
		      32768,
		      MAXMEM,
		      32768,
		      MAXMEM,
		      { { NKV_MESSAGE_HIGHMEM_NO_KERNEL, 0, 0 } },
		      1 } } },
		{ NKV_HIGHMEM_OFF,
		  4 * GB,
		  "",
		  { { 1048576,
		      (uint32_t)UNSET,
		      MAXMEM,
		      1048576 - MAXMEM,
		      MAXMEM,
		      { { NKV_MESSAGE_WILL_BE_USED, 896, 0 }, { NKV_MESSAGE_USE_HIGHMEM, 0, 0 } },
		      2 },
		    { MAXMEM,
		      1048576 - MAXMEM,
		      MAXMEM,
		      1048576 - MAXMEM,
		      MAXMEM,
		      { { NKV_MESSAGE_HIGHMEM_NO_KERNEL, 0, 0 } },
		      1 } } },
		{ NKV_HIGHMEM_OFF,
		  4 * GB + 4 * KB,
		  "",
		  { { 1048577,
		      (uint32_t)UNSET,
		      MAXMEM,
		      1048577 - MAXMEM,
		      MAXMEM,
		      { { NKV_MESSAGE_WILL_BE_USED, 896, 0 },
			{ NKV_MESSAGE_USE_HIGHMEM64G, 0, 0 } },
		      2 },
		    { MAXMEM,
		      1048577 - MAXMEM,
		      MAXMEM,
		      1048577 - MAXMEM,
		      MAXMEM,
		      { { NKV_MESSAGE_HIGHMEM_NO_KERNEL, 0, 0 } },
		      1 } } },
		{ NKV_HIGHMEM_4G,
		  5 * GB,
		  "",
		  { { 1310720,
		      (uint32_t)UNSET,
		      1048576,
		      1310720 - MAXMEM,
		      MAXMEM,
		      { { NKV_MESSAGE_4G_WILL_BE_USED, 0, 0 },
			{ NKV_MESSAGE_USE_HIGHMEM64G, 0, 0 } },
		      2 },
		    { 1048576,
		      1310720 - MAXMEM,
		      1048576,
		      0,
		      MAXMEM,
		      { { NKV_MESSAGE_HIGHMEM_ONLY, 3200, 4224 } },
		      1 } } },
		{ NKV_HIGHMEM_64G,
		  512 * MB,
		  "highmem=448M",
		  { { 131072, 114688, 131072, 114688, 16384, { { 0 } }, 0 },
		    { 131072, 114688, 131072, 114688, 16384, { { 0 } }, 0 } } },
		{ NKV_HIGHMEM_64G,
		  512 * MB,
		  "highmem=458756K",
		  { { 131072,
		      114689,
		      131072,
		      0,
		      131072,
		      { { NKV_MESSAGE_HIGHMEM_SMALLER, 448, 0 } },
		      1 },
		    { 131072, 0, 131072, 0, 131072, { { 0 } }, 0 } } },
		{ NKV_HIGHMEM_64G,
		  512 * MB,
		  "highmem=512M",
		  { { 131072,
		      131072,
		      131072,
		      0,
		      131072,
		      { { NKV_MESSAGE_HIGHMEM_BIGGER, 512, 512 } },
		      1 },
		    { 131072, 0, 131072, 0, 131072, { { 0 } }, 0 } } },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						      USABLE(1 * MB, cases[i].end) };
		struct nkv_machine machine = MACHINE(map);
		struct nkv_plan *plan;

		machine.kernel.profile = nkv_profile_find("2.6.23");
		machine.kernel.highmem = cases[i].highmem;
		machine.kernel.pae = cases[i].highmem == NKV_HIGHMEM_64G;
		machine.cmdline = cases[i].cmdline;
		plan = begin_plan(&machine);
		cr_assert_eq(plan->lowmem_call_count, 2);
		for (size_t j = 0; j < 2; j++)
			expect_call(&plan->lowmem_calls[j], &cases[i].calls[j], i, j);
		end_plan(plan);
	}
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

/*
 * |1M  64M|, highmem=4K or none   low memory of a page less than 64 MiB is too little
 * Expect a page of high memory to be ignored, and to be there with a page more of memory.
 */
Test(placement, one_page_of_high_memory)
{
	for (uint64_t more = 0; more <= 1; more++) {
		const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						      USABLE(1 * MB, 64 * MB + more * 4 * KB) };
		struct nkv_machine machine = boot_machine("2.6.25", map, COUNT(map));
		struct nkv_plan *plan;

		machine.cmdline = "highmem=4K";
		plan = begin_plan(&machine);
		cr_expect_eq(plan->max_low_pfn, 16384);
		cr_expect_eq(plan->highend_pfn - plan->highstart_pfn, more);
		cr_expect_eq(hazard_of(plan, NKV_HAZARD_HIGHMEM_IGNORED) != NULL, more == 0);
		end_plan(plan);
	}
}

/* Expect the KVA below the page that an initrd begins in, wherever in it that is. */
Test(placement, an_initrd_inside_a_page)
{
	for (uint32_t before = 1; before <= 4096; before += 4095) {
		static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
							     USABLE(1 * MB, 512 * MB) };
		struct nkv_machine machine = boot_machine("2.6.23", map, COUNT(map));
		struct nkv_plan *plan;

		machine.initrd_start = 0x10200000 - before;
		machine.initrd_size = 0x1000;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->kva_start_pfn, 0x10000 - plan->kva_pages);
		end_plan(plan);
	}
}

/* Without HIGHMEM, expect any highmem= but that of no pages to be complained of, and to change nothing. */
Test(placement, highmem_without_highmem)
{
	static const struct {
		const char *cmdline;
		size_t messages;
	} cases[] = { { "mem=512M", 0 },
		      { "mem=512M highmem=0", 0 },
		      { "mem=512M highmem=4K", 1 } };

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = pc_with("2.6.23", cases[i].cmdline);
		const struct nkv_lowmem_call *call;
		struct nkv_plan *plan;

		machine.kernel.highmem = NKV_HIGHMEM_OFF;
		machine.kernel.pae = false;
		plan = begin_plan(&machine);
		call = &plan->lowmem_calls[0];
		cr_assert_eq(call->message_count, cases[i].messages, "'%s'", cases[i].cmdline);
		if (call->message_count > 0)
			cr_expect_eq(call->messages[0].kind, NKV_MESSAGE_HIGHMEM_NO_KERNEL);
		cr_expect_eq(plan->max_low_pfn, 131072, "'%s'", cases[i].cmdline);
		end_plan(plan);
	}
}
