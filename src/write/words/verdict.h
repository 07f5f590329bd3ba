/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The verdict of a plan, in the words with which every form for people begins. */
#ifndef NUMAKVA_WRITE_WORDS_VERDICT_H
#define NUMAKVA_WRITE_WORDS_VERDICT_H

#include <numakva/plan.h>

#include "write/words/hazard_text.h"

enum { NKV_SUMMARY_BYTES = 128, NKV_REASON_BYTES = NKV_HAZARD_TEXT_BYTES };

/* "boots", "UNSTABLE", or "PANICS" and where. */
const char *nkv_verdict_words(const struct nkv_plan *plan);

/* The reason: the message of the worst hazard, or that there is none. Returns `text`. */
const char *nkv_verdict_reason(const struct nkv_plan *plan, char text[NKV_REASON_BYTES]);

/* The hazard that decides the verdict: the first of the worst; NULL if the kernel boots. */
const struct nkv_hazard *nkv_verdict_hazard(const struct nkv_plan *plan);

/* The severity of the worst hazard; NKV_SEVERITY_INFO if the kernel boots. */
enum nkv_severity nkv_verdict_severity(const struct nkv_plan *plan);

/* "1 node (flat), 1023 MiB; kernel 2.6.25, HIGHMEM 64G, PAE". Returns `text`. */
const char *nkv_machine_summary(const struct nkv_plan *plan, char text[NKV_SUMMARY_BYTES]);

/* "flat", "SRAT" or "NUMA-Q": for people. */
const char *nkv_memory_source_words(enum nkv_memory_source source);

/* "8191 MiB of RAM, up to pfn 0x210100", or that the boot stops before that is known. */
const char *nkv_memory_summary(const struct nkv_plan *plan, char text[NKV_SUMMARY_BYTES]);

#endif
