/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/json/json_check.h"

#include <stdlib.h>

#include "write/json/json_object.h"
#include "write/json/json_plan.h"
#include "write/words/hazard_walk.h"

static void put_limits(struct nkv_json *json, const struct nkv_check *check)
{
	nkv_json_begin_list(json, "limits");
	for (size_t i = 0; i < check->limit_count; i++) {
		const struct nkv_limit_result *result = &check->limits[i];

		nkv_json_begin_object(json, NULL);
		nkv_json_word(json, "name", nkv_limit_info(result->limit)->name);
		nkv_json_number(json, "limit", result->limit_bytes);
		if (result->computed)
			nkv_json_number(json, "value", result->value_bytes);
		else
			nkv_json_null(json, "value");
		nkv_json_bool(json, "pass", result->pass);
		nkv_json_end_object(json);
	}
	nkv_json_end_list(json);
}

static void put_codes(struct nkv_json *json, const char *key, const struct nkv_plan *plan,
		      uint64_t mask)
{
	const struct nkv_hazard *hazard;
	size_t next = 0;

	nkv_json_begin_list(json, key);
	while ((hazard = nkv_hazard_next(plan, mask, &next)))
		nkv_json_word(json, NULL, nkv_hazard_info(hazard->code)->code);
	nkv_json_end_list(json);
}

static void put_cmdline(struct nkv_json *json, const struct nkv_machine *machine,
			const struct nkv_remedy *remedy)
{
	char *cmdline = malloc(nkv_remedy_cmdline_bytes(machine));

	if (cmdline) {
		nkv_remedy_cmdline(machine, remedy, cmdline);
		nkv_json_text(json, "cmdline", cmdline);
	} else {
		nkv_json_fail(json);
	}
	free(cmdline);
}

static void put_remedy(struct nkv_json *json, const struct nkv_machine *machine,
		       const struct nkv_remedy *remedy)
{
	static const char *const changes[] = {
		[NKV_REMEDY_PROFILE] = "profile", [NKV_REMEDY_MEMORY_MODEL] = "memory_model",
		[NKV_REMEDY_MEM] = "mem",	  [NKV_REMEDY_VMALLOC] = "vmalloc",
		[NKV_REMEDY_INITRD] = "initrd",
	};

	nkv_json_begin_object(json, NULL);
	nkv_json_word(json, "change", changes[remedy->kind]);
	switch (remedy->kind) {
	case NKV_REMEDY_PROFILE:
		nkv_json_word(json, "profile", remedy->profile->name);
		break;
	case NKV_REMEDY_MEMORY_MODEL:
		nkv_json_word(json, "memory_model", nkv_memory_model_name(remedy->memory_model));
		break;
	case NKV_REMEDY_MEM:
	case NKV_REMEDY_VMALLOC:
		if (remedy->size_mb > 0)
			nkv_json_number(json, "size", (uint64_t)remedy->size_mb << 20);
		else
			nkv_json_null(json, "size");
		put_cmdline(json, machine, remedy);
		break;
	case NKV_REMEDY_INITRD:
		nkv_json_physical(json, "start", remedy->initrd_start);
		break;
	}
	nkv_json_bool(json, "initrd_disabled", remedy->initrd_disabled);
	nkv_json_end_object(json);
}

void nkv_json_put_check(struct nkv_json *json, const struct nkv_plan *plan,
			const struct nkv_check_result *result)
{
	const struct nkv_check *check = &result->check;

	nkv_json_begin_object(json, "check");
	nkv_json_bool(json, "pass", check->pass);
	put_limits(json, check);
	put_codes(json, "allowed_hazards", plan, check->allowed_hazards);
	put_codes(json, "refused_hazards", plan, check->refused_hazards);
	nkv_json_begin_list(json, "remedies");
	for (size_t i = 0; i < result->remedy_count; i++)
		put_remedy(json, plan->machine, &result->remedies[i]);
	nkv_json_end_list(json);
	nkv_json_end_object(json);
}
