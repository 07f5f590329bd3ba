/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A picture for a terminal: physical memory and low memory as bars of cells.
 */

#include "write/map/map.h"

#include <inttypes.h>
#include <string.h>

#include "base/paragraph.h"
#include "write/drawing/drawing.h"
#include "write/drawing/palette.h"
#include "write/map/map_parts.h"
#include "write/words/check_text.h"
#include "write/words/colored.h"
#include "write/words/label.h"
#include "write/words/size_text.h"
#include "write/words/verdict.h"

enum { COLUMNS_DEFAULT = 80, COLUMNS_LEAST = 60 };

/* --- above the bars --- */

static void print_verdict(const struct nkv_map *map)
{
	static const char *const shapes[][2] = {
		[NKV_VERDICT_BOOTS] = { "\u2714", "*" },
		[NKV_VERDICT_UNSTABLE] = { "\u25b2", "!" },
		[NKV_VERDICT_PANICS] = { "\u2716", "X" },
	};
	const struct nkv_plan *plan = map->drawing->plan;
	const char *words = nkv_verdict_words(plan), *const *shape = shapes[plan->verdict];
	const char *escape =
		plan->verdict == NKV_VERDICT_BOOTS
			? "\033[30;42m"
			: nkv_look(nkv_severity_mark(nkv_verdict_severity(plan)))->escape;
	char reason[NKV_REASON_BYTES];

	nkv_put_colored(map->out, map->style.color, escape, nkv_map_glyph(map, shape[0], shape[1]));
	fputc(' ', map->out);
	nkv_put_colored(map->out, map->style.color, "\033[1m", words);
	fputs(": ", map->out);
	nkv_paragraph(map->out, nkv_verdict_reason(plan, reason), strlen(words) + 4, 2,
		      map->style.columns);
}

static void print_check(const struct nkv_map *map, const struct nkv_check *check)
{
	static const char before[] = "Check ";
	char text[NKV_CHECK_TEXT_BYTES];

	fputs(before, map->out);
	nkv_paragraph(map->out, nkv_check_text(check, text), strlen(before), 2, map->style.columns);
}

static void print_head(const struct nkv_map *map, const struct nkv_subject *subject)
{
	const struct nkv_plan *plan = map->drawing->plan;
	size_t used = strlen(subject->title) + 2;
	bool below = used > map->style.columns / 2;
	char summary[NKV_SUMMARY_BYTES];

	nkv_put_machine_name(map->out, subject);
	fputs(below ? ":\n  " : ": ", map->out);
	nkv_paragraph(map->out, nkv_machine_summary(plan, summary), below ? 2 : used, 2,
		      map->style.columns);
	print_verdict(map);
	if (subject->check)
		print_check(map, &subject->check->check);
}

static void print_heading(const struct nkv_map *map, enum nkv_space space)
{
	const struct nkv_plan *plan = map->drawing->plan;
	char size[NKV_SIZE_TEXT_BYTES], summary[NKV_SUMMARY_BYTES];

	fputc('\n', map->out);
	if (space == NKV_SPACE_PHYSICAL)
		fprintf(map->out, "Physical memory: %s\n", nkv_memory_summary(plan, summary));
	else if (map->drawing->lowmem_settled)
		fprintf(map->out, "Low memory, enlarged: %s at %08" PRIx32 "\n",
			nkv_size_text(plan->max_low_pfn, size), plan->machine->kernel.page_offset);
	else
		fprintf(map->out, "Low memory at %08" PRIx32 ": end unknown when the boot stops\n",
			plan->machine->kernel.page_offset);
}

/* --- bands --- */

static void print_bands(struct nkv_map *map, enum nkv_space space, enum nkv_band_kind kind)
{
	const struct nkv_band *band;
	size_t next = 0;

	while ((band = nkv_drawing_next_band(map->drawing, space, kind, &next)))
		if (kind == NKV_BAND_BAR)
			nkv_map_bar(map, band);
		else
			nkv_map_labelled(map, band);
}

static void print_space(struct nkv_map *map, enum nkv_space space)
{
	print_heading(map, space);
	nkv_map_spans_begin(map, space);
	for (map->from = 0; map->from < map->scales[space].width; map->from += map->line.width) {
		nkv_map_spans_turn(map);
		nkv_map_axis(map, space);
		print_bands(map, space, NKV_BAND_BAR);
		print_bands(map, space, NKV_BAND_HAZARD);
	}
}

static void print_calls(struct nkv_map *map)
{
	const struct nkv_drawing *drawing = map->drawing;

	if (!drawing->lowmem_settled)
		return;
	fputs("\nBoot-time allocator, call by call\n", map->out);
	nkv_map_spans_begin(map, NKV_SPACE_LOWMEM);
	for (map->from = 0; map->from < map->scales[NKV_SPACE_LOWMEM].width;
	     map->from += map->line.width) {
		nkv_map_spans_turn(map);
		print_bands(map, NKV_SPACE_LOWMEM, NKV_BAND_CALL);
	}
}

/* --- the whole --- */

static bool make_scales(struct nkv_map *map)
{
	const struct nkv_scale_room room = {
		.width = map->line.width,
		.least = 1,
		.cut = 3,
		.wanted = { [NKV_MARK_KERNEL] = 2, [NKV_MARK_WINDOW] = 2 },
	};

	return nkv_scales_make(map->scales, map->drawing, &room);
}

static bool print_map(struct nkv_map *map, const struct nkv_subject *subject)
{
	bool ready = nkv_cells_make(&map->line, map->style.columns - NKV_MAP_GUTTER) &&
		     nkv_map_spans_make(map) && make_scales(map);

	if (ready) {
		print_head(map, subject);
		print_space(map, NKV_SPACE_PHYSICAL);
		print_space(map, NKV_SPACE_LOWMEM);
		print_calls(map);
		nkv_map_legend(map);
	}
	nkv_scales_free(map->scales);
	nkv_map_spans_free(map);
	nkv_cells_free(&map->line);
	return ready;
}

bool nkv_write_map(struct nkv_output *output, const struct nkv_subject *subject)
{
	struct nkv_drawing drawing;
	struct nkv_map map = { .out = output->file, .style = output->style, .drawing = &drawing };
	bool done;

	if (map.style.columns == 0)
		map.style.columns = COLUMNS_DEFAULT;
	if (map.style.columns < COLUMNS_LEAST)
		map.style.columns = COLUMNS_LEAST;
	if (!nkv_drawing_make(&drawing, subject->plan))
		return false;
	done = print_map(&map, subject);
	nkv_drawing_free(&drawing);
	return done;
}
