/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Hazards, each in a band of its own, at the place that it concerns. */
#include <stdio.h>
#include <string.h>

#include <numakva/numakva.h>

#include "write/drawing/layout.h"
#include "write/drawing/palette.h"
#include "write/drawing/places.h"
#include "write/words/hazard_text.h"
#include "write/words/hazard_walk.h"
#include "write/words/units.h"

static enum nkv_hazard_place place_of(const struct nkv_hazard *hazard)
{
	enum nkv_hazard_place place = nkv_hazard_info(hazard->code)->place;
	const unsigned int placed = NKV_HAZARD_HAS_RANGES | NKV_HAZARD_HAS_NIDS |
				    NKV_HAZARD_HAS_ADDRESS | NKV_HAZARD_HAS_CHUNKS;

	if (place == NKV_PLACE_BY_FIGURES &&
	    (!(hazard->fields & placed) ||
	     (hazard->fields == (NKV_HAZARD_HAS_ENTRIES | NKV_HAZARD_HAS_CHUNKS) &&
	      hazard->chunk_count == 0)))
		return NKV_PLACE_LOWMEM_END;
	return place;
}

static enum nkv_space space_of(const struct nkv_hazard *hazard)
{
	switch (place_of(hazard)) {
	case NKV_PLACE_PHYSICAL_RANGES:
	case NKV_PLACE_GIVEN:
		return NKV_SPACE_PHYSICAL;
	case NKV_PLACE_BY_FIGURES:
		return (hazard->fields & (NKV_HAZARD_HAS_RANGES | NKV_HAZARD_HAS_ADDRESS)) != 0
			       ? NKV_SPACE_LOWMEM
			       : NKV_SPACE_PHYSICAL;
	default:
		return NKV_SPACE_LOWMEM;
	}
}

static void mark_range(struct nkv_drawing *drawing, const struct nkv_hazard *hazard,
		       struct nkv_range pages)
{
	struct nkv_mark *mark =
		nkv_drawing_add_mark(drawing, nkv_severity_mark(hazard->severity), pages);

	nkv_mark_title(mark, "%s: %s", nkv_severity_name(hazard->severity),
		       nkv_hazard_info(hazard->code)->code);
	nkv_mark_title_pages(mark);
}

static void mark_ranges(struct nkv_drawing *drawing, const struct nkv_hazard *hazard,
			const struct nkv_range_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		mark_range(drawing, hazard, list->ranges[i]);
}

/* The pages of a node that a hazard of that place concerns. */
static struct nkv_range node_pages(const struct nkv_plan *plan, const struct nkv_node *node,
				   enum nkv_hazard_place place)
{
	switch (place) {
	case NKV_PLACE_WINDOWS:
		return nkv_place_of_window(plan, node);
	case NKV_PLACE_GIVEN:
		return (struct nkv_range){ node->remap_start_pfn,
					   (uint64_t)node->remap_start_pfn + node->reserved_pages };
	default:
		return (struct nkv_range){ node->memory_start_pfn, node->memory_end_pfn };
	}
}

static void mark_nodes(struct nkv_drawing *drawing, const struct nkv_hazard *hazard,
		       enum nkv_hazard_place place)
{
	for (size_t i = 0; i < drawing->plan->node_count; i++) {
		const struct nkv_node *node = &drawing->plan->nodes[i];

		if (hazard->nids & UINT32_C(1) << node->nid)
			mark_range(drawing, hazard, node_pages(drawing->plan, node, place));
	}
}

static void mark_lowmem_end(struct nkv_drawing *drawing, const struct nkv_hazard *hazard)
{
	uint64_t end = nkv_lowmem_end_pfn(drawing->plan);

	mark_range(drawing, hazard, (struct nkv_range){ end, end });
}

/* Marks the free memory, or where it should be. */
static void mark_free(struct nkv_drawing *drawing, const struct nkv_hazard *hazard)
{
	mark_ranges(drawing, hazard, &drawing->plan->free);
	if (drawing->plan->free.count == 0)
		mark_lowmem_end(drawing, hazard);
}

/*
 * Marks the place of a mem_map. Returns false if there is none, because all free runs are too
 * short.
 */
static bool mark_memmap(struct nkv_drawing *drawing, const struct nkv_hazard *hazard,
			struct nkv_range taken)
{
	if (taken.end_pfn == taken.start_pfn) {
		mark_free(drawing, hazard);
		return false;
	}
	mark_range(drawing, hazard, taken);
	return true;
}

/* Marks the mem_maps in low memory, of nodes or of sections. */
static void mark_taken(struct nkv_drawing *drawing, const struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = drawing->plan;

	if (plan->stopped_at != NKV_STOP_NONE)
		mark_free(drawing, hazard);
	for (size_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].memmap.from == NKV_MEMMAP_BOOTMEM &&
		    !mark_memmap(drawing, hazard, plan->nodes[i].memmap.taken))
			return;
	for (size_t i = 0; i < plan->section_count; i++)
		if (plan->sections[i].from == NKV_MEMMAP_BOOTMEM &&
		    !mark_memmap(drawing, hazard, plan->sections[i].taken))
			return;
}

/* The pages of the call with this address, or the page of the address. */
static struct nkv_range address_pages(const struct nkv_plan *plan, uint64_t address)
{
	uint64_t pfn = address >> NKV_PAGE_SHIFT;

	for (size_t i = plan->call_count; i > 0; i--)
		if (plan->calls[i - 1].start == address)
			return nkv_place_of_call(&plan->calls[i - 1]);
	return (struct nkv_range){ pfn, pfn };
}

static void mark_figures(struct nkv_drawing *drawing, const struct nkv_hazard *hazard)
{
	if ((hazard->fields & NKV_HAZARD_HAS_RANGES) && hazard->ranges.count == 0)
		mark_lowmem_end(drawing, hazard);
	else if (hazard->fields & NKV_HAZARD_HAS_RANGES)
		mark_ranges(drawing, hazard, &hazard->ranges);
	else if (hazard->fields & NKV_HAZARD_HAS_ADDRESS)
		mark_range(drawing, hazard, address_pages(drawing->plan, hazard->address));
	else if (hazard->fields & NKV_HAZARD_HAS_NIDS)
		mark_nodes(drawing, hazard, NKV_PLACE_BY_FIGURES);
	for (size_t i = 0; i < hazard->chunk_count; i++)
		mark_range(drawing, hazard,
			   (struct nkv_range){ hazard->chunks[i].start_pfn,
					       hazard->chunks[i].end_pfn });
}

static void mark_place(struct nkv_drawing *drawing, const struct nkv_hazard *hazard)
{
	const struct nkv_plan *plan = drawing->plan;
	uint64_t initrd = plan->machine->initrd_start;

	switch (place_of(hazard)) {
	case NKV_PLACE_BY_FIGURES:
	case NKV_PLACE_PHYSICAL_RANGES:
		mark_figures(drawing, hazard);
		break;
	case NKV_PLACE_WINDOWS:
	case NKV_PLACE_GIVEN:
		mark_nodes(drawing, hazard, place_of(hazard));
		break;
	case NKV_PLACE_FREE:
		mark_free(drawing, hazard);
		break;
	case NKV_PLACE_TAKEN:
		mark_taken(drawing, hazard);
		break;
	case NKV_PLACE_INITRD:
		mark_range(
			drawing, hazard,
			(struct nkv_range){ initrd >> NKV_PAGE_SHIFT,
					    nkv_bytes_pages(initrd + plan->machine->initrd_size) });
		break;
	case NKV_PLACE_LOWMEM_END:
		mark_lowmem_end(drawing, hazard);
		break;
	case NKV_PLACE_KERNEL:
		mark_range(drawing, hazard, nkv_place_of_kernel(plan));
		break;
	}
}

static void draw_hazard(struct nkv_drawing *drawing, const struct nkv_hazard *hazard)
{
	const char *code = nkv_hazard_info(hazard->code)->code;
	char figures[NKV_HAZARD_TEXT_BYTES];
	struct nkv_band *band = nkv_drawing_add_band(drawing, NKV_BAND_HAZARD, space_of(hazard),
						     nkv_severity_name(hazard->severity));

	nkv_hazard_figures(drawing->plan, hazard, figures);
	band->hazard = hazard;
	snprintf(band->label, sizeof(band->label), "%s%s%.120s", code, *figures ? ": " : "",
		 figures);
	mark_place(drawing, hazard);
}

void nkv_layout_hazards(struct nkv_drawing *drawing, enum nkv_space space)
{
	const struct nkv_hazard *hazard;
	size_t next = 0;

	while ((hazard = nkv_hazard_next_worst(drawing->plan, &next)))
		if (space_of(hazard) == space)
			draw_hazard(drawing, hazard);
}
