/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs of sections that are alike: SPARSEMEM can have 64, but seldom more than a few kinds. */
#ifndef NUMAKVA_WRITE_WORDS_SECTION_RUNS_H
#define NUMAKVA_WRITE_WORDS_SECTION_RUNS_H

#include <stdbool.h>

#include <numakva/plan.h>

/*
 * Sections from `first` up to but without `end`, with one home, one owner, and mem_maps from one
 * place.
 */
struct nkv_section_run {
	unsigned int first;
	unsigned int end;
	const struct nkv_section *section; /* the first */
};

/*
 * Moves to the next run of sections that are present. Begin with a run of zeros. Returns false
 * after the last.
 */
bool nkv_section_run_next(const struct nkv_plan *plan, struct nkv_section_run *run);

enum { NKV_SECTION_RUN_BYTES = 16 };

/* "4", or "0..3". Returns `text`. */
const char *nkv_section_run_text(const struct nkv_section_run *run,
				 char text[NKV_SECTION_RUN_BYTES]);

/* The place of its mem_map: "in its home's window", "in low memory", or "no room". */
const char *nkv_section_memmap_words(const struct nkv_section *section);

#endif
