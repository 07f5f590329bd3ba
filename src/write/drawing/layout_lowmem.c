/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kernel's low memory: what is where when setup ends. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/grow.h"
#include "base/number.h"
#include "core/places/places.h"
#include "write/drawing/layout.h"
#include "write/drawing/places.h"
#include "write/words/size_text.h"
#include "write/words/units.h"

static bool is_empty(struct nkv_range range)
{
	return range.end_pfn <= range.start_pfn;
}

/* Draws a mark with its name, size and pages; nothing for an empty range. */
static void draw(struct nkv_drawing *drawing, enum nkv_mark_kind kind, struct nkv_range pages,
		 const char *name)
{
	char size[NKV_SIZE_TEXT_BYTES];
	struct nkv_mark *mark;

	if (is_empty(pages))
		return;
	mark = nkv_drawing_add_mark(drawing, kind, pages);
	nkv_mark_label(mark, "%s %s", name, nkv_size_text(pages.end_pfn - pages.start_pfn, size));
	nkv_mark_title(mark, "%s", name);
	nkv_mark_title_pages(mark);
}

/* --- the places --- */

/* The places in the order in which the core lists them. */
struct places {
	struct nkv_placed *list;
	size_t count;
	size_t capacity;
	bool failed;
};

static void collect(void *listener, const struct nkv_placed *placed)
{
	struct places *places = (struct places *)listener;
	void *grown =
		nkv_grow(places->list, &places->capacity, places->count + 1, sizeof(*places->list));

	if (!grown) {
		places->failed = true;
		return;
	}
	places->list = grown;
	places->list[places->count++] = *placed;
}

/* By kind, and within a kind by start. */
static int compare_places(const void *a, const void *b)
{
	const struct nkv_placed *first = a, *second = b;

	if (first->kind != second->kind)
		return nkv_order(first->kind, second->kind);
	if (first->pages.start_pfn != second->pages.start_pfn)
		return nkv_order(first->pages.start_pfn, second->pages.start_pfn);
	return nkv_order(first->start, second->start);
}

/* Joins the names of `count` places, each name once. */
static void join_names(const struct nkv_placed *places, size_t count,
		       char text[NKV_LABEL_BYTES / 2])
{
	const char *names[NKV_LABEL_BYTES / 2]; /* each takes at least a byte of the text */
	size_t used = 0, name_count = 0;

	text[0] = '\0';
	for (size_t i = 0; i < count && used < NKV_LABEL_BYTES / 2 - 1; i++) {
		size_t j = 0;

		while (j < name_count && strcmp(names[j], places[i].name) != 0)
			j++;
		if (j < name_count)
			continue;
		used += (size_t)snprintf(text + used, NKV_LABEL_BYTES / 2 - used, "%s%s",
					 name_count > 0 ? ", " : "", places[i].name);
		names[name_count++] = places[i].name;
	}
}

/*
 * Draws the first of `count` places, joined with those that touch or overlap it. Returns the
 * number of places drawn.
 */
static size_t draw_joined(struct nkv_drawing *drawing, const struct nkv_placed *places,
			  size_t count)
{
	struct nkv_range pages = places[0].pages;
	char names[NKV_LABEL_BYTES / 2];
	size_t joined = 1;

	for (; joined < count && places[joined].kind == places[0].kind &&
	       places[joined].pages.start_pfn <= pages.end_pfn;
	     joined++)
		if (places[joined].pages.end_pfn > pages.end_pfn)
			pages.end_pfn = places[joined].pages.end_pfn;
	join_names(places, joined, names);
	draw(drawing, NKV_MARK_FIRMWARE, pages, names);
	return joined;
}

static void draw_window(struct nkv_drawing *drawing, const struct nkv_placed *window)
{
	const struct nkv_node *node = window->node;
	struct nkv_mark *mark = nkv_drawing_add_mark(drawing, NKV_MARK_WINDOW, window->pages);
	char size[NKV_SIZE_TEXT_BYTES];

	mark->nid = node->nid;
	snprintf(mark->brief, sizeof(mark->brief), "%u", node->nid);
	nkv_mark_label(mark, "node %u %s", node->nid, nkv_size_text(node->reserved_pages, size));
	nkv_mark_title(mark, "KVA window of node %u, %08" PRIx32 "..%08" PRIx32, node->nid,
		       node->remap_vaddr_start, node->remap_vaddr_end);
	nkv_mark_title_pages(mark);
}

static void draw_given(struct nkv_drawing *drawing, const struct nkv_placed *given)
{
	struct nkv_mark *mark = nkv_drawing_add_mark(drawing, NKV_MARK_BACKING, given->pages);
	char size[NKV_SIZE_TEXT_BYTES];

	mark->nid = given->node->nid;
	snprintf(mark->brief, sizeof(mark->brief), "%u", given->node->nid);
	nkv_mark_label(mark, "%s of node %u %s", given->name, given->node->nid,
		       nkv_size_text(given->node->reserved_pages, size));
	nkv_mark_title(mark, "given up by node %u for its mem_map and pgdat", given->node->nid);
	nkv_mark_title_pages(mark);
}

static size_t draw_place(struct nkv_drawing *drawing, const struct nkv_placed *placed, size_t count)
{
	static const enum nkv_mark_kind kinds[NKV_PLACED_KINDS] = {
		[NKV_PLACED_KERNEL] = NKV_MARK_KERNEL, [NKV_PLACED_PGDAT] = NKV_MARK_PGDAT,
		[NKV_PLACED_BITMAP] = NKV_MARK_BITMAP, [NKV_PLACED_INITRD] = NKV_MARK_INITRD,
		[NKV_PLACED_WASTED] = NKV_MARK_WASTED, [NKV_PLACED_FREE] = NKV_MARK_FREE,
		[NKV_PLACED_SLACK] = NKV_MARK_SLACK,   [NKV_PLACED_LOST] = NKV_MARK_LOST,
	};
	char name[NKV_LABEL_BYTES / 2];

	/* in a band of their own, because they are within free memory or windows */
	if (placed->kind == NKV_PLACED_MEMMAP)
		return 1;
	if (placed->kind == NKV_PLACED_FIRMWARE)
		return draw_joined(drawing, placed, count);
	if (placed->kind == NKV_PLACED_GIVEN) {
		draw_given(drawing, placed);
		return 1;
	}
	if (placed->kind == NKV_PLACED_WINDOW) {
		draw_window(drawing, placed);
		return 1;
	}
	snprintf(name, sizeof(name), "%s", placed->name);
	if (placed->node)
		snprintf(name, sizeof(name), "%s of node %u", placed->name, placed->node->nid);
	draw(drawing, kinds[placed->kind], placed->pages, name);
	return 1;
}

static void draw_places(struct nkv_drawing *drawing)
{
	struct places places = { 0 };

	nkv_plan_places(&(struct nkv_placing){ drawing->plan, collect, &places });
	qsort(places.list, places.count, sizeof(*places.list), compare_places);
	for (size_t i = 0; i < places.count;)
		i += draw_place(drawing, &places.list[i], places.count - i);
	drawing->failed = drawing->failed || places.failed;
	free(places.list);
}

/* --- the rest --- */

/* A pfn of the low memory space where something begins or ends. */
struct edge {
	uint64_t pfn;
	int used;   /* change in the number of marks from here on */
	int inside; /* change in the number of usable entries from here on */
};

struct edges {
	struct edge *list;
	size_t count;
};

static void add_range(struct edges *edges, struct nkv_range range, uint64_t limit, int used,
		      int inside)
{
	if (range.end_pfn > limit)
		range.end_pfn = limit;
	if (is_empty(range))
		return;
	edges->list[edges->count++] = (struct edge){ range.start_pfn, used, inside };
	edges->list[edges->count++] = (struct edge){ range.end_pfn, -used, -inside };
}

static int compare_edges(const void *a, const void *b)
{
	const struct edge *first = a, *second = b;

	return nkv_order(first->pfn, second->pfn);
}

/* The kind of a stretch between two edges; -1 if a mark covers it. */
static int ground_kind(int used, int inside)
{
	if (used > 0)
		return -1;
	return inside > 0 ? NKV_MARK_RAM : NKV_MARK_NOT_RAM;
}

/* Draws the stretches that no mark covers. */
static void draw_between(struct nkv_drawing *drawing, const struct edges *edges)
{
	static const char *const names[NKV_MARK_KINDS] = {
		[NKV_MARK_RAM] = "RAM",
		[NKV_MARK_NOT_RAM] = "no RAM",
	};
	struct nkv_range stretch = { 0, 0 };
	int used = 0, inside = 0;

	for (size_t i = 0; i < edges->count; i++) {
		const struct edge *edge = &edges->list[i];
		int kind = ground_kind(used, inside);

		used += edge->used;
		inside += edge->inside;
		if (ground_kind(used, inside) == kind)
			continue;
		stretch.end_pfn = edge->pfn;
		if (kind >= 0)
			draw(drawing, (enum nkv_mark_kind)kind, stretch, names[kind]);
		stretch.start_pfn = edge->pfn;
	}
}

static void collect_edges(const struct nkv_drawing *drawing, const struct nkv_band *band,
			  struct edges *edges)
{
	const struct nkv_plan *plan = drawing->plan;
	uint64_t limit = drawing->lowmem_end_pfn;

	for (size_t i = 0; i < band->mark_count; i++)
		add_range(edges, drawing->marks[band->first_mark + i].pages, limit, 1, 0);
	for (size_t i = 0; i < plan->e820.count; i++)
		add_range(edges, nkv_e820_pages(&plan->e820.entries[i]), limit, 0, 1);
	qsort(edges->list, edges->count, sizeof(*edges->list), compare_edges);
	edges->list[edges->count++] = (struct edge){ limit, 1, 0 };
}

static void draw_rest(struct nkv_drawing *drawing)
{
	const struct nkv_band *band = &drawing->bands[drawing->band_count - 1];
	size_t ranges = band->mark_count + drawing->plan->e820.count;
	struct edges edges = { .list = malloc((2 * ranges + 1) * sizeof(*edges.list)) };

	if (!edges.list) {
		drawing->failed = true;
		return;
	}
	collect_edges(drawing, band, &edges);
	draw_between(drawing, &edges);
	free(edges.list);
}

static void draw_vmalloc(struct nkv_drawing *drawing)
{
	uint64_t end = ((UINT64_C(1) << 32) - drawing->plan->machine->kernel.page_offset) >>
		       NKV_PAGE_SHIFT;
	struct nkv_range pages = { drawing->lowmem_end_pfn, end };
	struct nkv_mark *mark;

	if (is_empty(pages))
		return;
	mark = nkv_drawing_add_mark(drawing, NKV_MARK_VMALLOC, pages);
	nkv_mark_label(mark, "vmalloc");
	nkv_mark_title(mark, "addresses above low memory, for vmalloc() and others");
	nkv_mark_title_pages(mark);
}

/* A window can be above low memory, but not above the end of the address space. */
static uint64_t lowmem_end(const struct nkv_plan *plan)
{
	uint64_t kva_end = (uint64_t)plan->kva_start_pfn + plan->kva_pages;
	uint64_t end = nkv_lowmem_end_pfn(plan);
	uint64_t addresses =
		((UINT64_C(1) << 32) - plan->machine->kernel.page_offset) >> NKV_PAGE_SHIFT;

	return kva_end > end && kva_end <= addresses && plan->kva_pages > 0 ? kva_end : end;
}

/* Marks on top of it leave no room for its label. */
static void clear_vmalloc_label(struct nkv_drawing *drawing)
{
	const struct nkv_band *band = &drawing->bands[drawing->band_count - 1];
	struct nkv_mark *vmalloc = NULL;
	size_t others = 0;

	for (size_t i = 0; i < band->mark_count; i++) {
		struct nkv_mark *mark = &drawing->marks[band->first_mark + i];

		if (mark->kind == NKV_MARK_VMALLOC)
			vmalloc = mark;
		else
			others += mark->pages.end_pfn > drawing->lowmem_end_pfn;
	}
	if (vmalloc && others > 0)
		vmalloc->label[0] = '\0';
}

void nkv_layout_lowmem(struct nkv_drawing *drawing)
{
	drawing->lowmem_settled = nkv_plan_knows(drawing->plan, NKV_FACT_ENDS);
	drawing->lowmem_end_pfn = lowmem_end(drawing->plan);
	nkv_drawing_add_band(drawing, NKV_BAND_BAR, NKV_SPACE_LOWMEM, "low memory");
	draw_vmalloc(drawing);
	draw_places(drawing);
	if (drawing->failed)
		return;
	if (nkv_plan_knows(drawing->plan, NKV_FACT_MAP))
		draw_rest(drawing);
	clear_vmalloc_label(drawing);
}
