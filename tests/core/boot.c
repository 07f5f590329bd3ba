/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "boot.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

struct boot {
	struct nkv_plan plan; /* first, so that it leads back */
	void *workspace;
};

struct nkv_machine boot_machine(const char *profile, const struct nkv_e820_entry *map, size_t count)
{
	struct nkv_machine machine = { .kernel = nkv_kernel_default(),
				       .e820 = map,
				       .e820_count = count };

	machine.kernel.profile = nkv_profile_find(profile);
	return machine;
}

void set_srat(struct nkv_machine *machine, const struct nkv_srat_memory *memory, size_t count)
{
	machine->has_srat = count > 0;
	machine->memory = memory;
	machine->memory_count = count;
}

struct nkv_plan *begin_plan(const struct nkv_machine *machine)
{
	size_t bytes = nkv_workspace_bytes(machine);
	struct boot *boot = malloc(sizeof(*boot));
	enum nkv_error error;

	cr_assert(boot);
	boot->workspace = malloc(bytes);
	cr_assert(boot->workspace);
	error = nkv_plan_machine(machine, boot->workspace, bytes, &boot->plan);
	cr_assert_eq(error, NKV_OK, "%s", nkv_error_text(error));
	return &boot->plan;
}

void end_plan(struct nkv_plan *plan)
{
	struct boot *boot = (struct boot *)plan;

	free(boot->workspace);
	free(boot);
}

const struct nkv_hazard *hazard_of(const struct nkv_plan *plan, enum nkv_hazard_code code)
{
	for (size_t i = 0; i < plan->hazard_count; i++)
		if (plan->hazards[i].code == code)
			return &plan->hazards[i];
	return NULL;
}

const struct nkv_early_reservation *early_of(const struct nkv_plan *plan, const char *by)
{
	for (size_t i = 0; i < plan->early_count; i++)
		if (strcmp(plan->early[i].by, by) == 0)
			return &plan->early[i];
	return NULL;
}
