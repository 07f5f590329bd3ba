/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pictures of the vectors' machines: nothing is left out, nothing lies outside,
 * and bars stand for as much memory as they should.
 */
#define _POSIX_C_SOURCE 200809L
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "support/planning.h"
#include "write/drawing/drawing.h"
#include "write/drawing/scale.h"

/* Expect that `use` can be called with the plans of so many machines of a file. */
static void each_plan(const char *name, size_t most, use_function *use)
{
	FILE *file = open_test_file(name);
	char *line = NULL;
	size_t bytes = 0, count = 0;

	for (; count < most && getline(&line, &bytes, file) > 0; count++) {
		cJSON *object = cJSON_Parse(line);
		char *machine =
			cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(object, "machine"));

		use_plan(machine, use, NULL);
		cJSON_free(machine);
		cJSON_Delete(object);
	}
	fclose(file);
	free(line);
	cr_assert_gt(count, 0);
}

static const char *name_of(const struct nkv_plan *plan)
{
	return plan->machine->name ? plan->machine->name : "?";
}

static size_t checked_memmaps;

static size_t count_marks(const struct nkv_drawing *drawing, enum nkv_mark_kind kind, int nid)
{
	size_t count = 0;

	for (size_t i = 0; i < drawing->mark_count; i++)
		count += drawing->marks[i].kind == kind && drawing->marks[i].nid == nid;
	return count;
}

static uint64_t sum_pages(const struct nkv_drawing *drawing, enum nkv_mark_kind kind)
{
	uint64_t pages = 0;

	for (size_t i = 0; i < drawing->mark_count; i++)
		if (drawing->marks[i].kind == kind)
			pages +=
				drawing->marks[i].pages.end_pfn - drawing->marks[i].pages.start_pfn;
	return pages;
}

/* Expect a mark as found, one as given up and one of a window for each node that has such. */
static void check_nodes(const struct nkv_drawing *drawing)
{
	for (size_t i = 0; i < drawing->plan->node_count; i++) {
		const struct nkv_node *node = &drawing->plan->nodes[i];
		size_t gives = node->reserved_pages > 0;
		size_t windows = nkv_plan_knows(drawing->plan, NKV_FACT_WINDOWS) ? gives : 0;

		cr_expect_eq(count_marks(drawing, NKV_MARK_NODE, node->nid), 1, "%s",
			     name_of(drawing->plan));
		cr_expect_eq(count_marks(drawing, NKV_MARK_GIVEN, node->nid), gives, "%s",
			     name_of(drawing->plan));
		cr_expect_eq(count_marks(drawing, NKV_MARK_WINDOW, node->nid), windows, "%s",
			     name_of(drawing->plan));
	}
	for (size_t i = 0; i < drawing->arrow_count; i++) {
		cr_expect_eq(drawing->marks[drawing->arrows[i].from].kind, NKV_MARK_GIVEN);
		cr_expect_eq(drawing->marks[drawing->arrows[i].from].nid,
			     drawing->marks[drawing->arrows[i].to].nid);
	}
}

/* Expect a mark for each call, and a band with a mark for each hazard. */
static void check_calls_and_hazards(const struct nkv_drawing *drawing)
{
	const struct nkv_plan *plan = drawing->plan;
	size_t calls = count_marks(drawing, NKV_MARK_CALL_FREE, -1) +
		       count_marks(drawing, NKV_MARK_CALL_RESERVE, -1) +
		       count_marks(drawing, NKV_MARK_CALL_BUG, -1);
	size_t hazards = 0;

	cr_expect_eq(calls, plan->call_count, "%s", name_of(plan));
	cr_expect_eq(count_marks(drawing, NKV_MARK_CALL_BUG, -1),
		     plan->stopped_at == NKV_STOP_BOOTMEM && plan->call_count > 0, "%s",
		     name_of(plan));
	for (size_t i = 0; i < drawing->band_count; i++) {
		const struct nkv_band *band = &drawing->bands[i];

		if (band->kind != NKV_BAND_HAZARD)
			continue;
		hazards++;
		cr_expect(band->mark_count > 0 || band->hazard->code == NKV_HAZARD_LOWMEM_LOW,
			  "%s: %s", name_of(plan), band->label);
	}
	cr_expect_eq(hazards, plan->hazard_count, "%s", name_of(plan));
}

/* Expect a mem_map of the allocator where the rules put it: the lowest free run from 16 MiB on, else from 0. */
static void check_memmaps_in_lowmem(const struct nkv_drawing *drawing)
{
	enum { DMA_END_PFN = 4096 };

	for (size_t i = 0; i < drawing->band_count; i++) {
		const struct nkv_band *band = &drawing->bands[i];
		const struct nkv_range_list *free = &drawing->plan->free;
		uint64_t pages = band->hazard ? (band->hazard->bytes + 4095) / 4096 : 0;
		uint64_t lowest = UINT64_MAX;

		if (!band->hazard || band->hazard->code != NKV_HAZARD_MEMMAP_IN_LOWMEM ||
		    drawing->plan->node_count != 1 || drawing->plan->pages_per_section > 0)
			continue;
		for (size_t j = free->count; j-- > 0;) {
			struct nkv_range run = free->ranges[j];

			if (run.start_pfn < DMA_END_PFN && run.end_pfn >= DMA_END_PFN + pages)
				run.start_pfn = DMA_END_PFN;
			if (run.end_pfn - run.start_pfn >= pages &&
			    (lowest == UINT64_MAX || run.start_pfn >= DMA_END_PFN))
				lowest = run.start_pfn;
		}
		if (lowest == UINT64_MAX)
			continue;
		cr_expect_eq(band->mark_count, 1, "%s", name_of(drawing->plan));
		/* A page table of kmap() may have been there first. */
		pages = drawing->marks[band->first_mark].pages.start_pfn;
		cr_expect(pages == lowest || (drawing->plan->reserves_early && pages == lowest + 1),
			  "%s", name_of(drawing->plan));
		checked_memmaps++;
	}
}

/* Expect bars as long as the memory that they stand for. */
static void check_sums(const struct nkv_drawing *drawing)
{
	const struct nkv_plan *plan = drawing->plan;
	const struct nkv_hazard *unused = nkv_plan_hazard(plan, NKV_HAZARD_RAM_UNUSED);
	uint64_t usable = 0, lowmem = 0;

	for (size_t i = 0; i < plan->e820.count; i++) {
		struct nkv_range pages = nkv_e820_pages(&plan->e820.entries[i]);

		if (pages.start_pfn < pages.end_pfn)
			usable += pages.end_pfn - pages.start_pfn;
	}
	cr_expect_eq(sum_pages(drawing, NKV_MARK_USABLE) + sum_pages(drawing, NKV_MARK_UNUSED),
		     usable, "%s", name_of(plan));
	/* Entries may overlap, each with what is not used. */
	cr_expect_geq(sum_pages(drawing, NKV_MARK_UNUSED), unused ? unused->pages : 0, "%s",
		      name_of(plan));
	if (nkv_plan_knows(plan, NKV_FACT_FREE))
		cr_expect_eq(sum_pages(drawing, NKV_MARK_FREE), plan->free_pages, "%s",
			     name_of(plan));
	for (size_t i = 0; i < drawing->band_count; i++) {
		const struct nkv_band *band = &drawing->bands[i];

		if (band->kind != NKV_BAND_BAR || band->space != NKV_SPACE_LOWMEM ||
		    band->lanes > 1 || strcmp(band->name, "mem_maps") == 0)
			continue;
		for (size_t j = 0; j < band->mark_count; j++) {
			struct nkv_range pages = drawing->marks[band->first_mark + j].pages;

			if (pages.end_pfn > drawing->lowmem_end_pfn)
				pages.end_pfn = drawing->lowmem_end_pfn;
			if (pages.start_pfn < pages.end_pfn)
				lowmem += pages.end_pfn - pages.start_pfn;
		}
		if (nkv_plan_knows(plan, NKV_FACT_MAP))
			cr_expect_eq(lowmem, drawing->lowmem_end_pfn, "%s", name_of(plan));
	}
}

/* Expect all sections that are present, and a mem_map for each that found room. */
static void check_sections(const struct nkv_drawing *drawing)
{
	const struct nkv_plan *plan = drawing->plan;
	uint64_t sections = 0, memmaps = 0, each = (plan->section_memmap_bytes + 4095) / 4096;

	for (size_t i = 0; nkv_plan_knows(plan, NKV_FACT_SECTIONS) && i < NKV_SECTIONS_MAX; i++) {
		const struct nkv_section *section = &plan->sections[i];

		sections += section->present;
		memmaps += section->from == NKV_MEMMAP_REMAP ||
			   section->taken.end_pfn > section->taken.start_pfn;
	}
	cr_expect_eq(sum_pages(drawing, NKV_MARK_SECTION), sections * plan->pages_per_section, "%s",
		     name_of(plan));
	cr_expect_eq(sum_pages(drawing, NKV_MARK_MEMMAP), memmaps * each, "%s", name_of(plan));
}

/* Whether two marks of a bar lie one on the other; what is on addresses above low memory does not. */
static bool marks_meet(const struct nkv_mark *a, const struct nkv_mark *b)
{
	struct nkv_range first = nkv_mark_extent(a), second = nkv_mark_extent(b);

	return a->kind != NKV_MARK_VMALLOC && b->kind != NKV_MARK_VMALLOC &&
	       first.start_pfn < second.end_pfn && second.start_pfn < first.end_pfn;
}

/* Whether one of the marks lies in the lane and on this one, which comes next. */
static bool is_taken(const struct nkv_mark *marks, size_t index, size_t lane)
{
	for (size_t i = 0; i < index; i++)
		if (marks[i].lane == lane && marks_meet(&marks[i], &marks[index]))
			return true;
	return false;
}

/* Expect each mark of a bar in the first lane where no mark before it is met, and no lane empty. */
static void check_lanes(const struct nkv_drawing *drawing)
{
	for (size_t i = 0; i < drawing->band_count; i++) {
		const struct nkv_band *band = &drawing->bands[i];
		const struct nkv_mark *marks = &drawing->marks[band->first_mark];
		size_t lanes = 1;

		for (size_t j = 0; j < band->mark_count && band->kind == NKV_BAND_BAR; j++) {
			size_t lane = 0;

			while (is_taken(marks, j, lane))
				lane++;
			cr_expect_eq(marks[j].lane, lane, "%s: %s", name_of(drawing->plan),
				     marks[j].title);
			lanes = lane >= lanes ? lane + 1 : lanes;
		}
		cr_expect_eq(band->lanes, lanes, "%s: %s", name_of(drawing->plan), band->name);
	}
}

/* Expect marks that can be seen, inside, and as far from one another as memory is. */
static void check_scale(const struct nkv_drawing *drawing, const struct nkv_scale_room *room)
{
	struct nkv_scale scales[NKV_SPACES];

	cr_assert(nkv_scales_make(scales, drawing, room));
	for (int space = 0; space < NKV_SPACES; space++) {
		const struct nkv_scale *scale = &scales[space];

		cr_expect(scale->width >= room->width ||
				  (space == NKV_SPACE_PHYSICAL && drawing->plan->ram_pages == 0),
			  "%s", name_of(drawing->plan));
		for (size_t i = 0; i < drawing->band_count; i++) {
			const struct nkv_band *band = &drawing->bands[i];

			for (size_t j = 0; j < band->mark_count && band->space == (unsigned)space;
			     j++) {
				const struct nkv_mark *mark = &drawing->marks[band->first_mark + j];
				size_t start = nkv_scale_start(scale, mark);
				size_t width = nkv_scale_width(scale, mark);

				cr_expect_geq(width, room->least, "%s: %s", name_of(drawing->plan),
					      mark->title);
				cr_expect_leq(start + width, scale->width, "%s: %s",
					      name_of(drawing->plan), mark->title);
			}
		}
	}
	nkv_scales_free(scales);
}

static void check_drawing(const struct nkv_plan *plan, void *context)
{
	static const struct nkv_scale_room cells = { .width = 68, .least = 1, .cut = 3 };
	static const struct nkv_scale_room pixels = {
		.width = 1040,
		.least = 3,
		.cut = 20,
		.wanted = { [NKV_MARK_WINDOW] = 24, [NKV_MARK_NODE] = 24 }
	};
	struct nkv_drawing drawing;

	(void)context;
	cr_assert(nkv_drawing_make(&drawing, plan));
	check_nodes(&drawing);
	check_calls_and_hazards(&drawing);
	check_sums(&drawing);
	check_sections(&drawing);
	check_memmaps_in_lowmem(&drawing);
	check_lanes(&drawing);
	check_scale(&drawing, &cells);
	check_scale(&drawing, &pixels);
	nkv_drawing_free(&drawing);
}

Test(drawings, are_whole)
{
	each_plan("data/plans.ndjson", 300, check_drawing);
	each_plan("data/full.ndjson", 300, check_drawing);
	each_plan("data/boots.ndjson", 300, check_drawing);
	each_plan("data/full-2.6.18.ndjson", 500, check_drawing);
	each_plan("data/boots-2.6.18.ndjson", 60, check_drawing);
	each_plan("data/full-2.6.27.ndjson", 400, check_drawing);
	each_plan("data/odd-2.6.27.ndjson", 150, check_drawing);
	each_plan("data/full-2.6.32.ndjson", 400, check_drawing);
	each_plan("data/odd-2.6.32.ndjson", 150, check_drawing);
	cr_expect_gt(checked_memmaps, 100, "%zu mem_maps in low memory were looked at",
		     checked_memmaps);
	each_plan("data/full-sparse.ndjson", 1500, check_drawing);
	each_plan("data/boots-sparse.ndjson", 44, check_drawing);
	each_plan("data/full-2.6.26.ndjson", 300, check_drawing);
}

static size_t characters(const char *text, size_t bytes)
{
	size_t count = 0;

	for (size_t i = 0; i < bytes; i++)
		count += ((unsigned char)text[i] & 0xc0) != 0x80;
	return count;
}

static void check_map(const struct nkv_plan *plan, void *context)
{
	static const size_t widths[] = { 60, 80, 132 };

	(void)context;
	for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++) {
		char *text = NULL;
		size_t length;
		struct nkv_output output = { .file = open_memstream(&text, &length),
					     .style = { .utf8 = i > 0, .columns = widths[i] } };

		cr_assert(nkv_output_subject(&output, nkv_format_find("map"),
					     &(struct nkv_subject){ .plan = plan, .title = "m" }));
		fclose(output.file);
		for (const char *line = text; *line; line += strcspn(line, "\n") + 1)
			cr_expect_leq(characters(line, strcspn(line, "\n")), widths[i], "%s: %.*s",
				      name_of(plan), (int)strcspn(line, "\n"), line);
		if (!output.style.utf8)
			cr_expect_eq(characters(text, length), length, "%s", name_of(plan));
		free(text);
	}
}

Test(drawings, no_line_of_a_map_is_too_wide)
{
	each_plan("data/plans.ndjson", 200, check_map);
	each_plan("data/full.ndjson", 100, check_map);
	each_plan("data/full-2.6.18.ndjson", 100, check_map);
	each_plan("data/full-2.6.27.ndjson", 100, check_map);
	each_plan("data/odd-2.6.32.ndjson", 150, check_map);
	each_plan("data/full-sparse.ndjson", 100, check_map);
}
