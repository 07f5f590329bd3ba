/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The facts of a log against a plan of its machine: what is as planned, and what is off by one. */
#include <criterion/criterion.h>
#include <string.h>

#include <numakva/numakva.h>

#include "read/infer/contradictions.h"
#include "read/infer/planning.h"
#include "told_lines.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define FACT(name) NKV_LOG_FACT_##name

enum { RULED_OUT = 101 }; /* the weight of a line that only other kernels print */

/* --- a plan --- */

static const struct nkv_position position = { "log", 3, 1 };
static struct nkv_boot_facts facts, told;
static struct nkv_planning planning;

/* Plans a machine of two nodes and 2 GiB. */
static struct nkv_plan *begin(const char *profile, enum nkv_highmem highmem, bool pae)
{
	static const char *const lines[] = {
		"BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)",
		"BIOS-e820: 0000000000100000 - 0000000080000000 (usable)",
		"CPU 00 in proximity domain 00",
		"CPU 01 in proximity domain 01",
		"Memory range 00000000 to 00040000 in proximity domain 00 enabled",
		"Memory range 00040000 to 00080000 in proximity domain 01 enabled",
		"Reserving total of 0 pages for numa KVA remap",
		NULL
	};
	const struct nkv_kernel_candidate candidate = { .profile = nkv_profile_find(profile),
							.highmem = highmem,
							.pae = pae };

	take_lines(&facts, lines);
	cr_assert(nkv_planning_begin(&planning, &facts));
	cr_assert(nkv_planning_plan(&planning, &candidate));
	cr_assert(nkv_plan_knows(planning.plan, NKV_FACT_WINDOWS));
	nkv_boot_facts_begin(&told, &position);
	nkv_log_fact_note(&told.facts[FACT(KVA_OF_NODE)], 0, &position);
	return planning.plan;
}

static void note(enum nkv_log_fact fact, uint64_t number)
{
	told.facts[fact].given = false;
	nkv_log_fact_note(&told.facts[fact], number, &position);
}

static void forget(enum nkv_log_fact fact)
{
	told.facts[fact] = (struct nkv_log_fact_value){ .given = false };
}

/* Expect one contradiction of that weight, which is a number or not; or none. */
static void expect_count(size_t count, size_t figures, const char *what)
{
	struct nkv_pool pool = { 0 };
	struct nkv_report report = { .pool = &pool };
	struct nkv_log_contradictions found = nkv_log_contradict(&told, planning.plan, &report);

	cr_expect_eq(found.count, count, "%s: %zu", what, found.count);
	cr_expect_eq(found.figures, figures, "%s: %zu", what, found.figures);
	cr_expect_eq(report.count, count > 0, "%s: %zu warnings", what, report.count);
	if (count > 0)
		cr_expect_eq(found.first.line, position.line, "%s", what);
	found = nkv_log_contradict(&told, planning.plan, NULL);
	cr_expect_eq(found.count, count, "%s: %zu", what, found.count);
	nkv_pool_free(&pool);
}

/* Expect the planned figure to contradict nothing, and those beside it to do. */
static void expect_figure(struct nkv_log_fact_value *value, uint64_t planned, const char *what)
{
	const struct nkv_log_fact_value before = *value;

	for (int off = -1; off <= 1; off++) {
		value->given = false;
		nkv_log_fact_note(value, planned + (uint64_t)off, &position);
		expect_count(off != 0, off != 0, what);
	}
	*value = before;
}

static void expect_fact(enum nkv_log_fact fact, uint64_t planned, const char *what)
{
	expect_figure(&told.facts[fact], planned, what);
}

/* --- figures --- */

static void expect_limits(const struct nkv_plan *plan)
{
	uint32_t end = plan->machine->kernel.page_offset + (plan->highstart_pfn << 12);
	uint32_t vmalloc = plan->vmalloc_end != 0 ? end + (8 << 20)
						  : (end + (16 << 20) - 1) & ~((8U << 20) - 1);

	expect_fact(FACT(KVA_TOTAL), plan->remap_total_pages, "KVA");
	expect_fact(FACT(MAX_PFN), plan->max_pfn, "max_pfn");
	expect_fact(FACT(MIN_LOW_PFN), plan->boot_min_low_pfn, "min_low_pfn");
	expect_fact(FACT(MAX_LOW_PFN), plan->max_low_pfn, "max_low_pfn");
	expect_fact(FACT(HIGHSTART_PFN), plan->highstart_pfn, "highstart_pfn");
	expect_fact(FACT(LOWMEM_END), end, "lowmem");
	expect_fact(FACT(VMALLOC_START), vmalloc, "vmalloc");
	note(FACT(HIGHMEM_MB), (plan->highend_pfn - plan->highstart_pfn) >> 8);
	expect_fact(FACT(LOWMEM_MB), plan->max_low_pfn >> 8, "LOWMEM");
	note(FACT(LOWMEM_MB), plan->max_low_pfn >> 8);
	expect_fact(FACT(HIGHMEM_MB), (plan->highend_pfn - plan->highstart_pfn) >> 8, "HIGHMEM");
	forget(FACT(HIGHMEM_MB));
	expect_count(1, 0, "no HIGHMEM");
	forget(FACT(LOWMEM_MB));
}

static void expect_nodes(const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];
		struct nkv_log_node *line = &told.nodes[node->nid];

		expect_figure(&line->reserved_pages, node->reserved_pages, "reserved");
		expect_figure(&line->present_end_pfn, node->present_end_pfn, "end");
		expect_figure(&line->alignment_pages, node->alignment_pages, "alignment");
		expect_figure(&line->window_vaddr, node->remap_vaddr_start, "window");
		/* A node that shrinks no further has no line; all have theirs before the total. */
		nkv_log_fact_note(&line->present_end_pfn, node->present_end_pfn, &position);
		expect_count(0, 0, "no alignment yet");
		note(FACT(KVA_TOTAL), plan->remap_total_pages);
		expect_count(node->alignment_pages > 0, node->alignment_pages > 0, "no alignment");
		forget(FACT(KVA_TOTAL));
		line->present_end_pfn.given = false;
	}
}

Test(contradictions, figures)
{
	static const char *const profiles[] = { "2.6.18", "2.6.23", "2.6.25", "2.6.27", "2.6.32" };

	for (size_t i = 0; i < COUNT(profiles); i++) {
		const struct nkv_plan *plan = begin(profiles[i], NKV_HIGHMEM_4G, false);

		cr_assert(plan->nodes[0].reserved_pages > 0 || plan->nodes[1].reserved_pages > 0);
		expect_count(0, 0, profiles[i]);
		expect_limits(plan);
		expect_nodes(plan);
		nkv_planning_end(&planning);
	}
}

/* Each kernel has one of two lines about its KVA. */
Test(contradictions, where_the_kva_is)
{
	static const struct {
		const char *profile;
		enum nkv_log_fact own, other;
		bool is_above;
	} cases[] = {
		{ "2.6.18", FACT(RESERVE_PAGES), FACT(KVA_START_PFN), true },
		{ "2.6.23", FACT(KVA_START_PFN), FACT(RESERVE_PAGES), false },
		{ "2.6.25", FACT(KVA_START_PFN), FACT(RESERVE_PAGES), false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_plan *plan = begin(cases[i].profile, NKV_HIGHMEM_4G, false);
		uint64_t low = plan->max_low_pfn + (cases[i].is_above ? plan->kva_pages : 0);

		note(cases[i].other, plan->kva_start_pfn);
		expect_count(RULED_OUT, 0, "another kernel's line");
		forget(cases[i].other);
		note(cases[i].own, plan->kva_start_pfn);
		expect_count(0, 0, "its line");
		if (!cases[i].is_above)
			expect_fact(FACT(KVA_START_PFN), plan->kva_start_pfn, "kva_start_pfn");
		note(cases[i].own, plan->kva_start_pfn);
		expect_fact(FACT(FIND_MAX_LOW_PFN), low, "find_max_low_pfn()");
		nkv_planning_end(&planning);
	}
}

/* Kernels that search for the KVA have lines of their own, some with one bitmap and some with several. */
Test(contradictions, kernels_that_search)
{
	static const struct {
		const char *profile;
		enum nkv_log_fact bitmap, other_bitmap, end, other_end;
	} cases[] = {
		{ "2.6.28", FACT(ONE_BITMAP), FACT(NODE_BITMAP), FACT(BOOT_TABLES_END),
		  FACT(BRK_END) },
		{ "2.6.32", FACT(NODE_BITMAP), FACT(ONE_BITMAP), FACT(BRK_END),
		  FACT(BOOT_TABLES_END) },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_plan *plan = begin(cases[i].profile, NKV_HIGHMEM_4G, false);
		const struct nkv_page_tables *tables = &plan->page_tables;
		uint64_t bitmap = (uint64_t)plan->bitmap_pfn << 12;

		expect_fact(FACT(MAPPED_END), tables->mapped_end, "mapped");
		expect_fact(FACT(LOW_END), (uint64_t)plan->max_low_pfn << 12, "low memory");
		expect_fact(FACT(TABLES_START), tables->start, "tables");
		expect_fact(FACT(TABLES_END), tables->start + tables->size_bytes, "end of tables");
		expect_fact(FACT(TABLES_USED_END), tables->start + tables->used_pages * 4096,
			    "end of used tables");
		expect_fact(cases[i].bitmap, bitmap, "bitmap");
		note(cases[i].other_bitmap, bitmap);
		expect_count(RULED_OUT, 0, "another kind of bitmap");
		forget(cases[i].other_bitmap);
		note(cases[i].end, 5);
		expect_count(0, 0, "what follows the image");
		forget(cases[i].end);
		note(cases[i].other_end, 5);
		expect_count(RULED_OUT, 0, "what follows another's image");
		forget(cases[i].other_end);
		note(FACT(KVA_START_PFN), plan->kva_start_pfn);
		expect_count(RULED_OUT, 0, "an early kernel's words");
		note(FACT(HEXADECIMAL_LINE), 0);
		expect_count(0, 0, "its words");
		nkv_planning_end(&planning);
	}
	begin("2.6.23", NKV_HIGHMEM_4G, false);
	note(FACT(KVA_START_PFN), planning.plan->kva_start_pfn);
	note(FACT(HEXADECIMAL_LINE), 0);
	expect_count(RULED_OUT, 0, "a late kernel's words");
	forget(FACT(KVA_START_PFN));
	note(FACT(BRK_END), 5);
	note(FACT(ONE_BITMAP), 5);
	expect_count(0, 0, "what is not held");
	nkv_planning_end(&planning);
}

/* --- the build --- */

/* How many facts contradict a kernel with and without PAE, and with its HIGHMEM setting. */
Test(contradictions, the_build)
{
	static const struct {
		enum nkv_highmem highmem;
		bool pae;
		size_t nx, pkmap_4m, pkmap_2m, limit_4g, limit_more, none, only_4g, has_low;
	} cases[] = {
		{ NKV_HIGHMEM_64G, true, 0, 1, 0, 1, 0, 1, 1, 1 },
		{ NKV_HIGHMEM_4G, false, 1, 0, 1, 0, 1, 1, 0, 1 },
		{ NKV_HIGHMEM_OFF, false, 1, 0, 1, 0, 1, 0, 1, 0 },
		{ NKV_HIGHMEM_OFF, true, 0, 1, 0, 1, 0, 0, 1, 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_plan *plan = begin("2.6.23", cases[i].highmem, cases[i].pae);

		note(FACT(NX), 0);
		expect_count(cases[i].nx, 0, "NX");
		forget(FACT(NX));
		note(FACT(PKMAP_START), 0xff800000);
		note(FACT(PKMAP_END), 0xffc00000);
		expect_count(cases[i].pkmap_4m, 0, "pkmap of 4 MiB");
		note(FACT(PKMAP_END), 0xffa00000);
		expect_count(cases[i].pkmap_2m, 0, "pkmap of 2 MiB");
		forget(FACT(PKMAP_START));
		note(FACT(PFN_LIMIT), 0x100000);
		expect_count(cases[i].limit_4g, 0, "a limit of 4 GiB");
		note(FACT(PFN_LIMIT), 0x100001);
		expect_count(cases[i].limit_more, 0, "a higher limit");
		forget(FACT(PFN_LIMIT));
		note(FACT(NO_HIGHMEM), 0);
		expect_count(cases[i].none, 0, "no HIGHMEM");
		forget(FACT(NO_HIGHMEM));
		note(FACT(ONLY_4G), 0);
		expect_count(cases[i].only_4g, 0, "only 4 GiB");
		forget(FACT(ONLY_4G));
		note(FACT(LOWMEM_MB), plan->max_low_pfn >> 8);
		expect_count(cases[i].has_low, 0, "low memory alone");
		nkv_planning_end(&planning);
	}
}

/* --- the outcome --- */

/* How far a plan comes, against how far the boot came. */
Test(contradictions, the_end_of_setup)
{
	static const struct {
		unsigned int unknown; /* facts that the plan does not know */
		enum nkv_verdict verdict;
		bool bootmem, zones, trap, memory, bad;
		size_t count;
	} cases[] = {
		{ 0, NKV_VERDICT_BOOTS, true, true, false, true, false, 0 },
		{ 0, NKV_VERDICT_BOOTS, true, true, true, false, false, 1 },
		{ 0, NKV_VERDICT_BOOTS, false, false, false, false, true, 1 },
		{ 0, NKV_VERDICT_BOOTS, false, false, false, true, true, 1 },
		{ 0, NKV_VERDICT_UNSTABLE, false, false, false, false, true, 0 },
		{ 0, NKV_VERDICT_UNSTABLE, true, true, true, false, false, 0 },
		{ 0, NKV_VERDICT_UNSTABLE, false, false, true, false, false, 1 },
		{ 0, NKV_VERDICT_UNSTABLE, true, true, false, true, false, 0 },
		{ NKV_FACT_MEMMAPS, NKV_VERDICT_PANICS, true, true, false, false, false, 1 },
		{ NKV_FACT_MEMMAPS, NKV_VERDICT_PANICS, true, false, false, false, false, 0 },
		{ NKV_FACT_FREE, NKV_VERDICT_PANICS, true, true, false, false, false, 1 },
		{ NKV_FACT_FREE, NKV_VERDICT_PANICS, false, true, false, false, false, 0 },
		{ NKV_FACT_FREE, NKV_VERDICT_PANICS, false, false, true, false, false, 0 },
		{ 0, NKV_VERDICT_PANICS, false, false, false, true, false, 1 },
		{ 0, NKV_VERDICT_PANICS, false, false, false, true, true, 0 },
		{ NKV_FACT_FREE, NKV_VERDICT_PANICS, false, false, true, true, false, 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_plan *plan = begin("2.6.23", NKV_HIGHMEM_4G, false);
		const enum nkv_log_fact given[] = { FACT(BOOTMEM_DONE), FACT(ZONES_DONE),
						    FACT(TRAP), FACT(MEMORY_LINE), FACT(BAD_PAGE) };
		const bool are_given[] = { cases[i].bootmem, cases[i].zones, cases[i].trap,
					   cases[i].memory, cases[i].bad };

		plan->known &= ~cases[i].unknown;
		plan->verdict = cases[i].verdict;
		plan->hazard_count = 0;
		for (size_t j = 0; j < COUNT(given); j++)
			if (are_given[j])
				note(given[j], 0);
		expect_count(cases[i].count, 0, "the end");
		nkv_planning_end(&planning);
	}
}

/* Of a kernel that is not planned only low memory counts. */
Test(contradictions, other_kernels)
{
	const struct nkv_plan *plan = begin("2.6.23", NKV_HIGHMEM_4G, false);

	forget(FACT(KVA_OF_NODE));
	note(FACT(NX), 0);
	note(FACT(MAX_PFN), 5);
	note(FACT(LOWMEM_MB), plan->max_low_pfn >> 8);
	expect_count(0, 0, "as planned");
	note(FACT(LOWMEM_MB), (plan->max_low_pfn >> 8) + 1);
	expect_count(1, 1, "1 MiB more");
	planning.plan->known &= ~(unsigned int)NKV_FACT_WINDOWS;
	expect_count(0, 0, "not known");
	nkv_planning_end(&planning);
}
