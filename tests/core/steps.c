/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Steps by themselves, in states and workspaces that no whole plan brings them to. */
#include <criterion/criterion.h>
#include <string.h>

#include "boot.h"
#include "core/boot/boot.h"
#include "core/hazards/hazards.h"

static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 64 * MB) };
static struct nkv_plan plan;
static _Alignas(16) unsigned char memory[16];

static struct nkv_boot boot_of(const struct nkv_machine *machine, size_t bytes)
{
	memset(&plan, 0, sizeof(plan));
	plan.machine = machine;
	return (struct nkv_boot){ .machine = machine,
				  .kernel = &machine->kernel,
				  .rules = machine->kernel.profile->rules,
				  .plan = &plan,
				  .arena = { .memory = memory, .bytes = bytes } };
}

/* No room for the calls. Expect the allocator not to be set up, and nothing to be called. */
Test(steps, bootmem_without_room)
{
	const struct nkv_machine machine = MACHINE(map);
	struct nkv_boot boot = boot_of(&machine, sizeof(memory));

	cr_expect_not(nkv_bootmem_setup(&boot));
	cr_expect(boot.arena.exhausted);
	cr_expect_eq(plan.call_count, 0);
}

/* No room for the hazards. Expect none to be listed. */
Test(steps, hazards_without_room)
{
	const struct nkv_machine machine = MACHINE(map);
	struct nkv_boot boot = boot_of(&machine, 0);

	nkv_hazards_find(&boot);
	cr_expect(boot.arena.exhausted);
	cr_expect_null(plan.hazards);
	cr_expect_eq(plan.hazard_count, 0);
}

/* No room for the chunks that were dropped. Expect the hazard not to be there. */
Test(steps, chunks_without_room)
{
	const struct nkv_machine machine = MACHINE(map);
	struct nkv_boot boot = boot_of(&machine, sizeof(memory));
	struct nkv_findings findings = { .boot = &boot };
	struct nkv_hazard hazard = { .fields = 0 };

	plan.chunks_dropped = 2;
	cr_expect_not(nkv_check_srat_chunk_ignored(&findings, &hazard));
	cr_expect(boot.arena.exhausted);
	cr_expect_eq(hazard.fields, 0);
}

/*
 * |0    max_pfn|   |node 0|
 * Expect a node above all memory to give nothing (3.1).
 */
Test(steps, node_above_memory)
{
	const struct nkv_machine machine = MACHINE(map);
	struct nkv_boot boot = boot_of(&machine, sizeof(memory));

	plan.pages_per_large_page = 512;
	plan.max_pfn = 16384;
	plan.node_count = 1;
	plan.nodes[0].start_pfn = 16385;
	plan.nodes[0].end_pfn = 20480;
	nkv_remap_reserve(&boot);
	cr_expect_eq(plan.kva_pages, 0);
	cr_expect_eq(plan.nodes[0].end_pfn, 20480);
	cr_expect_eq(plan.nodes[0].wanted_pages, 0);
}
