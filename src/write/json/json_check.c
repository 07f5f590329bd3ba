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
		nkv_json_text(json, "name", nkv_limit_info(result->limit)->name);
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
		nkv_json_text(json, NULL, nkv_hazard_info(hazard->code)->code);
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

static void put_change(struct nkv_json *json, const struct nkv_change *change)
{
	static const char *const kinds[NKV_CHANGE_KINDS] = {
		[NKV_CHANGE_PROFILE] = "profile", [NKV_CHANGE_MODEL] = "memory_model",
		[NKV_CHANGE_MEM] = "mem",	  [NKV_CHANGE_VMALLOC] = "vmalloc",
		[NKV_CHANGE_HIGHMEM] = "highmem", [NKV_CHANGE_INITRD] = "initrd",
	};

	nkv_json_text(json, "change", kinds[change->kind]);
	if (change->kind == NKV_CHANGE_PROFILE)
		nkv_json_text(json, "profile", change->profile->name);
	else if (change->kind == NKV_CHANGE_MODEL)
		nkv_json_text(json, "memory_model", nkv_memory_model_name(change->model));
	else if (change->kind == NKV_CHANGE_INITRD)
		nkv_json_physical(json, "start", change->initrd_start);
	else if (change->size_kb > 0)
		nkv_json_number(json, "size", change->size_kb << 10);
	else
		nkv_json_null(json, "size");
}

static bool has_words(const struct nkv_remedy *remedy)
{
	for (size_t i = 0; i < remedy->change_count; i++)
		if (remedy->changes[i].kind >= NKV_CHANGE_MEM &&
		    remedy->changes[i].kind <= NKV_CHANGE_HIGHMEM)
			return true;
	return false;
}

static void put_price(struct nkv_json *json, const struct nkv_remedy *remedy)
{
	static const char *const fates[] = {
		[NKV_REMEDY_INITRD_NONE] = NULL,
		[NKV_REMEDY_INITRD_KEPT] = "kept",
		[NKV_REMEDY_INITRD_MOVED] = "moved",
		[NKV_REMEDY_INITRD_LOST] = "lost",
	};

	if (remedy->priced) {
		nkv_json_number(json, "ram_lost_pages", remedy->ram_lost_pages);
		nkv_json_number(json, "ram_pages", remedy->ram_pages);
		nkv_json_number(json, "lowmem_left_pages", remedy->lowmem_left_pages);
	} else {
		nkv_json_null(json, "ram_lost_pages");
		nkv_json_null(json, "ram_pages");
		nkv_json_null(json, "lowmem_left_pages");
	}
	nkv_json_text(json, "initrd", fates[remedy->initrd]);
}

static void put_remedy(struct nkv_json *json, const struct nkv_plan *plan,
		       const struct nkv_remedy *remedy)
{
	bool lost_now = plan->initrd_fate >= NKV_INITRD_WRAPS;

	nkv_json_begin_object(json, NULL);
	put_change(json, &remedy->changes[0]);
	if (remedy->change_count > 1) {
		nkv_json_begin_object(json, "with");
		put_change(json, &remedy->changes[1]);
		nkv_json_end_object(json);
	}
	if (has_words(remedy))
		put_cmdline(json, plan->machine, remedy);
	nkv_json_bool(json, "initrd_disabled",
		      remedy->initrd == NKV_REMEDY_INITRD_LOST && !lost_now);
	put_price(json, remedy);
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
		put_remedy(json, plan, &result->remedies[i]);
	nkv_json_end_list(json);
	nkv_json_end_object(json);
}
