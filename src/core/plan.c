/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The boot, one line a step.
 */
#include <numakva/plan.h>

#include <string.h>

#include "core/boot/boot.h"
#include "core/hazards/hazards.h"
#include "core/machine.h"

/* From the command line to the mem_maps, or to the step at which the boot stops. */
static void set_up_memory(struct nkv_boot *boot)
{
	nkv_cmdline_apply(boot);
	nkv_e820_find_max_pfn(boot);
	nkv_nodes_find(boot);
	nkv_remap_reserve(boot);
	if (!nkv_kva_place(boot))
		return;
	nkv_remap_assign(boot);
	if (!nkv_nodes_clamp(boot))
		return;
	if (!nkv_bootmem_setup(boot))
		return;
	if (!nkv_spans_find(boot))
		return;
	nkv_memmap_place(boot);
}

static enum nkv_error boot_machine(struct nkv_boot *boot)
{
	if (!nkv_e820_setup(boot))
		return NKV_ERROR_E820_TOO_FEW;
	set_up_memory(boot);
	nkv_hazards_find(boot);
	return boot->arena.exhausted ? NKV_ERROR_WORKSPACE : NKV_OK;
}

enum nkv_error nkv_plan_machine(const struct nkv_machine *machine, void *workspace,
				size_t workspace_bytes, struct nkv_plan *plan)
{
	struct nkv_boot boot = {
		.machine = machine,
		.kernel = &machine->kernel,
		.profile = machine->kernel.profile,
		.plan = plan,
		.arena = { .memory = workspace, .bytes = workspace_bytes },
	};
	enum nkv_error error = nkv_machine_check_members(machine).error;

	if (error != NKV_OK)
		return error;
	if (workspace_bytes < nkv_workspace_bytes(machine))
		return NKV_ERROR_WORKSPACE;
	memset(plan, 0, sizeof(*plan));
	memset(plan->physnode_map, -1, sizeof(plan->physnode_map));
	plan->machine = machine;
	plan->pages_per_large_page = machine->kernel.pae ? 512 : 1024;
	return boot_machine(&boot);
}

size_t nkv_workspace_bytes(const struct nkv_machine *machine)
{
	size_t calls = nkv_bootmem_calls_max(machine);

	return nkv_arena_bytes(calls, sizeof(struct nkv_bootmem_call)) +
	       nkv_hazards_bytes(machine, calls);
}

bool nkv_plan_passed(const struct nkv_plan *plan, enum nkv_stop stop)
{
	return plan->stopped_at == NKV_STOP_NONE || plan->stopped_at > stop;
}

const char *nkv_verdict_name(enum nkv_verdict verdict)
{
	static const char *const names[] = {
		[NKV_VERDICT_BOOTS] = "boots",
		[NKV_VERDICT_UNSTABLE] = "unstable",
		[NKV_VERDICT_PANICS] = "panics",
	};

	return names[verdict];
}

const char *nkv_stop_name(enum nkv_stop stop)
{
	static const char *const names[] = {
		[NKV_STOP_NONE] = NULL,
		[NKV_STOP_PLACEMENT] = "placement",
		[NKV_STOP_NODE_RANGES] = "node-ranges",
		[NKV_STOP_BOOTMEM] = "bootmem",
		[NKV_STOP_ZONES] = "zones",
	};

	return names[stop];
}

const char *nkv_memory_source_name(enum nkv_memory_source source)
{
	return source == NKV_MEMORY_SRAT ? "srat" : "flat";
}

const char *nkv_memmap_from_name(enum nkv_memmap_from from)
{
	static const char *const names[] = {
		[NKV_MEMMAP_NONE] = "none",
		[NKV_MEMMAP_REMAP] = "remap",
		[NKV_MEMMAP_BOOTMEM] = "bootmem",
	};

	return names[from];
}
