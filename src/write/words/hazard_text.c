/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/words/hazard_text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "write/words/size_text.h"

enum { RANGES_SHOWN = 3 };

/* --- figures --- */

struct text {
	char *buffer;
	size_t bytes;
};

static void append(struct text *text, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void append(struct text *text, const char *format, ...)
{
	size_t used = strlen(text->buffer);
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text->buffer + used, text->bytes - used, format, arguments);
	va_end(arguments);
}

static void append_nids(struct text *text, uint32_t nids)
{
	bool several = (nids & (nids - 1)) != 0;
	const char *before = several ? "nodes " : "node ";

	for (unsigned int nid = 0; nid < NKV_NODES_MAX; nid++) {
		if (!(nids & UINT32_C(1) << nid))
			continue;
		append(text, "%s%u", before, nid);
		before = ", ";
	}
}

static void append_ranges(struct text *text, const struct nkv_range_list *ranges)
{
	for (size_t i = 0; i < ranges->count && i < RANGES_SHOWN; i++)
		append(text, "%s0x%" PRIx64 "..0x%" PRIx64, i == 0 ? " at pfn " : ", ",
		       ranges->ranges[i].start_pfn, ranges->ranges[i].end_pfn);
	if (ranges->count > RANGES_SHOWN)
		append(text, " and %zu more", ranges->count - RANGES_SHOWN);
}

/* "1 page (4 KiB)" */
static void append_page_count(struct text *text, uint64_t pages)
{
	char size[NKV_SIZE_TEXT_BYTES];

	append(text, "%" PRIu64 " page%s (%s)", pages, pages == 1 ? "" : "s",
	       nkv_size_text(pages, size));
}

static void append_pages(struct text *text, const struct nkv_hazard *hazard)
{
	append_page_count(text, hazard->pages);
	if (hazard->fields & NKV_HAZARD_HAS_RANGES)
		append_ranges(text, &hazard->ranges);
}

/* Appends the caller of the call that stops the boot. */
static void append_bug_call(struct text *text, const struct nkv_plan *plan)
{
	const struct nkv_bootmem_call *call;

	if (plan->call_count == 0)
		return;
	call = &plan->calls[plan->call_count - 1];
	if (call->bug != NKV_BUG_NONE)
		append(text, " by %s", call->by);
}

/* Appends the size that highmem= asks for. */
static void append_highmem(struct text *text, const struct nkv_plan *plan)
{
	append(text, " (");
	append_page_count(text, plan->highmem_given_pages);
	append(text, " were requested)");
}

/* Appends what is at an address in the windows: another node's pgdat or mem_map. */
static void append_overwritten(struct text *text, const struct nkv_plan *plan,
			       const struct nkv_node *node)
{
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *other = &plan->nodes[i];
		bool is_pgdat = other->pgdat_in_remap && other->pgdat_vaddr == node->pgdat_vaddr;

		if (other == node || !(is_pgdat || (node->pgdat_vaddr >= other->remap_vaddr_start &&
						    node->pgdat_vaddr < other->remap_vaddr_end)))
			continue;
		append(text, ", at 0x%08" PRIx32 ", where node %u has its %s", node->pgdat_vaddr,
		       other->nid, is_pgdat ? "pgdat" : "mem_map");
		return;
	}
}

/* Appends what is overwritten, for each node of the hazard. */
static void append_victims(struct text *text, const struct nkv_plan *plan, uint32_t nids)
{
	for (size_t i = 0; i < plan->node_count; i++)
		if (nids & UINT32_C(1) << plan->nodes[i].nid)
			append_overwritten(text, plan, &plan->nodes[i]);
}

/* Appends an ACPI table, or the number of tables. */
static void append_tables(struct text *text, const struct nkv_hazard *hazard)
{
	if (hazard->fields & NKV_HAZARD_HAS_TABLE)
		append(text, ": %s, table %zu of %zu, spans %" PRIu64 " page%s",
		       hazard->table.signature, hazard->table.index + 1, hazard->tables,
		       hazard->table.pages, hazard->table.pages == 1 ? "" : "s");
	else if (hazard->fields & NKV_HAZARD_HAS_TABLES)
		append(text, ", %zu listed", hazard->tables);
}

/* Appends a reservation, and the one that it overlaps. */
static void append_reservations(struct text *text, const struct nkv_hazard *hazard)
{
	append(text, "%s", hazard->by);
	if (hazard->fields & NKV_HAZARD_HAS_WITH)
		append(text, " over %s", hazard->with);
}

/* Appends the number of entries in the SRAT. */
static void append_entries(struct text *text, const struct nkv_hazard *hazard)
{
	if (hazard->fields & NKV_HAZARD_HAS_ENTRIES)
		append(text, "%zu not read, %zu of memory", hazard->entries, hazard->chunk_count);
	else
		append(text, "%zu of them", hazard->chunk_count);
}

/* Appends amounts. Returns the text before the next figure. */
static const char *append_amounts(struct text *text, const struct nkv_hazard *hazard)
{
	const char *between = " (";
	char size[NKV_SIZE_TEXT_BYTES];

	if (hazard->nids != 0) {
		append(text, "%s", between);
		append_nids(text, hazard->nids);
		between = ", ";
	}
	if (hazard->fields & NKV_HAZARD_HAS_PAGES) {
		append(text, "%s", between);
		append_pages(text, hazard);
		between = ", ";
	}
	if (hazard->fields & NKV_HAZARD_HAS_BYTES) {
		append(text, "%s%" PRIu64 " bytes", between, hazard->bytes);
		if (hazard->bytes >= NKV_PAGE_BYTES)
			append(text, " (%s)", nkv_size_text(hazard->bytes / NKV_PAGE_BYTES, size));
		append(text, "%s",
		       hazard->code == NKV_HAZARD_MEMMAP_OVERRUNS_REMAP ? " past it" : "");
		between = ", ";
	}
	if (hazard->fields & NKV_HAZARD_HAS_PFN)
		append(text, "%sat pfn 0x%" PRIx64, between, hazard->pfn);
	return between;
}

/* Appends the figures of the hazard. */
static void append_figures(struct text *text, const struct nkv_plan *plan,
			   const struct nkv_hazard *hazard)
{
	const char *between;

	if (hazard->code == NKV_HAZARD_HIGHMEM_IGNORED)
		append_highmem(text, plan);
	between = append_amounts(text, hazard);
	if (hazard->fields & NKV_HAZARD_HAS_BY) {
		append(text, "%s", between);
		append_reservations(text, hazard);
		between = ", ";
	}
	if (hazard->fields & NKV_HAZARD_HAS_ADDRESS)
		append(text, "%saddress 0x%" PRIx64, between, hazard->address);
	if (hazard->fields & NKV_HAZARD_HAS_TRUE_ADDRESS)
		append(text, " for 0x%" PRIx64, hazard->true_address);
	if (hazard->severity == NKV_SEVERITY_FATAL && (hazard->fields & NKV_HAZARD_HAS_ADDRESS))
		append_bug_call(text, plan);
	if (hazard->fields & NKV_HAZARD_HAS_REASON)
		append(text, "%s%s", between, hazard->reason);
	if (hazard->fields & NKV_HAZARD_HAS_CHUNKS) {
		append(text, "%s", between);
		append_entries(text, hazard);
	}
	append_tables(text, hazard);
	if (hazard->code == NKV_HAZARD_NODE_WITHOUT_REMAP)
		append_victims(text, plan, hazard->nids);
	if (hazard->fields != 0)
		append(text, ")");
}

void nkv_hazard_message(const struct nkv_plan *plan, const struct nkv_hazard *hazard,
			char message[NKV_HAZARD_TEXT_BYTES])
{
	struct text text = { message, NKV_HAZARD_TEXT_BYTES };

	message[0] = '\0';
	append(&text, "%s", nkv_hazard_info(hazard->code)->happens);
	if (hazard->code == NKV_HAZARD_MEMMAP_IN_LOWMEM && hazard->severity == NKV_SEVERITY_FATAL)
		append(&text, ", where %s: the boot stops",
		       hazard->nids != 0 ? "no run of free pages is long enough"
					 : "no page is free for a page table");
	append_figures(&text, plan, hazard);
}

void nkv_hazard_figures(const struct nkv_plan *plan, const struct nkv_hazard *hazard,
			char figures[NKV_HAZARD_TEXT_BYTES])
{
	char enclosed[NKV_HAZARD_TEXT_BYTES + 3] = "";
	struct text text = { enclosed, sizeof(enclosed) };

	append_figures(&text, plan, hazard);
	*figures = '\0';
	/* They are written as " (...)", or not at all. */
	if (*enclosed)
		snprintf(figures, NKV_HAZARD_TEXT_BYTES, "%.*s", (int)strlen(enclosed) - 3,
			 enclosed + 2);
}
