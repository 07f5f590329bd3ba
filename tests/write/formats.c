/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts of the writers that no plan of a real machine reaches. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "write/hazard_text.h"
#include "write/json_plan.h"
#include "write/json_pretty.h"
#include "write/paragraph.h"
#include "write/utf8.h"
#include "write/writer.h"

static void expect_valid(const char *text, const char *wanted)
{
	char *valid = nkv_utf8_valid(text);

	cr_expect_str_eq(valid, wanted);
	free(valid);
}

Test(utf8, what_is_not_becomes_a_replacement)
{
	expect_valid("", "");
	expect_valid("a\xc3\xa4\xf0\x9f\x98\x80", "a\xc3\xa4\xf0\x9f\x98\x80");
	expect_valid("a\xff"
		     "b",
		     "a\xef\xbf\xbd"
		     "b");
	expect_valid("\xc3", "\xef\xbf\xbd");
	expect_valid("\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

Test(formats, are_found_by_name)
{
	size_t count;
	const struct nkv_format *formats = nkv_format_all(&count);

	cr_expect_str_eq(formats[0].name, "text");
	for (size_t i = 0; i < count; i++)
		cr_expect_eq(nkv_format_find(formats[i].name), &formats[i]);
	cr_expect_null(nkv_format_find("xml"));
}

Test(hazards, every_code_has_words)
{
	static const struct nkv_plan plan;

	for (int i = 0; i < NKV_HAZARD_COUNT; i++) {
		const struct nkv_hazard hazard = { .code = (enum nkv_hazard_code)i };
		char message[NKV_HAZARD_TEXT_BYTES];

		nkv_hazard_message(&plan, &hazard, message);
		cr_expect_gt(strlen(message), 10, "%d", i);
		cr_expect(nkv_hazard_remedy(hazard.code), "%d", i);
	}
}

static char *pretty(const char *json)
{
	cJSON *value = cJSON_Parse(json);
	char *text = NULL;
	size_t bytes;
	FILE *file = open_memstream(&text, &bytes);

	cr_assert(value && nkv_json_pretty(file, value));
	fclose(file);
	cJSON_Delete(value);
	return text;
}

Test(json, what_fits_is_on_one_line)
{
	char *text = pretty("{\"a\":[],\"b\":{\"c\":1,\"d\":[true,null]},\"e\":\"x\"}");

	cr_expect_str_eq(text, "{\n  \"a\": [],\n  \"b\": { \"c\": 1, \"d\": [true, null] },\n"
			       "  \"e\": \"x\"\n}\n");
	free(text);
}

Test(json, no_line_is_wider_than_a_hundred_columns)
{
	char json[400] = "{\"a\":[", *text, *line;

	for (int i = 0; i < 60; i++)
		strcat(json, i == 0 ? "1234" : ",1234");
	strcat(json, "]}");
	text = pretty(json);
	for (line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
		cr_expect_leq(strlen(line), 100);
	free(text);
}

Test(json, an_unread_machine)
{
	cJSON *object = nkv_json_unread(NULL, "m:1:2: \xff");
	char *text = cJSON_PrintUnformatted(object);

	cr_expect_str_eq(text,
			 "{\"numakva\":1,\"machine\":null,\"error\":\"m:1:2: \xef\xbf\xbd\"}");
	cJSON_free(text);
	cJSON_Delete(object);
}

Test(paragraph, breaks_at_words)
{
	char *text = NULL;
	size_t bytes;
	FILE *file = open_memstream(&text, &bytes);

	nkv_paragraph(file, "one two three", 94, 2);
	fclose(file);
	cr_expect_str_eq(text, "one\n  two three\n");
	free(text);
}
