/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>

#include <numakva/numakva.h>

#include "write/explain.h"
#include "write/hazard_text.h"
#include "write/paragraph.h"
#include "write/units.h"

/* --- 4 --- */

static void put_unset(FILE *out, uint32_t pages)
{
	if (pages == UINT32_MAX)
		fputs("unset", out);
	else
		fprintf(out, "%" PRIu32, pages);
}

static void explain_lowmem_call(FILE *out, const struct nkv_plan *plan, size_t index)
{
	const struct nkv_lowmem_call *call = &plan->lowmem_calls[index];

	fprintf(out, "    call %zu: max_pfn %" PRIu32 ", highmem_pages ", index + 1,
		call->max_pfn_before);
	put_unset(out, call->highmem_pages_before);
	fprintf(out, "; MAXMEM_PFN is %" PRIu32 "\n", plan->maxmem_pfn);
	fprintf(out, "            max_pfn %" PRIu32 ", highmem_pages ", call->max_pfn_after);
	put_unset(out, call->highmem_pages_after);
	fprintf(out, "; result %" PRIu32 "\n", call->max_low_pfn);
}

static void explain_windows(FILE *out, const struct nkv_plan *plan)
{
	fputs("  4.7, 4.8  windows and ends\n", out);
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		fprintf(out,
			"    node %u: 0x%" PRIx32 " + ((%" PRIu32 " + %" PRIu32
			") << 12) = 0x%08" PRIx32 ", + (%" PRIu32 " << 12) = 0x%08" PRIx32 "\n",
			node->nid, plan->machine->kernel.page_offset, plan->kva_start_pfn,
			node->remap_offset_pages, node->remap_vaddr_start, node->reserved_pages,
			node->remap_vaddr_end);
		fprintf(out, "            pgdat at 0x%08" PRIx32, node->pgdat_vaddr);
		if (nkv_plan_passed(plan, NKV_STOP_NODE_RANGES))
			fprintf(out, ", pages [%" PRIu32 ", %" PRIu32 ")", node->start_pfn,
				node->end_pfn);
		fputc('\n', out);
	}
	if (plan->stopped_at == NKV_STOP_NODE_RANGES)
		fprintf(out, "    node %u ends below its start: BUG, the boot stops\n",
			plan->stopped_nid);
}

static void explain_lowmem_calls(FILE *out, const struct nkv_plan *plan)
{
	fputs(plan->lowmem_call_count == 1 ? "  4.2  find_max_low_pfn(), called once\n"
					   : "  4.2, 4.5  find_max_low_pfn(), called twice\n",
	      out);
	for (size_t i = 0; i < plan->lowmem_call_count; i++)
		explain_lowmem_call(out, plan, i);
}

static void explain_kva_in_lowmem(FILE *out, const struct nkv_plan *plan)
{
	fprintf(out, "  4.3  kva_start_pfn before alignment = %" PRIu32 "\n", plan->kva_wanted_pfn);
	fprintf(out, "  4.4  slack = %" PRIu32 " mod %" PRIu32 " = %" PRIu32 "\n",
		plan->kva_wanted_pfn, plan->pages_per_large_page, plan->kva_slack_pages);
	fprintf(out,
		"       kva_start_pfn = %" PRIu32 " - %" PRIu32 " = %" PRIu32
		", kva_pages = %" PRIu32 ", wasted_pages = %" PRIu32 "\n",
		plan->kva_wanted_pfn, plan->kva_slack_pages, plan->kva_start_pfn, plan->kva_pages,
		plan->wasted_pages);
}

static void explain_kva_above_lowmem(FILE *out, const struct nkv_plan *plan)
{
	uint32_t top = plan->lowmem_calls[0].max_low_pfn;

	if (nkv_plan_passed(plan, NKV_STOP_PLACEMENT))
		fprintf(out,
			"  4.5  max_low_pfn = %" PRIu32 " - kva_pages = %" PRIu32 " - %" PRIu32
			" = %" PRIu32 "\n"
			"       the KVA begins at highstart_pfn = %" PRIu32 "\n",
			top, top, plan->kva_pages, plan->max_low_pfn, plan->kva_start_pfn);
	else
		fprintf(out,
			"  4.5  kva_pages = %" PRIu32 " is more than %" PRIu32
			": no low memory is left, the boot dies\n",
			plan->kva_pages, top);
}

void nkv_explain_placement(FILE *out, const struct nkv_plan *plan)
{
	fputs("\n4  Where the KVA goes\n", out);
	fprintf(out, "  4.1  min_low_pfn = PFN_UP(0x%" PRIx32 ") = %" PRIu32 "\n",
		plan->machine->kernel.init_pg_tables_end, plan->boot_min_low_pfn);
	explain_lowmem_calls(out, plan);
	if (plan->machine->kernel.profile->kva_placement == NKV_KVA_ABOVE_LOWMEM)
		explain_kva_above_lowmem(out, plan);
	else
		explain_kva_in_lowmem(out, plan);
	if (nkv_plan_passed(plan, NKV_STOP_NODE_RANGES))
		fprintf(out,
			"  4.6  max_low_pfn = %" PRIu32 ", highstart_pfn = %" PRIu32
			", highend_pfn = %" PRIu32 "\n",
			plan->max_low_pfn, plan->highstart_pfn, plan->highend_pfn);
	if (nkv_plan_passed(plan, NKV_STOP_PLACEMENT))
		explain_windows(out, plan);
}

/* --- 5 --- */

static void explain_call(FILE *out, size_t index, const struct nkv_bootmem_call *call)
{
	uint64_t first = call->start >> NKV_PAGE_SHIFT;
	uint64_t end = nkv_bytes_pages((uint64_t)call->start + call->size);

	fprintf(out,
		"    %zu. %s(0x%" PRIx32 ", 0x%" PRIx32 ") by %s: pages [%" PRIu64 ", %" PRIu64
		")%s\n",
		index + 1, call->op == NKV_BOOTMEM_FREE ? "free" : "reserve", call->start,
		call->size, call->by, first, end,
		call->bug == NKV_BUG_NONE ? "" : ": BUG, the boot stops");
}

void nkv_explain_bootmem(FILE *out, const struct nkv_plan *plan)
{
	if (!nkv_plan_passed(plan, NKV_STOP_NODE_RANGES))
		return;
	fputs("\n5  The boot-time allocator\n", out);
	fprintf(out,
		"    bitmap at page %" PRIu32 ", ceil(%" PRIu32 " / 8) rounded up to 4 = %" PRIu32
		" bytes\n",
		plan->bitmap_pfn, plan->max_low_pfn, plan->bitmap_bytes);
	for (size_t i = 0; i < plan->call_count; i++)
		explain_call(out, i, &plan->calls[i]);
	if (!nkv_plan_passed(plan, NKV_STOP_BOOTMEM))
		return;
	fputs("  free when setup ends:\n", out);
	for (size_t i = 0; i < plan->free.count; i++)
		fprintf(out, "    [%" PRIu64 ", %" PRIu64 ")\n", plan->free.ranges[i].start_pfn,
			plan->free.ranges[i].end_pfn);
	fprintf(out, "    %" PRIu64 " pages\n", plan->free_pages);
}

/* --- 6 --- */

static void explain_active_ranges(FILE *out, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->active_range_count; i++)
		fprintf(out, "    active range %zu: node %u, [%" PRIu32 ", %" PRIu32 ")\n", i,
			plan->active_ranges[i].nid, plan->active_ranges[i].start_pfn,
			plan->active_ranges[i].end_pfn);
}

static void explain_zones(FILE *out, const struct nkv_plan *plan)
{
	fprintf(out, "    max_low_pfn = %" PRIu32 "\n", plan->max_low_pfn);
	for (size_t i = 0; i < plan->active_range_count; i++) {
		const struct nkv_active_range *span = &plan->active_ranges[i];
		const struct nkv_node *node = &plan->nodes[span->nid];

		fprintf(out,
			"    node %u, [%" PRIu32 ", %" PRIu32 "): its zones have %" PRIu32
			" pages, [%" PRIu32 ", %" PRIu32 ")\n",
			node->nid, node->start_pfn, node->end_pfn, span->end_pfn - span->start_pfn,
			span->start_pfn, span->end_pfn);
	}
	if (plan->stopped_at == NKV_STOP_ZONES)
		fprintf(out,
			"    node %u: max_low_pfn = %" PRIu32 " is above its end = %" PRIu32
			": BUG, the boot stops\n",
			plan->stopped_nid, plan->max_low_pfn,
			plan->nodes[plan->stopped_nid].end_pfn);
}

void nkv_explain_memmaps(FILE *out, const struct nkv_plan *plan)
{
	bool zones = plan->machine->kernel.profile->span_rule == NKV_SPAN_ZONES;

	if (!nkv_plan_passed(plan, NKV_STOP_BOOTMEM))
		return;
	fprintf(out, "\n6  %s and the mem_map\n", zones ? "Zones" : "Active ranges");
	if (zones)
		explain_zones(out, plan);
	else
		explain_active_ranges(out, plan);
	if (!nkv_plan_passed(plan, NKV_STOP_ZONES))
		return;
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		fprintf(out,
			"    node %u: [%" PRIu64 ", %" PRIu64 ") * %" PRIu32 " = %" PRIu32
			" bytes from %s",
			node->nid, node->memmap.pages.start_pfn, node->memmap.pages.end_pfn,
			plan->machine->kernel.struct_page_bytes, node->memmap.bytes,
			nkv_memmap_from_name(node->memmap.from));
		if (node->memmap.from == NKV_MEMMAP_REMAP)
			fprintf(out, " at 0x%08" PRIx32, node->memmap.vaddr);
		fputc('\n', out);
	}
}

/* --- 7 --- */

void nkv_explain_hazards(FILE *out, const struct nkv_plan *plan)
{
	char message[NKV_HAZARD_TEXT_BYTES];

	fputs("\n7  Hazards\n", out);
	for (size_t i = 0; i < plan->hazard_count; i++) {
		const struct nkv_hazard *hazard = &plan->hazards[i];

		nkv_hazard_message(plan, hazard, message);
		fprintf(out, "    %s, %s:\n        ", nkv_hazard_info(hazard->code)->code,
			nkv_severity_name(hazard->severity));
		nkv_paragraph(out, message, 8, 8);
	}
	fprintf(out, "    verdict: %s\n", nkv_verdict_name(plan->verdict));
}
