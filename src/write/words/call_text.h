/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Calls of the boot-time allocator in words. */
#ifndef NUMAKVA_WRITE_WORDS_CALL_TEXT_H
#define NUMAKVA_WRITE_WORDS_CALL_TEXT_H

#include <numakva/plan.h>

enum { NKV_BUG_TEXT_BYTES = 96, NKV_CALL_NODE_BYTES = 16 };

/* "free" or "reserve". */
const char *nkv_call_op(const struct nkv_bootmem_call *call);

/* ", node 1": the node whose bitmap is meant, if nodes other than 0 have one; otherwise "". */
const char *nkv_call_node_text(const struct nkv_plan *plan, const struct nkv_bootmem_call *call,
			       char text[NKV_CALL_NODE_BYTES]);

/* Why the call is a BUG: "starts at 0x3fe00, low memory ends at 0x38000"; "" if it is not. */
void nkv_call_bug_text(const struct nkv_plan *plan, const struct nkv_bootmem_call *call,
		       char text[NKV_BUG_TEXT_BYTES]);

#endif
