/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/json/json_point.h"

#include "write/json/json_object.h"

/* Addresses are strings and sizes are numbers, as everywhere in plans. */
static void put_value(struct nkv_json *json, const char *key, enum nkv_vary_key vary_key,
		      uint64_t value)
{
	if (vary_key == NKV_VARY_INITRD_START)
		nkv_json_physical(json, key, value);
	else
		nkv_json_number(json, key, value);
}

static void put_fold(struct nkv_json *json, const struct nkv_variation *folded,
		     const struct nkv_fold *fold)
{
	nkv_json_begin_object(json, "fold");
	nkv_json_text(json, "key", nkv_vary_info(folded->key)->name);
	put_value(json, "first", folded->key, folded->value);
	put_value(json, "last", folded->key, fold->last);
	nkv_json_number(json, "points", fold->points);
	nkv_json_end_object(json);
}

void nkv_json_put_point(struct nkv_json *json, const struct nkv_point *point)
{
	if (point->variation_count == 0)
		return;
	nkv_json_begin_object(json, "sweep");
	for (size_t i = 0; i < point->variation_count; i++)
		put_value(json, nkv_vary_info(point->variations[i].key)->name,
			  point->variations[i].key, point->variations[i].value);
	nkv_json_end_object(json);
	if (point->fold)
		put_fold(json, &point->variations[point->variation_count - 1], point->fold);
}
