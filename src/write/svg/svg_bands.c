/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The bands of a picture. */
#include "write/svg/svg_bands.h"

#include <inttypes.h>
#include <numakva/numakva.h>
#include <string.h>

#include "base/xml.h"
#include "write/drawing/labels.h"
#include "write/drawing/palette.h"
#include "write/drawing/ticks.h"

enum {
	BAND_GAP = 10,
	LABEL_LANES = 14,
	LABEL_LANES_MAP = 6, /* below the map; more would move the nodes too far away */
	NEAR = 5,	     /* marks this close share a label first */
	BRACKET = 6,
	THIN = 16,    /* height of a mark in a band with one label */
	THINNER = 10, /* height of a mark of a hazard */
	THIN_BAND = 20,
	ICON = 14,
};

/* --- marks --- */

struct place {
	size_t x;
	size_t width;
};

static struct place place_of(const struct nkv_svg *svg, const struct nkv_band *band,
			     const struct nkv_mark *mark)
{
	const struct nkv_scale *scale = &svg->scales[band->space];
	size_t start = nkv_scale_start(scale, mark), width = nkv_scale_width(scale, mark);

	/* If there are very many marks, some are smaller than a pixel. */
	if (width == 0)
		width = 1;
	if (start + width > NKV_SVG_BAR_WIDTH)
		start = NKV_SVG_BAR_WIDTH - width;
	return (struct place){ NKV_SVG_BAR_X + start, width };
}

static bool has_node_colour(const struct nkv_mark *mark)
{
	return *mark->brief != '\0';
}

static void put_class(const struct nkv_svg *svg, const struct nkv_mark *mark)
{
	if (nkv_mark_is_memoryless(mark))
		fputs("plate hollow", svg->out);
	else if (has_node_colour(mark))
		fprintf(svg->out, "n%d", mark->nid);
	else
		fputs(nkv_look(mark->kind)->class, svg->out);
}

/* Puts a mark of a band, `height` pixels high, from y on. */
static void put_mark(struct nkv_svg *svg, const struct nkv_band *band, const struct nkv_mark *mark,
		     size_t y, size_t height)
{
	struct place place = place_of(svg, band, mark);

	svg->seen[mark->kind] = true;
	fprintf(svg->out,
		"<g class=\"mark\" data-kind=\"%s\" data-start=\"%" PRIu64
		"\" data-pages=\"%" PRIu64 "\"",
		nkv_look(mark->kind)->class, mark->pages.start_pfn, nkv_mark_pages(mark));
	if (mark->nid >= 0)
		fprintf(svg->out, " data-nid=\"%d\"", mark->nid);
	if (band->hazard)
		fprintf(svg->out, " data-hazard=\"%s\"", nkv_hazard_info(band->hazard->code)->code);
	fputs("><title>", svg->out);
	nkv_xml_text(svg->out, mark->title);
	fprintf(svg->out, "</title><rect x=\"%zu\" y=\"%zu\" width=\"%zu\" height=\"%zu\" class=\"",
		place.x, y, place.width, height);
	put_class(svg, mark);
	fputs("\"/></g>\n", svg->out);
}

/* --- labels on and under bars --- */

static bool fits(const char *text, size_t width)
{
	return *text && nkv_svg_text_width(strlen(text), NKV_SVG_FONT) + 8 <= width;
}

/* The text on the mark itself; NULL for none. */
static const char *inner_text(const struct nkv_mark *mark, struct place place)
{
	if (fits(mark->label, place.width))
		return mark->label;
	return nkv_svg_text_width(strlen(mark->brief), NKV_SVG_FONT) + 4 <= place.width &&
			       *mark->brief
		       ? mark->brief
		       : NULL;
}

/* Text has a plain background, whatever the pattern of the mark is. */
static bool is_patterned(const struct nkv_mark *mark)
{
	switch (mark->kind) {
	case NKV_MARK_UNUSED:
	case NKV_MARK_RESERVED:
	case NKV_MARK_ACPI_DATA:
	case NKV_MARK_ACPI_NVS:
	case NKV_MARK_OTHER_TYPE:
	case NKV_MARK_ALIGNED:
	case NKV_MARK_SLACK:
	case NKV_MARK_INITRD:
	case NKV_MARK_WASTED:
	case NKV_MARK_LOST:
	case NKV_MARK_NOT_RAM:
	case NKV_MARK_VMALLOC:
		return true;
	default:
		return false;
	}
}

static void put_plate(const struct nkv_svg *svg, const struct nkv_mark *mark, size_t middle,
		      size_t y, const char *text)
{
	size_t width = nkv_svg_text_width(strlen(text), NKV_SVG_FONT) + 4;

	if (nkv_mark_is_memoryless(mark))
		return;
	if (is_patterned(mark))
		fprintf(svg->out,
			"<rect class=\"plate\" x=\"%zu\" y=\"%zu\" width=\"%zu\" height=\"16\"/>\n",
			middle - width / 2, y + 4, width);
	else if (mark->nid >= 8 && has_node_colour(mark))
		fprintf(svg->out,
			"<rect class=\"n%d\" x=\"%zu\" y=\"%zu\" width=\"%zu\" height=\"16\"/>\n",
			mark->nid - 8, middle - width / 2, y + 4, width);
}

static void put_inner(const struct nkv_svg *svg, const struct nkv_mark *mark, struct place place,
		      size_t y)
{
	const char *text = inner_text(mark, place);
	size_t middle = place.x + place.width / 2;

	if (!text)
		return;
	put_plate(svg, mark, middle, y, text);
	nkv_svg_text_middle(svg, middle, y + 16,
			    is_patterned(mark) || nkv_mark_is_memoryless(mark) ? "" : "on", text);
}

/*
 * Some marks need no label: nodes' pages and windows are in a table; holes and vmalloc are in
 * the legend.
 */
static bool wants_label(const struct nkv_mark *mark)
{
	if (nkv_mark_is_memoryless(mark))
		return true;
	return mark->nid < 0 && mark->kind != NKV_MARK_VMALLOC && mark->kind != NKV_MARK_NOT_RAM;
}

static void collect_labels(const struct nkv_svg *svg, const struct nkv_band *band,
			   const struct nkv_label_room *room, struct nkv_labels *labels)
{
	for (size_t i = 0; i < band->mark_count; i++) {
		const struct nkv_mark *mark = &svg->drawing->marks[band->first_mark + i];
		struct place place = place_of(svg, band, mark);

		if (wants_label(mark) && (!inner_text(mark, place) || nkv_mark_is_memoryless(mark)))
			nkv_labels_add(labels, room, mark,
				       place.x - NKV_SVG_BAR_X + place.width / 2);
	}
}

/* The line to a label: from the bar, or from a bracket below the marks that share the label. */
static void put_lead(const struct nkv_svg *svg, const struct nkv_label *label, size_t bracket,
		     size_t y)
{
	bool rightwards = label->start == label->anchor;
	size_t x = NKV_SVG_BAR_X + label->anchor, top = svg->y;

	if (label->marks > 1) {
		fprintf(svg->out, "<path class=\"bracket\" d=\"M%zu.5 %zuv%zuH%zu.5v-%zu\"/>\n",
			NKV_SVG_BAR_X + label->first, svg->y, bracket, NKV_SVG_BAR_X + label->last,
			bracket);
		top += bracket;
	}
	fprintf(svg->out, "<path class=\"lead\" d=\"M%zu.5 %zuV%zu.5H%zu\"/>\n", x, top, y + 9,
		rightwards ? x + 4 : x - 3);
}

static void put_label(const struct nkv_svg *svg, const struct nkv_label *label, size_t bracket)
{
	size_t x = NKV_SVG_BAR_X + label->anchor;
	size_t y = svg->y + bracket + label->lane * NKV_SVG_LINE;

	put_lead(svg, label, bracket, y);
	if (label->start == label->anchor)
		nkv_svg_text(svg, x + 7, y + 13, "", label->text);
	else
		nkv_svg_text_end(svg, x - 6, y + 13, "", label->text);
}

static size_t label_width(size_t characters)
{
	return nkv_svg_text_width(characters, NKV_SVG_FONT) + 12;
}

static bool any_shared(const struct nkv_labels *labels)
{
	for (size_t i = 0; i < labels->count; i++)
		if (labels->list[i].marks > 1)
			return true;
	return false;
}

/* Whether the marks of a band, which has some, are the map's entries. */
static bool is_map(const struct nkv_svg *svg, const struct nkv_band *band)
{
	return svg->drawing->marks[band->first_mark].kind <= NKV_MARK_OTHER_TYPE;
}

static void put_labels(struct nkv_svg *svg, const struct nkv_band *band)
{
	const struct nkv_label_room room = {
		.width = NKV_SVG_BAR_WIDTH,
		.lanes = band->space == NKV_SPACE_PHYSICAL ? LABEL_LANES_MAP : LABEL_LANES,
		.near = NEAR,
		.label_width = label_width,
		.pieces = band->pieces,
	};
	struct nkv_labels labels = { .count = 0 };
	size_t lanes, bracket;

	collect_labels(svg, band, &room, &labels);
	lanes = nkv_labels_fit(&labels, &room);
	bracket = any_shared(&labels) ? BRACKET : 0;
	svg->map_combined |= bracket > 0 && is_map(svg, band);
	for (size_t i = 0; i < labels.count; i++)
		if (labels.list[i].placed)
			put_label(svg, &labels.list[i], bracket);
	svg->y += bracket + lanes * NKV_SVG_LINE;
}

void nkv_svg_bar(struct nkv_svg *svg, const struct nkv_band *band)
{
	bool arrows_end;

	if (band->mark_count == 0)
		return;
	arrows_end = band->space == NKV_SPACE_LOWMEM &&
		     svg->drawing->marks[band->first_mark].kind != NKV_MARK_MEMMAP;
	if (arrows_end)
		svg->window_y = svg->y;
	nkv_svg_text(svg, NKV_SVG_MARGIN, svg->y + 16, arrows_end ? "b" : "", band->name);
	if (arrows_end)
		nkv_svg_text(svg, NKV_SVG_MARGIN, svg->y + 16 + NKV_SVG_LINE, "dim", "enlarged");
	for (size_t i = 0; i < band->mark_count; i++) {
		const struct nkv_mark *mark = &svg->drawing->marks[band->first_mark + i];

		put_mark(svg, band, mark, svg->y + mark->lane * NKV_SVG_LANE, NKV_SVG_BAR_HEIGHT);
	}
	for (size_t i = 0; i < band->mark_count; i++) {
		const struct nkv_mark *mark = &svg->drawing->marks[band->first_mark + i];

		put_inner(svg, mark, place_of(svg, band, mark), svg->y + mark->lane * NKV_SVG_LANE);
	}
	svg->given_y = svg->y;
	svg->y += band->lanes * NKV_SVG_LANE;
	put_labels(svg, band);
	svg->y += BAND_GAP;
}

/* --- bands with one label --- */

static struct place put_marks(struct nkv_svg *svg, const struct nkv_band *band)
{
	size_t start = NKV_SVG_BAR_X + NKV_SVG_BAR_WIDTH, end = NKV_SVG_BAR_X;
	size_t height = band->hazard ? THINNER : THIN;

	for (size_t i = 0; i < band->mark_count; i++) {
		const struct nkv_mark *mark = &svg->drawing->marks[band->first_mark + i];
		struct place place = place_of(svg, band, mark);

		put_mark(svg, band, mark, svg->y + (THIN_BAND - height) / 2, height);
		if (place.x < start)
			start = place.x;
		if (place.x + place.width > end)
			end = place.x + place.width;
	}
	return (struct place){ start, end > start ? end - start : 0 };
}

/* The first mark of a band of calls on which the band's label fits; NULL if there is none. */
static const struct nkv_mark *ground_of(const struct nkv_svg *svg, const struct nkv_band *band,
					size_t width)
{
	for (size_t i = 0; i < band->mark_count; i++) {
		const struct nkv_mark *mark = &svg->drawing->marks[band->first_mark + i];

		if (mark->kind == NKV_MARK_CALL_FREE && place_of(svg, band, mark).width >= width)
			return mark;
	}
	return NULL;
}

/* On a mark, next to the marks, or below them. */
static void put_band_label(struct nkv_svg *svg, const struct nkv_band *band, struct place marks)
{
	size_t width = nkv_svg_text_width(strlen(band->label), NKV_SVG_FONT) + 8;
	size_t end = marks.x + marks.width, baseline = svg->y + 14;
	const struct nkv_mark *ground = ground_of(svg, band, width);

	svg->y += THIN_BAND;
	if (marks.width == 0)
		nkv_svg_text(svg, NKV_SVG_BAR_X, baseline, "", band->label);
	else if (ground)
		nkv_svg_text(svg, place_of(svg, band, ground).x + 6, baseline, "on", band->label);
	else if (end + width <= NKV_SVG_BAR_X + NKV_SVG_BAR_WIDTH)
		nkv_svg_text(svg, end + 6, baseline, "", band->label);
	else if (marks.x >= NKV_SVG_BAR_X + width)
		nkv_svg_text_end(svg, marks.x - 6, baseline, "", band->label);
	else
		nkv_svg_paragraph(svg, NKV_SVG_BAR_X, "", band->label,
				  NKV_SVG_BAR_WIDTH / NKV_SVG_CHARACTER);
}

/* Whether the boot stops in the last call of the band. */
static bool is_bug(const struct nkv_svg *svg, const struct nkv_band *band)
{
	return band->mark_count > 0 &&
	       svg->drawing->marks[band->first_mark + band->mark_count - 1].kind ==
		       NKV_MARK_CALL_BUG;
}

void nkv_svg_labelled(struct nkv_svg *svg, const struct nkv_band *band)
{
	size_t name_x = NKV_SVG_MARGIN;

	if (band->hazard) {
		fprintf(svg->out, "<g class=\"hazard\" data-hazard=\"%s\">\n",
			nkv_hazard_info(band->hazard->code)->code);
		nkv_svg_severity(svg, NKV_SVG_MARGIN, svg->y + 3, ICON, band->hazard->severity);
		name_x += ICON + 6;
	} else if (is_bug(svg, band)) {
		nkv_svg_severity(svg, NKV_SVG_MARGIN + 100, svg->y + 3, ICON, NKV_SEVERITY_FATAL);
	}
	nkv_svg_text(svg, name_x, svg->y + 14, "", band->name);
	put_band_label(svg, band, put_marks(svg, band));
	if (band->hazard)
		fputs("</g>\n", svg->out);
}

/* --- the axis --- */

static void put_segment(struct nkv_svg *svg, const struct nkv_segment *segment, size_t y)
{
	static const char *const classes[] = {
		[NKV_TO_SCALE] = "ax",
		[NKV_ENLARGED] = "ax enl",
		[NKV_CUT_SHORT] = "ax cut",
	};

	svg->seen_fidelity[segment->fidelity] = true;
	fprintf(svg->out, "<path class=\"%s\" d=\"M%zu %zu.5h%zu\"/>\n", classes[segment->fidelity],
		NKV_SVG_BAR_X + segment->start, y, segment->width);
}

void nkv_svg_axis(struct nkv_svg *svg, enum nkv_space space)
{
	const struct nkv_scale *scale = &svg->scales[space];
	struct nkv_ticks ticks = { .count = 0 };

	nkv_ticks_make(&ticks, svg->drawing, space, scale, 0, NKV_SVG_BAR_WIDTH, NKV_SVG_CHARACTER);
	nkv_svg_text(svg, NKV_SVG_MARGIN, svg->y + 12, "dim",
		     space == NKV_SPACE_PHYSICAL ? "pfn" : "address");
	for (size_t i = 0; i < ticks.count; i++) {
		const struct nkv_tick *tick = &ticks.list[i];
		size_t x = NKV_SVG_BAR_X + tick->position;

		if (tick->start == tick->position)
			nkv_svg_text(svg, x + 3, svg->y + 12, "dim", tick->text);
		else
			nkv_svg_text_end(svg, x - 3, svg->y + 12, "dim", tick->text);
		fprintf(svg->out, "<path class=\"tick\" d=\"M%zu.5 %zuv17\"/>\n", x, svg->y + 3);
	}
	for (size_t i = 0; i < scale->count; i++)
		put_segment(svg, &scale->segments[i], svg->y + 19);
	svg->y += 26;
}
