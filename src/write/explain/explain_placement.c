/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Explains where the KVA goes (boot-layout 4). */
#include <inttypes.h>

#include <numakva/numakva.h>

#include "core/rules.h"
#include "write/console/said_text.h"
#include "write/explain/explain.h"

/* More than any line about highmem= has, so that no memory must be allocated. */
enum { MESSAGE_BYTES = 256 };

/* --- 4.2 --- */

static void put_message(FILE *out, const struct nkv_plan *plan,
			const struct nkv_lowmem_message *message)
{
	struct nkv_said said = nkv_lowmem_message_said(plan, message);
	char room[MESSAGE_BYTES];
	struct nkv_text text = { .text = room, .capacity = sizeof(room), .fixed = true };

	nkv_said_text(&said, &text);
	fprintf(out, "%.*s\n", (int)text.length, text.text);
}

/* Explains what highmem= becomes, or which value the rules use without it. */
static uint32_t explain_highmem_pages(FILE *out, const struct nkv_plan *plan,
				      const struct nkv_lowmem_call *call)
{
	uint32_t pages = call->highmem_pages_before;

	if (pages != UINT32_MAX) {
		fprintf(out, "            highmem_pages = %" PRIu32 "\n", pages);
		return pages;
	}
	if (call->max_pfn_before <= plan->maxmem_pfn) {
		fputs("            highmem_pages is unset and becomes 0\n", out);
		return 0;
	}
	pages = call->max_pfn_before - plan->maxmem_pfn;
	fprintf(out,
		"            highmem_pages is unset and becomes %" PRIu32 " - %" PRIu32
		" = %" PRIu32 "\n",
		call->max_pfn_before, plan->maxmem_pfn, pages);
	return pages;
}

static void explain_lowmem_result(FILE *out, const struct nkv_plan *plan,
				  const struct nkv_lowmem_call *call)
{
	if (call->max_pfn_before > plan->maxmem_pfn)
		fprintf(out, "            result = MAXMEM_PFN = %" PRIu32 "\n", call->max_low_pfn);
	else if (plan->machine->kernel.highmem == NKV_HIGHMEM_OFF)
		fprintf(out, "            result = max_pfn = %" PRIu32 "\n", call->max_low_pfn);
	else
		fprintf(out,
			"            result = max_pfn - highmem_pages = %" PRIu32 " - %" PRIu32
			" = %" PRIu32 "\n",
			call->max_pfn_after, call->highmem_pages_after, call->max_low_pfn);
}

static void explain_lowmem_call(FILE *out, const struct nkv_plan *plan, size_t index)
{
	const struct nkv_lowmem_call *call = &plan->lowmem_calls[index];
	uint32_t highmem_pages;

	fprintf(out, "    call %zu: max_pfn = %" PRIu32 " is %s MAXMEM_PFN = %" PRIu32 "\n",
		index + 1, call->max_pfn_before,
		call->max_pfn_before > plan->maxmem_pfn ? "above" : "not above", plan->maxmem_pfn);
	highmem_pages = explain_highmem_pages(out, plan, call);
	for (size_t i = 0; i < call->message_count; i++) {
		fputs("            prints: ", out);
		put_message(out, plan, &call->messages[i]);
	}
	if (call->highmem_pages_after != highmem_pages)
		fprintf(out, "            highmem_pages becomes %" PRIu32 "\n",
			call->highmem_pages_after);
	if (call->max_pfn_after != call->max_pfn_before)
		fprintf(out, "            max_pfn becomes %" PRIu32 "\n", call->max_pfn_after);
	explain_lowmem_result(out, plan, call);
}

void nkv_explain_lowmem_calls(FILE *out, const struct nkv_plan *plan)
{
	fputs(plan->lowmem_call_count == 1 ? "  4.2  find_max_low_pfn(), called once\n"
					   : "  4.2, 4.5  find_max_low_pfn(), called twice\n",
	      out);
	for (size_t i = 0; i < plan->lowmem_call_count; i++)
		explain_lowmem_call(out, plan, i);
}

/* --- 4.3 to 4.6 --- */

static void explain_kva_in_lowmem(FILE *out, const struct nkv_plan *plan)
{
	uint32_t initrd = plan->machine->initrd_start;
	bool below_initrd = plan->machine->kernel.profile->rules->kva_below_initrd && initrd != 0;

	if (below_initrd)
		fprintf(out, "  4.3  kva_start_pfn = PFN_DOWN(initrd at 0x%" PRIx32 ") - kva_pages",
			initrd);
	else
		fputs("  4.3  kva_start_pfn = find_max_low_pfn() - kva_pages", out);
	fprintf(out, " = %" PRIu32 " - %" PRIu32 " = %" PRIu32 "\n",
		below_initrd ? initrd >> NKV_PAGE_SHIFT : plan->lowmem_calls[0].max_low_pfn,
		plan->remap_total_pages, plan->kva_wanted_pfn);
	fprintf(out,
		"  4.4  slack = %" PRIu32 " mod %" PRIu32 " = %" PRIu32 ", kva_start_pfn = %" PRIu32
		" - %" PRIu32 " = %" PRIu32 "\n",
		plan->kva_wanted_pfn, plan->pages_per_large_page, plan->kva_slack_pages,
		plan->kva_wanted_pfn, plan->kva_slack_pages, plan->kva_start_pfn);
	if (plan->machine->kernel.profile->rules->kva_takes_slack)
		fprintf(out,
			"       wasted_pages = slack = %" PRIu32 ", kva_pages = %" PRIu32
			" + %" PRIu32 " = %" PRIu32 "\n",
			plan->kva_slack_pages, plan->remap_total_pages, plan->kva_slack_pages,
			plan->kva_pages);
}

static void explain_kva_above_lowmem(FILE *out, const struct nkv_plan *plan)
{
	uint32_t top = plan->lowmem_calls[0].max_low_pfn;

	if (plan->stopped_at != NKV_STOP_PLACEMENT)
		fprintf(out,
			"  4.5  max_low_pfn = find_max_low_pfn() - kva_pages = %" PRIu32
			" - %" PRIu32 " = %" PRIu32 "\n"
			"       the KVA begins at highstart_pfn = %" PRIu32 "\n",
			top, plan->kva_pages, plan->max_low_pfn, plan->kva_start_pfn);
	else
		fprintf(out,
			"  4.5  kva_pages = %" PRIu32 " is more than %" PRIu32
			": no low memory is left, the boot stops\n",
			plan->kva_pages, top);
}

void nkv_explain_highmem(FILE *out, const struct nkv_plan *plan)
{
	if (plan->machine->kernel.highmem == NKV_HIGHMEM_OFF)
		fprintf(out,
			"  4.6  max_low_pfn = %" PRIu32
			"; HIGHMEM off: highstart_pfn = highend_pfn = 0\n",
			plan->max_low_pfn);
	else
		fprintf(out,
			"  4.6  max_low_pfn = %" PRIu32 ", highend_pfn = max_pfn = %" PRIu32
			", highstart_pfn = min of both = %" PRIu32 "\n",
			plan->max_low_pfn, plan->highend_pfn, plan->highstart_pfn);
}

/* --- 4.7, 4.8 --- */

const char nkv_after_kernel[] = "the next page after the kernel";

void nkv_explain_window(FILE *out, const struct nkv_plan *plan, const struct nkv_node *node,
			uint32_t from_pfn, char sign, const char *elsewhere)
{
	const struct nkv_kernel *kernel = &plan->machine->kernel;

	fprintf(out,
		"    node %u: window 0x%" PRIx32 " + ((%" PRIu32 " %c %" PRIu32
		") << 12) = 0x%08" PRIx32 ", + (%" PRIu32 " << 12) = 0x%08" PRIx32 "\n",
		node->nid, kernel->page_offset, from_pfn, sign, node->remap_offset_pages,
		node->remap_vaddr_start, node->reserved_pages, node->remap_vaddr_end);
	fprintf(out,
		"            its allocator begins after %" PRIu32
		" bytes, rounded up to a page: 0x%08" PRIx32 "\n",
		kernel->pg_data_bytes, node->remap_alloc_vaddr);
	fprintf(out, "            pgdat at 0x%08" PRIx32 ", %s\n", node->pgdat_vaddr,
		node->pgdat_in_remap ? "the window's start" : elsewhere);
}

void nkv_explain_low_ends(FILE *out, const struct nkv_plan *plan)
{
	fprintf(out, "  4.1  min_low_pfn = PFN_UP(0x%" PRIx32 ") = %" PRIu32 "\n",
		plan->machine->kernel.init_pg_tables_end, plan->boot_min_low_pfn);
	nkv_explain_lowmem_calls(out, plan);
}

void nkv_explain_kva_in_lowmem(FILE *out, const struct nkv_plan *plan)
{
	nkv_explain_low_ends(out, plan);
	explain_kva_in_lowmem(out, plan);
	nkv_explain_highmem(out, plan);
}

void nkv_explain_kva_above_lowmem(FILE *out, const struct nkv_plan *plan)
{
	nkv_explain_low_ends(out, plan);
	explain_kva_above_lowmem(out, plan);
	if (plan->stopped_at != NKV_STOP_PLACEMENT)
		nkv_explain_highmem(out, plan);
}

void nkv_explain_windows(FILE *out, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++)
		nkv_explain_window(out, plan, &plan->nodes[i], plan->kva_start_pfn, '+',
				   nkv_after_kernel);
}

void nkv_explain_node_ranges(FILE *out, const struct nkv_plan *plan)
{
	bool passed = nkv_plan_knows(plan, NKV_FACT_ENDS);
	const struct nkv_node *stopped = passed ? NULL : nkv_plan_node(plan, plan->stopped_nid);

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		if (passed || node->nid < plan->stopped_nid)
			fprintf(out, "    node %u: [%" PRIu32 ", %" PRIu32 ")\n", node->nid,
				node->start_pfn, node->end_pfn);
	}
	if (stopped != NULL)
		fprintf(out,
			"    node %u: starts at %" PRIu32 ", ends at %" PRIu32
			": BUG, the boot stops\n",
			stopped->nid, stopped->start_pfn, stopped->end_pfn);
}
