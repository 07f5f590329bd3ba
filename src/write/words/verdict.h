/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a plan comes to, in the words that every form for people begins with. */
#ifndef NUMAKVA_WRITE_WORDS_VERDICT_H
#define NUMAKVA_WRITE_WORDS_VERDICT_H

#include <numakva/plan.h>

enum { NKV_SUMMARY_BYTES = 128, NKV_REASON_BYTES = 512 };

/* "boots", "UNSTABLE", or where it panics. */
const char *nkv_verdict_words(const struct nkv_plan *plan);

/* Why: the message of the worst hazard, or that there is none. Returns the buffer. */
const char *nkv_verdict_reason(const struct nkv_plan *plan, char text[NKV_REASON_BYTES]);

/* The hazard that the verdict stands on, the first of the worst; NULL for one that boots. */
const struct nkv_hazard *nkv_verdict_hazard(const struct nkv_plan *plan);

/* How bad that is: the severity of the worst hazard; NKV_SEVERITY_INFO for one that boots. */
enum nkv_severity nkv_verdict_severity(const struct nkv_plan *plan);

/* "1 node (flat), 1023 MiB; kernel 2.6.25, HIGHMEM 64G, PAE". Returns the buffer. */
const char *nkv_machine_summary(const struct nkv_plan *plan, char text[NKV_SUMMARY_BYTES]);

/* "flat", "SRAT" or "NUMA-Q": for people. */
const char *nkv_memory_source_words(enum nkv_memory_source source);

/* "8191 MiB of RAM, up to pfn 0x210100", or that the boot does not come so far. */
const char *nkv_memory_summary(const struct nkv_plan *plan, char text[NKV_SUMMARY_BYTES]);

#endif
