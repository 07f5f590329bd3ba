/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The sections of SPARSEMEM; sections that are alike share a row. */
#include "write/text/text_sections.h"

#include <inttypes.h>

#include "write/words/section_runs.h"
#include "write/words/size_text.h"
#include "write/words/units.h"

static void put_run(FILE *out, const struct nkv_plan *plan, const struct nkv_section_run *run)
{
	char text[NKV_SECTION_RUN_BYTES];

	fprintf(out, "%8s  0x%-7" PRIx32 "  0x%-7" PRIx32 "  %4u  %5u  %s\n",
		nkv_section_run_text(run, text), run->first * plan->pages_per_section,
		run->end * plan->pages_per_section, run->section->home_nid, run->section->nid,
		nkv_section_memmap_words(run->section));
}

void nkv_text_put_sections(FILE *out, const struct nkv_plan *plan)
{
	struct nkv_section_run run = { 0 };
	char size[NKV_SIZE_TEXT_BYTES];

	if (!nkv_plan_knows(plan, NKV_FACT_SECTIONS))
		return;
	fprintf(out, "%8s  %-9s  %-9s  %4s  %5s  mem_map, %s each\n", "sections", "start pfn",
		"end pfn", "home", "owner",
		nkv_size_text(nkv_bytes_pages(plan->section_memmap_bytes), size));
	while (nkv_section_run_next(plan, &run))
		put_run(out, plan, &run);
	fputc('\n', out);
}
