/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Hazards of the boot itself: BUGs, and what setup ignores, drops or wastes (7). */
#include "core/boot/calls.h"
#include "core/hazards/hazards.h"

enum {
	LOWMEM_FREE_PAGES_MIN = 16384, /* 64 MiB */
	DMA_END_PFN = 4096,	       /* 16 MiB */
	MAX_ORDER_NR_PAGES = 1024,     /* the largest block of the page allocator */
};

/* The call that fails this test, or NULL. */
static const struct nkv_bootmem_call *bug_call(const struct nkv_plan *plan,
					       enum nkv_bootmem_bug bug)
{
	const struct nkv_bootmem_call *last;

	if (plan->stopped_at != NKV_STOP_BOOTMEM || plan->call_count == 0)
		return NULL;
	last = &plan->calls[plan->call_count - 1];
	return last->bug == bug ? last : NULL;
}

static bool names_address(struct nkv_hazard *hazard, uint64_t address)
{
	hazard->address = address;
	hazard->fields |= NKV_HAZARD_HAS_ADDRESS;
	return true;
}

static bool names_bug_address(const struct nkv_findings *findings, struct nkv_hazard *hazard,
			      enum nkv_bootmem_bug bug)
{
	const struct nkv_bootmem_call *call = bug_call(findings->boot->plan, bug);

	return call != NULL && names_address(hazard, call->start);
}

bool nkv_check_reserve_zero_length(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	return names_bug_address(findings, hazard, NKV_BUG_ZERO_LENGTH);
}

bool nkv_check_reserve_wraps(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	return names_bug_address(findings, hazard, NKV_BUG_WRAPS);
}

bool nkv_check_reserve_beyond_lowmem(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	return names_bug_address(findings, hazard, NKV_BUG_BEYOND_LOWMEM);
}

bool nkv_check_free_twice(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;
	const struct nkv_bootmem_call *bug = bug_call(plan, NKV_BUG_FREE_TWICE);
	struct nkv_range_builder builder;

	if (bug == NULL)
		return false;
	builder = nkv_range_builder_begin(&findings->boot->arena);
	for (size_t i = 0; i + 1 < plan->call_count; i++)
		nkv_range_builder_add(&builder, nkv_range_intersect(nkv_call_pages(&plan->calls[i]),
								    nkv_call_pages(bug)));
	return nkv_hazard_covers(hazard, nkv_range_builder_end(&builder));
}

static bool names_stopped_node(const struct nkv_plan *plan, struct nkv_hazard *hazard,
			       enum nkv_stop stop)
{
	if (plan->stopped_at != stop)
		return false;
	nkv_hazard_names_node(hazard, plan->stopped_nid);
	return true;
}

bool nkv_check_node_end_below_start(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	return names_stopped_node(findings->boot->plan, hazard, NKV_STOP_NODE_RANGES);
}

bool nkv_check_zone_beyond_node(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	return names_stopped_node(findings->boot->plan, hazard, NKV_STOP_ZONES);
}

bool nkv_check_lowmem_swallowed(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;

	if (plan->stopped_at != NKV_STOP_PLACEMENT)
		return false;
	hazard->pages = plan->kva_pages - plan->lowmem_calls[0].max_low_pfn;
	hazard->fields |= NKV_HAZARD_HAS_PAGES;
	return true;
}

static bool names_nids(struct nkv_hazard *hazard, uint32_t nids)
{
	hazard->nids = nids;
	hazard->fields |= NKV_HAZARD_HAS_NIDS;
	return nids != 0;
}

bool nkv_check_zones_overlong(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	return names_nids(hazard, findings->boot->zones_overlong_nids);
}

bool nkv_zone_is_misaligned(const struct nkv_node *node, nkv_ulong border)
{
	return border < node->span.end_pfn && border % MAX_ORDER_NR_PAGES != 0;
}

/*
 * The lowest border between two zones of a node that is inside a block of pages; 0 if there is
 * none.
 */
static nkv_ulong misaligned_border(const struct nkv_plan *plan, const struct nkv_node *node)
{
	nkv_ulong start = nkv_ulong_cut(node->span.start_pfn);
	nkv_ulong dma_end = start + nkv_min(DMA_END_PFN, plan->max_low_pfn);
	nkv_ulong low_end = start + plan->max_low_pfn;

	if (node->start_pfn > plan->max_low_pfn)
		return 0;
	if (nkv_zone_is_misaligned(node, dma_end))
		return dma_end;
	return nkv_zone_is_misaligned(node, low_end) ? low_end : 0;
}

bool nkv_check_zone_misaligned(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_boot *boot = findings->boot;

	if (!boot->rules->merges_across_zones)
		return false;
	for (size_t i = 0; i < boot->plan->node_count; i++) {
		nkv_ulong border = misaligned_border(boot->plan, &boot->plan->nodes[i]);

		if (border == 0)
			continue;
		if (hazard->nids == 0)
			hazard->pfn = border;
		nkv_hazard_names_node(hazard, boot->plan->nodes[i].nid);
		hazard->fields |= NKV_HAZARD_HAS_PFN;
	}
	return hazard->nids != 0;
}

bool nkv_check_physnode_overflow(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	return names_nids(hazard, findings->boot->physnode_overflow_nids);
}

/*
 * Whether the address of a reservation loses its high bits on the way to the allocator. A KVA of
 * 4 GiB or more begins at a pfn that wrapped.
 */
static bool reserve_wrapped(struct nkv_hazard *hazard, nkv_ulong pfn)
{
	if (pfn < NKV_PFN_4G)
		return false;
	hazard->true_address = (uint64_t)pfn << NKV_PAGE_SHIFT;
	hazard->fields |= NKV_HAZARD_HAS_TRUE_ADDRESS;
	return names_address(hazard, nkv_pfn_phys(pfn));
}

static const struct nkv_bootmem_call *find_call(const struct nkv_plan *plan,
						enum nkv_setup_reserve setup)
{
	for (size_t i = 0; i < plan->call_count; i++)
		if (plan->calls[i].setup == setup)
			return &plan->calls[i];
	return NULL;
}

bool nkv_check_reserve_address_wrapped(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;

	if (find_call(plan, NKV_SETUP_KVA) != NULL && reserve_wrapped(hazard, plan->kva_start_pfn))
		return true;
	return find_call(plan, NKV_SETUP_WASTED) != NULL &&
	       reserve_wrapped(hazard, nkv_wasted_pfn(plan));
}

bool nkv_check_initrd_disabled(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	static const char *const reasons[] = {
		[NKV_INITRD_WRAPS] = "wraps",
		[NKV_INITRD_TOO_LARGE] = "too large",
		[NKV_INITRD_BEYOND_LOWMEM] = "beyond low memory",
	};

	if (findings->boot->plan->initrd_fate < NKV_INITRD_WRAPS)
		return false;
	hazard->reason = reasons[findings->boot->plan->initrd_fate];
	hazard->fields |= NKV_HAZARD_HAS_REASON;
	return true;
}

static bool resets_highmem(const struct nkv_lowmem_message *message)
{
	return message->kind == NKV_MESSAGE_HIGHMEM_ONLY ||
	       message->kind == NKV_MESSAGE_HIGHMEM_BIGGER ||
	       message->kind == NKV_MESSAGE_HIGHMEM_SMALLER;
}

bool nkv_check_highmem_ignored(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;

	(void)hazard;
	if (!plan->highmem_given || plan->lowmem_call_count == 0)
		return false;
	if (!nkv_has_highmem(findings->boot->kernel) && plan->highmem_given_pages != 0)
		return true;
	for (size_t i = 0; i < plan->lowmem_call_count; i++)
		for (size_t j = 0; j < plan->lowmem_calls[i].message_count; j++)
			if (resets_highmem(&plan->lowmem_calls[i].messages[j]))
				return true;
	return false;
}

bool nkv_check_lowmem_low(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	hazard->pages = findings->boot->plan->free_pages;
	hazard->fields |= NKV_HAZARD_HAS_PAGES;
	return hazard->pages < LOWMEM_FREE_PAGES_MIN;
}

bool nkv_check_srat_table_overrun(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	(void)hazard;
	return findings->boot->plan->chunk_table_overrun;
}

static size_t count_ignored(const struct nkv_plan *plan)
{
	size_t count = 0;

	for (size_t i = 0; i < plan->chunk_count; i++)
		count += plan->chunks[i].ignored;
	return count;
}

/* Lists the enabled entries of the SRAT beyond those that were kept. */
static size_t list_dropped(const struct nkv_boot *boot, struct nkv_hazard_chunk *chunks)
{
	const struct nkv_machine *machine = boot->machine;
	size_t to_skip = boot->plan->chunk_count;
	size_t count = 0;

	for (size_t i = 0; i < machine->memory_count && count < boot->plan->chunks_dropped; i++) {
		const struct nkv_srat_memory *memory = &machine->memory[i];

		if (!memory->enabled)
			continue;
		if (to_skip > 0)
			to_skip--;
		else
			chunks[count++] = (struct nkv_hazard_chunk){
				nkv_pfn_down64(memory->start),
				nkv_pfn_down64(memory->start + memory->size),
				memory->pxm,
			};
	}
	return count;
}

bool nkv_check_srat_chunk_ignored(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = findings->boot->plan;
	size_t count = plan->chunks_dropped + count_ignored(plan);
	struct nkv_hazard_chunk *chunks;

	if (count == 0)
		return false;
	chunks = nkv_arena_take(&findings->boot->arena, count, sizeof(*chunks));
	if (chunks == NULL)
		return false;
	count = list_dropped(findings->boot, chunks);
	for (size_t i = 0; i < plan->chunk_count; i++)
		if (plan->chunks[i].ignored)
			chunks[count++] = (struct nkv_hazard_chunk){ plan->chunks[i].start_pfn,
								     plan->chunks[i].end_pfn,
								     plan->chunks[i].pxm };
	hazard->chunks = chunks;
	hazard->chunk_count = count;
	hazard->fields |= NKV_HAZARD_HAS_CHUNKS;
	return true;
}

bool nkv_check_srat_out_of_reach(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	static const char *const reasons[] = {
		[NKV_SRAT_KERNEL_ABOVE_8M] = "kernel above 8 MiB",
		[NKV_SRAT_NO_TABLES] = "no tables",
		[NKV_SRAT_TOO_MANY_TABLES] = "too many tables",
		[NKV_SRAT_TABLE_TOO_LARGE] = "table too large",
		[NKV_SRAT_NOT_FIRST] = "not the first table",
		[NKV_SRAT_NOT_LISTED] = "not listed",
	};
	const struct nkv_machine *machine = findings->boot->machine;
	const struct nkv_plan *plan = findings->boot->plan;
	const struct nkv_acpi_table *table;

	if (plan->srat_stop < NKV_SRAT_KERNEL_ABOVE_8M)
		return false;
	hazard->reason = reasons[plan->srat_stop];
	hazard->tables = machine->acpi_table_count;
	hazard->fields |= NKV_HAZARD_HAS_REASON | NKV_HAZARD_HAS_TABLES;
	if (plan->srat_stop != NKV_SRAT_TABLE_TOO_LARGE && plan->srat_stop != NKV_SRAT_NOT_FIRST)
		return true;
	table = &machine->acpi_tables[plan->srat_stop_table];
	hazard->table.index = plan->srat_stop_table;
	hazard->table.signature = table->signature;
	hazard->table.pages = nkv_acpi_table_pages(table);
	hazard->fields |= NKV_HAZARD_HAS_TABLE;
	return true;
}

bool nkv_check_pages_wasted(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	return nkv_hazard_covers(hazard, nkv_wasted_pages(findings->boot));
}

bool nkv_check_not_configurable(struct nkv_findings *findings, struct nkv_hazard *hazard)
{
	(void)hazard;
	return findings->boot->kernel->highmem != NKV_HIGHMEM_64G;
}
