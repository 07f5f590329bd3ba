/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kernel's low memory: what lies where when setup ends. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "write/drawing/layout.h"
#include "write/drawing/places.h"
#include "write/words/size_text.h"
#include "write/words/units.h"

static bool is_empty(struct nkv_range range)
{
	return range.end_pfn <= range.start_pfn;
}

/* A mark with its name, its size and its pages; none for an empty range. */
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

/* --- the kernel --- */

static void draw_kernel(struct nkv_drawing *drawing)
{
	const struct nkv_plan *plan = drawing->plan;
	struct nkv_range kernel = nkv_place_of_kernel(plan);
	uint64_t bitmap_end = kernel.end_pfn;

	if (!nkv_plan_knows(plan, NKV_FACT_ENDS)) {
		draw(drawing, NKV_MARK_KERNEL, kernel, "kernel");
		return;
	}
	/* The reserve of the kernel ends up to a page later than the bitmap does. */
	for (size_t i = 0; i < plan->call_count; i++)
		if (plan->calls[i].setup == NKV_SETUP_KERNEL)
			bitmap_end = nkv_place_of_call(&plan->calls[i]).end_pfn;
	kernel.end_pfn = plan->boot_min_low_pfn;
	draw(drawing, NKV_MARK_KERNEL, kernel, "kernel");
	draw(drawing, NKV_MARK_PGDAT,
	     (struct nkv_range){ plan->boot_min_low_pfn, plan->min_low_pfn }, "pgdat");
	draw(drawing, NKV_MARK_BITMAP, (struct nkv_range){ plan->bitmap_pfn, bitmap_end },
	     "bitmap");
}

/* --- what was reserved for firmware and the first pages --- */

static bool is_firmware(const struct nkv_bootmem_call *call)
{
	switch (call->setup) {
	case NKV_SETUP_KERNEL:
	case NKV_SETUP_KVA:
	case NKV_SETUP_INITRD:
	case NKV_SETUP_WASTED:
		return false;
	default:
		return call->op == NKV_BOOTMEM_RESERVE && call->size > 0;
	}
}

static int compare_calls(const void *a, const void *b)
{
	const struct nkv_bootmem_call *first = a, *second = b;

	return (first->start > second->start) - (first->start < second->start);
}

/* The words of calls [from, to), each once. */
static void join_words(const struct nkv_bootmem_call *calls, size_t from, size_t to,
		       char text[NKV_LABEL_BYTES / 2])
{
	const char *words[NKV_LABEL_BYTES / 2]; /* each takes up a byte or more of the text */
	size_t used = 0, count = 0;

	text[0] = '\0';
	for (size_t i = from; i < to && used < NKV_LABEL_BYTES / 2 - 1; i++) {
		size_t j = 0;

		while (j < count && strcmp(words[j], calls[i].by) != 0)
			j++;
		if (j < count)
			continue;
		used += (size_t)snprintf(text + used, NKV_LABEL_BYTES / 2 - used, "%s%s",
					 count > 0 ? ", " : "", calls[i].by);
		words[count++] = calls[i].by;
	}
}

/* Calls whose pages touch or overlap make one mark. */
static void draw_firmware_calls(struct nkv_drawing *drawing, const struct nkv_bootmem_call *calls,
				size_t count)
{
	size_t i = 0;

	while (i < count) {
		struct nkv_range pages = nkv_place_of_call(&calls[i]);
		char words[NKV_LABEL_BYTES / 2];
		size_t from = i++;

		for (; i < count; i++) {
			struct nkv_range next = nkv_place_of_call(&calls[i]);

			if (next.start_pfn > pages.end_pfn)
				break;
			if (next.end_pfn > pages.end_pfn)
				pages.end_pfn = next.end_pfn;
		}
		join_words(calls, from, i, words);
		draw(drawing, NKV_MARK_FIRMWARE, pages, words);
	}
}

static void draw_firmware(struct nkv_drawing *drawing)
{
	const struct nkv_plan *plan = drawing->plan;
	struct nkv_bootmem_call *calls = malloc((plan->call_count + 1) * sizeof(*calls));
	size_t count = 0;

	if (!calls) {
		drawing->failed = true;
		return;
	}
	for (size_t i = 0; i < plan->call_count; i++)
		if (is_firmware(&plan->calls[i]))
			calls[count++] = plan->calls[i];
	qsort(calls, count, sizeof(*calls), compare_calls);
	draw_firmware_calls(drawing, calls, count);
	free(calls);
}

/* --- windows, initrd, waste --- */

static void draw_windows(struct nkv_drawing *drawing)
{
	const struct nkv_plan *plan = drawing->plan;
	uint64_t end = plan->kva_start_pfn;

	if (!nkv_plan_knows(plan, NKV_FACT_WINDOWS))
		return;
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];
		struct nkv_range pages = nkv_place_of_window(plan, node);
		char size[NKV_SIZE_TEXT_BYTES];
		struct nkv_mark *mark;

		if (node->reserved_pages == 0)
			continue;
		mark = nkv_drawing_add_mark(drawing, NKV_MARK_WINDOW, pages);
		mark->nid = node->nid;
		snprintf(mark->brief, sizeof(mark->brief), "%u", node->nid);
		nkv_mark_label(mark, "node %u %s", node->nid,
			       nkv_size_text(node->reserved_pages, size));
		nkv_mark_title(mark, "KVA window of node %u, %08" PRIx32 "..%08" PRIx32, node->nid,
			       node->remap_vaddr_start, node->remap_vaddr_end);
		nkv_mark_title_pages(mark);
		end = pages.end_pfn;
	}
	draw(drawing, NKV_MARK_SLACK,
	     (struct nkv_range){ end, (uint64_t)plan->kva_start_pfn + plan->kva_pages },
	     "KVA slack");
}

/* Where the initrd ended up, or where the boot loader had put it. */
static void draw_initrd(struct nkv_drawing *drawing)
{
	const struct nkv_plan *plan = drawing->plan;
	bool kept = plan->initrd_fate == NKV_INITRD_KEPT || plan->initrd_fate == NKV_INITRD_MOVED;
	uint64_t start = kept ? plan->initrd_start : plan->machine->initrd_start;
	struct nkv_range pages = { start >> NKV_PAGE_SHIFT,
				   nkv_bytes_pages(start + plan->machine->initrd_size) };

	if (plan->machine->initrd_start == 0 || plan->machine->initrd_size == 0)
		return;
	if (kept)
		draw(drawing, NKV_MARK_INITRD, pages,
		     plan->initrd_fate == NKV_INITRD_MOVED ? "initrd, moved" : "initrd");
	else if (plan->initrd_fate == NKV_INITRD_NONE)
		draw(drawing, NKV_MARK_INITRD, pages, "initrd, as loaded");
}

static void draw_wasted(struct nkv_drawing *drawing)
{
	const struct nkv_plan *plan = drawing->plan;

	for (size_t i = 0; i < plan->call_count; i++)
		if (plan->calls[i].setup == NKV_SETUP_WASTED)
			draw(drawing, NKV_MARK_WASTED, nkv_place_of_call(&plan->calls[i]),
			     "wasted");
}

/* --- what is left --- */

/* Where something begins or ends to cover the low memory space. */
struct edge {
	uint64_t pfn;
	int used;   /* by how many more marks from here on */
	int inside; /* by how many more usable entries */
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

	return (first->pfn > second->pfn) - (first->pfn < second->pfn);
}

/* What a stretch between two edges is: -1 if a mark covers it. */
static int ground_kind(int used, int inside)
{
	if (used > 0)
		return -1;
	return inside > 0 ? NKV_MARK_RAM : NKV_MARK_NOT_RAM;
}

/* Draws what no mark covers. */
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

static void draw_free(struct nkv_drawing *drawing)
{
	const struct nkv_plan *plan = drawing->plan;

	for (size_t i = 0; i < plan->free.count; i++)
		draw(drawing, NKV_MARK_FREE, plan->free.ranges[i], "free");
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
	nkv_mark_title(mark, "addresses above low memory, of vmalloc() and others");
	nkv_mark_title_pages(mark);
}

/* A window may lie above low memory, but only as far as there are addresses. */
static uint64_t lowmem_end(const struct nkv_plan *plan)
{
	uint64_t kva_end = (uint64_t)plan->kva_start_pfn + plan->kva_pages;
	uint64_t end = nkv_lowmem_end_pfn(plan);
	uint64_t addresses =
		((UINT64_C(1) << 32) - plan->machine->kernel.page_offset) >> NKV_PAGE_SHIFT;

	return kva_end > end && kva_end <= addresses && plan->kva_pages > 0 ? kva_end : end;
}

/* What lies on it leaves no room for a label. */
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
	draw_kernel(drawing);
	if (drawing->lowmem_settled) {
		draw_firmware(drawing);
		draw_initrd(drawing);
		draw_wasted(drawing);
	}
	if (nkv_plan_knows(drawing->plan, NKV_FACT_FREE))
		draw_free(drawing);
	draw_windows(drawing);
	if (drawing->failed)
		return;
	draw_rest(drawing);
	clear_vmalloc_label(drawing);
}
