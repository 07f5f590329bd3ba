/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The calls of the boot-time allocator, in order. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "write/drawing/layout.h"
#include "write/drawing/places.h"
#include "write/words/call_text.h"
#include "write/words/size_text.h"
#include "write/words/units.h"

/* With more calls, those for firmware share a band even if their names differ. */
enum { CALLS_MANY = 60 };

static bool shares_band(const struct nkv_plan *plan, size_t index)
{
	const struct nkv_bootmem_call *call = &plan->calls[index], *before = call - 1;

	if (call->op != before->op || call->bug != NKV_BUG_NONE || call->setup != before->setup)
		return false;
	return strcmp(call->by, before->by) == 0 || plan->call_count > CALLS_MANY;
}

static enum nkv_mark_kind call_kind(const struct nkv_bootmem_call *call)
{
	if (call->bug != NKV_BUG_NONE)
		return NKV_MARK_CALL_BUG;
	return call->op == NKV_BOOTMEM_FREE ? NKV_MARK_CALL_FREE : NKV_MARK_CALL_RESERVE;
}

static void draw_call(struct nkv_drawing *drawing, size_t index)
{
	const struct nkv_bootmem_call *call = &drawing->plan->calls[index];
	struct nkv_mark *mark =
		nkv_drawing_add_mark(drawing, call_kind(call), nkv_place_of_call(call));

	nkv_mark_title(mark, "call %zu: %s(0x%" PRIx32 ", 0x%" PRIx32 ") by %.40s%s", index + 1,
		       nkv_call_op(call), call->start, call->size, call->by,
		       call->bug == NKV_BUG_NONE ? "" : ": BUG");
	nkv_mark_title_pages(mark);
}

/* Labels a band of calls [from, to): who makes them, and for how much memory. */
static void name_band(const struct nkv_plan *plan, struct nkv_band *band, size_t from, size_t to)
{
	const struct nkv_bootmem_call *first = &plan->calls[from], *last = &plan->calls[to - 1];
	char size[NKV_SIZE_TEXT_BYTES], bug[NKV_BUG_TEXT_BYTES];
	uint64_t pages = 0;

	for (size_t i = from; i < to; i++)
		pages += nkv_bytes_pages(plan->calls[i].size);
	if (to - from > 1)
		snprintf(band->name, sizeof(band->name), "%zu-%zu %s", from + 1, to,
			 nkv_call_op(first));
	else
		snprintf(band->name, sizeof(band->name), "%zu %s", to, nkv_call_op(first));
	nkv_call_bug_text(plan, last, bug);
	snprintf(band->label, sizeof(band->label), "%.40s%s, %" PRIu64 " page%s, %s%s%s", first->by,
		 strcmp(first->by, last->by) == 0 ? "" : " and others", pages,
		 pages == 1 ? "" : "s", nkv_size_text(pages, size), *bug ? "; BUG: " : "", bug);
}

void nkv_layout_calls(struct nkv_drawing *drawing)
{
	const struct nkv_plan *plan = drawing->plan;
	size_t from = 0;

	while (drawing->lowmem_settled && from < plan->call_count) {
		struct nkv_band *band =
			nkv_drawing_add_band(drawing, NKV_BAND_CALL, NKV_SPACE_LOWMEM, "");
		size_t to = from;

		do
			draw_call(drawing, to++);
		while (to < plan->call_count && shares_band(plan, to));
		name_band(plan, band, from, to);
		from = to;
	}
}
