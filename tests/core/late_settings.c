/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a command line and a configuration change in kernels from 2.6.27 on. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "heard.h"
#include "late.h"

/* --- NR_CPUS (0, 2) --- */

/* Expect low memory to end lower only where another 256 fixed pages reach into another large page. */
Test(late_settings, low_memory_by_processors)
{
	static const struct {
		const char *profile;
		uint32_t nr_cpus, max_low_pfn;
	} cases[] = {
		{ "2.6.27", 1, 229376 },  { "2.6.27", 128, 229376 }, { "2.6.32", 1, 227838 },
		{ "2.6.32", 9, 227838 },  { "2.6.32", 23, 227838 },  { "2.6.32", 24, 227326 },
		{ "2.6.32", 32, 227326 }, { "2.6.32", 128, 225790 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = late_pc(cases[i].profile);
		struct nkv_plan *plan;

		machine.kernel.nr_cpus = cases[i].nr_cpus;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->max_low_pfn, cases[i].max_low_pfn, "case %zu: %u", i,
			     plan->max_low_pfn);
		end_plan(plan);
	}
}

/* Three processors, the last of a node of its own. Expect it, and its node, not to be seen with NR_CPUS 2. */
Test(late_settings, processors_that_are_not_read)
{
	static const struct nkv_srat_processor processors[] = {
		{ .pxm = 0, .enabled = true },
		{ .pxm = 0, .apic = 1, .enabled = false },
		{ .pxm = 1, .apic = 2, .enabled = true },
	};
	static const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * GB) };

	for (uint32_t nr_cpus = 2; nr_cpus <= 3; nr_cpus++) {
		struct nkv_machine machine = late_pc("2.6.32");
		const struct nkv_hazard *hazard;
		struct nkv_plan *plan;

		set_srat(&machine, memory, COUNT(memory));
		machine.processors = processors;
		machine.processor_count = COUNT(processors);
		machine.kernel.nr_cpus = nr_cpus;
		plan = begin_plan(&machine);
		hazard = hazard_of(plan, NKV_HAZARD_SRAT_ENTRIES_IGNORED);
		cr_expect_eq(plan->node_count, nr_cpus - 1);
		cr_assert_eq(hazard != NULL, nr_cpus == 2);
		if (hazard)
			cr_expect_eq(hazard->entries, 1);
		end_plan(plan);
	}
}

/* --- the command line --- */

/* Expect a word without its value to be complained of by its name, and no other. */
Test(late_settings, malformed_options)
{
	static const struct {
		const char *cmdline, *name;
	} cases[] = {
		{ "mem", "mem" },	  { "memmap", "memmap" },   { "highmem", "highmem" },
		{ "vmalloc", "vmalloc" }, { "memmap=x", "memmap" }, { "memmap=1M@2Mx", "memmap" },
		{ "mem=1G", NULL },	  { "quiet", NULL },	    { "memory", NULL },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = late_machine("2.6.32");
		const struct nkv_said *said;
		struct nkv_plan *plan;

		machine.cmdline = cases[i].cmdline;
		plan = begin_plan(&machine);
		said = find_said(listen_to(plan), NKV_SAY_MALFORMED_OPTION);
		cr_expect_eq(said != NULL, cases[i].name != NULL, "%s", cases[i].cmdline);
		if (said && cases[i].name)
			cr_expect_str_eq(said->word, cases[i].name);
		end_plan(plan);
	}
}

/* Expect each entry that finds the map full to be complained of. */
Test(late_settings, a_map_that_is_full)
{
	struct nkv_machine machine = late_machine("2.6.32");
	char cmdline[4096];
	int length = snprintf(cmdline, sizeof(cmdline), "memmap=exactmap memmap=2G@0");
	size_t complaints = 0;
	const struct heard *heard;
	struct nkv_plan *plan;

	for (unsigned int i = 1; i < NKV_E820_MAX + 3; i++)
		length += snprintf(cmdline + length, sizeof(cmdline) - (size_t)length,
				   " memmap=1M@%uM", 4000 + 2 * i);
	machine.cmdline = cmdline;
	plan = begin_plan(&machine);
	heard = listen_to(plan);
	for (size_t i = 0; i < heard->count; i++)
		complaints += heard->said[i].form == NKV_SAY_MAP_FULL;
	cr_expect_eq(complaints, 3U, "%zu", complaints);
	end_plan(plan);
}

/*
 * MAXMEM = 4 GiB - PAGE_OFFSET - VMALLOC_RESERVE wraps: with vmalloc=3840M it is 1280 MiB. Expect low
 * memory to be longer than the 1024 MiB of addresses that there are for it.
 */
Test(late_settings, lowmem_above_space)
{
	struct nkv_machine machine = late_machine("2.6.27");
	const struct nkv_hazard *hazard;
	struct nkv_plan *plan;

	machine.cmdline = "vmalloc=3840M";
	plan = begin_plan(&machine);
	hazard = hazard_of(plan, NKV_HAZARD_LOWMEM_ABOVE_SPACE);
	cr_assert(hazard);
	cr_expect_eq(plan->max_low_pfn, 1280 * MB / NKV_PAGE_BYTES);
	cr_expect_eq(hazard->pages, 256 * MB / NKV_PAGE_BYTES);
	end_plan(plan);
}

/* With mem=nopentium, expect low memory to be mapped in small pages, and to need a table for each 2 MiB. */
Test(late_settings, small_pages)
{
	struct nkv_machine machine = late_machine("2.6.32");
	const struct heard *heard;
	struct nkv_plan *plan;
	size_t mappings = 0;

	machine.cmdline = "mem=nopentium";
	plan = begin_plan(&machine);
	heard = listen_to(plan);
	for (size_t i = 0; i < heard->count; i++)
		mappings += heard->said[i].form == NKV_SAY_MAPPING;
	cr_expect_eq(mappings, 1U);
	cr_expect_str_eq(find_said(heard, NKV_SAY_MAPPING)->word, "4k");
	cr_expect_not(plan->page_tables.has_large_pages);
	cr_expect_gt(plan->page_tables.lowmem_pages, 300U);
	end_plan(plan);
}

/*
 * Without large pages and with vmalloc=0, low memory ends with the address space: 512 tables of 2 MiB, of
 * which the first 7, the last, and that of the page F - 6 below 0xfffff000 are there when the kernel starts.
 * With 8 processors that is the last, too, and with 32 the one before. Expect none of them to be counted;
 * and with 128 MiB less, where low memory ends below both, the first 7 alone not to be.
 */
Test(late_settings, tables_at_the_end_of_addresses)
{
	static const struct {
		const char *cmdline;
		uint32_t nr_cpus, pages;
	} cases[] = {
		{ "mem=nopentium vmalloc=0", 8, 512 - 7 - 1 },
		{ "mem=nopentium vmalloc=0", 32, 512 - 7 - 2 },
		{ "mem=nopentium", 32, 448 - 7 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = late_machine("2.6.27");
		struct nkv_plan *plan;

		machine.cmdline = cases[i].cmdline;
		machine.kernel.nr_cpus = cases[i].nr_cpus;
		plan = begin_plan(&machine);
		cr_expect_eq(plan->page_tables.lowmem_pages, cases[i].pages, "case %zu: %u", i,
			     plan->page_tables.lowmem_pages);
		end_plan(plan);
	}
}

/* --- HIGHMEM --- */

/* With HIGHMEM off, expect a node to span low memory alone, and all the RAM above to be unused. */
Test(late_settings, a_span_ends_with_the_zones)
{
	struct nkv_machine machine = late_machine("2.6.32");
	struct nkv_plan *plan;

	machine.kernel.highmem = NKV_HIGHMEM_OFF;
	machine.kernel.pae = false;
	plan = begin_plan(&machine);
	cr_expect_eq(plan->stopped_at, NKV_STOP_NONE);
	cr_expect_eq(plan->nodes[0].span.end_pfn, plan->max_low_pfn);
	cr_expect_eq(plan->ram.high_pages, 0U);
	cr_expect_gt(plan->ram.unused_pages, 1 * GB / NKV_PAGE_BYTES);
	end_plan(plan);
}

/* Expect highmem= not to be found ignored where the boot ends before low memory is sized. */
Test(late_settings, highmem_in_a_boot_that_ends)
{
	struct nkv_machine machine = late_pc("2.6.32");
	struct nkv_plan *plan;

	machine.cmdline = "highmem=4G memmap=exactmap";
	plan = begin_plan(&machine);
	cr_expect_eq(plan->stopped_at, NKV_STOP_E820);
	cr_expect(plan->highmem_given);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_HIGHMEM_IGNORED));
	end_plan(plan);
}

/* Expect 2.6.30 to be the first to have other words for highmem= in vain, each with the same figures. */
Test(late_settings, words_for_highmem_in_vain)
{
	static const struct {
		const char *cmdline;
		enum nkv_console_form older, newer;
	} cases[] = {
		{ "highmem=1900M", NKV_SAY_HIGHMEM_ONLY, NKV_SAY_HIGHMEM_ONLY_NEW },
		{ "highmem=600M mem=512M", NKV_SAY_HIGHMEM_BIGGER, NKV_SAY_HIGHMEM_BIGGER_NEW },
		{ "highmem=480M mem=512M", NKV_SAY_HIGHMEM_SMALLER, NKV_SAY_HIGHMEM_SMALLER_NEW },
	};
	static const struct {
		const char *profile;
		bool has_newer;
	} kernels[] = { { "2.6.27", false },
			{ "2.6.28", false },
			{ "2.6.29", false },
			{ "2.6.30", true },
			{ "2.6.32", true } };

	for (size_t i = 0; i < COUNT(cases); i++)
		for (size_t j = 0; j < COUNT(kernels); j++) {
			struct nkv_machine machine = late_machine(kernels[j].profile);
			struct nkv_plan *plan;

			machine.cmdline = cases[i].cmdline;
			plan = begin_plan(&machine);
			cr_expect_eq(find_said(listen_to(plan), cases[i].older) != NULL,
				     !kernels[j].has_newer, "%s %s", kernels[j].profile,
				     cases[i].cmdline);
			cr_expect_eq(find_said(listen_to(plan), cases[i].newer) != NULL,
				     kernels[j].has_newer, "%s %s", kernels[j].profile,
				     cases[i].cmdline);
			end_plan(plan);
		}
}
