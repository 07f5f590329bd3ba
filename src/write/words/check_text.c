/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/words/check_text.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/number.h"

void nkv_limit_text(const struct nkv_limit_result *result, char text[NKV_LIMIT_TEXT_BYTES])
{
	char value[NKV_NUMBER_BYTES], limit[NKV_NUMBER_BYTES];
	const char *bound = nkv_limit_info(result->limit)->is_least ? "least" : "most";

	nkv_number_text(result->value_bytes, value);
	nkv_number_text(result->limit_bytes, limit);
	if (result->computed)
		snprintf(text, NKV_LIMIT_TEXT_BYTES, "%s, at %s %s is wanted", value, bound, limit);
	else
		snprintf(text, NKV_LIMIT_TEXT_BYTES,
			 "not computed, for the boot stops before; at %s %s is wanted", bound,
			 limit);
}

const struct nkv_limit_result *nkv_limit_result(const struct nkv_check *check, enum nkv_limit limit)
{
	for (size_t i = 0; i < check->limit_count; i++)
		if (check->limits[i].limit == limit)
			return &check->limits[i];
	return NULL;
}

bool nkv_limit_left_text(const struct nkv_plan *plan, const struct nkv_check *check,
			 char text[NKV_LIMIT_TEXT_BYTES])
{
	const struct nkv_limit_result *lowmem_free =
		nkv_limit_result(check, NKV_LIMIT_MIN_LOWMEM_FREE);
	char value[NKV_NUMBER_BYTES], limit[NKV_NUMBER_BYTES];
	uint64_t left;

	if (!lowmem_free || !lowmem_free->pass ||
	    nkv_limit_result(check, NKV_LIMIT_MIN_LOWMEM_LEFT) ||
	    !nkv_limit_value(plan, NKV_LIMIT_MIN_LOWMEM_LEFT, &left) ||
	    left >= lowmem_free->limit_bytes)
		return false;
	snprintf(text, NKV_LIMIT_TEXT_BYTES,
		 "the mem_maps leave %s of it, less than %s: min_lowmem_left would fail",
		 nkv_number_text(left, value), nkv_number_text(lowmem_free->limit_bytes, limit));
	return true;
}
