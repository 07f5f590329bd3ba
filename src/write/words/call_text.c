/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/words/call_text.h"

#include <inttypes.h>
#include <stdio.h>

#include "write/words/units.h"

const char *nkv_call_op(const struct nkv_bootmem_call *call)
{
	return call->op == NKV_BOOTMEM_FREE ? "free" : "reserve";
}

const char *nkv_call_node_text(const struct nkv_plan *plan, const struct nkv_bootmem_call *call,
			       char text[NKV_CALL_NODE_BYTES])
{
	text[0] = '\0';
	if (call->nid > 0 || (call->nid == 0 && plan->bitmap_count > 1))
		snprintf(text, NKV_CALL_NODE_BYTES, ", node %d", call->nid);
	return text;
}

void nkv_call_bug_text(const struct nkv_plan *plan, const struct nkv_bootmem_call *call,
		       char text[NKV_BUG_TEXT_BYTES])
{
	uint64_t start = call->start >> NKV_PAGE_SHIFT;
	uint64_t end = nkv_bytes_pages((uint64_t)call->start + call->size);
	bool starts_beyond = start >= plan->max_low_pfn;

	switch (call->bug) {
	case NKV_BUG_NONE:
		text[0] = '\0';
		break;
	case NKV_BUG_FREE_TWICE:
		snprintf(text, NKV_BUG_TEXT_BYTES, "some of these pages are free already");
		break;
	case NKV_BUG_ZERO_LENGTH:
		snprintf(text, NKV_BUG_TEXT_BYTES, "the size is 0");
		break;
	case NKV_BUG_WRAPS:
		snprintf(text, NKV_BUG_TEXT_BYTES, "its end wraps to its start or below");
		break;
	case NKV_BUG_BEYOND_LOWMEM:
		if (end <= plan->max_low_pfn) {
			snprintf(text, NKV_BUG_TEXT_BYTES, "the bitmaps do not cover all of it");
			break;
		}
		snprintf(text, NKV_BUG_TEXT_BYTES,
			 "%s at pfn 0x%" PRIx64 ", low memory ends at pfn 0x%" PRIx32,
			 starts_beyond ? "starts" : "ends", starts_beyond ? start : end,
			 plan->max_low_pfn);
		break;
	case NKV_BUG_OTHER_NODE:
		snprintf(text, NKV_BUG_TEXT_BYTES, "the node has no bitmap");
		break;
	case NKV_BUG_BLANK_RANGE:
		snprintf(text, NKV_BUG_TEXT_BYTES, "it lies below the node's bitmap");
		break;
	}
}
