/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which of several settings is taken that all explain a log, and what is said to be known. */
#include <criterion/criterion.h>
#include <string.h>

#include <numakva/numakva.h>

#include "told_plan.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define FACT(name) NKV_LOG_FACT_##name

static const struct nkv_position position = { "log", 9, 1 };
static struct nkv_boot_facts facts;
static struct nkv_kernel_choice choice;

static void forget(enum nkv_log_fact fact)
{
	facts.facts[fact].given = false;
}

static void expect_solved(const char *name)
{
	cr_assert(nkv_kernel_choose(&facts, &choice));
	cr_expect_eq(choice.contradictions.count, 0, "%s: %zu", name, choice.contradictions.count);
}

/* Of two settings the one with usual figures. */
Test(choice_settings, usual_figures)
{
	const struct nkv_kernel_candidate kernel = { .profile = nkv_profile_find("2.6.23"),
						     .highmem = NKV_HIGHMEM_4G };

	tell_plan(&facts, told_2g, &kernel, true);
	forget(FACT(PFN_LIMIT));
	expect_solved("4G");
	cr_expect_eq(choice.candidate.highmem, NKV_HIGHMEM_4G);
	cr_expect_eq(choice.candidate.struct_page_bytes, 0);
	cr_expect(choice.setting_known);
}

/* The second node's mem_map is 32 KiB less than five large pages of 2 MiB: of 4 MiB it takes three. */
static const char *const of_2550m[] = { TOLD_LOW,
					"BIOS-e820: 0000000000100000 - 000000009f800000 (usable)",
					TOLD_CPUS,
					TOLD_MEMORY("00000000 to 0004fc00", 0),
					TOLD_MEMORY("0004fc00 to 0009f800", 1),
					NULL };

/*
 * Logs that several settings explain, the right one with usual figures, those before it with
 * another struct page, pgdat, vmalloc= or highmem=.
 *
 * Expect the right one, and no other to be as good.
 */
Test(choice_settings, as_few_unusual_figures_as_can_be)
{
	static const struct {
		const char *name, *profile;
		const char *const *machine;
		enum nkv_highmem highmem;
		bool has_cmdline;
		enum nkv_log_fact unknown[8]; /* besides what shows PAE; ends with that */
	} cases[] = {
		{ "struct page", "2.6.23", of_2550m, NKV_HIGHMEM_4G, true, { FACT(NX) } },
		{ "pgdat", "2.6.23", of_2550m, NKV_HIGHMEM_4G, true, { FACT(NX) } },
		{ "vmalloc",
		  "2.6.18",
		  told_2g,
		  NKV_HIGHMEM_4G,
		  false,
		  { FACT(FIND_MAX_LOW_PFN), FACT(RESERVE_PAGES), FACT(KVA_TOTAL), FACT(NX) } },
		{ "highmem",
		  "2.6.23",
		  told_2g,
		  NKV_HIGHMEM_OFF,
		  false,
		  { FACT(LOWMEM_MB), FACT(HIGHSTART_PFN), FACT(NX) } },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_kernel_candidate kernel = {
			.profile = nkv_profile_find(cases[i].profile), .highmem = cases[i].highmem
		};

		tell_plan(&facts, cases[i].machine, &kernel, cases[i].has_cmdline);
		forget(FACT(PFN_LIMIT));
		for (size_t j = 0; cases[i].unknown[j] != FACT(NX); j++)
			forget(cases[i].unknown[j]);
		if (i == 1) /* shows the struct page */
			nkv_log_fact_note(&facts.facts[FACT(DMA_MEMMAP_PAGES)], 32, &position);
		if (i == 2)
			memset(facts.nodes, 0, sizeof(facts.nodes));
		expect_solved(cases[i].name);
		cr_expect_eq(choice.candidate.highmem, cases[i].highmem, "%s", cases[i].name);
		cr_expect_not(choice.candidate.pae, "%s", cases[i].name);
		cr_expect(choice.setting_known, "%s", cases[i].name);
	}
}

/* Both settings make the same layout. Expect one of them, and that it is not known to be the one. */
Test(choice_settings, that_look_alike)
{
	const struct nkv_kernel_candidate kernel = { .profile = nkv_profile_find("2.6.23"),
						     .highmem = NKV_HIGHMEM_4G };

	tell_plan(&facts, told_2g, &kernel, true);
	forget(FACT(PFN_LIMIT));
	forget(FACT(KVA_TOTAL));
	forget(FACT(KVA_START_PFN));
	memset(facts.nodes, 0, sizeof(facts.nodes));
	expect_solved("alike");
	cr_expect(choice.candidate.highmem != NKV_HIGHMEM_OFF);
	cr_expect_not(choice.setting_known);
}
