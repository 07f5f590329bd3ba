/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SPARSEMEM: the owners of sections, and the places of their mem_maps. */
#include <inttypes.h>
#include <stdio.h>

#include "core/places/places.h"
#include "write/drawing/layout.h"
#include "write/words/section_runs.h"

/* A mark in the colour of a node. */
static struct nkv_mark *add_mark(struct nkv_drawing *drawing, enum nkv_mark_kind kind,
				 struct nkv_range pages, unsigned int nid)
{
	struct nkv_mark *mark = nkv_drawing_add_mark(drawing, kind, pages);

	mark->nid = (int)nid;
	snprintf(mark->brief, sizeof(mark->brief), "%u", nid);
	return mark;
}

enum { RUN_NAME_BYTES = NKV_SECTION_RUN_BYTES + 9 };

/* "section 4", "sections 0..3". */
static void name_run(const struct nkv_section_run *run, char text[RUN_NAME_BYTES])
{
	char numbers[NKV_SECTION_RUN_BYTES];

	snprintf(text, RUN_NAME_BYTES, "section%s %s", run->end == run->first + 1 ? "" : "s",
		 nkv_section_run_text(run, numbers));
}

static void draw_run(struct nkv_drawing *drawing, const struct nkv_section_run *run)
{
	uint64_t size = drawing->plan->pages_per_section;
	const struct nkv_section *section = run->section;
	char text[NKV_SECTION_RUN_BYTES], name[RUN_NAME_BYTES];
	struct nkv_mark *mark =
		add_mark(drawing, NKV_MARK_SECTION,
			 (struct nkv_range){ run->first * size, run->end * size }, section->nid);

	nkv_section_run_text(run, text);
	nkv_mark_label(mark, "%s of node %u", text, section->nid);
	name_run(run, name);
	nkv_mark_title(mark, "%s: home node %u, owner node %u, mem_map %s", name, section->home_nid,
		       section->nid, nkv_section_memmap_words(section));
	nkv_mark_title_pages(mark);
}

void nkv_layout_sections(struct nkv_drawing *drawing)
{
	struct nkv_section_run run = { 0 };

	if (!nkv_plan_knows(drawing->plan, NKV_FACT_SECTIONS))
		return;
	nkv_drawing_add_band(drawing, NKV_BAND_BAR, NKV_SPACE_PHYSICAL, "sections");
	while (nkv_section_run_next(drawing->plan, &run))
		draw_run(drawing, &run);
}

/* --- their mem_maps --- */

/* Mem_maps of one home that follow each other. */
struct row {
	struct nkv_drawing *drawing;
	struct nkv_range pages;
	struct nkv_section_run run; /* their sections; section NULL: none yet */
};

static void draw_row(struct row *row)
{
	char text[RUN_NAME_BYTES];
	struct nkv_mark *mark;

	if (!row->run.section || row->pages.end_pfn == row->pages.start_pfn)
		return;
	mark = add_mark(row->drawing, NKV_MARK_MEMMAP, row->pages, row->run.section->home_nid);
	name_run(&row->run, text);
	nkv_mark_label(mark, "of %s", text);
	nkv_mark_title(mark, "mem_map of %s, %s", text, nkv_section_memmap_words(row->run.section));
	nkv_mark_title_pages(mark);
}

/* Whether a section's mem_map follows those of the row, and comes from the same place. */
static bool continues(const struct row *row, const struct nkv_placed *placed,
		      const struct nkv_section *section)
{
	const struct nkv_section *first = row->run.section;

	return first && row->run.end == placed->section && first->home_nid == section->home_nid &&
	       first->from == section->from && row->pages.end_pfn == placed->pages.start_pfn;
}

static void take_place(void *listener, const struct nkv_placed *placed)
{
	struct row *row = listener;
	const struct nkv_section *section = &row->drawing->plan->sections[placed->section];

	if (placed->kind != NKV_PLACED_MEMMAP)
		return;
	if (!continues(row, placed, section)) {
		draw_row(row);
		row->pages = placed->pages;
		row->run = (struct nkv_section_run){ placed->section, 0, section };
	}
	row->pages.end_pfn = placed->pages.end_pfn;
	row->run.end = placed->section + 1;
}

void nkv_layout_section_memmaps(struct nkv_drawing *drawing)
{
	struct row row = { .drawing = drawing };

	if (!nkv_plan_knows(drawing->plan, NKV_FACT_SECTIONS))
		return;
	nkv_drawing_add_band(drawing, NKV_BAND_BAR, NKV_SPACE_LOWMEM, "mem_maps");
	nkv_plan_places(&(struct nkv_placing){ drawing->plan, take_place, &row });
	draw_row(&row);
}
