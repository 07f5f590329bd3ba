/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whether a plan is good enough: its figures against limits, and its hazards
 * against those that are allowed (formats: exit status).
 */
#ifndef NUMAKVA_CHECK_H
#define NUMAKVA_CHECK_H

#include <numakva/plan.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One limit, and what the plan has to it. */
struct nkv_limit_result {
	enum nkv_limit limit;
	uint64_t limit_bytes;
	uint64_t value_bytes; /* 0 if it was not computed */
	bool computed;	      /* not where a BUG stopped the boot before */
	bool pass;	      /* never without a value */
};

struct nkv_check {
	bool pass; /* every limit, and no hazard that is not allowed */
	struct nkv_limit_result limits[NKV_LIMIT_COUNT]; /* those that are set */
	size_t limit_count;
	/* The plan's fatal and corrupting hazards, bit (1 << enum nkv_hazard_code). */
	uint64_t allowed_hazards;
	uint64_t refused_hazards;
};

/*
 * What of a check does not pass, as a set: bit (1 << enum nkv_hazard_code) of
 * a hazard that is refused, (1 << (NKV_HAZARD_COUNT + enum nkv_limit)) of a limit.
 */
uint64_t nkv_check_failures(const struct nkv_check *check);

/* Holds a plan against limits: its machine's, or others. */
void nkv_check_plan(const struct nkv_plan *plan, const struct nkv_limits *limits,
		    struct nkv_check *check);

/* What is known of a limit without a plan. */
struct nkv_limit_info {
	const char *name;  /* as descriptions spell it: "min_lowmem_free" */
	const char *words; /* the figure that is limited: "low memory free" */
	bool is_least;	   /* the figure must be that at least, else at most */
	bool is_summary;   /* the figure tells of a plan, whether it is limited or not */
};

/* The entry for a limit; never NULL for one below NKV_LIMIT_COUNT. */
const struct nkv_limit_info *nkv_limit_info(enum nkv_limit limit);

/* The limit of that name, or NKV_LIMIT_COUNT. */
enum nkv_limit nkv_limit_find(const char *name);

/* The plan's figure that a limit is about, in bytes; false if a BUG left it uncomputed. */
bool nkv_limit_value(const struct nkv_plan *plan, enum nkv_limit limit, uint64_t *bytes);

/*
 * The hazards that can be corrupting and never worse, as a mask for
 * nkv_limits.allowed_hazards.
 */
uint64_t nkv_hazards_corrupting(void);

#ifdef __cplusplus
}
#endif

#endif
