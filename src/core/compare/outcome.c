/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How a boot ended, and what that says about the plan. */
#include "core/compare/compare.h"

#include <string.h>

#include "core/boot/boot.h"
#include "core/range.h"

/* The largest pg_data_t of kernels of that time: a pageset for each zone and processor. */
enum { PGDAT_PAGES_MAX = 8 };

/* --- the address of a struct page --- */

/* The mem_map of a node or section. */
struct memmap {
	enum nkv_memmap_from from;
	uint32_t vaddr;		/* with NKV_MEMMAP_REMAP */
	struct nkv_range taken; /* with NKV_MEMMAP_BOOTMEM; empty if there was no room */
	uint64_t first_pfn;
};

static struct memmap memmap_of_node(const struct nkv_node *node)
{
	return (struct memmap){ node->memmap.from, node->memmap.vaddr, node->memmap.taken,
				node->memmap.pages.start_pfn };
}

static struct memmap memmap_of_section(const struct nkv_plan *plan, nkv_ulong number)
{
	const struct nkv_section *section = &plan->sections[number];

	return (struct memmap){ section->from, section->vaddr, section->taken,
				(uint64_t)number * plan->pages_per_section };
}

/* Its address. In a window it depends on the size of the pgdat. */
static nkv_ulong memmap_vaddr(const struct nkv_boot_comparison *comparison,
			      const struct memmap *memmap)
{
	if (memmap->from == NKV_MEMMAP_REMAP)
		return memmap->vaddr + nkv_pfn_phys(comparison->pgdat_pages) -
		       nkv_pfn_phys(comparison->planned_pgdat_pages);
	return nkv_pfn_vaddr(&comparison->plan->machine->kernel,
			     nkv_ulong_cut(memmap->taken.start_pfn));
}

/* Finds the page of a struct page, if it is within a mem_map of any length. */
static bool find_in(const struct nkv_boot_comparison *comparison, struct memmap memmap,
		    uint32_t page_vaddr, uint64_t *pfn)
{
	nkv_ulong bytes = comparison->plan->machine->kernel.struct_page_bytes;
	nkv_ulong vaddr = memmap_vaddr(comparison, &memmap);

	if (memmap.from == NKV_MEMMAP_NONE || page_vaddr < vaddr ||
	    (page_vaddr - vaddr) % bytes != 0 ||
	    (memmap.from == NKV_MEMMAP_BOOTMEM && nkv_range_is_empty(memmap.taken)))
		return false;
	*pfn = memmap.first_pfn + (page_vaddr - vaddr) / bytes;
	return true;
}

/*
 * Whether the kernel looks for a page's struct page in this node's mem_map. For
 * low memory it asks physnode_map; early kernels go through each high zone.
 */
static bool is_looked_for(const struct nkv_plan *plan, uint64_t pfn, const struct nkv_node *node)
{
	if (pfn >= plan->max_low_pfn)
		return plan->machine->kernel.profile->rules->frees_whole_high_zone &&
		       pfn >= node->high_zone.start_pfn && pfn < node->high_zone.end_pfn;
	return plan->physnode_map[pfn / plan->physnode_entry_pages] == (int8_t)node->nid;
}

static bool find_pfn(const struct nkv_boot_comparison *comparison, uint32_t page_vaddr,
		     uint64_t *pfn)
{
	const struct nkv_plan *plan = comparison->plan;

	if (plan->stopped_at != NKV_STOP_NONE)
		return false;
	for (size_t i = 0; i < plan->node_count; i++)
		if (find_in(comparison, memmap_of_node(&plan->nodes[i]), page_vaddr, pfn) &&
		    is_looked_for(plan, *pfn, &plan->nodes[i]))
			return true;
	for (nkv_ulong i = 0; i < plan->section_count; i++)
		if (find_in(comparison, memmap_of_section(plan, i), page_vaddr, pfn) &&
		    *pfn / plan->pages_per_section == i)
			return true;
	return false;
}

/* --- bad pages --- */

/* Hazards whose pages print "Bad page state". */
static bool makes_bad_pages(enum nkv_hazard_code code)
{
	return code == NKV_HAZARD_BAD_PAGE_STATE || code == NKV_HAZARD_INITRD_FREED_LATER;
}

/*
 * The pages of a node whose mem_map is not cleared. They are bad if its RAM contains other bytes
 * than 0.
 */
static const struct nkv_range *find_not_cleared(const struct nkv_plan *plan, uint64_t pfn)
{
	const struct nkv_hazard *hazard = nkv_plan_hazard(plan, NKV_HAZARD_MEMMAP_NOT_CLEARED);

	for (size_t i = 0; i < plan->node_count && hazard; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		if ((hazard->nids >> node->nid & 1) && pfn >= node->memmap.pages.start_pfn &&
		    pfn < node->memmap.pages.end_pfn)
			return &node->memmap.pages;
	}
	return NULL;
}

static const struct nkv_range *find_range(const struct nkv_range_list *list, uint64_t pfn)
{
	for (size_t i = 0; i < list->count; i++)
		if (pfn >= list->ranges[i].start_pfn && pfn < list->ranges[i].end_pfn)
			return &list->ranges[i];
	return NULL;
}

/* The predicted range that contains a pfn, or NULL. */
static const struct nkv_range *find_predicted(const struct nkv_plan *plan, uint64_t pfn)
{
	for (size_t i = 0; i < plan->hazard_count; i++) {
		const struct nkv_range *range = NULL;

		if (makes_bad_pages(plan->hazards[i].code))
			range = find_range(&plan->hazards[i].ranges, pfn);
		if (range)
			return range;
	}
	return find_not_cleared(plan, pfn);
}

static bool is_first_of_range(const struct nkv_boot_comparison *comparison)
{
	const struct nkv_range *range;
	uint64_t pfn;

	if (!find_pfn(comparison, comparison->record->bad_pages[0].vaddr, &pfn))
		return false;
	range = find_predicted(comparison->plan, pfn);
	return range && range->start_pfn == pfn;
}

/*
 * Pages are freed in ascending order, so the first bad page is the first of a
 * range. The mem_maps follow the pg_data_t, whose size no kernel prints. If
 * this does not hold with the planned size, a size is chosen with which it
 * does.
 */
static void fit_pgdat(struct nkv_boot_comparison *comparison)
{
	uint32_t planned = nkv_pfn_up64(comparison->plan->machine->kernel.pg_data_bytes);

	comparison->planned_pgdat_pages = comparison->pgdat_pages = planned;
	if (comparison->record->bad_page_count == 0 || is_first_of_range(comparison))
		return;
	for (uint32_t pages = 1; pages <= PGDAT_PAGES_MAX; pages++) {
		comparison->pgdat_pages = pages;
		if (is_first_of_range(comparison))
			return;
	}
	comparison->pgdat_pages = planned;
}

void nkv_compare_pages(struct nkv_boot_comparison *comparison, struct nkv_compared_page *pages)
{
	const struct nkv_boot_record *record = comparison->record;

	fit_pgdat(comparison);
	for (size_t i = 0; i < record->bad_page_count; i++) {
		struct nkv_compared_page *page = &pages[i];
		const struct nkv_range *range = NULL;

		*page = (struct nkv_compared_page){ .page = &record->bad_pages[i],
						    .place = NKV_PAGE_UNKNOWN };
		if (find_pfn(comparison, page->page->vaddr, &page->pfn)) {
			range = find_predicted(comparison->plan, page->pfn);
			page->place = range ? NKV_PAGE_PREDICTED : NKV_PAGE_UNPREDICTED;
		}
		if (range)
			page->predicted = *range;
		comparison->pages_in[page->place]++;
	}
	comparison->bad_pages = pages;
}

/* --- faults, and when they occurred --- */

/*
 * The first line that shows that setup has ended: the memory line, any later line,
 * or a panic for lack of a root file system. 0: there is none.
 */
static size_t line_after_setup(const struct nkv_boot_record *record)
{
	size_t memory = record->has_memory_line ? record->memory_line : 0;
	const struct nkv_logged_fault *last;

	if (record->later_line > 0 && (memory == 0 || record->later_line < memory))
		return record->later_line;
	if (memory > 0)
		return memory;
	if (record->fault_count == 0)
		return 0;
	last = &record->faults[record->fault_count - 1];
	return last->kind == NKV_FAULT_NO_ROOT ? last->where.line : 0;
}

static bool is_in_setup(const struct nkv_boot_record *record, const struct nkv_logged_fault *fault)
{
	size_t after = line_after_setup(record);

	return fault->kind != NKV_FAULT_NO_ROOT && (after == 0 || fault->where.line < after);
}

/* The first fault in setup, or NULL. */
static const struct nkv_logged_fault *setup_fault(const struct nkv_boot_record *record)
{
	for (size_t i = 0; i < record->fault_count; i++)
		if (is_in_setup(record, &record->faults[i]))
			return &record->faults[i];
	return NULL;
}

/* Called only if there is no fault in setup. */
static bool has_later_fault(const struct nkv_boot_record *record)
{
	for (size_t i = 0; i < record->fault_count; i++)
		if (record->faults[i].kind != NKV_FAULT_NO_ROOT)
			return true;
	return false;
}

/* Whether something other than bad pages was planned to go wrong, which can show in any way. */
static bool can_show_anyhow(const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->hazard_count; i++)
		if (plan->hazards[i].severity == NKV_SEVERITY_CORRUPTING &&
		    !makes_bad_pages(plan->hazards[i].code))
			return true;
	return false;
}

/* Whether a fault is a line that was planned: later kernels say why they stop. */
static bool is_planned_line(const struct nkv_boot_comparison *comparison,
			    const struct nkv_logged_fault *fault)
{
	for (size_t i = 0; i < comparison->line_count; i++) {
		const struct nkv_compared_line *line = &comparison->lines[i];

		if (line->logged && line->logged->line == fault->where.line)
			return line->state == NKV_LINE_SAME;
	}
	return false;
}

static enum nkv_outcome_reason judge_panics(const struct nkv_boot_comparison *comparison)
{
	const struct nkv_logged_fault *fault = setup_fault(comparison->record);

	if (!fault)
		return line_after_setup(comparison->record) > 0 ? NKV_OUTCOME_SURVIVED
								: NKV_OUTCOME_LOG_ENDS;
	if (comparison->plan->stopped_at != NKV_STOP_NONE && fault->kind != NKV_FAULT_BUG &&
	    !is_planned_line(comparison, fault))
		return NKV_OUTCOME_DIED_OTHERWISE;
	return NKV_OUTCOME_DIED_AS_PLANNED;
}

static enum nkv_outcome_reason judge_bad_pages(const struct nkv_boot_comparison *comparison)
{
	if (can_show_anyhow(comparison->plan))
		return comparison->pages_in[NKV_PAGE_UNPREDICTED] > 0 ||
				       comparison->pages_in[NKV_PAGE_PREDICTED] == 0
			       ? NKV_OUTCOME_CORRUPTED
			       : NKV_OUTCOME_BAD_PAGES;
	if (comparison->pages_in[NKV_PAGE_UNPREDICTED] > 0)
		return NKV_OUTCOME_BAD_PAGES_ASTRAY;
	return comparison->pages_in[NKV_PAGE_PREDICTED] > 0 ? NKV_OUTCOME_BAD_PAGES
							    : NKV_OUTCOME_BAD_PAGES_SOMEWHERE;
}

static enum nkv_outcome_reason judge_unstable(const struct nkv_boot_comparison *comparison)
{
	const struct nkv_boot_record *record = comparison->record;

	if (record->bad_page_messages > 0)
		return judge_bad_pages(comparison);
	if (setup_fault(record))
		return NKV_OUTCOME_CORRUPTED;
	if (line_after_setup(record) == 0)
		return NKV_OUTCOME_LOG_ENDS;
	return has_later_fault(record) ? NKV_OUTCOME_BOOTED_THEN_FAULT : NKV_OUTCOME_NOT_SHOWN;
}

/*
 * Whether the bad pages may be those of an initrd that the plan has not: most
 * kernels do not print where it is, and its pages are freed when it is unpacked.
 */
static bool may_be_initrd(const struct nkv_boot_comparison *comparison)
{
	const struct nkv_boot_record *record = comparison->record;

	return comparison->plan->machine->initrd_size == 0 && record->initrd_line > 0 &&
	       record->bad_page_count > 0 && record->bad_pages[0].line > record->initrd_line;
}

static enum nkv_outcome_reason judge_boots(const struct nkv_boot_comparison *comparison)
{
	const struct nkv_boot_record *record = comparison->record;

	if (record->bad_page_messages > 0 && comparison->pages_in[NKV_PAGE_PREDICTED] > 0 &&
	    comparison->pages_in[NKV_PAGE_UNPREDICTED] == 0)
		return NKV_OUTCOME_BAD_PAGES;
	if (record->bad_page_messages > 0)
		return may_be_initrd(comparison) ? NKV_OUTCOME_INITRD_UNPLANNED
						 : NKV_OUTCOME_BAD_PAGES_UNPLANNED;
	if (setup_fault(record))
		return NKV_OUTCOME_FAULT_UNPLANNED;
	if (line_after_setup(record) == 0)
		return NKV_OUTCOME_LOG_ENDS;
	return has_later_fault(record) ? NKV_OUTCOME_BOOTED_THEN_FAULT : NKV_OUTCOME_BOOTED;
}

static enum nkv_outcome_reason judge(const struct nkv_boot_comparison *comparison)
{
	if (comparison->without_numa)
		return NKV_OUTCOME_NO_NUMA;
	if (comparison->other_kernel)
		return NKV_OUTCOME_OTHER_KERNEL;
	switch (comparison->plan->verdict) {
	case NKV_VERDICT_PANICS:
		return judge_panics(comparison);
	case NKV_VERDICT_UNSTABLE:
		return judge_unstable(comparison);
	default:
		return judge_boots(comparison);
	}
}

static enum nkv_agreement agreement_of(enum nkv_outcome_reason reason)
{
	switch (reason) {
	case NKV_OUTCOME_BOOTED:
	case NKV_OUTCOME_DIED_AS_PLANNED:
	case NKV_OUTCOME_BAD_PAGES:
	case NKV_OUTCOME_BAD_PAGES_SOMEWHERE:
	case NKV_OUTCOME_CORRUPTED:
		return NKV_CONFIRMED;
	case NKV_OUTCOME_FAULT_UNPLANNED:
	case NKV_OUTCOME_BAD_PAGES_UNPLANNED:
	case NKV_OUTCOME_SURVIVED:
	case NKV_OUTCOME_BAD_PAGES_ASTRAY:
		return NKV_CONTRADICTED;
	default:
		return NKV_NOT_CONTRADICTED;
	}
}

void nkv_compare_outcome(struct nkv_boot_comparison *comparison)
{
	comparison->reason = judge(comparison);
	comparison->outcome = agreement_of(comparison->reason);
}

const char *nkv_agreement_name(enum nkv_agreement agreement)
{
	static const char *const names[] = {
		[NKV_CONFIRMED] = "confirmed",
		[NKV_NOT_CONTRADICTED] = "not contradicted",
		[NKV_CONTRADICTED] = "contradicted",
		[NKV_OTHER_MACHINE] = "other machine",
		[NKV_NOTHING_TO_COMPARE] = "nothing to compare",
	};

	return names[agreement];
}
