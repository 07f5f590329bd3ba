/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One machine's picture. */
#include "write/svg/svg_picture.h"

#include <inttypes.h>
#include <string.h>

#include "base/xml.h"
#include "write/drawing/drawing.h"
#include "write/svg/svg_bands.h"
#include "write/svg/svg_frame.h"
#include "write/words/size_text.h"
#include "write/words/verdict.h"

enum { ARROWS = 64, ARROW_HEAD = 9, HEADING_BYTES = 128, WAY_BYTES = 128 };

static void put_heading(struct nkv_svg *svg, const char *title, const char *note)
{
	const size_t font = 14;
	size_t title_end = NKV_SVG_MARGIN + nkv_svg_text_width(strlen(title), font);

	svg->y += 14;
	nkv_svg_text(svg, NKV_SVG_MARGIN, svg->y + 14, "h", title);
	nkv_svg_text(svg, title_end + 16, svg->y + 14, "dim", note);
	svg->y += 26;
}

static void put_bands(struct nkv_svg *svg, enum nkv_space space, enum nkv_band_kind kind)
{
	const struct nkv_band *band;
	size_t next = 0;

	while ((band = nkv_drawing_next_band(svg->drawing, space, kind, &next)))
		if (kind == NKV_BAND_BAR)
			nkv_svg_bar(svg, band);
		else
			nkv_svg_labelled(svg, band);
}

/* --- arrows from nodes' pages to their windows --- */

static void put_lens(const struct nkv_svg *svg, size_t top, size_t bottom)
{
	const struct nkv_drawing *drawing = svg->drawing;
	size_t low = nkv_scale_at(&svg->scales[NKV_SPACE_PHYSICAL], drawing->plan->max_low_pfn);
	size_t low_bar = nkv_scale_at(&svg->scales[NKV_SPACE_LOWMEM], drawing->lowmem_end_pfn);

	if (drawing->lowmem_settled)
		fprintf(svg->out, "<path class=\"lens\" d=\"M%d %zuH%zuL%zu %zuH%dZ\"/>\n",
			NKV_SVG_BAR_X, top, NKV_SVG_BAR_X + low, NKV_SVG_BAR_X + low_bar, bottom,
			NKV_SVG_BAR_X);
}

/* The middle of a mark, and the y of its lane. */
static size_t middle_of(const struct nkv_svg *svg, enum nkv_space space,
			const struct nkv_mark *mark)
{
	return NKV_SVG_BAR_X + nkv_scale_start(&svg->scales[space], mark) +
	       nkv_scale_width(&svg->scales[space], mark) / 2;
}

/* Whether a mark of the band, in the lanes [from, to), is where the arrow passes at x. */
static bool is_in_the_way(const struct nkv_svg *svg, const struct nkv_band *band, size_t x,
			  size_t from, size_t to)
{
	for (size_t i = 0; i < band->mark_count; i++) {
		const struct nkv_mark *mark = &svg->drawing->marks[band->first_mark + i];
		size_t start = NKV_SVG_BAR_X + nkv_scale_start(&svg->scales[band->space], mark);
		size_t end = start + nkv_scale_width(&svg->scales[band->space], mark);

		if (mark->lane >= from && mark->lane < to && x + NKV_SVG_LINE > start &&
		    x < end + NKV_SVG_LINE)
			return true;
	}
	return false;
}

/* An arrow: straight down to the bottom of one band, then from the top of another. */
struct way {
	size_t x1, top, bend1; /* where it begins and turns */
	size_t x2, bend2, tip; /* where it goes down again and ends */
};

static struct way find_way(const struct nkv_svg *svg, const struct nkv_arrow *arrow, size_t given_y)
{
	const struct nkv_drawing *drawing = svg->drawing;
	const struct nkv_mark *from = &drawing->marks[arrow->from];
	const struct nkv_mark *to = &drawing->marks[arrow->to];
	const struct nkv_band *given = nkv_drawing_band_of(drawing, arrow->from);
	const struct nkv_band *windows = nkv_drawing_band_of(drawing, arrow->to);
	struct way way = {
		.x1 = middle_of(svg, NKV_SPACE_PHYSICAL, from),
		.top = given_y + from->lane * NKV_SVG_LANE + NKV_SVG_BAR_HEIGHT,
		.bend1 = given_y + (given->lanes - 1) * NKV_SVG_LANE + NKV_SVG_BAR_HEIGHT,
		.x2 = middle_of(svg, NKV_SPACE_LOWMEM, to),
		.bend2 = svg->y,
		.tip = svg->y + to->lane * NKV_SVG_LANE,
	};

	/* If a mark is in the way, the arrow begins below it, or ends above it. */
	if (is_in_the_way(svg, given, way.x1, from->lane + 1, given->lanes))
		way.top = way.bend1;
	if (is_in_the_way(svg, windows, way.x2, 0, to->lane))
		way.tip = way.bend2;
	return way;
}

static void put_arrow(const struct nkv_svg *svg, const struct nkv_arrow *arrow, size_t given_y)
{
	const struct way way = find_way(svg, arrow, given_y);
	int nid = svg->drawing->marks[arrow->from].nid;
	size_t middle = (way.bend1 + way.bend2) / 2;
	char path[WAY_BYTES];

	snprintf(path, sizeof(path), "M%zu %zuV%zuC%zu %zu %zu %zu %zu %zuV%zu", way.x1, way.top,
		 way.bend1, way.x1, middle, way.x2, middle, way.x2, way.bend2 - ARROW_HEAD - 2,
		 way.tip - ARROW_HEAD + 1);
	fprintf(svg->out,
		"<g class=\"way\" data-nid=\"%d\"><title>the pages that node %d gives up are "
		"mapped in its window</title>",
		nid, nid);
	fprintf(svg->out,
		"<path class=\"arrow\" d=\"%s\"/><path class=\"glow g%d\" d=\"%s\"/>"
		"<path class=\"head\" d=\"M%zu %zul-5 -%dh10z\"/></g>\n",
		path, nid, path, way.x2, way.tip - 1, ARROW_HEAD);
}

static void put_arrows(struct nkv_svg *svg)
{
	size_t given_y = svg->given_y, top = svg->y - 12;

	svg->y = top + ARROWS;
	put_lens(svg, top, svg->y);
	for (size_t i = 0; i < svg->drawing->arrow_count; i++)
		put_arrow(svg, &svg->drawing->arrows[i], given_y);
}

/* --- the whole --- */

static void put_physical(struct nkv_svg *svg)
{
	char summary[NKV_SUMMARY_BYTES];

	put_heading(svg, "Physical memory", nkv_memory_summary(svg->drawing->plan, summary));
	put_bands(svg, NKV_SPACE_PHYSICAL, NKV_BAND_HAZARD);
	svg->y += 4;
	nkv_svg_axis(svg, NKV_SPACE_PHYSICAL);
	put_bands(svg, NKV_SPACE_PHYSICAL, NKV_BAND_BAR);
}

static void put_lowmem(struct nkv_svg *svg)
{
	const struct nkv_plan *plan = svg->drawing->plan;
	char note[HEADING_BYTES], size[NKV_SIZE_TEXT_BYTES];

	put_arrows(svg);
	put_bands(svg, NKV_SPACE_LOWMEM, NKV_BAND_BAR);
	nkv_svg_axis(svg, NKV_SPACE_LOWMEM);
	put_bands(svg, NKV_SPACE_LOWMEM, NKV_BAND_HAZARD);
	if (!svg->drawing->lowmem_settled) {
		svg->y += 6;
		nkv_svg_text(svg, NKV_SVG_BAR_X, svg->y + 12, "",
			     "The boot stops before the end of low memory is known.");
		svg->y += 20;
		return;
	}
	snprintf(note, sizeof(note), "call by call, over the %s of low memory",
		 nkv_size_text(plan->max_low_pfn, size));
	put_heading(svg, "Boot-time allocator", note);
	put_bands(svg, NKV_SPACE_LOWMEM, NKV_BAND_CALL);
}

static bool make_scales(struct nkv_svg *svg)
{
	static const struct nkv_scale_room room = {
		.width = NKV_SVG_BAR_WIDTH,
		.most = NKV_SVG_BAR_WIDTH,
		.least = 3,
		.cut = 26,
		.wanted = {
			[NKV_MARK_UNUSED] = 8,
			[NKV_MARK_NODE] = 26,
			[NKV_MARK_SHRUNK] = 16,
			[NKV_MARK_GIVEN] = 20,
			[NKV_MARK_ALIGNED] = 6,
			[NKV_MARK_KERNEL] = 24,
			[NKV_MARK_BITMAP] = 6,
			[NKV_MARK_PGDAT] = 5,
			[NKV_MARK_WINDOW] = 26,
			[NKV_MARK_INITRD] = 8,
			[NKV_MARK_FIRMWARE] = 5,
			[NKV_MARK_CALL_BUG] = 6,
			[NKV_MARK_VMALLOC] = 64,
		},
	};

	return nkv_scales_make(svg->scales, svg->drawing, &room);
}

static void put_picture(struct nkv_svg *svg, enum nkv_svg_use use)
{
	if (use == NKV_SVG_ALONE)
		nkv_svg_head(svg);
	put_physical(svg);
	put_lowmem(svg);
	if (use == NKV_SVG_ALONE) {
		nkv_svg_nodes(svg);
		nkv_svg_hazards(svg);
	}
	if (use == NKV_SVG_ALONE && svg->map_combined)
		nkv_svg_map(svg);
	nkv_svg_legend(svg);
	svg->y += use == NKV_SVG_ALONE ? NKV_SVG_MARGIN : NKV_SVG_MARGIN / 2;
}

bool nkv_svg_draw(FILE *out, const struct nkv_subject *subject, enum nkv_svg_use use,
		  size_t *height)
{
	struct nkv_drawing drawing;
	struct nkv_svg svg = { .out = out,
			       .drawing = &drawing,
			       .subject = subject,
			       .y = use == NKV_SVG_ALONE ? NKV_SVG_MARGIN : 0 };
	bool ready;

	if (!nkv_drawing_make(&drawing, subject->plan))
		return false;
	ready = make_scales(&svg);
	if (ready)
		put_picture(&svg, use);
	nkv_scales_free(svg.scales);
	nkv_drawing_free(&drawing);
	*height = svg.y;
	return ready;
}

void nkv_svg_put_description(FILE *out, const struct nkv_plan *plan)
{
	char summary[NKV_SUMMARY_BYTES], reason[NKV_REASON_BYTES], size[NKV_SIZE_TEXT_BYTES];

	nkv_xml_text(out, nkv_machine_summary(plan, summary));
	fprintf(out, ". %s: ", nkv_verdict_words(plan));
	nkv_xml_text(out, nkv_verdict_reason(plan, reason));
	fputs(".", out);
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		fprintf(out, " Node %u has pages 0x%" PRIx32 " to 0x%" PRIx32, node->nid,
			node->memory_start_pfn, node->memory_end_pfn);
		if (node->reserved_pages > 0)
			fprintf(out, " and gives up %s", nkv_size_text(node->reserved_pages, size));
		if (node->reserved_pages > 0 && nkv_plan_knows(plan, NKV_FACT_WINDOWS))
			fprintf(out, ", mapped at %08" PRIx32, node->remap_vaddr_start);
		fputs(".", out);
	}
	if (plan->hazard_count > 0)
		fputs(" Hazards:", out);
	for (size_t i = 0; i < plan->hazard_count; i++)
		fprintf(out, "%s %s", i > 0 ? "," : "",
			nkv_hazard_info(plan->hazards[i].code)->code);
	if (plan->hazard_count > 0)
		fputs(".", out);
}
