/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes a plan: takes the steps of the kernel's boot (see kernels.c) one after the other. */
#include <numakva/plan.h>

#include <string.h>

#include "core/boot/boot.h"
#include "core/hazards/hazards.h"
#include "core/late/bits.h"
#include "core/machine.h"
#include "core/sparse/sparse.h"

static void take_steps(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	for (size_t i = 0; plan->steps[i]; i++) {
		const struct nkv_step *step = plan->steps[i];

		plan->step_count++;
		if (!step->take(boot)) {
			plan->stopped_at = step->stop;
			return;
		}
		plan->known |= step->gives;
	}
}

/* Switches the boot to SPARSEMEM. */
static void use_sections(struct nkv_boot *boot)
{
	boot->model = &nkv_model_sparse;
	boot->hazards = nkv_hazards_sparse;
	boot->plan->steps = boot->rules->sparse->steps;
	boot->plan->pages_per_section = boot->kernel->pae ? 262144 : 16384;
	boot->plan->section_count = NKV_SECTIONS_MAX;
	memset(boot->plan->sections, 0, sizeof(boot->plan->sections));
	if (boot->rules->sparse->lacks_remap)
		boot->plan->known &= ~(unsigned int)NKV_FACT_REMAP;
}

static enum nkv_error boot_machine(struct nkv_boot *boot)
{
	take_steps(boot);
	if (boot->error == NKV_OK && boot->plan->bios_e820.count == 0)
		boot->error = nkv_machine_check(boot->machine).error;
	if (boot->error != NKV_OK)
		return boot->error;
	nkv_hazards_find(boot);
	return boot->arena.exhausted ? NKV_ERROR_WORKSPACE : NKV_OK;
}

enum nkv_error nkv_plan_machine(const struct nkv_machine *machine, void *workspace,
				size_t workspace_bytes, struct nkv_plan *plan)
{
	struct nkv_boot boot = {
		.machine = machine,
		.kernel = &machine->kernel,
		.rules = machine->kernel.profile->rules,
		.model = &nkv_model_discontig,
		.hazards = machine->kernel.profile->rules->hazards,
		.plan = plan,
		.arena = { .memory = workspace, .bytes = workspace_bytes },
	};
	enum nkv_error error = nkv_machine_check_members(machine).error;

	if (error != NKV_OK)
		return error;
	if (workspace_bytes < nkv_workspace_bytes(machine))
		return NKV_ERROR_WORKSPACE;
	memset(plan, 0, offsetof(struct nkv_plan, bios_e820));
	plan->bios_e820.count = plan->e820.count = 0;
	memset(plan->physnode_map, -1, sizeof(plan->physnode_map));
	plan->machine = machine;
	plan->steps = boot.rules->steps;
	plan->reserves_early = nkv_profile_reserves_early(machine->kernel.profile);
	plan->physnode_entry_pages = boot.rules->has_fine_physnode_map ? 16384 : 65536;
	plan->physnode_entries = NKV_PHYSNODE_PAGES / plan->physnode_entry_pages;
	plan->vmalloc_reserve = UINT32_C(128) << 20;
	plan->known = NKV_FACT_REMAP;
	plan->text = boot.rules->lies_at_1m ? NKV_MIB : machine->kernel.text;
	plan->pages_per_large_page = machine->kernel.pae ? 512 : 1024;
	if (machine->kernel.memory_model == NKV_MODEL_SPARSE)
		use_sections(&boot);
	return boot_machine(&boot);
}

size_t nkv_workspace_bytes(const struct nkv_machine *machine)
{
	size_t calls = nkv_bootmem_calls_max(machine);

	return nkv_arena_bytes(calls, sizeof(struct nkv_bootmem_call)) +
	       nkv_arena_bytes(nkv_bits_ranges_max(calls), sizeof(struct nkv_range)) +
	       nkv_hazards_bytes(machine, calls);
}
