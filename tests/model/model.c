/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "model.h"

#include <string.h>

/* The boot of the kernels to 2.6.12. */
static void boot_old(struct model *model)
{
	model_read_cmdline(model);
	model_find_ram(model);
	model_find_nodes(model);
	model_reserve_old_remap(model);
	if (model_place_kva(model)) {
		model_assign_old_remap(model);
		if (model_clamp_nodes(model) && model_setup_bootmem(model) &&
		    model_set_zones(model))
			model_place_old_memmaps(model);
	}
	model_find_hazards(model);
}

/* The boot of those from 2.6.13 to 2.6.26. */
static void boot(struct model *model)
{
	model_read_cmdline(model);
	model_find_ram(model);
	model_find_nodes(model);
	model_reserve_remap(model);
	if (model_place_kva(model)) {
		model_assign_remap(model);
		if (model_clamp_nodes(model) && model_setup_bootmem(model)) {
			model_place_section_memmaps(model);
			if (model_set_zones(model))
				model_place_memmaps(model);
		}
	}
	model_find_hazards(model);
}

/* The boot of those from 2.6.27 on. */
static bool set_up(struct model *model)
{
	if (!model_reserve_image(model) || !model_read_late_cmdline(model))
		return false;
	model_find_late_ram(model);
	model->max_low_pfn = model_find_max_low_pfn(model);
	if (!model_make_page_tables(model) || !model_move_initrd(model))
		return false;
	model_find_late_nodes(model);
	return model_search_kva_ram(model) && model_search_kva(model) &&
	       model_assign_late_windows(model) && model_make_bitmaps(model) &&
	       model_place_late_memmaps(model);
}

static void boot_late(struct model *model)
{
	set_up(model);
	model_find_late_hazards(model);
}

/* The kernels that the model knows, by their profiles; and what each does with a map that it keeps. */
static const struct {
	const char *profile;
	void (*boot)(struct model *model);
} kernels[] = {
	[KERNEL_2_6_5] = { "2.6.5", boot_old },
	[KERNEL_2_6_8] = { "2.6.8", boot_old },
	[KERNEL_2_6_9] = { "2.6.9", boot_old },
	[KERNEL_2_6_12] = { "2.6.12", boot_old },
	[KERNEL_2_6_14] = { "2.6.14", boot },
	[KERNEL_2_6_15] = { "2.6.15", boot },
	[KERNEL_2_6_16] = { "2.6.16", boot },
	[KERNEL_2_6_17] = { "2.6.17", boot },
	[KERNEL_2_6_18] = { "2.6.18", boot },
	[KERNEL_2_6_23] = { "2.6.23", boot },
	[KERNEL_2_6_23_NUMABOOT] = { "2.6.23-numaboot", boot },
	[KERNEL_2_6_25] = { "2.6.25", boot },
	[KERNEL_2_6_26] = { "2.6.26", boot },
	[KERNEL_2_6_27] = { "2.6.27", boot_late },
	[KERNEL_2_6_28] = { "2.6.28", boot_late },
	[KERNEL_2_6_29] = { "2.6.29", boot_late },
	[KERNEL_2_6_30] = { "2.6.30", boot_late },
	[KERNEL_2_6_32] = { "2.6.32", boot_late },
};

enum { KERNELS = sizeof(kernels) / sizeof(kernels[0]) };

static size_t kernel_of(const char *profile)
{
	size_t kernel = 0;

	while (kernel < KERNELS && strcmp(kernels[kernel].profile, profile) != 0)
		kernel++;
	return kernel;
}

bool model_knows(const struct nkv_profile *profile)
{
	return kernel_of(profile->name) < KERNELS;
}

void model_make_known(struct nkv_kernel *kernel)
{
	if (!model_knows(kernel->profile))
		kernel->profile = nkv_profile_default();
	if (!nkv_profile_has_sparse(kernel->profile))
		kernel->memory_model = NKV_MODEL_DISCONTIG;
}

void model_run(struct model *model, const struct nkv_machine *machine, uint32_t *pages)
{
	memset(model, 0, sizeof(*model));
	model->machine = machine;
	model->pages = pages;
	model->kernel = (enum model_kernel)kernel_of(machine->kernel.profile->name);
	model->highmem = machine->kernel.highmem != NKV_HIGHMEM_OFF;
	model->large_page = machine->kernel.pae ? 512 : 1024;
	model->sparse = machine->kernel.memory_model == NKV_MODEL_SPARSE;
	model->section_pages = machine->kernel.pae ? 262144 : 16384;
	model->physnode_entries = model_is_late(model) ? 1024 : 256;
	model->physnode_pages = model_is_late(model) ? 16384 : 65536;
	model->processors_read = machine->processor_count;
	model->memory_read = machine->memory_count;
	for (size_t i = 0; i < model->physnode_entries; i++)
		model->physnode[i] = NOBODY;
	if (!model_read_map(model)) {
		model->end = END_MAP_THROWN_AWAY;
		return;
	}
	kernels[model->kernel].boot(model);
}

void model_clear(struct model *model)
{
	memset(model->pages, 0, model->near_count * sizeof(*model->pages));
	memset(model->pages + NEAR_PAGES, 0, model->far_count * sizeof(*model->pages));
}
