/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What writers are handed: a plan, and what is known besides of it and its machine. */
#ifndef NUMAKVA_WRITE_SUBJECT_H
#define NUMAKVA_WRITE_SUBJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <numakva/assumption.h>
#include <numakva/check.h>
#include <numakva/compare.h>
#include <numakva/plan.h>
#include <numakva/remedy.h>
#include <numakva/vary.h>

/*
 * A range of points, alike but for the last of their variations, that share a
 * verdict: from the plan's own to another. A line of ranges is what the other
 * variations, and the kernel, have in common.
 */
struct nkv_fold {
	uint64_t last;	 /* the last point's value of that variation */
	uint64_t points; /* how many there are; not 0 */
	bool opens;	 /* the line's first range */
	bool closes;	 /* the line's last */
};

/* A point of a sweep, or of several kernels. */
struct nkv_point {
	const struct nkv_machine *base; /* that is varied */
	const struct nkv_variation *variations;
	size_t variation_count;
	const struct nkv_fold *fold; /* NULL: the point stands for itself alone */
};

/* What a check came to. */
struct nkv_check_result {
	struct nkv_check check;
	/* What was planned and passes; none if the plan itself does. */
	struct nkv_remedy remedies[NKV_REMEDIES_MAX];
	size_t remedy_count;
};

/* What would help a machine that does not boot. */
struct nkv_help {
	struct nkv_remedy remedies[NKV_REMEDIES_MAX]; /* what was planned and helps, if anything */
	size_t remedy_count;
	enum nkv_verdict verdict; /* what the boot comes to with each */
};

struct nkv_subject {
	const char *origin; /* the input that the machine is from, or NULL */
	size_t line;	    /* its first line there, or 0 */
	/* NULL for a machine that could not be read, and for an input that could not. */
	const struct nkv_plan *plan;
	const char *name;    /* without a plan: the machine's, or NULL */
	const char *title;   /* what the machine is called: its name, or "FILE:1"; valid UTF-8 */
	char *const *errors; /* without a plan: why, as "file:line:column: text" each */
	size_t error_count;  /* 1 at least, then */
	const struct nkv_point *point; /* that the plan is of, or NULL */
	/* What was assumed of the machine. */
	const struct nkv_assumption *assumptions;
	size_t assumption_count;
	const struct nkv_help
		*help; /* of a plan that does not boot, if the format tells it; or NULL */
	const struct nkv_check_result *check;	      /* of the plan, or NULL */
	const struct nkv_boot_comparison *comparison; /* of the plan with a boot, or NULL */
};

#endif
