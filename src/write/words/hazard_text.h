/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Hazards in words. */
#ifndef NUMAKVA_WRITE_WORDS_HAZARD_TEXT_H
#define NUMAKVA_WRITE_WORDS_HAZARD_TEXT_H

#include <numakva/plan.h>

enum { NKV_HAZARD_TEXT_BYTES = 1024 }; /* the longest names 16 nodes, and what each overwrites */

/* What the kernel will do, with the hazard's figures. */
void nkv_hazard_message(const struct nkv_plan *plan, const struct nkv_hazard *hazard,
			char message[NKV_HAZARD_TEXT_BYTES]);

/* Only the figures: "480 pages (1.9 MiB) at 0x1fe00..0x1ffe0"; "" if there are none. */
void nkv_hazard_figures(const struct nkv_plan *plan, const struct nkv_hazard *hazard,
			char figures[NKV_HAZARD_TEXT_BYTES]);

#endif
