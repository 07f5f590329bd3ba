/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/words/section_runs.h"

#include <stdio.h>

static bool has_room(const struct nkv_section *section)
{
	return section->from != NKV_MEMMAP_BOOTMEM ||
	       section->taken.end_pfn > section->taken.start_pfn;
}

static bool are_alike(const struct nkv_section *a, const struct nkv_section *b)
{
	return a->present == b->present && a->home_nid == b->home_nid && a->nid == b->nid &&
	       a->from == b->from && has_room(a) == has_room(b);
}

bool nkv_section_run_next(const struct nkv_plan *plan, struct nkv_section_run *run)
{
	const struct nkv_section *sections = plan->sections;

	run->first = run->end;
	while (run->first < plan->section_count && !sections[run->first].present)
		run->first++;
	if (run->first >= plan->section_count)
		return false;
	run->section = &sections[run->first];
	run->end = run->first + 1;
	while (run->end < plan->section_count && are_alike(run->section, &sections[run->end]))
		run->end++;
	return true;
}

const char *nkv_section_run_text(const struct nkv_section_run *run,
				 char text[NKV_SECTION_RUN_BYTES])
{
	if (run->end == run->first + 1)
		snprintf(text, NKV_SECTION_RUN_BYTES, "%u", run->first);
	else
		snprintf(text, NKV_SECTION_RUN_BYTES, "%u..%u", run->first, run->end - 1);
	return text;
}

const char *nkv_section_memmap_words(const struct nkv_section *section)
{
	if (section->from == NKV_MEMMAP_REMAP)
		return "in its home's window";
	return has_room(section) ? "in low memory" : "no room";
}
