/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compare.h"

#include <stdio.h>
#include <string.h>

static bool differs(const cJSON *want, const cJSON *got, const char *path, char why[512])
{
	char *wanted = cJSON_PrintUnformatted(want),
	     *had = got ? cJSON_PrintUnformatted(got) : NULL;

	snprintf(why, 512, "%s: wanted %.150s, got %.150s", path, wanted, had ? had : "nothing");
	cJSON_free(wanted);
	cJSON_free(had);
	return false;
}

static bool is_list_part_of(const cJSON *want, const cJSON *got, const char *path, char why[512])
{
	const cJSON *item, *other = got->child;
	size_t index = 0;
	char inner[200];

	if (cJSON_GetArraySize(want) != cJSON_GetArraySize(got))
		return differs(want, got, path, why);
	cJSON_ArrayForEach(item, want)
	{
		snprintf(inner, sizeof(inner), "%.150s[%zu]", path, index++);
		if (!is_part_of(item, other, inner, why))
			return false;
		other = other->next;
	}
	return true;
}

bool is_part_of(const cJSON *want, const cJSON *got, const char *path, char why[512])
{
	const cJSON *item;
	char inner[200];

	if (!got || (want->type & 0xff) != (got->type & 0xff))
		return differs(want, got, path, why);
	if (cJSON_IsArray(want))
		return is_list_part_of(want, got, path, why);
	if (!cJSON_IsObject(want))
		return cJSON_Compare(want, got, true) || differs(want, got, path, why);
	cJSON_ArrayForEach(item, want)
	{
		snprintf(inner, sizeof(inner), "%.150s.%.40s", path, item->string);
		if (!is_part_of(item, cJSON_GetObjectItemCaseSensitive(got, item->string), inner,
				why))
			return false;
	}
	return true;
}

static const char *code_of(const cJSON *hazard)
{
	return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(hazard, "code"));
}

static bool was_asked_for(const char *code)
{
	static const char *const codes[] = {
		"reserve-zero-length",	"reserve-beyond-lowmem", "free-twice",
		"node-end-below-start", "kva-overlaps-kernel",	 "memmap-overruns-remap",
		"bad-page-state",	"remap-backing-freed",	 "physnode-mismatch",
	};

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (strcmp(codes[i], code) == 0)
			return true;
	return false;
}

static const cJSON *find_hazard(const cJSON *hazards, const char *code)
{
	const cJSON *hazard;

	cJSON_ArrayForEach(hazard, hazards) if (strcmp(code_of(hazard), code) == 0) return hazard;
	return NULL;
}

bool has_hazards(const cJSON *want, const cJSON *got, char why[512])
{
	const cJSON *hazard;

	cJSON_ArrayForEach(hazard, want) if (!is_part_of(hazard, find_hazard(got, code_of(hazard)),
							 code_of(hazard), why)) return false;
	cJSON_ArrayForEach(
		hazard, got) if (was_asked_for(code_of(hazard)) &&
				 !find_hazard(want, code_of(hazard))) return differs(want, hazard,
										     "hazards",
										     why);
	return true;
}

const char *verdict_of(const cJSON *hazards)
{
	const cJSON *hazard;
	const char *verdict = "boots";

	cJSON_ArrayForEach(hazard, hazards)
	{
		const char *severity =
			cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(hazard, "severity"));

		if (!was_asked_for(code_of(hazard)))
			continue;
		if (strcmp(severity, "fatal") == 0)
			return "panics";
		if (strcmp(severity, "corrupting") == 0)
			verdict = "unstable";
	}
	return verdict;
}
