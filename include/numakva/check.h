/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whether a plan passes: its figures against limits, and its hazards against
 * those that are allowed (formats: exit status).
 */
#ifndef NUMAKVA_CHECK_H
#define NUMAKVA_CHECK_H

#include <numakva/plan.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One limit, and the plan's figure for it. */
struct nkv_limit_result {
	enum nkv_limit limit;
	uint64_t limit_bytes;
	uint64_t value_bytes; /* 0 if it was not computed */
	bool computed;	      /* false if a BUG stopped the boot before */
	bool pass;	      /* false also if the figure was not computed */
};

struct nkv_check {
	bool pass; /* every limit passes, and every hazard is allowed */
	struct nkv_limit_result limits[NKV_LIMIT_COUNT]; /* valid for the limits that are set */
	size_t limit_count;
	/* The plan's fatal and corrupting hazards, bit (1 << enum nkv_hazard_code). */
	uint64_t allowed_hazards;
	uint64_t refused_hazards;
};

/*
 * What makes a check fail, as a set: bit (1 << enum nkv_hazard_code) for a
 * hazard that is not allowed, (1 << (NKV_HAZARD_COUNT + enum nkv_limit)) for a
 * limit.
 */
uint64_t nkv_check_failures(const struct nkv_check *check);

/* Checks a plan against its machine's limits, or against others. */
void nkv_check_plan(const struct nkv_plan *plan, const struct nkv_limits *limits,
		    struct nkv_check *check);

/* What a limit is, on any machine. */
struct nkv_limit_info {
	const char *name;  /* as descriptions spell it: "min_lowmem_free" */
	const char *words; /* the figure that is limited: "low memory free" */
	bool is_least;	   /* the figure must be at least the limit; otherwise at most */
	bool is_summary;   /* the figure is worth showing even without a limit */
};

/* The entry for a limit; never NULL for one below NKV_LIMIT_COUNT. */
const struct nkv_limit_info *nkv_limit_info(enum nkv_limit limit);

/* The limit of that name, or NKV_LIMIT_COUNT. */
enum nkv_limit nkv_limit_find(const char *name);

/*
 * The figure of the plan that a limit is about, in bytes. Returns false if a BUG stopped the
 * boot before it was computed.
 */
bool nkv_limit_value(const struct nkv_plan *plan, enum nkv_limit limit, uint64_t *bytes);

/* The hazards that are at worst corrupting, as a mask for nkv_limits.allowed_hazards. */
uint64_t nkv_hazards_corrupting(void);

#ifdef __cplusplus
}
#endif

#endif
