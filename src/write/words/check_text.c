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
