/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/json_point.h"

#include "write/json_object.h"

/* Addresses are strings, sizes are numbers, as everywhere in plans. */
static void put_value(struct nkv_json *json, cJSON *object, const char *key,
		      enum nkv_vary_key vary_key, uint64_t value)
{
	if (vary_key == NKV_VARY_INITRD_START)
		nkv_json_physical(json, object, key, value);
	else
		nkv_json_number(json, object, key, value);
}

static void put_fold(struct nkv_json *json, cJSON *plan, const struct nkv_variation *folded,
		     const struct nkv_fold *fold)
{
	cJSON *object = nkv_json_object(json, plan, "fold");

	nkv_json_word(json, object, "key", nkv_vary_info(folded->key)->name);
	put_value(json, object, "first", folded->key, folded->value);
	put_value(json, object, "last", folded->key, fold->last);
	nkv_json_number(json, object, "points", fold->points);
}

bool nkv_json_add_point(cJSON *plan, const struct nkv_point *point)
{
	struct nkv_json json = { .failed = false };
	cJSON *sweep;

	if (point->variation_count == 0)
		return true;
	sweep = nkv_json_object(&json, plan, "sweep");
	for (size_t i = 0; i < point->variation_count; i++)
		put_value(&json, sweep, nkv_vary_info(point->variations[i].key)->name,
			  point->variations[i].key, point->variations[i].value);
	if (point->fold)
		put_fold(&json, plan, &point->variations[point->variation_count - 1], point->fold);
	return !json.failed;
}
