/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Physical memory: the map, the nodes over it, and what they give up. */
#include <inttypes.h>
#include <stdio.h>

#include <numakva/numakva.h>

#include "write/drawing/layout.h"
#include "write/words/machine_text.h"
#include "write/words/size_text.h"
#include "write/words/units.h"

static enum nkv_mark_kind kind_of_type(uint32_t type)
{
	switch (type) {
	case NKV_E820_USABLE:
		return NKV_MARK_USABLE;
	case NKV_E820_RESERVED:
		return NKV_MARK_RESERVED;
	case NKV_E820_ACPI_DATA:
		return NKV_MARK_ACPI_DATA;
	case NKV_E820_ACPI_NVS:
		return NKV_MARK_ACPI_NVS;
	default:
		return NKV_MARK_OTHER_TYPE;
	}
}

/*
 * The whole pages of a usable entry. Other entries are rounded down, so that
 * entries that touch within a page do not overlap.
 */
static struct nkv_range entry_pages(const struct nkv_e820_entry *entry)
{
	struct nkv_range pages = { entry->start >> NKV_PAGE_SHIFT,
				   (entry->start + entry->size) >> NKV_PAGE_SHIFT };

	if (entry->type == NKV_E820_USABLE)
		return nkv_e820_pages(entry);
	if (pages.end_pfn <= pages.start_pfn)
		pages.end_pfn = pages.start_pfn + 1;
	return pages;
}

/* Draws a piece of an entry: all of it, or the part that is used, or the part that is not. */
static void draw_piece(struct nkv_drawing *drawing, const struct nkv_e820_entry *entry,
		       enum nkv_mark_kind kind, struct nkv_range pages)
{
	char size[NKV_SIZE_TEXT_BYTES], number[NKV_TYPE_TEXT_BYTES];
	const char *type = nkv_type_text(entry->type, number);
	const char *words = kind == NKV_MARK_UNUSED ? "unused" : type;
	struct nkv_mark *mark;

	if (pages.end_pfn <= pages.start_pfn)
		return;
	mark = nkv_drawing_add_mark(drawing, kind, pages);
	nkv_mark_label(mark, "%s %s", words, nkv_size_text(pages.end_pfn - pages.start_pfn, size));
	nkv_mark_title(mark, "%s%s 0x%" PRIx64 "..0x%" PRIx64 " bytes",
		       kind == NKV_MARK_UNUSED ? "not used, of " : "", type, entry->start,
		       entry->start + entry->size);
	nkv_mark_title_pages(mark);
}

/* The unused parts of a usable entry are the ranges of the hazard. */
static void draw_entry(struct nkv_drawing *drawing, const struct nkv_e820_entry *entry)
{
	const struct nkv_hazard *unused = nkv_plan_hazard(drawing->plan, NKV_HAZARD_RAM_UNUSED);
	struct nkv_range pages = entry_pages(entry);

	for (size_t i = 0; unused && i < unused->ranges.count; i++) {
		struct nkv_range range = unused->ranges.ranges[i];

		if (entry->type != NKV_E820_USABLE || range.end_pfn <= pages.start_pfn ||
		    range.start_pfn >= pages.end_pfn)
			continue;
		if (range.start_pfn < pages.start_pfn)
			range.start_pfn = pages.start_pfn;
		if (range.end_pfn > pages.end_pfn)
			range.end_pfn = pages.end_pfn;
		draw_piece(drawing, entry, NKV_MARK_USABLE,
			   (struct nkv_range){ pages.start_pfn, range.start_pfn });
		draw_piece(drawing, entry, NKV_MARK_UNUSED, range);
		pages.start_pfn = range.end_pfn;
	}
	draw_piece(drawing, entry, kind_of_type(entry->type), pages);
}

static void draw_map(struct nkv_drawing *drawing)
{
	const struct nkv_e820_map *map = &drawing->plan->e820;

	nkv_drawing_add_band(drawing, NKV_BAND_BAR, NKV_SPACE_PHYSICAL, "E820 map")->pieces =
		"entries";
	for (size_t i = 0; i < map->count; i++)
		draw_entry(drawing, &map->entries[i]);
}

static struct nkv_mark *draw_node_mark(struct nkv_drawing *drawing, const struct nkv_node *node,
				       enum nkv_mark_kind kind, struct nkv_range pages)
{
	struct nkv_mark *mark = nkv_drawing_add_mark(drawing, kind, pages);

	mark->nid = node->nid;
	snprintf(mark->brief, sizeof(mark->brief), "%u", node->nid);
	return mark;
}

static void draw_nodes(struct nkv_drawing *drawing)
{
	nkv_drawing_add_band(drawing, NKV_BAND_BAR, NKV_SPACE_PHYSICAL, "nodes")->pieces = "nodes";
	for (size_t i = 0; i < drawing->plan->node_count; i++) {
		const struct nkv_node *node = &drawing->plan->nodes[i];
		uint64_t pages = node->memory_end_pfn - node->memory_start_pfn;
		char size[NKV_SIZE_TEXT_BYTES] = ", no memory";
		struct nkv_mark *mark = draw_node_mark(
			drawing, node, NKV_MARK_NODE,
			(struct nkv_range){ node->memory_start_pfn, node->memory_end_pfn });

		if (pages > 0)
			nkv_size_text(pages, size);
		nkv_mark_label(mark, "node %u%s%s", node->nid, pages > 0 ? " " : "", size);
		nkv_mark_title(mark, "node %u as found", node->nid);
		nkv_mark_title_pages(mark);
	}
}

/* Whether a node has shrunk: some kernels do not change nodes. */
static bool has_shrunk_node(const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].start_pfn != plan->nodes[i].memory_start_pfn ||
		    plan->nodes[i].end_pfn != plan->nodes[i].memory_end_pfn)
			return true;
	return false;
}

static void draw_shrunk_nodes(struct nkv_drawing *drawing)
{
	nkv_drawing_add_band(drawing, NKV_BAND_BAR, NKV_SPACE_PHYSICAL, "shrunk to");
	for (size_t i = 0; i < drawing->plan->node_count; i++) {
		const struct nkv_node *node = &drawing->plan->nodes[i];
		struct nkv_mark *mark;

		if (node->memory_start_pfn == node->memory_end_pfn)
			continue;
		mark = draw_node_mark(drawing, node, NKV_MARK_SHRUNK,
				      (struct nkv_range){ node->start_pfn, node->end_pfn });
		nkv_mark_label(mark, "node %u, to 0x%" PRIx32, node->nid, node->end_pfn);
		nkv_mark_title(mark, "node %u after shrinking", node->nid);
		nkv_mark_title_pages(mark);
	}
}

static void draw_given(struct nkv_drawing *drawing, const struct nkv_node *node)
{
	uint64_t end = (uint64_t)node->remap_start_pfn + node->reserved_pages;
	struct nkv_mark *mark;
	char size[NKV_SIZE_TEXT_BYTES];

	if (node->reserved_pages > 0) {
		mark = draw_node_mark(drawing, node, NKV_MARK_GIVEN,
				      (struct nkv_range){ node->remap_start_pfn, end });
		nkv_mark_label(mark, "node %u %s", node->nid,
			       nkv_size_text(node->reserved_pages, size));
		nkv_mark_title(mark, "node %u gives up for its mem_map", node->nid);
		nkv_mark_title_pages(mark);
	}
	if (node->alignment_pages > 0) {
		mark = draw_node_mark(drawing, node, NKV_MARK_ALIGNED,
				      (struct nkv_range){ end, end + node->alignment_pages });
		mark->brief[0] = '\0';
		nkv_mark_label(mark, "lost %s", nkv_size_text(node->alignment_pages, size));
		nkv_mark_title(mark, "node %u loses to alignment", node->nid);
		nkv_mark_title_pages(mark);
	}
}

void nkv_layout_physical(struct nkv_drawing *drawing)
{
	const struct nkv_plan *plan = drawing->plan;

	draw_map(drawing);
	draw_nodes(drawing);
	if (nkv_plan_knows(plan, NKV_FACT_ENDS) && has_shrunk_node(plan))
		draw_shrunk_nodes(drawing);
	nkv_layout_sections(drawing);
	nkv_drawing_add_band(drawing, NKV_BAND_BAR, NKV_SPACE_PHYSICAL, "given up");
	for (size_t i = 0; i < plan->node_count; i++)
		draw_given(drawing, &plan->nodes[i]);
}
