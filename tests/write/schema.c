/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader's tables of keys and the schema of descriptions name the same keys. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "read/machine/keys.h"

static void compare_keys(const struct nkv_mapping *mapping, const cJSON *schema, const char *path);

static const cJSON *get(const cJSON *object, const char *key)
{
	return cJSON_GetObjectItemCaseSensitive(object, key);
}

static bool is_required(const cJSON *schema, const char *name)
{
	const cJSON *item;

	cJSON_ArrayForEach(item, get(schema, "required")) if (strcmp(cJSON_GetStringValue(item),
								     name) == 0) return true;
	return false;
}

static void compare_key(const struct nkv_key *key, const cJSON *schema, const char *path)
{
	const cJSON *property = get(get(schema, "properties"), key->name);

	cr_assert(property, "%s.%s is not in the schema", path, key->name);
	cr_expect(get(property, "description"), "%s.%s is not described", path, key->name);
	cr_expect_eq(is_required(schema, key->name), key->example != NULL, "%s.%s", path,
		     key->name);
	if (key->type == NKV_VALUE_MAPPING)
		compare_keys(key->mapping, property, key->name);
	else if (key->type == NKV_VALUE_LIST && key->item->mapping)
		compare_keys(key->item->mapping, get(property, "items"), key->name);
}

static void compare_keys(const struct nkv_mapping *mapping, const cJSON *schema, const char *path)
{
	for (size_t i = 0; i < mapping->key_count; i++)
		compare_key(&mapping->keys[i], schema, path);
	cr_expect_eq((size_t)cJSON_GetArraySize(get(schema, "properties")), mapping->key_count,
		     "%s: the schema has keys that the reader does not know", path);
}

Test(schema, names_the_keys_of_the_reader)
{
	const char *tests = getenv("NUMAKVA_TESTS_DIR");
	static char text[1 << 16];
	char path[512];
	FILE *file;
	cJSON *schema;

	snprintf(path, sizeof(path), "%s/../schemas/machine.schema.json", tests ? tests : "tests");
	file = fopen(path, "r");
	cr_assert(file);
	cr_assert_gt(fread(text, 1, sizeof(text) - 1, file), 0);
	fclose(file);
	schema = cJSON_Parse(text);
	cr_assert(schema);
	compare_keys(&nkv_description_keys, schema, "");
	cJSON_Delete(schema);
}
