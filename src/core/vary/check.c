/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <numakva/check.h>

#include <string.h>

static const struct nkv_limit_info table[NKV_LIMIT_COUNT] = {
	[NKV_LIMIT_MIN_LOWMEM_FREE] = { "min_lowmem_free", "low memory free", true, true },
	[NKV_LIMIT_MIN_LOWMEM_LEFT] = { "min_lowmem_left", "low memory left", true, true },
	[NKV_LIMIT_MAX_WASTED] = { "max_wasted", "wasted", false, true },
	[NKV_LIMIT_MAX_KVA] = { "max_kva", "KVA", false, true },
};

const struct nkv_limit_info *nkv_limit_info(enum nkv_limit limit)
{
	return &table[limit];
}

enum nkv_limit nkv_limit_find(const char *name)
{
	unsigned int limit = 0;

	while (limit < NKV_LIMIT_COUNT && strcmp(table[limit].name, name) != 0)
		limit++;
	return (enum nkv_limit)limit;
}

static uint64_t wasted_pages(const struct nkv_plan *plan)
{
	const struct nkv_hazard *wasted = nkv_plan_hazard(plan, NKV_HAZARD_PAGES_WASTED);

	return wasted ? wasted->pages : 0;
}

bool nkv_limit_value(const struct nkv_plan *plan, enum nkv_limit limit, uint64_t *bytes)
{
	uint64_t pages = 0;
	bool computed = true;

	switch (limit) {
	case NKV_LIMIT_MIN_LOWMEM_FREE:
		computed = nkv_plan_knows(plan, NKV_FACT_FREE);
		pages = computed ? plan->free_pages : 0;
		break;
	case NKV_LIMIT_MIN_LOWMEM_LEFT:
		computed = nkv_plan_knows(plan, NKV_FACT_RAM);
		pages = computed ? plan->lowmem_left_pages : 0;
		break;
	case NKV_LIMIT_MAX_WASTED:
		pages = wasted_pages(plan);
		break;
	case NKV_LIMIT_MAX_KVA:
		pages = plan->kva_pages;
		break;
	case NKV_LIMIT_COUNT:
		break;
	}
	*bytes = pages << NKV_PAGE_SHIFT;
	return computed;
}

static struct nkv_limit_result hold(const struct nkv_plan *plan, enum nkv_limit limit,
				    uint64_t limit_bytes)
{
	struct nkv_limit_result result = { .limit = limit, .limit_bytes = limit_bytes };

	result.computed = nkv_limit_value(plan, limit, &result.value_bytes);
	result.pass =
		result.computed && (table[limit].is_least ? result.value_bytes >= limit_bytes
							  : result.value_bytes <= limit_bytes);
	return result;
}

void nkv_check_plan(const struct nkv_plan *plan, const struct nkv_limits *limits,
		    struct nkv_check *check)
{
	*check = (struct nkv_check){ .pass = true };
	for (unsigned int limit = 0; limit < NKV_LIMIT_COUNT; limit++) {
		const struct nkv_bound *bound = &limits->bounds[limit];
		struct nkv_limit_result *result = &check->limits[check->limit_count];

		if (!bound->set)
			continue;
		*result = hold(plan, (enum nkv_limit)limit, bound->bytes);
		check->pass = check->pass && result->pass;
		check->limit_count++;
	}
	for (size_t i = 0; i < plan->hazard_count; i++) {
		uint64_t bit = UINT64_C(1) << plan->hazards[i].code;

		if (plan->hazards[i].severity < NKV_SEVERITY_CORRUPTING)
			continue;
		if (limits->allowed_hazards & bit)
			check->allowed_hazards |= bit;
		else
			check->refused_hazards |= bit;
	}
	check->pass = check->pass && check->refused_hazards == 0;
}

_Static_assert((int)NKV_HAZARD_COUNT + (int)NKV_LIMIT_COUNT <= 64, "a set has 64 bits");

uint64_t nkv_check_failures(const struct nkv_check *check)
{
	uint64_t failures = check->refused_hazards;

	for (size_t i = 0; i < check->limit_count; i++)
		if (!check->limits[i].pass)
			failures |= UINT64_C(1) << (NKV_HAZARD_COUNT + check->limits[i].limit);
	return failures;
}

uint64_t nkv_hazards_corrupting(void)
{
	uint64_t mask = 0;

	for (unsigned int code = 0; code < NKV_HAZARD_COUNT; code++)
		if (nkv_hazard_info((enum nkv_hazard_code)code)->severity ==
		    NKV_SEVERITY_CORRUPTING)
			mask |= UINT64_C(1) << code;
	return mask;
}
