/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What would make a machine boot, found by planning again. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "boot.h"

static const struct nkv_limits boots = { 0 };

struct found {
	struct nkv_remedy remedies[NKV_REMEDIES_MAX];
	size_t count;
};

static struct found find(const struct nkv_machine *machine, const struct nkv_limits *goal)
{
	size_t bytes = nkv_remedies_bytes(machine);
	struct nkv_plan *plan = begin_plan(machine);
	void *workspace = malloc(bytes);
	struct found found;

	cr_assert(workspace);
	found.count = nkv_remedies_find(plan, goal, workspace, bytes, found.remedies);
	cr_expect_eq(nkv_remedies_find(plan, goal, workspace, bytes - 1, found.remedies), 0);
	free(workspace);
	end_plan(plan);
	return found;
}

/* The first single change of that kind, or NULL. */
static const struct nkv_change *of_kind(const struct found *found, enum nkv_change_kind kind)
{
	for (size_t i = 0; i < found->count; i++)
		if (found->remedies[i].change_count == 1 &&
		    found->remedies[i].changes[0].kind == kind)
			return &found->remedies[i].changes[0];
	return NULL;
}

/* The first of these two kinds, in this order, or NULL. */
static const struct nkv_remedy *of_kinds(const struct found *found, enum nkv_change_kind first,
					 enum nkv_change_kind second)
{
	for (size_t i = 0; i < found->count; i++)
		if (found->remedies[i].change_count == 2 &&
		    found->remedies[i].changes[0].kind == first &&
		    found->remedies[i].changes[1].kind == second)
			return &found->remedies[i];
	return NULL;
}

static void change(struct nkv_machine *machine, const struct nkv_change *changed)
{
	if (changed->kind == NKV_CHANGE_PROFILE)
		machine->kernel.profile = changed->profile;
	if (changed->kind == NKV_CHANGE_MODEL)
		machine->kernel.memory_model = changed->model;
	if (changed->kind == NKV_CHANGE_INITRD)
		machine->initrd_start = changed->initrd_start;
}

static bool passes_with(struct nkv_machine machine, const struct nkv_remedy *remedy,
			const struct nkv_limits *goal)
{
	char *cmdline = malloc(nkv_remedy_cmdline_bytes(&machine));
	struct nkv_check check;
	struct nkv_plan *plan;

	nkv_remedy_cmdline(&machine, remedy, cmdline);
	machine.cmdline = cmdline;
	for (size_t i = 0; i < remedy->change_count; i++)
		change(&machine, &remedy->changes[i]);
	plan = begin_plan(&machine);
	nkv_check_plan(plan, goal, &check);
	if (remedy->priced)
		cr_expect_eq(plan->lowmem_left_pages, remedy->lowmem_left_pages);
	cr_expect_eq(plan->initrd_fate >= NKV_INITRD_WRAPS,
		     remedy->initrd == NKV_REMEDY_INITRD_LOST);
	end_plan(plan);
	free(cmdline);
	return check.pass;
}

static bool passes_with_change(const struct nkv_machine *machine, const struct nkv_change *changed,
			       const struct nkv_limits *goal)
{
	return passes_with(*machine, &(struct nkv_remedy){ { *changed }, .change_count = 1 }, goal);
}

/* The greatest mem= that passes, of every whole MiB from `top_mb` down; 0 if there is none. */
static uint32_t greatest_mem(const struct nkv_machine *machine, uint32_t top_mb,
			     const struct nkv_limits *goal)
{
	for (uint32_t size_mb = top_mb; size_mb > 64; size_mb--)
		if (passes_with_change(
			    machine,
			    &(struct nkv_change){ NKV_CHANGE_MEM, .size_kb = size_mb << 10 }, goal))
			return size_mb;
	return 0;
}

/*
 *	0      640K 1M                  1023.9M
 *	|-------|   |---------------------|
 */
static const struct nkv_e820_entry pc_map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 0x3ffe0000) };

static struct nkv_machine pc(const char *cmdline)
{
	struct nkv_machine machine = MACHINE(pc_map);

	machine.cmdline = cmdline;
	return machine;
}

/* A PC that panics. Expect the other kernels, and the mem= that ends it at a large page. */
Test(remedy, other_kernels_and_mem)
{
	const struct nkv_machine machine = pc("quiet");
	struct found found = find(&machine, &boots);

	cr_assert_geq(found.count, 8);
	cr_expect_eq(found.remedies[0].changes[0].kind, NKV_CHANGE_PROFILE);
	cr_expect_str_eq(found.remedies[0].changes[0].profile->name, "2.6.27");
	cr_expect_str_eq(found.remedies[5].changes[0].profile->name, "2.6.23");
	cr_expect_str_eq(found.remedies[6].changes[0].profile->name, "2.6.18");
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
 * An initrd where the KVA goes. Expect the nearest place below, in large
 * pages, that is clear of firmware's; and none where only the kernel's own
 * pages are left.
 *
 *	   |kernel|           |firmware| KVA
 *	   |------------------|--------|---|-----------|
 *	  1M                768M   ...    896M      1023.9M
 */
Test(remedy, initrd)
{
	static const struct nkv_firmware_reserve some = { .start = 768 << 20, .size = 126 << 20 };
	static const struct nkv_firmware_reserve all = { .start = 6 << 20, .size = 888 << 20 };
	struct nkv_machine machine = pc("");
	struct found found;

	machine.kernel.profile = nkv_profile_find("2.6.25");
	machine.initrd_start = 0x37c00000;
	machine.initrd_size = 3 << 20;
	found = find(&machine, &boots);
	cr_assert(of_kind(&found, NKV_CHANGE_INITRD));
	cr_expect_eq(of_kind(&found, NKV_CHANGE_INITRD)->initrd_start, 0x37a00000);
	cr_expect(passes_with_change(&machine, of_kind(&found, NKV_CHANGE_INITRD), &boots));

	machine.reserve = &some;
	machine.reserve_count = 1;
	found = find(&machine, &boots);
	cr_assert(of_kind(&found, NKV_CHANGE_INITRD));
	cr_expect_eq(of_kind(&found, NKV_CHANGE_INITRD)->initrd_start, 0x2fc00000);

	machine.reserve = &all;
	found = find(&machine, &boots);
	cr_expect_null(of_kind(&found, NKV_CHANGE_INITRD));
}

/* An initrd at the end of memory, which mem= cuts off. Expect the remedy to say what it costs. */
Test(remedy, initrd_disabled)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						     USABLE(1 * MB, 512 * MB) };
	struct nkv_machine machine = MACHINE(map);
	struct found found;

	machine.kernel.profile = nkv_profile_find("2.6.23");
	machine.initrd_start = 0x1fe00000;
	machine.initrd_size = 0x200000;
	found = find(&machine, &boots);
	cr_assert(of_kind(&found, NKV_CHANGE_MEM));
	cr_expect_eq(found.remedies[found.count - 1].initrd, NKV_REMEDY_INITRD_LOST);
	cr_expect_eq(found.remedies[found.count - 1].changes[0].kind, NKV_CHANGE_MEM);
	cr_expect_null(of_kind(&found, NKV_CHANGE_VMALLOC));
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

/*
 * An initrd on pages without a mem_map, and a kernel that would boot but for
 * it. Expect that kernel with the initrd elsewhere.
 */
Test(remedy, kernel_with_initrd_elsewhere)
{
	static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB),
						     USABLE(1 * MB, 0x1ffe0000) };
	struct nkv_machine machine = MACHINE(map);
	const struct nkv_remedy *pair;
	struct found found;

	machine.initrd_start = 0x1fd03000;
	machine.initrd_size = 0x2dd000;
	found = find(&machine, &boots);
	pair = of_kinds(&found, NKV_CHANGE_PROFILE, NKV_CHANGE_INITRD);
	cr_assert(pair);
	cr_expect(passes_with(machine, pair, &boots));
	cr_expect_eq(pair->initrd, NKV_REMEDY_INITRD_MOVED);
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

static uint32_t draw(uint32_t *seed, uint32_t most)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % most;
}

struct made_up {
	struct nkv_machine machine;
	struct nkv_e820_entry map[3];
	struct nkv_srat_memory memory[2];
	struct nkv_quad quads[2];
};

/* Two nodes that meet anywhere, with what a boot loader and a command line can bring. */
static void make_up(struct made_up *made, uint32_t seed, const struct nkv_profile *profile)
{
	static const char *const cmdlines[] = { NULL, "highmem=300M", "vmalloc=512M",
						"memmap=64M@600M", "mem=700M" };
	uint64_t end = (256 + draw(&seed, 1500)) * MB + draw(&seed, 512) * NKV_PAGE_BYTES;
	uint64_t border = end / 4 + draw(&seed, 512) * MB;
	struct nkv_machine *machine = &made->machine;

	border = border < end ? border : end / 2;
	made->map[0] = (struct nkv_e820_entry)USABLE(0, 640 * KB);
	made->map[1] = (struct nkv_e820_entry)USABLE(1 * MB, border);
	made->map[2] = (struct nkv_e820_entry)USABLE(border + draw(&seed, 2) * 3 * MB, end);
	made->memory[0] = (struct nkv_srat_memory)MEMORY(0, 0, border);
	made->memory[1] = (struct nkv_srat_memory)MEMORY(1, border, end);
	made->quads[0] = (struct nkv_quad){ .number = 0, .size = 512 * MB };
	made->quads[1] = (struct nkv_quad){ .number = 1, .start = 512 * MB, .size = 256 * MB };
	*machine = (struct nkv_machine)MACHINE(made->map);
	machine->kernel.profile = profile;
	machine->kernel.highmem = (enum nkv_highmem)draw(&seed, 3);
	machine->kernel.pae = machine->kernel.highmem == NKV_HIGHMEM_64G;
	machine->cmdline = cmdlines[draw(&seed, COUNT(cmdlines))];
	if (draw(&seed, 2)) {
		machine->has_srat = true;
		machine->memory = made->memory;
		machine->memory_count = 2;
	} else if (!nkv_profile_reserves_early(profile)) {
		machine->quads = made->quads;
		machine->quad_count = draw(&seed, 2) * 2;
	}
	if (draw(&seed, 3) == 0) {
		machine->initrd_start = (200 + draw(&seed, 600)) * (uint32_t)MB;
		machine->initrd_size = (1 + draw(&seed, 120)) * (uint32_t)MB;
	}
}

/* Expect each remedy to be one, and what it costs to be as it says. */
Test(remedy, each_one_helps)
{
	enum { MACHINES = 12 };
	static const struct nkv_limits goals[] = {
		{ .allowed_hazards = 0 },
		{ .bounds[NKV_LIMIT_MIN_LOWMEM_LEFT] = { true, 300 * MB } },
	};
	size_t profile_count, singles = 0, pairs = 0;
	const struct nkv_profile *profiles = nkv_profile_all(&profile_count);

	for (uint32_t i = 0; i < profile_count * MACHINES; i++) {
		const struct nkv_limits *goal = &goals[i % COUNT(goals)];
		struct found found;
		struct made_up made;

		make_up(&made, i + 1, &profiles[i % profile_count]);
		found = find(&made.machine, goal);
		for (size_t j = 0; j < found.count; j++) {
			cr_expect(passes_with(made.machine, &found.remedies[j], goal),
				  "machine %u, remedy %zu", i, j);
			singles += found.remedies[j].change_count == 1;
			pairs += found.remedies[j].change_count == 2;
		}
	}
	cr_expect_gt(singles, 100, "%zu", singles);
	cr_expect_gt(pairs, 20, "%zu", pairs);
}
