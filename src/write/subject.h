/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The input of writers: a plan, and what is known about it and its machine. */
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
 * A range of points with the same verdict, which differ only in the last
 * variation: from the plan's own point to another. The ranges of a line share
 * the other variations and the kernel.
 */
struct nkv_fold {
	uint64_t last;	 /* the value of that variation at the last point */
	uint64_t points; /* the number of points; not 0 */
	bool opens;	 /* the first range of the line */
	bool closes;	 /* the last range of the line */
};

/* A point of a sweep, or one of several kernels. */
struct nkv_point {
	const struct nkv_machine *base; /* before the variations */
	const struct nkv_variation *variations;
	size_t variation_count;
	const struct nkv_fold *fold; /* NULL: a single point */
};

/* The result of a check. */
struct nkv_check_result {
	struct nkv_check check;
	/* The remedies that pass; none if the plan itself passes. */
	struct nkv_remedy remedies[NKV_REMEDIES_MAX];
	size_t remedy_count;
};

/* Remedies for a machine that does not boot. */
struct nkv_help {
	struct nkv_remedy remedies[NKV_REMEDIES_MAX]; /* those that help */
	size_t remedy_count;
	enum nkv_verdict verdict; /* the verdict with each of them */
};

struct nkv_subject {
	const char *origin; /* the input of the machine, or NULL */
	size_t line;	    /* its first line in the input, or 0 */
	/* NULL for a machine or an input that could not be read. */
	const struct nkv_plan *plan;
	const char *name;    /* if there is no plan: the machine's name, or NULL */
	const char *title;   /* the machine's name, or "FILE:1"; valid UTF-8 */
	char *const *errors; /* if there is no plan: the reasons, each "file:line:column: text" */
	size_t error_count;  /* then at least 1 */
	const struct nkv_point *point; /* of the plan, or NULL */
	/* What was assumed about the machine. */
	const struct nkv_assumption *assumptions;
	size_t assumption_count;
	const struct nkv_help
		*help; /* for a plan that does not boot, if the format shows remedies; or NULL */
	const struct nkv_check_result *check;	      /* of the plan, or NULL */
	const struct nkv_boot_comparison *comparison; /* of the plan with a boot, or NULL */
};

#endif
