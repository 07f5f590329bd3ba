/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A plan as a list of what it has, each with a name and in words, in the order
 * of the boot: what two plans are held against each other by.
 */
#ifndef NUMAKVA_WRITE_DIFF_OUTLINE_H
#define NUMAKVA_WRITE_DIFF_OUTLINE_H

#include <numakva/plan.h>

#include "base/text.h"

/* In the order of the boot. */
enum nkv_outline_step {
	NKV_STEP_KERNEL,
	NKV_STEP_MAP,
	NKV_STEP_NODES,
	NKV_STEP_REMAP,
	NKV_STEP_PLACEMENT,
	NKV_STEP_BOOTMEM,
	NKV_STEP_MEMMAPS,
	NKV_STEP_HAZARDS,
	NKV_STEP_VERDICT,
};

struct nkv_outline_entry {
	enum nkv_outline_step step;
	size_t name;  /* where in the outline's text its name is, NUL-terminated */
	size_t value; /* likewise its value */
};

/* All zero to begin with. It does not need the plan any more when it is made. */
struct nkv_outline {
	struct nkv_text text;
	struct nkv_outline_entry *entries;
	size_t count;
	size_t capacity;
	bool failed; /* there was no memory */
};

/*
 * Makes the outline of a plan. Names are unique within a step: entries of
 * lists are named by what tells them apart, and numbered where nothing does.
 * What a BUG left uncomputed is not there. Returns false if there was no memory.
 */
bool nkv_outline_make(struct nkv_outline *outline, const struct nkv_plan *plan);

/* "kernel", "memory map", "nodes", ... */
const char *nkv_step_name(enum nkv_outline_step step);

const char *nkv_outline_name(const struct nkv_outline *outline, size_t index);
const char *nkv_outline_value(const struct nkv_outline *outline, size_t index);

void nkv_outline_free(struct nkv_outline *outline);

#endif
