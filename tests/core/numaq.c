/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A NUMA-Q: nodes from the quads' own table (numaq). */
#include <criterion/criterion.h>

#include "boot.h"

#define QUAD(which, from, to)                                                                      \
	{                                                                                          \
		.number = (which), .start = (from), .size = (to) - (from)                          \
	}

static const struct nkv_e820_entry sixteen_gigabytes[] = { USABLE(0, 640 * KB),
							   USABLE(1 * MB, 3 * GB),
							   USABLE(4 * GB, 16 * GB) };

static struct nkv_machine machine_of(const char *profile, const struct nkv_quad *quads,
				     size_t count)
{
	struct nkv_machine machine = MACHINE(sixteen_gigabytes);

	machine.kernel.profile = nkv_profile_find(profile);
	machine.kernel.max_numnodes = 16;
	machine.quads = quads;
	machine.quad_count = count;
	return machine;
}

static void expect_node(const struct nkv_plan *plan, size_t index, unsigned int nid,
			uint64_t start_pfn, uint64_t end_pfn)
{
	const struct nkv_node *node = &plan->nodes[index];

	cr_assert_lt(index, plan->node_count);
	cr_expect_eq(node->nid, nid);
	cr_expect_eq(node->pxm, -1);
	cr_expect_eq(node->memory_start_pfn, start_pfn, "node %u: %u", nid, node->memory_start_pfn);
	cr_expect_eq(node->memory_end_pfn, end_pfn, "node %u: %u", nid, node->memory_end_pfn);
	cr_expect_eq(node->memmap_bytes,
		     (end_pfn - start_pfn + 1) * plan->machine->kernel.struct_page_bytes);
}

/*
 * |0  quad 0  8G|quad 1  16G|
 * Expect a node a quad, each with the bytes of its mem_map, and an active range that shrank.
 */
Test(numaq, two_quads)
{
	static const struct nkv_quad quads[] = { QUAD(0, 0, 8 * GB), QUAD(1, 8 * GB, 16 * GB) };
	const struct nkv_machine machine = machine_of("2.6.23", quads, COUNT(quads));
	struct nkv_plan *plan = begin_plan(&machine);

	cr_expect_eq(plan->memory_source, NKV_MEMORY_NUMAQ);
	cr_expect_str_eq(nkv_memory_source_name(plan->memory_source), "numaq");
	cr_assert_eq(plan->node_count, 2);
	expect_node(plan, 0, 0, 0, 8 * GB / 4096);
	expect_node(plan, 1, 1, 8 * GB / 4096, 16 * GB / 4096);
	cr_assert_eq(plan->active_range_count, 2);
	cr_expect_eq(plan->active_ranges[1].nid, 1);
	cr_expect_eq(plan->active_ranges[1].end_pfn, 16 * GB / 4096 - 16896);
	cr_expect_eq(plan->verdict, NKV_VERDICT_BOOTS);
	end_plan(plan);
}

/*
 * |0  quad 0  4G|  quad 2's own  |quad 2 from 8G to 16G|
 * Expect quads by their number, whatever the order in which they are given, private memory to
 * belong to the node, and the one that is missing to be no node.
 */
Test(numaq, a_quad_is_missing)
{
	static const struct nkv_quad quads[] = {
		{ .number = 2, .start = 8 * GB, .size = 8 * GB, .private_bytes = 16 * MB },
		QUAD(0, 0, 4 * GB),
	};
	const struct nkv_machine machine = machine_of("2.6.18", quads, COUNT(quads));
	struct nkv_plan *plan = begin_plan(&machine);
	const struct nkv_hazard *unused = hazard_of(plan, NKV_HAZARD_RAM_UNUSED);

	cr_assert_eq(plan->node_count, 2);
	expect_node(plan, 0, 0, 0, 4 * GB / 4096);
	expect_node(plan, 1, 2, (8 * GB - 16 * MB) / 4096, 16 * GB / 4096);
	cr_expect_eq(nkv_plan_node(plan, 2), &plan->nodes[1]);
	cr_expect_null(nkv_plan_node(plan, 1));
	cr_expect_eq(plan->physnode_map[32], 2);
	cr_expect_eq(plan->physnode_map[16], 0, "a usable entry writes it as node 0");
	cr_assert(unused);
	cr_expect_eq(unused->pages, (4 * GB - 16 * MB) / 4096);
	end_plan(plan);
}

/*
 * |0  quad 0  8G|quad 1 ...
 *           |mem=6G
 * Expect quad 1 to give nothing, and the bytes of its mem_map to be taken for pages.
 */
Test(numaq, a_quad_above_memory)
{
	static const struct nkv_quad quads[] = { QUAD(0, 0, 8 * GB), QUAD(1, 8 * GB, 16 * GB) };
	struct nkv_machine machine = machine_of("2.6.18", quads, COUNT(quads));
	const struct nkv_hazard *above;
	struct nkv_plan *plan;

	machine.cmdline = "mem=6G";
	plan = begin_plan(&machine);
	above = hazard_of(plan, NKV_HAZARD_NODE_ABOVE_MEMORY);
	cr_assert(above);
	cr_expect_eq(above->nids, 2);
	cr_expect_not(plan->nodes[1].gives);
	cr_expect_eq(plan->nodes[1].reserved_pages, 0);
	cr_expect_eq(plan->nodes[1].remap_start_pfn, 0);
	cr_expect_eq(plan->nodes[1].present_end_pfn, 16 * GB / 4096);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_NODE_WITHOUT_REMAP));
	cr_expect_null(hazard_of(plan, NKV_HAZARD_PAGES_WASTED));
	cr_expect_eq(plan->verdict, NKV_VERDICT_PANICS);
	end_plan(plan);
}

/*
 * The same, with sections.
 * Expect no difference where the bytes of the mem_map are counted by the nodes' ranges; a kernel that
 * counts them by active ranges, of which quads have none yet, takes no pages for quad 1; and one that
 * has no remap maps nothing at all.
 */
Test(numaq, a_quad_above_memory_with_sections)
{
	static const struct nkv_quad quads[] = { QUAD(0, 0, 8 * GB), QUAD(1, 8 * GB, 16 * GB) };
	static const struct {
		const char *profile;
		uint32_t memmap_bytes;
		bool is_there;
	} cases[] = {
		{ "2.6.18", 7 * 262144 * 32, true },
		{ "2.6.23", 0, false },
		{ "2.6.26", 0, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = machine_of(cases[i].profile, quads, COUNT(quads));
		struct nkv_plan *plan;

		machine.kernel.memory_model = NKV_MODEL_SPARSE;
		machine.cmdline = "mem=6G";
		plan = begin_plan(&machine);
		cr_expect_eq(plan->nodes[1].memmap_bytes, cases[i].memmap_bytes, "%s: %u",
			     cases[i].profile, plan->nodes[1].memmap_bytes);
		cr_expect_eq(hazard_of(plan, NKV_HAZARD_NODE_ABOVE_MEMORY) != NULL,
			     cases[i].is_there, "%s", cases[i].profile);
		end_plan(plan);
	}
}

/* --- kernels before 2.6.13 --- */

/*
 * |0  quad 0  4G|4G  quad 2  8G|8G  quad 3  16G|, and no quad 1
 * Expect three nodes to 2.6.11, as the quads are counted: 0, 1, which has nothing, and 2; the last
 * quad is lost. 2.6.12 has nodes 0, 2 and 3.
 */
Test(numaq, quads_are_counted)
{
	static const struct nkv_quad quads[] = { QUAD(0, 0, 4 * GB), QUAD(2, 4 * GB, 8 * GB),
						 QUAD(3, 8 * GB, 16 * GB) };
	static const char *const counting[] = { "2.6.9", "2.6.8", "2.6.5" };
	struct nkv_machine machine = machine_of("2.6.12", quads, COUNT(quads));
	struct nkv_plan *plan = begin_plan(&machine);

	cr_assert_eq(plan->node_count, 3);
	cr_expect_eq(plan->nodes[1].nid, 2);
	cr_expect_eq(plan->nodes[2].nid, 3);
	end_plan(plan);
	for (size_t i = 0; i < COUNT(counting); i++) {
		machine.kernel.profile = nkv_profile_find(counting[i]);
		plan = begin_plan(&machine);
		cr_assert_eq(plan->node_count, 3, "%s", counting[i]);
		cr_expect_eq(plan->nodes[1].nid, 1);
		cr_expect_eq(plan->nodes[1].memory_end_pfn, 0);
		cr_expect_eq(plan->nodes[2].nid, 2);
		cr_expect_eq(plan->nodes[2].memory_end_pfn, 8 * GB / 4096);
		cr_expect_eq(plan->physnode_map[32], -1, "nothing is of quad 3: %s", counting[i]);
		end_plan(plan);
	}
}

/*
 * |0  quad 0  4G|quad 2's own 64M|  quad 1's own |quad 1 from 5G to 16G|
 * Expect 2.6.5 to write physnode_map for what a quad shares alone, and nothing at its end; later ones
 * for all of the node.
 */
Test(numaq, physnode_map_of_what_is_shared)
{
	static const struct nkv_quad quads[] = {
		QUAD(0, 0, 4 * GB - 1 * MB),
		{ .number = 1, .start = 5 * GB, .size = 11 * GB, .private_bytes = 512 * MB },
		{ .number = 2, .start = 4 * GB + 64 * MB, .private_bytes = 64 * MB },
	};
	struct nkv_machine machine = machine_of("2.6.5", quads, COUNT(quads));
	struct nkv_plan *plan = begin_plan(&machine);

	cr_expect_eq(plan->nodes[1].memory_start_pfn, (5 * GB - 512 * MB) / 4096);
	cr_expect_eq(plan->physnode_map[15], 0);
	cr_expect_eq(plan->physnode_map[16], -1, "quad 2 shares nothing");
	cr_expect_eq(plan->physnode_map[19], -1, "private memory");
	cr_expect_eq(plan->physnode_map[20], 1);
	cr_expect_eq(plan->physnode_map[63], 1);
	cr_expect_eq(plan->physnode_map[64], -1);
	end_plan(plan);

	machine.kernel.profile = nkv_profile_find("2.6.8");
	plan = begin_plan(&machine);
	cr_expect_eq(plan->physnode_map[17], -1);
	cr_expect_eq(plan->physnode_map[18], 1);
	end_plan(plan);
}

/*
 * |0  quad 0  8G|quad 1  16G|, mem=6G
 * Expect quad 1 to give nothing to 2.6.12, which maps the bytes of its mem_map for pages; to 2.6.9 it
 * gives what mem= hid, and boots, as the machine of 64 GiB did.
 */
Test(numaq, old_quads_above_memory)
{
	static const struct nkv_quad quads[] = { QUAD(0, 0, 8 * GB), QUAD(1, 8 * GB, 16 * GB) };
	struct nkv_machine machine = machine_of("2.6.12", quads, COUNT(quads));
	struct nkv_plan *plan;

	machine.cmdline = "mem=6G";
	plan = begin_plan(&machine);
	cr_assert(hazard_of(plan, NKV_HAZARD_NODE_ABOVE_MEMORY));
	cr_expect_eq(hazard_of(plan, NKV_HAZARD_NODE_ABOVE_MEMORY)->nids, 2);
	cr_expect_eq(plan->nodes[1].reserved_pages, 0);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_NODE_WITHOUT_REMAP));
	end_plan(plan);

	machine.kernel.profile = nkv_profile_find("2.6.9");
	plan = begin_plan(&machine);
	cr_expect_null(hazard_of(plan, NKV_HAZARD_NODE_ABOVE_MEMORY));
	cr_expect_null(hazard_of(plan, NKV_HAZARD_REMAP_NOT_RAM));
	cr_expect_eq(plan->nodes[1].remap_start_pfn,
		     16 * GB / 4096 - plan->nodes[1].reserved_pages);
	cr_expect_eq(plan->verdict, NKV_VERDICT_BOOTS);
	end_plan(plan);
}

/*
 * |0  quad 1  8G|quad 0  16G|, mem=6G
 * Expect nothing of quad 0 above memory: 2.6.12 maps windows of nodes above 0 alone; 2.6.14 maps its, too.
 */
Test(numaq, quad_0_above_memory)
{
	static const struct nkv_quad quads[] = { QUAD(0, 8 * GB, 16 * GB), QUAD(1, 0, 8 * GB) };
	static const char *const profiles[] = { "2.6.12", "2.6.14" };

	for (size_t i = 0; i < COUNT(profiles); i++) {
		struct nkv_machine machine = machine_of(profiles[i], quads, COUNT(quads));
		const struct nkv_hazard *above;
		struct nkv_plan *plan;

		machine.cmdline = "mem=6G";
		plan = begin_plan(&machine);
		above = hazard_of(plan, NKV_HAZARD_NODE_ABOVE_MEMORY);
		cr_expect_eq(plan->stopped_at, NKV_STOP_NONE);
		cr_expect_eq(above ? above->nids : 0, i == 0 ? 0 : 1, "%s", profiles[i]);
		end_plan(plan);
	}
}

/* Expect each to be refused for its own reason. */
Test(numaq, faults)
{
	static const struct {
		struct nkv_quad quads[2];
		bool has_srat;
		enum nkv_error error;
		size_t index;
	} cases[] = {
		{ { QUAD(0, 0, 8 * GB), QUAD(15, 8 * GB, 64 * GB) }, false, NKV_OK, 0 },
		{ { QUAD(0, 0, 8 * GB), QUAD(16, 8 * GB, 16 * GB) },
		  false,
		  NKV_ERROR_QUAD_NUMBER,
		  1 },
		{ { QUAD(1, 0, 8 * GB), QUAD(1, 8 * GB, 16 * GB) },
		  false,
		  NKV_ERROR_QUAD_TWICE,
		  1 },
		{ { QUAD(0, 0, 8 * GB + 4 * KB), QUAD(1, 9 * GB, 16 * GB) },
		  false,
		  NKV_ERROR_QUAD_UNIT,
		  0 },
		{ { { .start = 1 * MB, .size = 8 * GB, .private_bytes = 2 * MB },
		    QUAD(1, 9 * GB, 16 * GB) },
		  false,
		  NKV_ERROR_QUAD_PRIVATE,
		  0 },
		{ { QUAD(0, 0, 8 * GB), QUAD(1, 8 * GB, 64 * GB + 1 * MB) },
		  false,
		  NKV_ERROR_QUAD_TOO_HIGH,
		  1 },
		{ { QUAD(0, 0, 8 * GB), QUAD(1, 64 * GB + 1 * MB, 64 * GB + 1 * MB) },
		  false,
		  NKV_ERROR_QUAD_TOO_HIGH,
		  1 },
		{ { QUAD(0, 0, 8 * GB), QUAD(1, 64 * GB, 64 * GB) }, false, NKV_OK, 0 },
		{ { QUAD(0, 0, 8 * GB), QUAD(1, 8 * GB, 16 * GB) },
		  true,
		  NKV_ERROR_NUMAQ_WITH_SRAT,
		  0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = machine_of("2.6.18", cases[i].quads, 2);
		struct nkv_fault fault;

		machine.has_srat = cases[i].has_srat;
		fault = nkv_machine_check(&machine);
		cr_expect_eq(fault.error, cases[i].error, "case %zu: %s", i,
			     nkv_error_text(fault.error));
		cr_expect_eq(fault.index, cases[i].index, "case %zu", i);
	}
}

/* Expect a single quad to be as many as any number where no kernel reads both, or none. */
Test(numaq, one_quad)
{
	static const struct nkv_quad quad = QUAD(0, 0, 16 * GB);
	struct nkv_machine machine = machine_of("2.6.18", &quad, 1);

	cr_expect_eq(nkv_machine_check(&machine).error, NKV_OK);
	machine.has_srat = true;
	cr_expect_eq(nkv_machine_check(&machine).error, NKV_ERROR_NUMAQ_WITH_SRAT);
	machine = machine_of("2.6.27", &quad, 1);
	cr_expect_eq(nkv_machine_check(&machine).error, NKV_ERROR_QUAD_KERNEL);
	machine.quad_count = 0;
	cr_expect_eq(nkv_machine_check(&machine).error, NKV_OK);
}

/*
 * |0  in no quad  1G|1G  quad 1  8G|8G  quad 2  16G|
 * Expect the first node to be no node 0, and to give pages for its own mem_map like the other.
 */
Test(numaq, the_first_node_gives)
{
	static const struct nkv_quad quads[] = { QUAD(1, 1 * GB, 8 * GB),
						 QUAD(2, 8 * GB, 16 * GB) };
	const struct nkv_machine machine = machine_of("2.6.12", quads, COUNT(quads));
	struct nkv_plan *plan = begin_plan(&machine);

	cr_assert_eq(plan->node_count, 2);
	for (size_t i = 0; i < 2; i++) {
		cr_expect_eq(plan->nodes[i].nid, i + 1);
		cr_expect(plan->nodes[i].gives, "node %zu", i + 1);
		cr_expect_gt(plan->nodes[i].reserved_pages, 0, "node %zu", i + 1);
	}
	end_plan(plan);
}
