/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Explains kernels that search for a place for the boot-time allocator's
 * bitmaps (profile-2.6.32).
 */
#include <inttypes.h>

#include <numakva/numakva.h>

#include "write/explain/explain.h"

/* --- 5 --- */

void nkv_explain_bootmap(FILE *out, const struct nkv_plan *plan)
{
	fprintf(out,
		"    BOOTMAP: ceil(%" PRIu32 " / 8) rounded up to 4 and to a page = %" PRIu32
		" bytes\n    find(0, 0x%" PRIx32 ", size, 4096) = ",
		plan->max_low_pfn, plan->bitmap_bytes, plan->max_low_pfn << NKV_PAGE_SHIFT);
	if (nkv_plan_knows(plan, NKV_FACT_BITMAP) || plan->early_refused.by != NULL)
		fprintf(out, "page %" PRIu32 "\n", plan->bitmap_pfn);
	else
		fputs("none: the boot stops\n", out);
}

static void explain_bitmap(FILE *out, const struct nkv_bitmap *bitmap)
{
	fprintf(out,
		"    node %u: [%" PRIu32 ", %" PRIu32 "), ceil(%" PRIu32
		" / 8) rounded up to 4 = %" PRIu32 " bytes at page %" PRIu32 ", of 0x%" PRIx32 "\n",
		bitmap->nid, bitmap->start_pfn, bitmap->end_pfn,
		bitmap->end_pfn - bitmap->start_pfn, bitmap->bitmap_bytes, bitmap->bitmap_pfn,
		bitmap->address);
}

static void explain_free(FILE *out, const struct nkv_plan *plan, const struct nkv_bitmap *bitmap)
{
	fprintf(out, "  free in the bitmap of node %u when setup ends%s:\n", bitmap->nid,
		bitmap->nid == 0 || plan->bitmap_count == 1
			? ""
			: ", and never given to the page allocator");
	nkv_explain_free_ranges(out, &bitmap->free, bitmap->free_pages);
}

void nkv_explain_bitmaps(FILE *out, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->bitmap_count; i++)
		explain_bitmap(out, &plan->bitmaps[i]);
	fputs("  calls\n", out);
	nkv_explain_calls(out, plan);
	for (size_t i = 0; nkv_plan_knows(plan, NKV_FACT_FREE) && i < plan->bitmap_count; i++)
		explain_free(out, plan, &plan->bitmaps[i]);
}

/* --- 6 --- */

void nkv_explain_late_memmaps(FILE *out, const struct nkv_plan *plan)
{
	nkv_explain_active_ranges(out, plan);
	if (plan->stopped_at == NKV_STOP_ZONES) {
		fputs("    no page is free for the page table of kmap(): the boot stops\n", out);
		return;
	}
	for (size_t i = 0; i < plan->node_count; i++)
		fprintf(out, "    node %u spans [%" PRIu64 ", %" PRIu64 ")\n", plan->nodes[i].nid,
			plan->nodes[i].span.start_pfn, plan->nodes[i].span.end_pfn);
	nkv_explain_memmaps(out, plan);
}
