/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/forms/boot_facts.h"

#include <string.h>

void nkv_boot_facts_begin(struct nkv_boot_facts *facts, const struct nkv_position *first)
{
	memset(facts, 0, sizeof(*facts));
	facts->origin = first->origin;
	facts->first = facts->last = *first;
}

void nkv_log_fact_note(struct nkv_log_fact_value *value, uint64_t number,
		       const struct nkv_position *position)
{
	if (!value->given)
		*value = (struct nkv_log_fact_value){ true, number, *position };
}

bool nkv_log_is_planned(const struct nkv_boot_facts *facts)
{
	return nkv_log_fact(facts, NKV_LOG_FACT_KVA_TOTAL)->given ||
	       nkv_log_fact(facts, NKV_LOG_FACT_KVA_START_PFN)->given ||
	       nkv_log_fact(facts, NKV_LOG_FACT_RESERVE_PAGES)->given;
}
