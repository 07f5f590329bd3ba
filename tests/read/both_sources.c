/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines of JSON, by cJSON and by libyaml: that the same is read, and the same is said. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include "base/text_check.h"
#include "read/description/events_json.h"
#include "read/description/reader.h"
#include "read/description/walk.h"
#include "read/machine/builder_finish.h"
#include "support/document_text.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
/* What a description needs at least; more goes before it or behind it. */
#define MAP                                                                                        \
	"\"e820\":[{\"start\":0,\"end\":\"640K\",\"type\":\"usable\"},{\"start\":\"1M\",\"size\":67108864,\"type\":1}]"
#define WITH(keys) "{\"numakva\":1," keys MAP "}"
#define KERNEL(keys) WITH("\"kernel\":{" keys "},")

/* --- one line, by either --- */

static char *read_as(struct nkv_reader *reader, const struct nkv_cut *cut)
{
	struct nkv_document document;

	cr_assert_eq(nkv_reader_parse(reader, cut, &document), NKV_READ_DOCUMENT);
	return document_text(&document);
}

/* Whether cJSON's tree is enough. */
static bool is_taken(const struct nkv_cut *cut)
{
	const struct nkv_walk_input input = { cut->text, cut->length, "m", 1, true, NULL, 0 };
	const struct nkv_position position = { "m", 1, 1 };
	struct nkv_pool pool = { 0 };
	struct nkv_report report = { .pool = &pool };
	struct nkv_builder builder = { 0 };
	struct nkv_json_events json = { 0 };
	struct nkv_events events = { .source = &nkv_json_at_once, .state = &json };
	bool taken;

	nkv_builder_begin(&builder, &report, &position);
	taken = cut->simple_json && nkv_text_check(cut->text, cut->length).plain &&
		nkv_walk_document(&input, &events, &builder, &report);
	if (taken)
		nkv_builder_finish(&builder);
	taken = taken && report.count == 0;
	nkv_builder_free(&builder);
	nkv_pool_free(&pool);
	return taken;
}

/* The first document of a text, by whichever serves and by libyaml alone. Returns whether cJSON does. */
static bool expect_alike(const char *text)
{
	FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	struct nkv_reader *reader = nkv_reader_new(file, "m", NULL, 0);
	struct nkv_cut cut;
	char *got, *wanted;
	bool taken;

	nkv_reader_expect(reader, NKV_SYNTAX_JSON);
	cr_assert_eq(nkv_reader_cut(reader, &cut), NKV_READ_DOCUMENT);
	taken = cut.text && is_taken(&cut);
	got = read_as(reader, &cut);
	cut.simple_json = false;
	wanted = read_as(reader, &cut);
	cr_expect_str_eq(got, wanted, "%.80s\n got: %s\nwant: %s", text, got, wanted);
	free(got);
	free(wanted);
	nkv_reader_free(reader);
	fclose(file);
	return taken;
}

/* --- what cJSON takes --- */

Test(both_sources, taken)
{
	static const char *const lines[] = {
		WITH(""),
		WITH("") "\n",
		"  { \"numakva\" : 1 , " MAP " }  \n",
		WITH("\"name\":\"a machine, 'so': {called} #1\","),
		WITH("\"name\":\"\","),
		WITH("\"name\":\"5\",\"cmdline\":\"true\","),
		WITH("\"ebda\":654336,"),
		KERNEL("\"pae\":true,\"amd_k7\":false,\"struct_page\":32"),
		KERNEL(""),
		WITH("\"srat\":{\"processors\":[]},\"limits\":{\"max_kva\":9007199254740991},"),
		WITH("\"limits\":{\"allow\":[\"physnode-mismatch\"]},"),
	};

	for (size_t i = 0; i < COUNT(lines); i++)
		cr_expect(expect_alike(lines[i]), "%s", lines[i]);
}

/* Expect what JSON and YAML do not read alike, and all that there is something to say of, to be left to libyaml. */
Test(both_sources, not_taken)
{
	static const char *const lines[] = {
		/* Numbers that are more than digits, though their value is a whole number. */
		"{\"numakva\":1.0," MAP "}",
		"{\"numakva\":1e0," MAP "}",
		"{\"numakva\":1E0," MAP "}",
		"{\"numakva\":10e-1," MAP "}",
		"{\"numakva\":01," MAP "}",
		"{\"numakva\": 01," MAP "}",
		"{\"numakva\":0x1," MAP "}",
		"{\"numakva\":+1," MAP "}",
		WITH("\"ebda\":-0,"),
		WITH("\"ebda\":-1,"),
		WITH("\"ebda\":00,"),
		WITH("\"ebda\":640K,"),
		WITH("\"limits\":{\"max_kva\":9007199254740992},"),
		WITH("\"limits\":{\"max_kva\":9007199254740993},"),
		WITH("\"limits\":{\"max_kva\":18446744073709551616},"),
		/* Strings that YAML has otherwise, or not at all. */
		WITH("\"name\":\"a\\u0000b\","),
		WITH("\"name\\u0000\":\"a\","),
		WITH("\"name\":\"a\\/b\","),
		WITH("\"name\":\"\\ud83d\\ude00\","),
		WITH("\"name\":\"\\x41\","),
		WITH("\"name\":\"\xc3\xa4\","),
		WITH("\"name\":\"a\tb\","),
		WITH("\"name\":\"a\nb\","),
		WITH("\"name\":'a',"),
		WITH("\"name\":a,"),
		/* YAML looks for a colon, but not everywhere. */
		"{\"numakva\"\n:1," MAP "}",
		"{\"numakva\":\n1," MAP "}",
		"{\t\"numakva\":1," MAP "}",
		WITH("") "\r\n",
		/* What only one of them takes. */
		WITH("") " # a comment",
		WITH("") " {}",
		"{\"numakva\":1," MAP ",}",
		"{\"numakva\":1,," MAP "}",
		"{\"numakva\" 1," MAP "}",
		"{numakva: 1," MAP "}",
		"{\"numakva\":&a 1," MAP "}",
		"{\"numakva\":!!int 1," MAP "}",
		"{\"numakva\":1," MAP,
		"{\"numakva\":1," MAP "]",
		/* What is refused, or only noted. */
		"{}",
		"[]",
		"5",
		"\"a\"",
		"null",
		"{\"numakva\":1}",
		"{" MAP "}",
		"{\"numakva\":2," MAP "}",
		"{\"numakva\":null," MAP "}",
		"{\"numakva\":[1]," MAP "}",
		"{\"numakva\":{}," MAP "}",
		WITH("\"numakva\":1,"),
		WITH("\"NAME\":\"a\","),
		WITH("\"nam\":\"a\","),
		WITH("\"\":\"a\","),
		WITH("\"<<\":{},"),
		WITH("\"name\":5,"),
		WITH("\"name\":true,"),
		WITH("\"name\":null,"),
		WITH("\"name\":[],"),
		WITH("\"name\":{},"),
		WITH("\"kernel\":[],"),
		WITH("\"kernel\":1,"),
		WITH("\"reserve\":[1],"),
		WITH("\"reserve\":[[]],"),
		WITH("\"reserve\":{},"),
		WITH("\"limits\":{\"allow\":[0]},"),
		WITH("\"limits\":{\"allow\":[{}]},"),
		WITH("\"x\":{\"x\":{\"x\":{\"x\":{\"x\":{}}}}},"),
		WITH("\"x\":[[[[[[]]]]]],"),
		KERNEL("\"pae\":1"),
		KERNEL("\"pae\":\"true\""),
		KERNEL("\"pae\":false"),
		KERNEL("\"profile\":2"),
		KERNEL("\"profile\":26"),
		KERNEL("\"profile\":\"2.6.18-92.el5\""),
		KERNEL("\"highmem\":0"),
		KERNEL("\"struct_page\":300"),
		KERNEL("\"init_pg_tables_end\":1385"),
	};

	for (size_t i = 0; i < COUNT(lines); i++)
		cr_expect(!expect_alike(lines[i]), "%s", lines[i]);
}

/* A line with so many blanks between a key and its colon. */
static bool is_taken_with_blanks(int blanks)
{
	char line[2048];

	snprintf(line, sizeof(line), "{\"numakva\"%*s:1," MAP "}", blanks, "");
	return expect_alike(line);
}

/* Expect a key's colon to be where YAML looks for it. */
Test(both_sources, blanks)
{
	cr_expect(is_taken_with_blanks(1));
	cr_expect(is_taken_with_blanks(512));
	cr_expect(!is_taken_with_blanks(513));
	cr_expect(!is_taken_with_blanks(1015));
	cr_expect(!is_taken_with_blanks(1016));
	cr_expect(!is_taken_with_blanks(1500));
}

/* A line of so many bytes. */
static bool is_taken_of(size_t bytes)
{
	static const char before[] = "{\"numakva\":1," MAP ",\"cmdline\":\"", behind[] = "\"}";
	size_t filling = bytes - strlen(before) - strlen(behind);
	char *line = malloc(bytes + 1);
	bool taken;

	cr_assert(line);
	strcpy(line, before);
	memset(line + strlen(before), 'x', filling);
	strcpy(line + strlen(before) + filling, behind);
	taken = expect_alike(line);
	free(line);
	return taken;
}

/* Expect what is large, whose tree would be larger, to be left to libyaml. */
Test(both_sources, large)
{
	cr_expect(is_taken_of(NKV_JSON_EVENTS_BYTES_MAX));
	cr_expect(!is_taken_of(NKV_JSON_EVENTS_BYTES_MAX + 1));
}

/* --- the refusals of YAML, as JSON --- */

static bool is_bare(const yaml_event_t *event)
{
	const char *text = (const char *)event->data.scalar.value;

	return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
	       (strcmp(text, "true") == 0 || strcmp(text, "false") == 0 ||
		strcmp(text, "null") == 0 || strspn(text, "0123456789-+.eE") == strlen(text));
}

static void put_scalar(FILE *out, const yaml_event_t *event, bool is_key)
{
	const char *text = (const char *)event->data.scalar.value;

	if (!is_key && *text && is_bare(event))
		fputs(text, out);
	else
		fprintf(out, "\"%s\"", text);
}

/* What stands open, and how many nodes are in it so far. */
struct writing {
	bool mapping[16];
	size_t count[16];
	size_t depth;
};

static void put_separator(FILE *out, const struct writing *writing)
{
	size_t count = writing->count[writing->depth];

	if (count > 0)
		fputs(writing->mapping[writing->depth] && count % 2 == 1 ? ":" : ",", out);
}

static void put_open(FILE *out, struct writing *writing, bool mapping)
{
	cr_assert_lt(++writing->depth, COUNT(writing->count));
	writing->mapping[writing->depth] = mapping;
	writing->count[writing->depth] = 0;
	fputc(mapping ? '{' : '[', out);
}

static void put_close(FILE *out, struct writing *writing)
{
	fputc(writing->mapping[writing->depth--] ? '}' : ']', out);
	writing->count[writing->depth]++;
}

static void put_event(FILE *out, struct writing *writing, const yaml_event_t *event)
{
	bool is_key = writing->mapping[writing->depth] && writing->count[writing->depth] % 2 == 0;

	switch (event->type) {
	case YAML_SCALAR_EVENT:
		put_separator(out, writing);
		put_scalar(out, event, is_key);
		writing->count[writing->depth]++;
		break;
	case YAML_MAPPING_START_EVENT:
	case YAML_SEQUENCE_START_EVENT:
		put_separator(out, writing);
		put_open(out, writing, event->type == YAML_MAPPING_START_EVENT);
		break;
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		put_close(out, writing);
		break;
	default:
		break;
	}
}

/* A text of YAML as a line of JSON, as far as it is YAML. To be freed. */
static char *as_json(const char *yaml)
{
	struct writing writing = { .depth = 0 };
	yaml_parser_t parser;
	yaml_event_t event;
	char *json = NULL;
	size_t bytes;
	FILE *out = open_memstream(&json, &bytes);
	bool more = true;

	cr_assert(out && yaml_parser_initialize(&parser));
	yaml_parser_set_input_string(&parser, (const unsigned char *)yaml, strlen(yaml));
	while (more && yaml_parser_parse(&parser, &event)) {
		more = event.type != YAML_STREAM_END_EVENT;
		put_event(out, &writing, &event);
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	fclose(out);
	return json;
}

#undef MAP
#define MAP "e820:\n- {start: 0, end: 640K, type: usable}\n- {start: 1M, end: 64M, type: usable}\n"

/* Expect what is said of each, as JSON and as it is, to be the same whoever reads it. */
Test(both_sources, refusals)
{
	static const struct {
		const char *text, *errors;
	} cases[] = {
#include "refusals.inc"
	};
	size_t objects = 0;

	for (size_t i = 0; i < COUNT(cases); i++) {
		char *json = as_json(cases[i].text);

		objects += json[0] == '{';
		(void)expect_alike(json);
		cr_expect(!expect_alike(cases[i].text), "%s", cases[i].text);
		free(json);
	}
	cr_expect_geq(objects, COUNT(cases) / 2);
}
