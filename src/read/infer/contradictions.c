/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/infer/contradictions.h"

#include <inttypes.h>

#include <numakva/numakva.h>

#include "core/late/steps.h"
#include "core/rules.h"
#include "read/infer/memory_layout.h"

enum {
	MARKER_WEIGHT = 100,  /* more than all figures together */
	PFNS_OF_4G = 1 << 20, /* what page tables without PAE can map */
};

struct contradict {
	const struct nkv_boot_facts *facts;
	const struct nkv_plan *plan;
	struct nkv_report *report; /* or NULL */
	struct nkv_log_contradictions found;
};

static const struct nkv_log_fact_value *fact(const struct contradict *contradict,
					     enum nkv_log_fact id)
{
	return &contradict->facts->facts[id];
}

static void count_at(struct contradict *contradict, const struct nkv_position *position)
{
	if (contradict->found.count++ == 0)
		contradict->found.first = *position;
}

static void say(struct contradict *contradict, const struct nkv_position *position,
		const char *what)
{
	count_at(contradict, position);
	if (contradict->report)
		nkv_report_remark(contradict->report, NKV_GRAVITY_WARNING, position,
				  "%s: does not fit the machine read from the log", what);
}

/* A line that only other kernels print counts more than all figures together. */
static void rule_out(struct contradict *contradict, const struct nkv_position *position,
		     const char *what)
{
	say(contradict, position, what);
	contradict->found.count += MARKER_WEIGHT;
}

static bool differs(struct contradict *contradict, const struct nkv_log_fact_value *value,
		    uint32_t planned)
{
	if (!value->given || (uint32_t)value->number == planned)
		return false;
	count_at(contradict, &value->position);
	contradict->found.figures++;
	return contradict->report != NULL;
}

static void hold(struct contradict *contradict, const struct nkv_log_fact_value *value,
		 uint32_t planned, const char *name)
{
	if (differs(contradict, value, planned))
		nkv_report_remark(contradict->report, NKV_GRAVITY_WARNING, &value->position,
				  "%s: %" PRIu64 " in the log, %" PRIu32
				  " for the machine read from it",
				  name, value->number, planned);
}

static void hold_address(struct contradict *contradict, const struct nkv_log_fact_value *value,
			 uint32_t planned, const char *name)
{
	if (differs(contradict, value, planned))
		nkv_report_remark(contradict->report, NKV_GRAVITY_WARNING, &value->position,
				  "%s: 0x%08" PRIx64 " in the log, 0x%08" PRIx32
				  " for the machine read from it",
				  name, value->number, planned);
}

/* --- the build --- */

static void hold_pae(struct contradict *contradict)
{
	const struct nkv_log_fact_value *start = fact(contradict, NKV_LOG_FACT_PKMAP_START);
	const struct nkv_log_fact_value *end = fact(contradict, NKV_LOG_FACT_PKMAP_END);
	const struct nkv_log_fact_value *nx = fact(contradict, NKV_LOG_FACT_NX);
	const struct nkv_log_fact_value *limit = fact(contradict, NKV_LOG_FACT_PFN_LIMIT);
	bool pae = contradict->plan->machine->kernel.pae;

	/* Its size is what one page table maps. */
	if (start->given && (end->number - start->number == UINT64_C(1) << 21) != pae)
		say(contradict, &start->position, "the size of pkmap (PAE)");
	if (limit->given && (limit->number > PFNS_OF_4G) != pae)
		say(contradict, &limit->position, "the limit of pfns (PAE)");
	if (nx->given && !pae)
		say(contradict, &nx->position, "NX (PAE)");
}

static void hold_highmem(struct contradict *contradict)
{
	const struct nkv_log_fact_value *highmem = fact(contradict, NKV_LOG_FACT_HIGHMEM_MB);
	const struct nkv_log_fact_value *lowmem = fact(contradict, NKV_LOG_FACT_LOWMEM_MB);
	const struct nkv_log_fact_value *none = fact(contradict, NKV_LOG_FACT_NO_HIGHMEM);
	const struct nkv_log_fact_value *only_4g = fact(contradict, NKV_LOG_FACT_ONLY_4G);
	enum nkv_highmem setting = contradict->plan->machine->kernel.highmem;
	const struct nkv_plan *plan = contradict->plan;

	if (lowmem->given && highmem->given != (setting != NKV_HIGHMEM_OFF))
		say(contradict, &lowmem->position, "whether the kernel has HIGHMEM");
	if (none->given && setting != NKV_HIGHMEM_OFF)
		say(contradict, &none->position, "a kernel without HIGHMEM");
	if (only_4g->given && setting != NKV_HIGHMEM_4G)
		say(contradict, &only_4g->position, "HIGHMEM that ends at 4 GiB");
	if (!nkv_plan_knows(plan, NKV_FACT_WINDOWS))
		return;
	hold(contradict, lowmem, plan->max_low_pfn >> 8, "low memory in MiB");
	if (setting != NKV_HIGHMEM_OFF)
		hold(contradict, highmem, (plan->highend_pfn - plan->highstart_pfn) >> 8,
		     "high memory in MiB");
}

/* A kernel without NUMA prints only these lines about its layout. */
static void hold_lowmem(struct contradict *contradict)
{
	if (nkv_plan_knows(contradict->plan, NKV_FACT_WINDOWS))
		hold(contradict, fact(contradict, NKV_LOG_FACT_LOWMEM_MB),
		     contradict->plan->max_low_pfn >> 8, "low memory in MiB");
}

/* --- the layout --- */

/* A node's end is printed before it shrinks further, and the shrinking only if it happens. */
static void hold_alignment(struct contradict *contradict, const struct nkv_log_node *node,
			   uint32_t planned)
{
	struct nkv_log_fact_value alignment = node->alignment_pages;

	if (!alignment.given && node->present_end_pfn.given &&
	    nkv_log_fact(contradict->facts, NKV_LOG_FACT_KVA_TOTAL)->given)
		alignment =
			(struct nkv_log_fact_value){ .given = true,
						     .position = node->present_end_pfn.position };
	hold(contradict, &alignment, planned, "alignment pages of a node");
}

static void hold_nodes(struct contradict *contradict)
{
	const struct nkv_plan *plan = contradict->plan;

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_log_node *node = &contradict->facts->nodes[plan->nodes[i].nid];

		hold(contradict, &node->reserved_pages, plan->nodes[i].reserved_pages,
		     "reserved pages of a node");
		hold(contradict, &node->present_end_pfn, plan->nodes[i].present_end_pfn,
		     "end of a node");
		hold_alignment(contradict, node, plan->nodes[i].alignment_pages);
		if (nkv_plan_knows(plan, NKV_FACT_WINDOWS))
			hold_address(contradict, &node->window_vaddr,
				     plan->nodes[i].remap_vaddr_start, "a node's window");
	}
}

static void hold_kva(struct contradict *contradict)
{
	const struct nkv_log_fact_value *inside = fact(contradict, NKV_LOG_FACT_KVA_START_PFN);
	const struct nkv_log_fact_value *above = fact(contradict, NKV_LOG_FACT_RESERVE_PAGES);
	const struct nkv_plan *plan = contradict->plan;
	enum nkv_kva_placement placement = plan->machine->kernel.profile->rules->kva_placement;
	bool is_above = placement == NKV_KVA_ABOVE_LOWMEM;

	hold(contradict, fact(contradict, NKV_LOG_FACT_KVA_TOTAL), plan->remap_total_pages,
	     "reserved pages in total");
	if (inside->given && placement != NKV_KVA_IN_LOWMEM)
		rule_out(contradict, &inside->position, "a KVA inside low memory");
	if (above->given && !is_above)
		rule_out(contradict, &above->position, "a KVA above low memory");
	if (!nkv_plan_knows(plan, NKV_FACT_WINDOWS) || (is_above ? inside : above)->given)
		return;
	hold(contradict, inside, plan->kva_start_pfn, "kva_start_pfn");
	hold(contradict, fact(contradict, NKV_LOG_FACT_FIND_MAX_LOW_PFN),
	     plan->max_low_pfn + (is_above ? plan->kva_pages : 0), "find_max_low_pfn()");
}

static bool takes(const struct nkv_plan *plan, const struct nkv_step *step)
{
	const struct nkv_step *const *steps = plan->steps;

	while (*steps && *steps != step)
		steps++;
	return *steps != NULL;
}

/* Lines that by themselves show which of the searching kernels printed them. */
static void hold_words(struct contradict *contradict)
{
	const struct nkv_log_fact_value *later = fact(contradict, NKV_LOG_FACT_HEXADECIMAL_LINE);
	const struct nkv_log_fact_value *kva = fact(contradict, NKV_LOG_FACT_KVA_START_PFN);
	const struct nkv_log_fact_value *brk = fact(contradict, NKV_LOG_FACT_BRK_END);
	const struct nkv_log_fact_value *tables = fact(contradict, NKV_LOG_FACT_BOOT_TABLES_END);
	const struct nkv_log_fact_value *one = fact(contradict, NKV_LOG_FACT_ONE_BITMAP);
	const struct nkv_log_fact_value *nodes = fact(contradict, NKV_LOG_FACT_NODE_BITMAP);
	const struct nkv_plan *plan = contradict->plan;
	bool has_node_bitmaps = takes(plan, &nkv_step_bitmaps);

	if (kva->given && later->given != plan->reserves_early)
		rule_out(contradict, &kva->position, "the wording of the KVA line");
	if (!plan->reserves_early)
		return;
	if ((brk->given && !has_node_bitmaps) || (tables->given && has_node_bitmaps))
		rule_out(contradict, brk->given ? &brk->position : &tables->position,
			 "what follows the kernel's image");
	if ((nodes->given && !has_node_bitmaps) || (one->given && has_node_bitmaps))
		rule_out(contradict, nodes->given ? &nodes->position : &one->position,
			 "the kind of bitmap");
}

/* The kernel's own memory. */
static void hold_own_memory(struct contradict *contradict)
{
	const struct nkv_plan *plan = contradict->plan;
	const struct nkv_page_tables *tables = &plan->page_tables;

	if (!plan->reserves_early)
		return;
	hold(contradict, fact(contradict, NKV_LOG_FACT_MAPPED_END), (uint32_t)tables->mapped_end,
	     "end of the memory that the boot page tables map");
	hold(contradict, fact(contradict, NKV_LOG_FACT_LOW_END),
	     plan->max_low_pfn << NKV_PAGE_SHIFT, "end of low memory");
	hold(contradict, fact(contradict, NKV_LOG_FACT_TABLES_START), (uint32_t)tables->start,
	     "start of the page tables");
	hold(contradict, fact(contradict, NKV_LOG_FACT_TABLES_END),
	     (uint32_t)tables->start + tables->size_bytes, "end of the page tables");
	hold(contradict, fact(contradict, NKV_LOG_FACT_TABLES_USED_END),
	     (uint32_t)tables->start + tables->used_pages * NKV_PAGE_BYTES,
	     "end of the page tables that are used");
	if (!nkv_plan_knows(plan, NKV_FACT_BITMAP))
		return;
	hold(contradict, fact(contradict, NKV_LOG_FACT_ONE_BITMAP),
	     plan->bitmap_pfn << NKV_PAGE_SHIFT, "start of the bitmap");
	hold(contradict, fact(contradict, NKV_LOG_FACT_NODE_BITMAP),
	     plan->bitmap_pfn << NKV_PAGE_SHIFT, "start of the bitmaps");
}

static void hold_limits(struct contradict *contradict)
{
	const struct nkv_plan *plan = contradict->plan;

	if (!nkv_plan_knows(plan, NKV_FACT_WINDOWS))
		return;
	hold(contradict, fact(contradict, NKV_LOG_FACT_MAX_PFN), plan->max_pfn, "max_pfn");
	hold(contradict, fact(contradict, NKV_LOG_FACT_MIN_LOW_PFN), plan->boot_min_low_pfn,
	     "min_low_pfn");
	hold(contradict, fact(contradict, NKV_LOG_FACT_MAX_LOW_PFN), plan->max_low_pfn,
	     "max_low_pfn");
	hold(contradict, fact(contradict, NKV_LOG_FACT_HIGHSTART_PFN), plan->highstart_pfn,
	     "highstart_pfn");
}

/* The table of the kernel's addresses. */
static void hold_layout(struct contradict *contradict)
{
	const struct nkv_plan *plan = contradict->plan;

	if (!nkv_plan_knows(plan, NKV_FACT_WINDOWS))
		return;
	hold_address(contradict, fact(contradict, NKV_LOG_FACT_LOWMEM_END),
		     nkv_layout_lowmem_end(plan), "end of low memory");
	hold_address(contradict, fact(contradict, NKV_LOG_FACT_VMALLOC_START),
		     nkv_layout_vmalloc_start(plan), "start of vmalloc's addresses");
}

/* --- the outcome --- */

static void hold_end_of_setup(struct contradict *contradict)
{
	const struct nkv_log_fact_value *bootmem = fact(contradict, NKV_LOG_FACT_BOOTMEM_DONE);
	const struct nkv_log_fact_value *zones = fact(contradict, NKV_LOG_FACT_ZONES_DONE);
	const struct nkv_log_fact_value *trap = fact(contradict, NKV_LOG_FACT_TRAP);
	const struct nkv_plan *plan = contradict->plan;

	if (bootmem->given && !nkv_plan_knows(plan, NKV_FACT_FREE))
		say(contradict, &bootmem->position,
		    "a boot that gets past the boot-time allocator");
	else if (zones->given && !nkv_plan_knows(plan, NKV_FACT_MEMMAPS))
		say(contradict, &zones->position, "a boot that gets past the zones");
	if (!trap->given)
		return;
	if (plan->verdict == NKV_VERDICT_BOOTS ||
	    (!bootmem->given && nkv_plan_knows(plan, NKV_FACT_FREE)))
		say(contradict, &trap->position, "a boot that stops");
}

static void hold_memory(struct contradict *contradict)
{
	const struct nkv_log_fact_value *memory = fact(contradict, NKV_LOG_FACT_MEMORY_LINE);
	const struct nkv_log_fact_value *bad = fact(contradict, NKV_LOG_FACT_BAD_PAGE);
	const struct nkv_log_fact_value *trap = fact(contradict, NKV_LOG_FACT_TRAP);
	const struct nkv_plan *plan = contradict->plan;

	if (bad->given && plan->verdict == NKV_VERDICT_BOOTS &&
	    !nkv_plan_hazard(plan, NKV_HAZARD_MEMMAP_NOT_CLEARED))
		say(contradict, &bad->position, "bad pages");
	if (!memory->given || bad->given || trap->given)
		return;
	if (nkv_plan_hazard(plan, NKV_HAZARD_BAD_PAGE_STATE) || plan->verdict == NKV_VERDICT_PANICS)
		say(contradict, &memory->position, "memory that is freed without a bad page");
}

struct nkv_log_contradictions nkv_log_contradict(const struct nkv_boot_facts *facts,
						 const struct nkv_plan *plan,
						 struct nkv_report *report)
{
	struct contradict contradict = { .facts = facts, .plan = plan, .report = report };

	if (!nkv_log_is_planned(facts)) {
		hold_lowmem(&contradict);
		return contradict.found;
	}
	hold_pae(&contradict);
	hold_highmem(&contradict);
	hold_nodes(&contradict);
	hold_kva(&contradict);
	hold_words(&contradict);
	hold_own_memory(&contradict);
	hold_limits(&contradict);
	hold_layout(&contradict);
	hold_end_of_setup(&contradict);
	hold_memory(&contradict);
	return contradict.found;
}
