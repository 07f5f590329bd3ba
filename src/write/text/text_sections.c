/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The sections of SPARSEMEM, those that are alike in a row. */
#include "write/text/text_sections.h"

#include <inttypes.h>

#include "write/words/section_runs.h"

static void put_run(FILE *out, const struct nkv_plan *plan, const struct nkv_section_run *run)
{
	char text[NKV_SECTION_RUN_BYTES];

	fprintf(out, "%8s  0x%-6" PRIx32 " 0x%-6" PRIx32 "  %4u  %5u  %s\n",
		nkv_section_run_text(run, text), run->first * plan->pages_per_section,
		run->end * plan->pages_per_section, run->section->home_nid, run->section->nid,
		nkv_section_memmap_words(run->section));
}

void nkv_text_put_sections(FILE *out, const struct nkv_plan *plan)
{
	struct nkv_section_run run = { 0 };

	if (!nkv_plan_knows(plan, NKV_FACT_SECTIONS))
		return;
	fprintf(out, "%8s  %-8s %-8s  %4s  %5s  mem_map, %.1f MiB each\n", "sections", "start",
		"end", "home", "owner", (double)plan->section_memmap_bytes / 1048576);
	while (nkv_section_run_next(plan, &run))
		put_run(out, plan, &run);
	fputc('\n', out);
}
