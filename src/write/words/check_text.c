/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/words/check_text.h"

#include <inttypes.h>
#include <stdio.h>

void nkv_exact_size_text(uint64_t bytes, char text[NKV_EXACT_SIZE_BYTES])
{
	static const char units[] = "KMGT";
	size_t unit = 0;

	while (bytes > 0 && bytes % 1024 == 0 && units[unit]) {
		bytes /= 1024;
		unit++;
	}
	if (unit == 0)
		snprintf(text, NKV_EXACT_SIZE_BYTES, "%" PRIu64, bytes);
	else
		snprintf(text, NKV_EXACT_SIZE_BYTES, "%" PRIu64 "%c", bytes, units[unit - 1]);
}

void nkv_limit_text(const struct nkv_limit_result *result, char text[NKV_LIMIT_TEXT_BYTES])
{
	char value[NKV_EXACT_SIZE_BYTES], limit[NKV_EXACT_SIZE_BYTES];
	const char *bound = result->limit == NKV_LIMIT_MIN_LOWMEM_FREE ? "least" : "most";

	nkv_exact_size_text(result->value_bytes, value);
	nkv_exact_size_text(result->limit_bytes, limit);
	if (result->computed)
		snprintf(text, NKV_LIMIT_TEXT_BYTES, "%s, at %s %s is wanted", value, bound, limit);
	else
		snprintf(text, NKV_LIMIT_TEXT_BYTES,
			 "not computed, for the boot stops before; at %s %s is wanted", bound,
			 limit);
}
