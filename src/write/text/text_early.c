/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/text/text_early.h"

#include <inttypes.h>

#include "write/words/units.h"

void nkv_text_put_early(FILE *out, const struct nkv_plan *plan)
{
	if (!plan->reserves_early || plan->call_count > 0)
		return;
	fputs("Early reservations\n", out);
	for (size_t i = 0; i < plan->early_count; i++)
		fprintf(out, "%4zu  0x%08" PRIx64 "..0x%08" PRIx64 "  %s\n", i + 1,
			plan->early[i].start, plan->early[i].end, plan->early[i].by);
	fputc('\n', out);
}

static void put_bitmap(FILE *out, const struct nkv_plan *plan, const struct nkv_bitmap *bitmap)
{
	fprintf(out, "%4u  0x%-7" PRIx32 "  0x%-7" PRIx32 "  %6" PRIu32 "  0x%-7" PRIx32,
		bitmap->nid, bitmap->start_pfn, bitmap->end_pfn, bitmap->bitmap_bytes,
		bitmap->bitmap_pfn);
	if (nkv_plan_knows(plan, NKV_FACT_FREE))
		fprintf(out, "  %5" PRIu64 " MiB%s", nkv_pages_mb(bitmap->free_pages),
			bitmap->nid != 0 && bitmap->free_pages > 0 ? ", never used" : "");
	fputc('\n', out);
}

void nkv_text_put_bitmaps(FILE *out, const struct nkv_plan *plan)
{
	if (plan->bitmap_count == 0 || (plan->bitmap_count == 1 && plan->bitmaps[0].nid == 0))
		return;
	fputs("Bitmaps of the boot-time allocator\n", out);
	fprintf(out, "%4s  %-9s  %-9s  %6s  %-9s  %9s\n", "node", "start pfn", "end pfn", "bytes",
		"at pfn", "free");
	for (size_t i = 0; i < plan->bitmap_count; i++)
		put_bitmap(out, plan, &plan->bitmaps[i]);
	fputc('\n', out);
}
