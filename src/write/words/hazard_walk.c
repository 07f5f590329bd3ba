/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/words/hazard_walk.h"

const struct nkv_hazard *nkv_hazard_next(const struct nkv_plan *plan, uint64_t mask, size_t *next)
{
	while (*next < plan->hazard_count) {
		const struct nkv_hazard *hazard = &plan->hazards[(*next)++];

		if (mask & UINT64_C(1) << hazard->code)
			return hazard;
	}
	return NULL;
}

const struct nkv_hazard *nkv_hazard_next_worst(const struct nkv_plan *plan, size_t *next)
{
	size_t places = (NKV_SEVERITY_FATAL + 1) * plan->hazard_count;

	/* Goes through all hazards once for each severity. */
	while (*next < places) {
		size_t place = (*next)++;
		size_t severity = NKV_SEVERITY_FATAL - place / plan->hazard_count;
		const struct nkv_hazard *hazard = &plan->hazards[place % plan->hazard_count];

		if ((size_t)hazard->severity == severity)
			return hazard;
	}
	return NULL;
}
