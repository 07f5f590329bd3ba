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

/* A hazard or a limit by its bit of nkv_check_failures(); NULL after the last. */
const char *nkv_failure_name(size_t bit);

/* What fails, "max_kva, free-twice": limits first. Returns the buffer. */
const char *nkv_failures_text(const struct nkv_check *check, char text[NKV_FAILURES_BYTES]);

/* What the check says of a limit; NULL: it was not asked for. */
const struct nkv_limit_result *nkv_limit_result(const struct nkv_check *check,
						enum nkv_limit limit);

/* "1920K, at most 1M is wanted", "not computed, for the boot stops before; at least 256M is wanted". */
void nkv_limit_text(const struct nkv_limit_result *result, char text[NKV_LIMIT_TEXT_BYTES]);

/*
 * What a check came to: "passes"; "fails: min_lowmem_left 705M, at least 860M is
 * wanted; refused: bad-page-state". Returns the buffer.
 */
const char *nkv_check_text(const struct nkv_check *check, char text[NKV_CHECK_TEXT_BYTES]);

/*
 * That min_lowmem_free is kept, and as a limit of what the mem_maps leave would
 * not be. False, and no text, if that is not so.
 */
bool nkv_limit_left_text(const struct nkv_plan *plan, const struct nkv_check *check,
			 char text[NKV_LIMIT_TEXT_BYTES]);

#endif
