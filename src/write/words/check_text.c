/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/words/check_text.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/number.h"

const char *nkv_failure_name(size_t bit)
{
	if (bit < NKV_HAZARD_COUNT)
		return nkv_hazard_info((enum nkv_hazard_code)bit)->code;
	bit -= NKV_HAZARD_COUNT;
	return bit < NKV_LIMIT_COUNT ? nkv_limit_info((enum nkv_limit)bit)->name : NULL;
}

/* Appends the names of a set. */
static void add_names(uint64_t failures, size_t *used, char *text, size_t bytes)
{
	const char *before = "", *name;

	for (size_t bit = 0; (name = nkv_failure_name(bit)); bit++) {
		if (!(failures >> bit & 1))
			continue;
		*used += (size_t)snprintf(text + *used, bytes - *used, "%s%s", before, name);
		before = ", ";
	}
}

const char *nkv_failures_text(const struct nkv_check *check, char text[NKV_FAILURES_BYTES])
{
	size_t used = 0;

	text[0] = '\0';
	add_names(nkv_check_failures(check), &used, text, NKV_FAILURES_BYTES);
	return text;
}

void nkv_limit_text(const struct nkv_limit_result *result, char text[NKV_LIMIT_TEXT_BYTES])
{
	char value[NKV_NUMBER_BYTES], limit[NKV_NUMBER_BYTES];
	const char *bound = nkv_limit_info(result->limit)->is_least ? "least" : "most";

	nkv_number_text(result->value_bytes, value);
	nkv_number_text(result->limit_bytes, limit);
	if (result->computed)
		snprintf(text, NKV_LIMIT_TEXT_BYTES, "%s, expected at %s %s", value, bound, limit);
	else
		snprintf(text, NKV_LIMIT_TEXT_BYTES,
			 "not computed, because the boot stops before; expected at %s %s", bound,
			 limit);
}

/* Appends each broken limit with its figure. Returns the separator for what follows. */
static const char *add_limits(const struct nkv_check *check, size_t *used, char *text, size_t bytes)
{
	char limit[NKV_LIMIT_TEXT_BYTES];
	const char *before = "";

	for (size_t i = 0; i < check->limit_count; i++) {
		if (check->limits[i].pass)
			continue;
		nkv_limit_text(&check->limits[i], limit);
		*used += (size_t)snprintf(text + *used, bytes - *used, "%s%s %s", before,
					  nkv_limit_info(check->limits[i].limit)->name, limit);
		before = "; ";
	}
	return before;
}

const char *nkv_check_text(const struct nkv_check *check, char text[NKV_CHECK_TEXT_BYTES])
{
	size_t used = (size_t)snprintf(text, NKV_CHECK_TEXT_BYTES, "%s",
				       check->pass ? "passes" : "fails: ");
	const char *before = add_limits(check, &used, text, NKV_CHECK_TEXT_BYTES);

	if (check->refused_hazards == 0)
		return text;
	used += (size_t)snprintf(text + used, NKV_CHECK_TEXT_BYTES - used, "%s%s", before,
				 *before ? "refused: " : "");
	add_names(check->refused_hazards, &used, text, NKV_CHECK_TEXT_BYTES);
	return text;
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
