/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of a check in words. */
#ifndef NUMAKVA_WRITE_WORDS_CHECK_TEXT_H
#define NUMAKVA_WRITE_WORDS_CHECK_TEXT_H

#include <numakva/check.h>
#include <numakva/plan.h>

enum {
	NKV_LIMIT_TEXT_BYTES = 128,
	NKV_FAILURES_BYTES = (NKV_HAZARD_COUNT + NKV_LIMIT_COUNT) * 32,
	NKV_CHECK_TEXT_BYTES = NKV_FAILURES_BYTES + NKV_LIMIT_COUNT * NKV_LIMIT_TEXT_BYTES + 32,
};

/* The hazard or limit of a bit of nkv_check_failures(); NULL after the last. */
const char *nkv_failure_name(size_t bit);

/* The failures, "max_kva, free-twice", limits first. Returns `text`. */
const char *nkv_failures_text(const struct nkv_check *check, char text[NKV_FAILURES_BYTES]);

/* The result for a limit; NULL: the limit is not set. */
const struct nkv_limit_result *nkv_limit_result(const struct nkv_check *check,
						enum nkv_limit limit);

/* The result in words, with the figure and the limit, or that it was not computed. */
void nkv_limit_text(const struct nkv_limit_result *result, char text[NKV_LIMIT_TEXT_BYTES]);

/* The result of a check: "passes", or "fails: " with the limits and hazards. Returns `text`. */
const char *nkv_check_text(const struct nkv_check *check, char text[NKV_CHECK_TEXT_BYTES]);

/*
 * Warns that min_lowmem_free is kept, but would not be as min_lowmem_left.
 * Returns false, and no text, if that is not so.
 */
bool nkv_limit_left_text(const struct nkv_plan *plan, const struct nkv_check *check,
			 char text[NKV_LIMIT_TEXT_BYTES]);

#endif
