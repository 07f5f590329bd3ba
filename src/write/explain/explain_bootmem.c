/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Explains the boot-time allocator, the mem_maps and the hazards (boot-layout 5 to 7). */
#include <inttypes.h>

#include <numakva/numakva.h>

#include "base/paragraph.h"
#include "write/explain/explain.h"
#include "write/words/hazard_text.h"
#include "write/words/units.h"

/* --- 5 --- */

/* Explains the arguments of a call, if they are not obvious. */
static void explain_arguments(FILE *out, const struct nkv_plan *plan,
			      const struct nkv_bootmem_call *call)
{
	const struct nkv_node *node0 = &plan->nodes[0];

	switch (call->setup) {
	case NKV_SETUP_KERNEL:
		fprintf(out,
			"       size = min_low_pfn * 4096 + bitmap + 4095 - text = 0x%" PRIx32
			" + 0x%" PRIx32 " + 0xfff - 0x%" PRIx32 "\n",
			plan->min_low_pfn << NKV_PAGE_SHIFT, plan->bitmap_bytes, plan->text);
		break;
	case NKV_SETUP_KVA:
		fprintf(out,
			"       PFN_PHYS(kva_start_pfn = %" PRIu32
			"), PFN_PHYS(kva_pages = %" PRIu32 ")\n",
			plan->kva_start_pfn, plan->kva_pages);
		break;
	case NKV_SETUP_WASTED:
		fprintf(out,
			"       PFN_PHYS(remap_start_pfn + reserved_pages = %" PRIu32 " + %" PRIu32
			"), PFN_PHYS(wasted_pages = %" PRIu32 ")\n",
			node0->remap_start_pfn, node0->reserved_pages, plan->wasted_pages);
		break;
	default:
		break;
	}
}

/* Explains which of the two tests against the end of low memory fails. */
static void explain_beyond(FILE *out, const struct nkv_plan *plan,
			   const struct nkv_bootmem_call *call)
{
	uint32_t start_pfn = call->start >> NKV_PAGE_SHIFT;
	uint32_t end = call->start + call->size;
	uint32_t end_pfn = (end + NKV_PAGE_BYTES - 1) >> NKV_PAGE_SHIFT;

	if (start_pfn >= plan->max_low_pfn)
		fprintf(out,
			"PFN_DOWN(0x%" PRIx32 ") = %" PRIu32 " is not below max_low_pfn = %" PRIu32,
			call->start, start_pfn, plan->max_low_pfn);
	else if (end_pfn > plan->max_low_pfn)
		fprintf(out, "PFN_UP(0x%" PRIx32 ") = %" PRIu32 " is above max_low_pfn = %" PRIu32,
			end, end_pfn, plan->max_low_pfn);
	else
		fputs("the bitmaps do not cover all of these pages", out);
}

static void explain_bug(FILE *out, const struct nkv_plan *plan, const struct nkv_bootmem_call *call)
{
	uint32_t end = call->start + call->size;

	fputs("       ", out);
	switch (call->bug) {
	case NKV_BUG_NONE:
		break;
	case NKV_BUG_FREE_TWICE:
		fputs("some of these pages are free already", out);
		break;
	case NKV_BUG_ZERO_LENGTH:
		fputs("the size is 0", out);
		break;
	case NKV_BUG_WRAPS:
		fprintf(out, "PFN_UP(0x%" PRIx32 ") is not above PFN_DOWN(0x%" PRIx32 ")", end,
			call->start);
		break;
	case NKV_BUG_BEYOND_LOWMEM:
		explain_beyond(out, plan, call);
		break;
	case NKV_BUG_OTHER_NODE:
		fputs("the node has no bitmap", out);
		break;
	case NKV_BUG_BLANK_RANGE:
		fputs("they lie below the node's bitmap", out);
		break;
	}
	fputs(": BUG, the boot stops\n", out);
}

static void explain_call(FILE *out, const struct nkv_plan *plan, size_t index)
{
	const struct nkv_bootmem_call *call = &plan->calls[index];
	uint32_t end = call->start + call->size;

	fprintf(out, "    %zu. %s(0x%" PRIx32 ", 0x%" PRIx32 ") by %s", index + 1,
		call->op == NKV_BOOTMEM_FREE ? "free" : "reserve", call->start, call->size,
		call->by);
	if (plan->reserves_early && call->nid >= 0)
		fprintf(out, " of node %d", call->nid);
	fprintf(out, ": pages [%" PRIu32 ", %" PRIu32 ")\n", call->start >> NKV_PAGE_SHIFT,
		(end + NKV_PAGE_BYTES - 1) >> NKV_PAGE_SHIFT);
	explain_arguments(out, plan, call);
	if (call->bug != NKV_BUG_NONE)
		explain_bug(out, plan, call);
}

static void explain_initrd(FILE *out, const struct nkv_plan *plan)
{
	static const char *const texts[] = {
		[NKV_INITRD_NONE] = NULL,
		[NKV_INITRD_KEPT] = "used in place",
		[NKV_INITRD_MOVED] = "moved below the end of low memory later",
		[NKV_INITRD_WRAPS] = "wraps at 4 GiB, disabled",
		[NKV_INITRD_TOO_LARGE] = "half of low memory or more, disabled",
		[NKV_INITRD_BEYOND_LOWMEM] = "ends above low memory, disabled",
	};
	const struct nkv_machine *machine = plan->machine;

	if (texts[plan->initrd_fate])
		fprintf(out,
			"  the initrd, 0x%" PRIx32 " + 0x%" PRIx32 ", low memory to 0x%" PRIx32
			": %s\n",
			machine->initrd_start, machine->initrd_size,
			plan->max_low_pfn << NKV_PAGE_SHIFT, texts[plan->initrd_fate]);
}

void nkv_explain_calls(FILE *out, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->call_count; i++)
		explain_call(out, plan, i);
}

void nkv_explain_free_ranges(FILE *out, const struct nkv_range_list *free, uint64_t free_pages)
{
	for (size_t i = 0; i < free->count; i++)
		fprintf(out, "    [%" PRIu64 ", %" PRIu64 ")\n", free->ranges[i].start_pfn,
			free->ranges[i].end_pfn);
	fprintf(out, "    %" PRIu64 " pages\n", free_pages);
}

void nkv_explain_bootmem(FILE *out, const struct nkv_plan *plan)
{
	fprintf(out,
		"    bitmap at page %" PRIu32 ", ceil(%" PRIu32 " / 8) rounded up to 4 = %" PRIu32
		" bytes\n",
		plan->bitmap_pfn, plan->max_low_pfn, plan->bitmap_bytes);
	nkv_explain_calls(out, plan);
	explain_initrd(out, plan);
	if (!nkv_plan_knows(plan, NKV_FACT_FREE))
		return;
	fputs("  free when setup ends:\n", out);
	nkv_explain_free_ranges(out, &plan->free, plan->free_pages);
}

/* --- 6 --- */

void nkv_explain_active_ranges(FILE *out, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->active_range_count; i++)
		fprintf(out, "    active range %zu: node %u, [%" PRIu32 ", %" PRIu32 ")\n", i,
			plan->active_ranges[i].nid, plan->active_ranges[i].start_pfn,
			plan->active_ranges[i].end_pfn);
}

void nkv_explain_zones(FILE *out, const struct nkv_plan *plan)
{
	fprintf(out, "    max_low_pfn = %" PRIu32 "\n", plan->max_low_pfn);
	for (size_t i = 0; i < plan->active_range_count; i++) {
		const struct nkv_active_range *span = &plan->active_ranges[i];
		const struct nkv_node *node = nkv_plan_node(plan, span->nid);

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
			nkv_plan_node(plan, plan->stopped_nid)->end_pfn);
}

static void explain_memmap(FILE *out, const struct nkv_plan *plan, const struct nkv_node *node)
{
	uint32_t line = plan->machine->kernel.cache_line_bytes;
	uint32_t bytes = (node->memmap.bytes + line - 1) / line * line;
	const struct nkv_range *pages = &node->memmap.pages;
	bool has_spare = node->memmap.struct_pages > pages->end_pfn - pages->start_pfn;

	if (node->memmap.from == NKV_MEMMAP_NONE) {
		fprintf(out, "    node %u: nothing to cover, no mem_map\n", node->nid);
		return;
	}
	fprintf(out,
		"    node %u: %s: [%" PRIu64 ", %" PRIu64 "), * %" PRIu32 " = %" PRIu32 " bytes\n",
		node->nid,
		has_spare ? "its pages, and one more" : "multiples of 1024 pages around it",
		node->memmap.pages.start_pfn, node->memmap.pages.end_pfn,
		plan->machine->kernel.struct_page_bytes, node->memmap.bytes);
	fprintf(out,
		"            0x%08" PRIx32 " + 0x%" PRIx32 " = 0x%08" PRIx32
		" %s the window's end 0x%08" PRIx32 ": %s\n",
		node->remap_alloc_vaddr, bytes, node->remap_alloc_vaddr + bytes,
		node->memmap.from == NKV_MEMMAP_REMAP ? "<" : ">=", node->remap_vaddr_end,
		node->memmap.from == NKV_MEMMAP_REMAP ? "remap area" : "low memory");
}

void nkv_explain_memmaps(FILE *out, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++)
		explain_memmap(out, plan, &plan->nodes[i]);
}

void nkv_explain_ram(FILE *out, const struct nkv_plan *plan)
{
	const struct nkv_ram *ram = &plan->ram;

	fprintf(out,
		"    RAM: %" PRIu64 " pages = low %" PRIu64 " + high %" PRIu64
		" + under windows %" PRIu64 " + wasted %" PRIu64 " + unused %" PRIu64 "\n",
		ram->pages, ram->low_pages, ram->high_pages, ram->remap_pages, ram->wasted_pages,
		ram->unused_pages);
}

/* --- 7 --- */

void nkv_explain_hazards(FILE *out, const struct nkv_plan *plan, size_t columns)
{
	char message[NKV_HAZARD_TEXT_BYTES];

	fputs("\n7  Hazards\n", out);
	for (size_t i = 0; i < plan->hazard_count; i++) {
		const struct nkv_hazard *hazard = &plan->hazards[i];

		nkv_hazard_message(plan, hazard, message);
		fprintf(out, "    %s, %s:\n        ", nkv_hazard_info(hazard->code)->code,
			nkv_severity_name(hazard->severity));
		nkv_paragraph(out, message, 8, 8, columns);
	}
	fprintf(out, "    verdict: %s\n", nkv_verdict_name(plan->verdict));
}
