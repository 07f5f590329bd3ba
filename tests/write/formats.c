/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts of the writers that no plan of a real machine reaches. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "write/words/hazard_text.h"
#include "write/json/json_plan.h"
#include "write/json/json_pretty.h"
#include "base/paragraph.h"
#include "write/formats.h"
#include "write/rows/rows.h"
#include "write/writer.h"

Test(formats, are_found_by_name)
{
	size_t count;
	const struct nkv_format *formats = nkv_format_all(&count);

	cr_expect_str_eq(formats[0].name, "text");
	for (size_t i = 0; i < count; i++)
		cr_expect_eq(nkv_format_find(formats[i].name), &formats[i]);
	cr_expect_null(nkv_format_find("xml"));
	cr_expect_str_eq(nkv_format_diff(nkv_format_find("ndjson"))->name, "ndjson");
	cr_expect_null(nkv_format_diff(nkv_format_find("csv")));
}

Test(hazards, every_code_has_words)
{
	static const struct nkv_plan plan;

	for (int i = 0; i < NKV_HAZARD_COUNT; i++) {
		const struct nkv_hazard hazard = { .code = (enum nkv_hazard_code)i };
		char message[NKV_HAZARD_TEXT_BYTES];

		nkv_hazard_message(&plan, &hazard, message);
		cr_expect_gt(strlen(message), 10, "%d", i);
		cr_expect(nkv_hazard_info(hazard.code)->helps, "%d", i);
		cr_expect_lt(strlen(nkv_hazard_info(hazard.code)->code), 32, "%d", i);
	}
}

/* Expect a message that does not fit to end where its room does. */
Test(hazards, messages_stay_in_their_room)
{
	static const struct nkv_plan plan;
	char by[2 * NKV_HAZARD_TEXT_BYTES], message[2 * NKV_HAZARD_TEXT_BYTES];
	const struct nkv_hazard hazard = { .fields = NKV_HAZARD_HAS_BY, .by = by };

	memset(by, 'y', sizeof(by));
	by[sizeof(by) - 1] = '\0';
	memset(message, 'x', sizeof(message));
	nkv_hazard_message(&plan, &hazard, message);
	cr_expect_eq(strnlen(message, sizeof(message)), NKV_HAZARD_TEXT_BYTES - 1);
	cr_expect_eq(message[NKV_HAZARD_TEXT_BYTES], 'x');
}

/* Expect the longest message to be whole: each of 16 nodes overwrites another's pgdat. */
Test(hazards, longest_message_is_whole)
{
	const struct nkv_hazard hazard = {
		.code = NKV_HAZARD_NODE_WITHOUT_REMAP,
		.fields = NKV_HAZARD_HAS_NIDS,
		.nids = 0xffff,
	};
	struct nkv_plan *plan = calloc(1, sizeof(*plan));
	char message[NKV_HAZARD_TEXT_BYTES];
	size_t victims = 0;

	cr_assert(plan);
	plan->node_count = 16;
	for (size_t i = 0; i < plan->node_count; i++)
		plan->nodes[i] = (struct nkv_node){ .nid = (uint8_t)i,
						    .remap_vaddr_start = 0xf0000000,
						    .remap_vaddr_end = 0xf0000001,
						    .pgdat_vaddr = 0xf0000000 };
	nkv_hazard_message(plan, &hazard, message);
	for (const char *at = message; (at = strstr(at, " has its mem_map")); at++)
		victims++;
	cr_expect_eq(victims, 16);
	cr_expect_eq(message[strlen(message) - 1], ')');
	free(plan);
}

static char *pretty(const char *json)
{
	char *text = NULL;
	size_t bytes;
	FILE *file = open_memstream(&text, &bytes);

	cr_assert(nkv_json_pretty(file, json));
	fclose(file);
	return text;
}

Test(json, what_fits_is_on_one_line)
{
	char *text = pretty("{\"a\":[],\"b\":{\"c\":1,\"d\":[true,null]},\"e\":\"x\"}");

	cr_expect_str_eq(text, "{\n  \"a\": [],\n  \"b\": { \"c\": 1, \"d\": [true, null] },\n"
			       "  \"e\": \"x\"\n}\n");
	free(text);
}

/* Expect brackets, commas and quotes in a string to be of the string. */
Test(json, what_is_in_strings_is_not_laid_out)
{
	char *text = pretty(
		"{\"a\":{\"b\":\"[{,:}]\",\"c\":[\"\\\"]\",\"\\\\\"],\"d\":{}},\"e\":[[],[{}]]}");

	cr_expect_str_eq(
		text,
		"{\n  \"a\": { \"b\": \"[{,:}]\", \"c\": [\"\\\"]\", \"\\\\\"], \"d\": {} },\n"
		"  \"e\": [[], [{}]]\n}\n");
	free(text);
}

/* A list of one string of so many letters. */
static char *pretty_letters(size_t letters)
{
	char json[256];

	snprintf(json, sizeof(json), "{\"a\":[\"%0*d\"]}", (int)letters, 0);
	return pretty(json);
}

/*
 *   "a": ["000...000"],     the comma that may follow is in the hundredth column
 *
 * Expect a list to be on one line as long as it fits, and a scalar to be whole in any case.
 */
Test(json, lines_end_at_the_hundredth_column)
{
	char *text = pretty_letters(88);

	cr_expect_eq(strcspn(text + 2, "\n"), 99, "%s", text);
	free(text);
	text = pretty_letters(89);
	cr_expect(strncmp(text, "{\n  \"a\": [\n    \"0", 17) == 0, "%s", text);
	free(text);
	text = pretty_letters(150);
	cr_expect(strncmp(text, "{\n  \"a\": [\n    \"0", 17) == 0, "%s", text);
	cr_expect_str_eq(text + strlen(text) - 10, "00\"\n  ]\n}\n", "%s", text);
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

static void put_unread(struct nkv_json *json)
{
	char error[] = "m:1:2: \xff\"\\\b\f\n\r\t\x01\x1f/\x7f\xc3\xa9\xed\xa0\x80";
	char *errors[] = { error };
	const struct nkv_subject subject = { .errors = errors, .error_count = 1 };

	nkv_json_begin_object(json, NULL);
	nkv_json_put_unread(json, &subject);
	nkv_json_end_object(json);
}

/*
 * Expect cJSON to read the text, and to print it as it is, byte for byte,
 * whatever is in a string: what needs an escape, what does not, and what is not
 * UTF-8.
 */
Test(json, an_unread_machine)
{
	static const char wanted[] =
		"{\"numakva\":1,\"machine\":null,\"error\":\"m:1:2: \xef\xbf\xbd"
		"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f/\x7f\xc3\xa9"
		"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"}";
	struct nkv_text line = { 0 };
	struct nkv_json json = { .line = &line };
	cJSON *object;
	char *printed;

	put_unread(&json);
	cr_expect_str_eq(nkv_text_string(&line), wanted);
	nkv_text_free(&line);
	object = cJSON_Parse(wanted);
	printed = cJSON_PrintUnformatted(object);
	cr_expect_str_eq(printed, wanted);
	cJSON_free(printed);
	cJSON_Delete(object);
}

/* What is written of a machine that could not be read, with all before and after it; to be freed. */
static char *write_unread(bool (*begin)(struct nkv_output *, const struct nkv_format *),
			  bool (*end)(struct nkv_output *, const struct nkv_format *))
{
	const struct nkv_format *format = nkv_format_find("ndjson");
	char error[] = "m:1:2: no", *errors[] = { error }, *text = NULL;
	const struct nkv_subject subject = { .errors = errors, .error_count = 1 };
	size_t bytes;
	struct nkv_output output = { .file = open_memstream(&text, &bytes), .machines = 7 };

	cr_assert(output.file && begin(&output, format));
	cr_assert(nkv_output_subject(&output, format, &subject));
	cr_assert(end(&output, format));
	cr_expect_eq(output.machines, begin == nkv_output_begin_part ? 1 : 8);
	fclose(output.file);
	return text;
}

/* Expect a part, of which a thread writes one, to be as the whole, and to count for itself. */
Test(formats, a_part_is_as_the_whole)
{
	char *whole = write_unread(nkv_output_begin, nkv_output_end);
	char *part = write_unread(nkv_output_begin_part, nkv_output_end_part);

	cr_expect_str_eq(part, whole);
	free(whole);
	free(part);
}

/* Expect a thread to be able to begin with a part of each output that can be in parts. */
Test(formats, parts_can_begin)
{
	const struct nkv_rows rows = { 0 };
	size_t count, in_parts = 0;
	const struct nkv_format *formats = nkv_format_all(&count);

	for (size_t i = 0; i < count; i++) {
		struct nkv_output output = { .rows = formats[i].rows ? &rows : NULL };

		if (!nkv_output_is_in_parts(&output, &formats[i]))
			continue;
		in_parts++;
		cr_expect(nkv_output_begin_part(&output, &formats[i]), "%s", formats[i].name);
		cr_expect(nkv_output_end_part(&output, &formats[i]), "%s", formats[i].name);
	}
	cr_expect_gt(in_parts, 4);
}

/* Each kind of value, also the greatest and least, in lists and objects, empty and not. */
static void put_values(struct nkv_json *json)
{
	const struct nkv_range_list none = { 0 };

	nkv_json_begin_object(json, NULL);
	nkv_json_begin_list(json, "empty");
	nkv_json_end_list(json);
	nkv_json_begin_list(json, "numbers");
	nkv_json_number(json, NULL, 0);
	nkv_json_number(json, NULL, UINT64_MAX);
	nkv_json_signed(json, NULL, INT64_MIN);
	nkv_json_begin_object(json, NULL);
	nkv_json_end_object(json);
	nkv_json_end_list(json);
	nkv_json_bool(json, "yes", true);
	nkv_json_bool(json, "no", false);
	nkv_json_text(json, "nothing", NULL);
	nkv_json_physical(json, "zero", 0);
	nkv_json_physical(json, "most", UINT64_MAX);
	nkv_json_virtual(json, "low", 0xa);
	nkv_json_ranges(json, "ranges", &none);
	nkv_json_end_object(json);
}

Test(json, values_of_each_kind)
{
	static const char wanted[] =
		"{\"empty\":[],\"numbers\":[0,18446744073709551615,-9223372036854775808,{}],"
		"\"yes\":true,\"no\":false,\"nothing\":null,\"zero\":\"0x0\","
		"\"most\":\"0xffffffffffffffff\",\"low\":\"0x0000000a\",\"ranges\":[]}";
	struct nkv_text line = { 0 };
	struct nkv_json json = { .line = &line };

	put_values(&json);
	cr_expect_str_eq(nkv_text_string(&line), wanted);
	nkv_text_free(&line);
}

Test(paragraph, breaks_at_words)
{
	char *text = NULL;
	size_t bytes;
	FILE *file = open_memstream(&text, &bytes);

	nkv_paragraph(file, "one two three", 94, 2, NKV_COLUMNS);
	fclose(file);
	cr_expect_str_eq(text, "one\n  two three\n");
	free(text);
}

/* Expect a number not to be parted from its unit, and other words to be. */
Test(paragraph, numbers_keep_their_units)
{
	char *text = NULL;
	size_t bytes;
	FILE *file = open_memstream(&text, &bytes);

	nkv_paragraph(file, "free 737 MiB (88 %), of pages 12 pages", 0, 0, 10);
	fclose(file);
	cr_expect_str_eq(text, "free\n737 MiB\n(88 %), of\npages\n12 pages\n");
	free(text);
}
