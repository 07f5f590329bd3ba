/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What would make a machine boot, found by planning again. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "remedy.h"

/* The greatest mem= that passes, of every whole MiB from `top_mb` down; 0 if there is none. */
static uint32_t greatest_mem(const struct nkv_machine *machine, uint32_t top_mb,
			     const struct nkv_limits *goal)
{
	struct nkv_remedy mem = { .changes[0].kind = NKV_CHANGE_MEM, .change_count = 1 };
	char *cmdline = malloc(nkv_remedy_cmdline_bytes(machine));
	size_t bytes = nkv_workspace_bytes(machine);
	struct nkv_plan *plan = malloc(sizeof(*plan));
	struct nkv_machine with_mem = *machine;
	void *workspace = malloc(bytes);
	struct nkv_check check = { .pass = false };
	uint32_t size_mb;

	cr_assert(cmdline && plan && workspace);
	with_mem.cmdline = cmdline;
	for (size_mb = top_mb; size_mb > 64; size_mb--) {
		mem.changes[0].size_kb = size_mb << 10;
		nkv_remedy_cmdline(machine, &mem, cmdline);
		cr_assert_eq(nkv_plan_machine(&with_mem, workspace, bytes, plan), NKV_OK);
		nkv_check_plan(plan, goal, &check);
		if (check.pass)
			break;
	}
	free(workspace);
	free(plan);
	free(cmdline);
	return check.pass ? size_mb : 0;
}

/* A PC that panics. Expect the other kernels, and the mem= that ends it at a large page. */
Test(remedy, other_kernels_and_mem)
{
	const struct nkv_machine machine = pc("quiet");
	struct found found = find(&machine, &boots);

	cr_assert_geq(found.count, 8);
	cr_expect_eq(found.remedies[0].changes[0].kind, NKV_CHANGE_PROFILE);
	cr_expect_str_eq(found.remedies[0].changes[0].profile->name, "2.6.27");
	cr_expect_str_eq(found.remedies[5].changes[0].profile->name, "2.6.16");
	cr_expect_str_eq(found.remedies[6].changes[0].profile->name, "2.6.17");
	cr_assert(of_kind(&found, NKV_CHANGE_MEM));
	cr_expect_eq(of_kind(&found, NKV_CHANGE_MEM)->size_kb, 1022 << 10);
	for (size_t i = 0; i < found.count; i++)
		cr_expect(passes_with(machine, &found.remedies[i], &boots), "remedy %zu", i);
}

/* mem= is what makes it panic. Expect none at all to be the remedy. */
Test(remedy, without_mem)
{
	struct nkv_machine machine = pc("quiet mem=1001M");
	struct found found;

	machine.kernel.profile = nkv_profile_find("2.6.23-numaboot");
	machine.e820 =
		(const struct nkv_e820_entry[]){ USABLE(0, 640 * KB), USABLE(1 * MB, 1024 * MB) };
	found = find(&machine, &boots);
	cr_assert(of_kind(&found, NKV_CHANGE_MEM));
	cr_expect_eq(of_kind(&found, NKV_CHANGE_MEM)->size_kb, 0);
	cr_expect(passes_with_change(&machine, of_kind(&found, NKV_CHANGE_MEM), &boots));
}

/*
 * |0          node 0          1500M|1500M  node 1  2G|   2.6.23
 * Expect SPARSEMEM to help where physnode_map has pages of node 0 with node 1, and
 * DISCONTIGMEM to be no help the other way.
 */
Test(remedy, other_memory_model)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 2 * GB) };
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1500 * MB),
						  MEMORY(1, 1500 * MB, 2 * GB) };
	struct nkv_machine machine = MACHINE(map);
	struct found found;

	machine.kernel.profile = nkv_profile_find("2.6.23");
	machine.has_srat = true;
	machine.memory = memory;
	machine.memory_count = COUNT(memory);
	found = find(&machine, &boots);
	cr_assert(of_kind(&found, NKV_CHANGE_MODEL));
	cr_expect_eq(of_kind(&found, NKV_CHANGE_MODEL)->model, NKV_MODEL_SPARSE);
	cr_expect(passes_with_change(&machine, of_kind(&found, NKV_CHANGE_MODEL), &boots));
	machine.kernel.memory_model = NKV_MODEL_SPARSE;
	found = find(&machine, &boots);
	cr_expect_null(of_kind(&found, NKV_CHANGE_MODEL));
}

/*
 * |0   node 0   350M|350M    node 1    1G|   2.6.23 with SPARSEMEM and without PAE
 * Expect the mem= that trying every MiB finds: the sections of 64 MiB are borders.
 */
Test(remedy, mem_with_small_sections)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 1 * GB) };
	const struct nkv_srat_memory memory[] = { MEMORY(0, 0, 350 * MB),
						  MEMORY(1, 350 * MB, 1 * GB) };
	struct nkv_machine machine = MACHINE(map);
	struct found found;
	uint32_t greatest;

	machine.kernel.profile = nkv_profile_find("2.6.23");
	machine.kernel.memory_model = NKV_MODEL_SPARSE;
	machine.kernel.highmem = NKV_HIGHMEM_4G;
	machine.kernel.pae = false;
	machine.has_srat = true;
	machine.memory = memory;
	machine.memory_count = COUNT(memory);
	found = find(&machine, &boots);
	greatest = greatest_mem(&machine, 1024, &boots);
	cr_expect_gt(greatest, 0);
	cr_assert(of_kind(&found, NKV_CHANGE_MEM));
	cr_expect_eq(of_kind(&found, NKV_CHANGE_MEM)->size_kb, (uint64_t)greatest << 10);
}

/* What it takes to boot; to be compared with what was found for limits. */
static struct found find_boot(const struct nkv_machine *machine, enum nkv_verdict *verdict)
{
	size_t bytes = nkv_remedies_bytes(machine);
	struct nkv_plan *plan = begin_plan(machine);
	void *workspace = malloc(bytes);
	struct found found;

	cr_assert(workspace);
	found.count = nkv_remedies_find_boot(plan, workspace, bytes, found.remedies, verdict);
	free(workspace);
	end_plan(plan);
	return found;
}

static void expect_same(const struct found *found, const struct found *wanted)
{
	cr_assert_eq(found->count, wanted->count);
	for (size_t i = 0; i < found->count; i++) {
		cr_expect_eq(found->remedies[i].changes[0].kind,
			     wanted->remedies[i].changes[0].kind);
		cr_expect_eq(found->remedies[i].changes[0].size_kb,
			     wanted->remedies[i].changes[0].size_kb);
	}
}

/* Other kernels boot it. Expect these, and nothing that boots and goes wrong. */
Test(remedy, boots_with)
{
	const struct nkv_machine machine = pc("quiet");
	const struct found wanted = find(&machine, &boots);
	enum nkv_verdict verdict;
	const struct found found = find_boot(&machine, &verdict);

	cr_expect_eq(verdict, NKV_VERDICT_BOOTS);
	expect_same(&found, &wanted);
}

/*
 * A node that begins beside a boundary of 256 MiB, which goes wrong with every
 * kernel that does not panic. Expect these for the one that does, and nothing for one
 * that goes wrong already.
 */
Test(remedy, boots_but_is_unstable_with)
{
	static const struct nkv_srat_memory srat[] = {
		MEMORY(0, 0, 50 * MB),
		MEMORY(1, 50 * MB, 1023 * MB + 960 * KB),
	};
	const struct nkv_limits unstable = { .allowed_hazards = nkv_hazards_corrupting() };
	struct nkv_machine machine = pc(NULL);
	enum nkv_verdict verdict;
	struct found found, wanted;

	machine.has_srat = true;
	machine.memory = srat;
	machine.memory_count = COUNT(srat);
	machine.kernel.profile = nkv_profile_find("2.6.18");
	found = find_boot(&machine, &verdict);
	wanted = find(&machine, &unstable);
	cr_expect_eq(verdict, NKV_VERDICT_UNSTABLE);
	cr_expect_gt(found.count, 0);
	cr_expect_eq(find(&machine, &boots).count, 0);
	expect_same(&found, &wanted);
	machine.kernel.profile = nkv_profile_find("2.6.23");
	cr_expect_eq(find_boot(&machine, &verdict).count, 0);
}

/* Limits that nothing can reach. Expect nothing. */
Test(remedy, none)
{
	const struct nkv_machine machine = pc(NULL);
	const struct nkv_limits goal = { .bounds[NKV_LIMIT_MIN_LOWMEM_FREE] = { true, 4 * GB } };

	cr_expect_eq(find(&machine, &goal).count, 0);
}

/* Machines whose verdict goes up and down with mem=. Expect the greatest that passes, as found by trying all. */
Test(remedy, greatest_mem)
{
	static const struct nkv_e820_entry map[] = {
		USABLE(0, 640 * KB),
		USABLE(1 * MB, 700 * MB + 12 * KB),
		RESERVED(700 * MB + 12 * KB, 701 * MB),
		USABLE(705 * MB, 2047 * MB),
	};
	static const struct nkv_srat_memory srat[] = {
		MEMORY(0, 0, 701 * MB),
		MEMORY(1, 705 * MB, 1100 * MB),
		MEMORY(2, 1100 * MB, 2047 * MB),
	};
	static const struct nkv_limits goals[] = {
		{ .allowed_hazards = 0 },
		{ .bounds[NKV_LIMIT_MIN_LOWMEM_FREE] = { true, 400 * MB } },
		{ .bounds = { [NKV_LIMIT_MAX_WASTED] = { true, 0 },
			      [NKV_LIMIT_MAX_KVA] = { true, 10 * MB } } },
	};
	size_t profile_count, passing = 0;
	const struct nkv_profile *profiles = nkv_profile_all(&profile_count);

	for (size_t i = 0; i < profile_count * COUNT(goals) * 2; i++) {
		const struct nkv_limits *goal = &goals[i / profile_count % COUNT(goals)];
		struct nkv_machine machine = MACHINE(map);
		const struct nkv_change *mem;
		struct found found;
		uint32_t greatest;

		machine.kernel.profile = &profiles[i % profile_count];
		machine.has_srat = i >= profile_count * COUNT(goals);
		machine.memory = srat;
		machine.memory_count = COUNT(srat);
		found = find(&machine, goal);
		mem = of_kind(&found, NKV_CHANGE_MEM);
		greatest = greatest_mem(&machine, 2047, goal);
		passing += greatest > 0;
		cr_expect_eq(mem ? mem->size_kb >> 10 : 0, greatest, "case %zu: not %u", i,
			     greatest);
	}
	cr_expect_gt(passing, 6);
}

/*
 * A node of 2 GiB with a hole, whose mem_map takes more than it may. Expect
 * the RAM that mem= costs, of all that is used, and the cheapest first.
 *
 *	0      640K 1M         960M   1G      2G
 *	|-------|   |-------------|   |-------|
 */
Test(remedy, price)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 960 * MB),
						     USABLE(1 * GB, 2 * GB) };
	static const struct nkv_srat_memory srat[] = { MEMORY(0, 0, 2 * GB) };
	static const struct nkv_limits goal = { .bounds[NKV_LIMIT_MAX_KVA] = { true, 8 * MB } };
	struct nkv_machine machine = MACHINE(map);
	struct found found;

	machine.has_srat = true;
	machine.memory = srat;
	machine.memory_count = COUNT(srat);
	found = find(&machine, &goal);
	cr_assert_gt(found.count, 0);
	for (size_t i = 0; i < found.count; i++) {
		cr_expect(passes_with(machine, &found.remedies[i], &goal), "remedy %zu", i);
		cr_expect(found.remedies[i].priced);
		cr_expect_eq(found.remedies[i].ram_pages, 160 + (959 + 1024) * 256);
		if (i > 0)
			cr_expect_geq(found.remedies[i].ram_lost_pages,
				      found.remedies[i - 1].ram_lost_pages);
	}
	cr_assert(of_kind(&found, NKV_CHANGE_MEM));
	cr_expect_eq(of_kind(&found, NKV_CHANGE_MEM)->size_kb, 1040 << 10);
	cr_expect_eq(found.remedies[0].ram_lost_pages, (2048 - 1040) * 256);
}

/* Words in place of others. Expect the rest as it was, with single blanks. */
Test(remedy, cmdline)
{
	static const struct {
		const char *given;
		struct nkv_change changes[NKV_CHANGES_MAX];
		size_t count;
		const char *wanted;
	} cases[] = {
		{ NULL, { { NKV_CHANGE_MEM, .size_kb = 1022 << 10 } }, 1, "mem=1022M" },
		{ "  quiet\tmem=nopentium ",
		  { { NKV_CHANGE_MEM, .size_kb = 7 << 10 } },
		  1,
		  "quiet mem=nopentium mem=7M" },
		{ "mem=1G a memmap=512M b memmap=1M@1M",
		  { { NKV_CHANGE_MEM, .size_kb = UINT64_C(4294967295) << 10 } },
		  1,
		  "a b memmap=1M@1M mem=4294967295M" },
		{ "mem=1G", { { NKV_CHANGE_MEM, .size_kb = 0 } }, 1, "" },
		{ "vmalloc=1M mem=1G vmalloc=2M",
		  { { NKV_CHANGE_VMALLOC, .size_kb = 192 << 10 } },
		  1,
		  "mem=1G vmalloc=192M" },
		{ "highmem=1G quiet",
		  { { NKV_CHANGE_HIGHMEM, .size_kb = 1920 } },
		  1,
		  "quiet highmem=1920K" },
		{ "mem=1G quiet", { { NKV_CHANGE_INITRD, .initrd_start = 1 } }, 1, "mem=1G quiet" },
		{ "highmem=1M quiet mem=1G vmalloc=3M",
		  { { NKV_CHANGE_VMALLOC, .size_kb = UINT64_MAX },
		    { NKV_CHANGE_MEM, .size_kb = UINT64_MAX } },
		  2,
		  "highmem=1M quiet vmalloc=18446744073709551615K mem=18446744073709551615K" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_machine machine = { .cmdline = cases[i].given };
		struct nkv_remedy remedy = { .change_count = cases[i].count };
		char text[128];

		memcpy(remedy.changes, cases[i].changes, sizeof(remedy.changes));
		cr_assert_leq(nkv_remedy_cmdline_bytes(&machine), sizeof(text));
		nkv_remedy_cmdline(&machine, &remedy, text);
		cr_expect_str_eq(text, cases[i].wanted);
		cr_expect_lt(strlen(text), nkv_remedy_cmdline_bytes(&machine));
	}
}

/* --- machines that are made up --- */
