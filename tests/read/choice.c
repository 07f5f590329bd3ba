/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which kernel printed a log, and how it was built: logs that are made of plans, and read again. */
#include <criterion/criterion.h>
#include <string.h>

#include <numakva/numakva.h>

#include "core/rules.h"
#include "read/infer/kernel_choice.h"
#include "read/infer/memory_layout.h"
#include "told_lines.h"
#include "told_plan.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define FACT(name) NKV_LOG_FACT_##name

static const struct nkv_position position = { "log", 9, 1 };
static struct nkv_boot_facts facts;
static struct nkv_kernel_choice choice;

static void note(enum nkv_log_fact fact, uint64_t number)
{
	nkv_log_fact_note(&facts.facts[fact], number, &position);
}

/* Each size of a struct page has these nodes give up another number of large pages. */
static const char *const of_16g[] = { TOLD_LOW,
				      "BIOS-e820: 0000000000100000 - 0000000080000000 (usable)",
				      "BIOS-e820: 0000000100000000 - 0000000480000000 (usable)",
				      TOLD_CPUS,
				      TOLD_MEMORY("00000000 to 00200000", 0),
				      TOLD_MEMORY("00200000 to 00480000", 1),
				      NULL };

static void tell(const char *const *machine, const struct nkv_kernel_candidate *kernel,
		 bool has_cmdline)
{
	tell_plan(&facts, machine, kernel, has_cmdline);
}

static void expect_solved(const char *name)
{
	cr_assert(nkv_kernel_choose(&facts, &choice));
	cr_expect_eq(choice.contradictions.count, 0, "%s: %zu", name, choice.contradictions.count);
}

/* --- settings --- */

/* Each setting, of three kernels. Expect it to be found. */
Test(choice, settings)
{
	static const struct {
		enum nkv_highmem highmem;
		bool pae;
	} settings[] = { { NKV_HIGHMEM_64G, true },
			 { NKV_HIGHMEM_4G, false },
			 { NKV_HIGHMEM_OFF, false },
			 { NKV_HIGHMEM_OFF, true } };
	static const char *const profiles[] = { "2.6.18", "2.6.23", "2.6.32" };

	for (size_t i = 0; i < COUNT(settings) * COUNT(profiles); i++) {
		const char *profile = profiles[i / COUNT(settings)];
		const struct nkv_kernel_candidate kernel = {
			.profile = nkv_profile_find(profile),
			.highmem = settings[i % COUNT(settings)].highmem,
			.pae = settings[i % COUNT(settings)].pae,
		};

		tell(told_2g, &kernel, true);
		expect_solved(profile);
		cr_expect_eq(choice.candidate.highmem, kernel.highmem, "%s %zu", profile, i);
		cr_expect_eq(choice.candidate.pae, kernel.pae, "%s %zu", profile, i);
		cr_expect_str_eq(choice.candidate.profile->name, profile);
		cr_expect(choice.version_known && choice.version_fits);
	}
}

/* --- figures --- */

/* Sizes that real kernels had, and others. Expect the only one. */
Test(choice, struct_pages)
{
	static const uint32_t sizes[] = { 16, 20, 32, 36, 40, 52, 56, 60, 64 };

	for (size_t i = 0; i < COUNT(sizes); i++) {
		const struct nkv_kernel_candidate kernel = { .profile = nkv_profile_find("2.6.23"),
							     .highmem = NKV_HIGHMEM_64G,
							     .pae = true,
							     .struct_page_bytes = sizes[i] };

		tell(of_16g, &kernel, true);
		expect_solved("struct page");
		cr_expect_eq(choice.candidate.struct_page_bytes, sizes[i] == 32 ? 0 : sizes[i]);
		cr_assert_eq(choice.possible.struct_page_count, 1, "%u", sizes[i]);
		cr_expect_eq(choice.possible.struct_page_bytes[0], sizes[i]);
		cr_expect_eq(choice.candidate.pg_data_bytes, 0);
	}
}

/* Expect the usual pgdat wherever it can be, otherwise the least that fills what is left; and all that can. */
Test(choice, pgdats)
{
	static const uint32_t sizes[] = { 1, 2432, 32736, 32737, 300000, 1048576 };

	for (size_t i = 0; i < COUNT(sizes); i++) {
		const struct nkv_kernel_candidate kernel = { .profile = nkv_profile_find("2.6.23"),
							     .highmem = NKV_HIGHMEM_4G,
							     .pg_data_bytes = sizes[i] };
		bool is_small = sizes[i] <= 32736;

		tell(told_2g, &kernel, true);
		note(FACT(DMA_MEMMAP_PAGES), 32);
		expect_solved("pgdat");
		cr_expect_eq(choice.candidate.pg_data_bytes, is_small ? 0 : 32737, "%u",
			     choice.candidate.pg_data_bytes);
		cr_expect_eq(choice.possible.pg_data_min, is_small ? 1 : 32737, "%u",
			     choice.possible.pg_data_min);
		cr_expect_eq(choice.possible.pg_data_max, is_small ? 32736 : 1048576, "%u",
			     choice.possible.pg_data_max);
	}
}

/* A vmalloc= and a highmem= of a command line that the log does not have. */
Test(choice, words_of_the_command_line)
{
	static const struct {
		uint64_t vmalloc, highmem;
		bool has_highmem;
	} cases[] = { { UINT64_C(0x10000000), 0, false },
		      { UINT64_C(0x18000000), 0, false },
		      { 0, UINT64_C(0x20000000), true },
		      { 0, 0, true } };
	static const char *const profiles[] = { "2.6.18", "2.6.23" };

	for (size_t i = 0; i < COUNT(cases) * COUNT(profiles); i++) {
		const char *profile = profiles[i / COUNT(cases)];
		const struct nkv_kernel_candidate kernel = {
			.profile = nkv_profile_find(profile),
			.highmem = NKV_HIGHMEM_4G,
			.vmalloc_bytes = cases[i % COUNT(cases)].vmalloc,
			.has_highmem = cases[i % COUNT(cases)].has_highmem,
			.highmem_bytes = cases[i % COUNT(cases)].highmem,
		};

		tell(told_2g, &kernel, false);
		expect_solved(profile);
		cr_expect_eq(choice.candidate.has_highmem, kernel.has_highmem, "%s %zu", profile,
			     i);
		cr_expect_eq(choice.candidate.vmalloc_bytes > 0, kernel.vmalloc_bytes > 0, "%s %zu",
			     profile, i);
		if (kernel.has_highmem)
			cr_expect_eq(choice.candidate.highmem_bytes, kernel.highmem_bytes, "%s %zu",
				     profile, i);
		tell(told_2g, &kernel, true);
		cr_assert(nkv_kernel_choose(&facts, &choice));
		cr_expect(choice.contradictions.count > 0, "%s %zu", profile, i);
	}
}

/* How many of a log's facts contradict the chosen kernel, if it were built for so many processors. */
static size_t count_wrong(uint32_t nr_cpus)
{
	struct nkv_kernel_candidate kernel = choice.candidate;
	struct nkv_planning planning;
	size_t count;

	kernel.nr_cpus = nr_cpus;
	cr_assert(nkv_planning_begin(&planning, &facts));
	count = nkv_planning_try(&planning, &kernel).count;
	nkv_planning_end(&planning);
	return count;
}

/*
 * Later kernels: how many processors they are built for, and where their image ends. Expect the
 * usual number, otherwise a likely one, otherwise the least.
 */
Test(choice, later_figures)
{
	static const uint32_t counts[] = { 1, 2, 4, 8, 16, 32, 64, 100, 128, 256, 500 };
	static const char *const profiles[] = { "2.6.30", "2.6.32" };

	for (size_t i = 0; i < COUNT(counts) * COUNT(profiles); i++) {
		const struct nkv_kernel_candidate kernel = { .profile = nkv_profile_find(
								     profiles[i / COUNT(counts)]),
							     .highmem = NKV_HIGHMEM_4G,
							     .nr_cpus = counts[i % COUNT(counts)],
							     .image_end = 0x1980000 };
		uint32_t found;

		tell(told_2g, &kernel, true);
		expect_solved("later");
		found = choice.candidate.nr_cpus;
		cr_expect(found == 0 || count_wrong(8) > 0, "%u", found);
		cr_expect(found == 0 || found == kernel.nr_cpus || count_wrong(found - 1) > 0, "%u",
			  found);
		if (kernel.nr_cpus == 100 || kernel.nr_cpus == 500)
			cr_expect(found <= kernel.nr_cpus, "%u", found);
		else
			cr_expect(found == 0 || found == kernel.nr_cpus, "%u", found);
		cr_expect(choice.candidate.image_end > 0x1400000 &&
			  choice.candidate.image_end < 0x1c00000);
	}
}

/* An end of what is mapped that is misread, as no image is that long. Expect none to be made of it. */
Test(choice, images_beyond_2g)
{
	static const uint64_t ends[] = { 0xa0000000, UINT64_C(0x101980000) };
	const struct nkv_kernel_candidate kernel = { .profile = nkv_profile_find("2.6.32"),
						     .highmem = NKV_HIGHMEM_4G };

	for (size_t i = 0; i < COUNT(ends); i++) {
		tell(told_2g, &kernel, true);
		facts.facts[FACT(MAPPED_END)].number = ends[i];
		cr_assert(nkv_kernel_choose(&facts, &choice));
		cr_expect_eq(choice.candidate.image_end, 0, "%x", choice.candidate.image_end);
	}
}

/* A highmem= where the log shows high memory in MiB alone. */
Test(choice, highmem_in_mib)
{
	const struct nkv_kernel_candidate kernel = { .profile = nkv_profile_find("2.6.23"),
						     .highmem = NKV_HIGHMEM_4G,
						     .has_highmem = true,
						     .highmem_bytes = 0x20000000 };

	tell(told_2g, &kernel, false);
	facts.facts[FACT(FIND_MAX_LOW_PFN)].given = false;
	facts.facts[FACT(MAX_PFN)].given = false;
	expect_solved("highmem");
	cr_expect(choice.candidate.has_highmem);
	cr_expect_eq(choice.candidate.highmem_bytes, 0x20000000, "%llx",
		     (unsigned long long)choice.candidate.highmem_bytes);
}

/* A vmalloc= that only the start of vmalloc's addresses shows: to the next 8 MiB. */
Test(choice, vmalloc_by_its_start)
{
	const struct nkv_kernel_candidate kernel = { .profile = nkv_profile_find("2.6.23"),
						     .highmem = NKV_HIGHMEM_4G,
						     .vmalloc_bytes = 0x10000000 };
	struct nkv_planning planning;

	for (int is_given = 0; is_given < 2; is_given++) {
		take_lines(&facts, told_2g);
		note(FACT(KVA_OF_NODE), 0);
		note(FACT(PFN_LIMIT), 0x100000);
		strcpy(facts.version, "2.6.23");
		cr_assert(nkv_planning_begin(&planning, &facts));
		cr_assert(nkv_planning_plan(&planning, &kernel));
		note(FACT(VMALLOC_START), nkv_layout_vmalloc_start(planning.plan));
		nkv_planning_end(&planning);
		facts.cmdline.given = is_given;
		cr_assert(nkv_kernel_choose(&facts, &choice));
		cr_expect_eq(choice.contradictions.count, (size_t)is_given, "%zu",
			     choice.contradictions.count);
		cr_expect_eq(choice.candidate.vmalloc_bytes > 0, !is_given);
		if (!is_given) {
			cr_expect(choice.candidate.vmalloc_bytes <= 0x10000000 &&
				  choice.possible.vmalloc_max >= 0x10000000);
			cr_expect_eq(choice.possible.vmalloc_max - choice.candidate.vmalloc_bytes,
				     (8 << 20) - 1);
		} else {
			cr_expect_eq(choice.possible.vmalloc_max, 0);
		}
	}
}

/* --- versions --- */

/* Expect the kernel of the version, unless the log contradicts that; and to know of the other. */
Test(choice, versions)
{
	static const struct {
		const char *version, *chosen, *other;
		bool is_known, fits;
	} cases[] = {
		{ "2.6.23", "2.6.23", "2.6.23-numaboot", true, true },
		{ "2.6.24.7", "2.6.23", "2.6.23-numaboot", true, true },
		{ "2.6.23-rc3-mm1", "2.6.23", "2.6.23-numaboot", true, true },
		{ "2.6.18", "2.6.23", "2.6.18", true, false },
		{ "2.6.40", "2.6.26", NULL, false, false },
		{ "3.6.23", "2.6.26", NULL, false, false },
		{ "", "2.6.23", NULL, false, false },
	};
	const struct nkv_kernel_candidate kernel = { .profile = nkv_profile_find("2.6.23"),
						     .highmem = NKV_HIGHMEM_4G };

	for (size_t i = 0; i < COUNT(cases); i++) {
		tell(told_2g, &kernel, true);
		strcpy(facts.version, cases[i].version);
		expect_solved(cases[i].version);
		cr_expect_str_eq(choice.candidate.profile->name, cases[i].chosen, "%s",
				 cases[i].version);
		cr_expect_eq(choice.version_known, cases[i].is_known, "%s", cases[i].version);
		cr_expect_eq(choice.version_fits, cases[i].fits, "%s", cases[i].version);
		cr_expect_eq(choice.other != NULL, cases[i].other != NULL, "%s", cases[i].version);
		if (choice.other && cases[i].other)
			cr_expect_str_eq(choice.other->name, cases[i].other);
	}
}
