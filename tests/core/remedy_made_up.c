/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What would make machines that are made up boot. */
#include <criterion/criterion.h>

#include "remedy.h"

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
Test(remedy_made_up, each_one_helps)
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
