/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/json_check.h"

#include <stdlib.h>

#include "write/json_object.h"
#include "write/json_plan.h"

static void put_limits(struct nkv_json *json, cJSON *parent, const struct nkv_check *check)
{
	cJSON *list = nkv_json_list(json, parent, "limits");

	for (size_t i = 0; i < check->limit_count; i++) {
		const struct nkv_limit_result *result = &check->limits[i];
		cJSON *object = nkv_json_object(json, list, NULL);

		nkv_json_word(json, object, "name", nkv_limit_name(result->limit));
		nkv_json_number(json, object, "limit", result->limit_bytes);
		if (result->computed)
			nkv_json_number(json, object, "value", result->value_bytes);
		else
			nkv_json_null(json, object, "value");
		nkv_json_bool(json, object, "pass", result->pass);
	}
}

static void put_codes(struct nkv_json *json, cJSON *parent, const char *key,
		      const struct nkv_plan *plan, uint64_t mask)
{
	cJSON *list = nkv_json_list(json, parent, key);
	const struct nkv_hazard *hazard;
	size_t next = 0;

	while ((hazard = nkv_hazard_next(plan, mask, &next)))
		nkv_json_word(json, list, NULL, nkv_hazard_info(hazard->code)->code);
}

static void put_cmdline(struct nkv_json *json, cJSON *object, const struct nkv_machine *machine,
			const struct nkv_remedy *remedy)
{
	char *cmdline = malloc(nkv_remedy_cmdline_bytes(machine));

	if (cmdline) {
		nkv_remedy_cmdline(machine, remedy, cmdline);
		nkv_json_text(json, object, "cmdline", cmdline);
	} else {
		json->failed = true;
	}
	free(cmdline);
}

static void put_remedy(struct nkv_json *json, cJSON *object, const struct nkv_machine *machine,
		       const struct nkv_remedy *remedy)
{
	static const char *const changes[] = {
		[NKV_REMEDY_PROFILE] = "profile",
		[NKV_REMEDY_MEM] = "mem",
		[NKV_REMEDY_VMALLOC] = "vmalloc",
		[NKV_REMEDY_INITRD] = "initrd",
	};

	nkv_json_word(json, object, "change", changes[remedy->kind]);
	switch (remedy->kind) {
	case NKV_REMEDY_PROFILE:
		nkv_json_word(json, object, "profile", remedy->profile->name);
		break;
	case NKV_REMEDY_MEM:
	case NKV_REMEDY_VMALLOC:
		if (remedy->size_mb > 0)
			nkv_json_number(json, object, "size", (uint64_t)remedy->size_mb << 20);
		else
			nkv_json_null(json, object, "size");
		put_cmdline(json, object, machine, remedy);
		break;
	case NKV_REMEDY_INITRD:
		nkv_json_physical(json, object, "start", remedy->initrd_start);
		break;
	}
	nkv_json_bool(json, object, "initrd_disabled", remedy->initrd_disabled);
}

static void put_check(struct nkv_json *json, cJSON *object, const struct nkv_plan *plan,
		      const struct nkv_judgement *judgement)
{
	const struct nkv_check *check = &judgement->check;
	cJSON *list;

	nkv_json_bool(json, object, "pass", check->pass);
	put_limits(json, object, check);
	put_codes(json, object, "allowed_hazards", plan, check->allowed_hazards);
	put_codes(json, object, "refused_hazards", plan, check->refused_hazards);
	list = nkv_json_list(json, object, "remedies");
	for (size_t i = 0; i < judgement->remedy_count; i++)
		put_remedy(json, nkv_json_object(json, list, NULL), plan->machine,
			   &judgement->remedies[i]);
}

cJSON *nkv_json_checked_plan(const struct nkv_plan *plan, const struct nkv_judgement *judgement)
{
	cJSON *object = nkv_json_plan(plan);
	struct nkv_json json = { .failed = !object };

	put_check(&json, nkv_json_object(&json, object, "check"), plan, judgement);
	if (!json.failed)
		return object;
	cJSON_Delete(object);
	return NULL;
}
