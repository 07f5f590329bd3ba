/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is above and below the bands: verdict, nodes, hazards, legend. */
#include "write/svg/svg_frame.h"

#include <inttypes.h>
#include <numakva/numakva.h>
#include <string.h>

#include "write/drawing/palette.h"
#include "write/words/check_text.h"
#include "write/words/hazard_text.h"
#include "write/words/hazard_walk.h"
#include "write/words/remedy_text.h"
#include "write/words/machine_text.h"
#include "write/words/size_text.h"
#include "write/words/units.h"
#include "write/words/verdict.h"

enum {
	VERDICT_SHAPE = 30,
	WIDE = (NKV_SVG_WIDTH - 2 * NKV_SVG_MARGIN) / NKV_SVG_CHARACTER,
	CELL_BYTES = 48,
	SWATCH = 18,
	MAP_COLUMNS = 3,
};

static void put_heading(struct nkv_svg *svg, const char *text)
{
	svg->y += 12;
	nkv_svg_text(svg, NKV_SVG_MARGIN, svg->y + 14, "h", text);
	svg->y += 24;
}

/* --- above --- */

static void put_check(struct nkv_svg *svg, size_t x, const struct nkv_check *check)
{
	char text[NKV_CHECK_TEXT_BYTES], line[sizeof("Check ") + NKV_CHECK_TEXT_BYTES];

	snprintf(line, sizeof(line), "Check %s", nkv_check_text(check, text));
	nkv_svg_paragraph(svg, x, "", line, WIDE - 8);
}

void nkv_svg_head(struct nkv_svg *svg)
{
	const struct nkv_plan *plan = svg->drawing->plan;
	size_t x = NKV_SVG_MARGIN + VERDICT_SHAPE + 10;
	char summary[NKV_SUMMARY_BYTES], reason[NKV_REASON_BYTES];

	nkv_svg_name(svg, svg->subject->title);
	nkv_svg_text(svg, NKV_SVG_MARGIN, svg->y + 12, "", nkv_machine_summary(plan, summary));
	svg->y += 26;
	nkv_svg_verdict(svg, NKV_SVG_MARGIN, svg->y, VERDICT_SHAPE, plan->verdict);
	nkv_svg_text(svg, x, svg->y + 15, "big", nkv_verdict_words(plan));
	svg->y += 20;
	nkv_svg_paragraph(svg, x, "", nkv_verdict_reason(plan, reason), WIDE - 8);
	if (svg->subject->check)
		put_check(svg, x, &svg->subject->check->check);
	svg->y += 6;
}

/* --- nodes --- */

enum side {
	LEFT,
	RIGHT, /* figures, which end at x */
};

struct column {
	size_t x;
	enum side side;
	const char *name;
};

static const struct column columns[] = {
	{ 84, RIGHT, "node" },	  { 126, RIGHT, "pxm" },   { 156, LEFT, "pages as found" },
	{ 340, LEFT, "to pfn" },  { 498, RIGHT, "gives" }, { 568, RIGHT, "" },
	{ 668, RIGHT, "loses" },  { 738, RIGHT, "" },	   { 784, LEFT, "window" },
	{ 972, LEFT, "mem_map" },
};

enum { COLUMN_COUNT = sizeof(columns) / sizeof(columns[0]) };

static void write_memmap(const struct nkv_plan *plan, const struct nkv_node *node,
			 char text[CELL_BYTES])
{
	static const char *const places[] = {
		[NKV_MEMMAP_NONE] = "none",
		[NKV_MEMMAP_REMAP] = " in its window",
		[NKV_MEMMAP_BOOTMEM] = " of low memory",
	};
	char size[NKV_SIZE_TEXT_BYTES] = "";

	if (!nkv_plan_knows(plan, NKV_FACT_MEMMAPS)) {
		snprintf(text, CELL_BYTES, "not reached");
		return;
	}
	if (plan->pages_per_section > 0) {
		snprintf(text, CELL_BYTES, "by section");
		return;
	}
	if (node->memmap.from != NKV_MEMMAP_NONE)
		nkv_size_text(nkv_bytes_pages(node->memmap.bytes), size);
	snprintf(text, CELL_BYTES, "%s%s", size, places[node->memmap.from]);
}

static void write_pages(uint32_t pages, char text[2][CELL_BYTES])
{
	char size[NKV_SIZE_TEXT_BYTES];

	snprintf(text[0], CELL_BYTES, pages == 0 ? "-" : "%" PRIu32, pages);
	snprintf(text[1], CELL_BYTES, "%s", pages == 0 ? "" : nkv_size_text(pages, size));
}

static void write_node(const struct nkv_plan *plan, const struct nkv_node *node,
		       char cells[COLUMN_COUNT][CELL_BYTES])
{
	snprintf(cells[0], CELL_BYTES, "%u", node->nid);
	snprintf(cells[1], CELL_BYTES, node->pxm < 0 ? "-" : "%d", node->pxm);
	snprintf(cells[2], CELL_BYTES, "0x%" PRIx32 "..0x%" PRIx32, node->memory_start_pfn,
		 node->memory_end_pfn);
	if (nkv_plan_knows(plan, NKV_FACT_ENDS))
		snprintf(cells[3], CELL_BYTES, "0x%" PRIx32, node->end_pfn);
	else
		snprintf(cells[3], CELL_BYTES, "not reached");
	write_pages(node->reserved_pages, &cells[4]);
	write_pages(node->alignment_pages, &cells[6]);
	if (nkv_plan_knows(plan, NKV_FACT_WINDOWS | NKV_FACT_REMAP))
		snprintf(cells[8], CELL_BYTES, "%08" PRIx32 "..%08" PRIx32, node->remap_vaddr_start,
			 node->remap_vaddr_end);
	else
		snprintf(cells[8], CELL_BYTES,
			 nkv_plan_knows(plan, NKV_FACT_REMAP) ? "not reached" : "-");
	write_memmap(plan, node, cells[9]);
}

static void put_swatch(const struct nkv_svg *svg, size_t x, size_t y, const char *title,
		       const char *class)
{
	fprintf(svg->out,
		"<g class=\"mark\"><title>%s</title><rect x=\"%zu\" y=\"%zu\" width=\"%d\" "
		"height=\"12\" class=\"%s\"/></g>\n",
		title, x, y, SWATCH, class);
}

static void put_cell(const struct nkv_svg *svg, const struct column *column, const char *class,
		     const char *text)
{
	if (*text && column->side == RIGHT)
		nkv_svg_text_end(svg, column->x, svg->y + 12, class, text);
	else if (*text)
		nkv_svg_text(svg, column->x, svg->y + 12, class, text);
}

void nkv_svg_nodes(struct nkv_svg *svg)
{
	const struct nkv_plan *plan = svg->drawing->plan;

	put_heading(svg, "Nodes");
	for (size_t i = 0; i < COLUMN_COUNT; i++)
		put_cell(svg, &columns[i], "dim", columns[i].name);
	svg->y += NKV_SVG_LINE + 2;
	for (size_t i = 0; i < plan->node_count; i++) {
		char cells[COLUMN_COUNT][CELL_BYTES], class[CELL_BYTES], title[CELL_BYTES];

		write_node(plan, &plan->nodes[i], cells);
		snprintf(class, sizeof(class), "n%u", plan->nodes[i].nid);
		snprintf(title, sizeof(title), "the colour of node %u", plan->nodes[i].nid);
		put_swatch(svg, NKV_SVG_MARGIN, svg->y + 2, title, class);
		for (size_t j = 0; j < COLUMN_COUNT; j++)
			put_cell(svg, &columns[j], "", cells[j]);
		svg->y += NKV_SVG_LINE;
	}
}

/* --- the map --- */

static void put_entry(const struct nkv_svg *svg, size_t index, size_t x, size_t y)
{
	const struct nkv_e820_entry *entry = &svg->drawing->plan->e820.entries[index];
	char type[NKV_TYPE_TEXT_BYTES], text[2 * CELL_BYTES];

	snprintf(text, sizeof(text), "%3zu  0x%09" PRIx64 "..0x%09" PRIx64 "  %s", index + 1,
		 entry->start, entry->start + entry->size, nkv_type_text(entry->type, type));
	nkv_svg_text(svg, x, y, "", text);
}

/* All entries, in columns. */
void nkv_svg_map(struct nkv_svg *svg)
{
	const size_t count = svg->drawing->plan->e820.count;
	const size_t width = (NKV_SVG_WIDTH - 2 * NKV_SVG_MARGIN) / MAP_COLUMNS;
	const size_t lines = (count + MAP_COLUMNS - 1) / MAP_COLUMNS;

	put_heading(svg, "E820 map");
	for (size_t i = 0; i < count; i++)
		put_entry(svg, i, NKV_SVG_MARGIN + i / lines * width,
			  svg->y + 12 + i % lines * NKV_SVG_LINE);
	svg->y += lines * NKV_SVG_LINE;
}

/* --- hazards --- */

static void put_hazard(struct nkv_svg *svg, const struct nkv_hazard *hazard)
{
	const struct nkv_hazard_info *info = nkv_hazard_info(hazard->code);
	const char *code = info->code;
	const char *remedy = nkv_helps(info, NULL) ? info->helps : "";
	char message[NKV_HAZARD_TEXT_BYTES], text[2 * NKV_HAZARD_TEXT_BYTES];
	char head[CELL_BYTES];

	nkv_hazard_message(svg->drawing->plan, hazard, message);
	snprintf(text, sizeof(text), "%s.%s%s%s", message, *remedy ? " " : "", remedy,
		 *remedy ? "." : "");
	snprintf(head, sizeof(head), "%s, %s", code, nkv_severity_name(hazard->severity));
	fprintf(svg->out, "<g class=\"hazard\" data-hazard=\"%s\">\n", code);
	nkv_svg_severity(svg, NKV_SVG_MARGIN, svg->y + 1, 16, hazard->severity);
	nkv_svg_text(svg, NKV_SVG_MARGIN + 26, svg->y + 13, "b", head);
	svg->y += NKV_SVG_LINE + 2;
	nkv_svg_paragraph(svg, NKV_SVG_MARGIN + 26, "", text, WIDE - 4);
	fputs("</g>\n", svg->out);
	svg->y += 4;
}

void nkv_svg_hazards(struct nkv_svg *svg)
{
	const struct nkv_plan *plan = svg->drawing->plan;
	const struct nkv_hazard *hazard;
	size_t next = 0;

	put_heading(svg, plan->hazard_count > 0 ? "Hazards" : "Hazards: none");
	while ((hazard = nkv_hazard_next_worst(plan, &next)))
		put_hazard(svg, hazard);
}

/* --- the legend --- */

/* Makes room for an item of the legend, on a new line if necessary. Returns its x. */
static size_t legend_item(struct nkv_svg *svg, size_t *x, const char *words)
{
	size_t width = SWATCH + 8 + nkv_svg_text_width(strlen(words), NKV_SVG_FONT) + 22;
	size_t start;

	if (*x + width > NKV_SVG_WIDTH - NKV_SVG_MARGIN) {
		*x = NKV_SVG_MARGIN;
		svg->y += NKV_SVG_LINE + 3;
	}
	start = *x;
	*x += width;
	nkv_svg_text(svg, start + SWATCH + 8, svg->y + 12, "", words);
	return start;
}

static void put_fidelity_item(struct nkv_svg *svg, size_t *x, const char *words, const char *class)
{
	size_t start = legend_item(svg, x, words);

	fprintf(svg->out, "<path class=\"%s\" d=\"M%zu %zu.5h%d\"/>\n", class, start, svg->y + 8,
		SWATCH);
}

void nkv_svg_legend(struct nkv_svg *svg)
{
	size_t x = NKV_SVG_MARGIN;

	put_heading(svg, "Legend");
	for (size_t i = 0; i < NKV_MARK_KINDS; i++) {
		const struct nkv_look *look = nkv_look((enum nkv_mark_kind)i);

		if (svg->seen[i] && *look->words && i != NKV_MARK_NODE) {
			size_t start = legend_item(svg, &x, look->words);

			put_swatch(svg, start, svg->y + 2, look->words, look->class);
		}
	}
	if (svg->seen_fidelity[NKV_TO_SCALE])
		put_fidelity_item(svg, &x, "axis to scale", "ax");
	if (svg->seen_fidelity[NKV_ENLARGED])
		put_fidelity_item(svg, &x, "enlarged, not to scale", "ax enl");
	if (svg->seen_fidelity[NKV_CUT_SHORT])
		put_fidelity_item(svg, &x, "cut short", "ax cut");
	svg->y += NKV_SVG_LINE + 3;
}
