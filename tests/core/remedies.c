/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "remedy.h"

#include <criterion/criterion.h>
#include <stdlib.h>

const struct nkv_limits boots = { 0 };

struct found find(const struct nkv_machine *machine, const struct nkv_limits *goal)
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

const struct nkv_change *of_kind(const struct found *found, enum nkv_change_kind kind)
{
	for (size_t i = 0; i < found->count; i++)
		if (found->remedies[i].change_count == 1 &&
		    found->remedies[i].changes[0].kind == kind)
			return &found->remedies[i].changes[0];
	return NULL;
}

const struct nkv_remedy *of_kinds(const struct found *found, enum nkv_change_kind first,
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

bool passes_with(struct nkv_machine machine, const struct nkv_remedy *remedy,
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

bool passes_with_change(const struct nkv_machine *machine, const struct nkv_change *changed,
			const struct nkv_limits *goal)
{
	return passes_with(*machine, &(struct nkv_remedy){ { *changed }, .change_count = 1 }, goal);
}

/*
 *	0      640K 1M                  1023.9M
 *	|-------|   |---------------------|
 */
static const struct nkv_e820_entry pc_map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 0x3ffe0000) };

struct nkv_machine pc(const char *cmdline)
{
	struct nkv_machine machine = MACHINE(pc_map);

	machine.cmdline = cmdline;
	return machine;
}
