/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Streams cut into documents, whatever the lengths of their lines. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/description/json_span.h"
#include "read/description/stream.h"

enum { BLOCK_BYTES = 1 << 16, LENGTH_MAX = BLOCK_BYTES + 8, DOCUMENT_BYTES = 4 };

/* Of what a stream reads. */
static FILE *memory_file(char *text, size_t length, struct nkv_lookahead *ahead)
{
	FILE *file = fmemopen(text, length, "r");

	cr_assert_not_null(file);
	nkv_lookahead_begin(ahead, file);
	return file;
}

/* From the shortest to those that end about where a block does. */
static size_t next_length(size_t length)
{
	return length == 16 ? BLOCK_BYTES - 16 : length + 1;
}

/*
 * One line of each length around a read, of letters or of NULs, with and
 * without a newline at the end.
 *
 * Expect the document to be the line, byte for byte, and nothing after it.
 */
Test(stream, one_line_of_each_length)
{
	static const char fillings[] = { 'x', '\0' };
	char text[LENGTH_MAX + 2];

	for (size_t length = 1; length <= LENGTH_MAX; length = next_length(length)) {
		for (size_t variant = 0; variant < 4; variant++) {
			struct nkv_lookahead ahead;
			struct nkv_stream stream = { .ahead = &ahead };
			FILE *file;
			size_t bytes = length + variant % 2;

			text[0] = '{';
			memset(text + 1, fillings[variant / 2], length - 1);
			text[length] = '\n';
			file = memory_file(text, bytes, &ahead);
			cr_assert_eq(nkv_stream_next(&stream), NKV_STREAM_DOCUMENT);
			cr_assert_eq(stream.length, bytes, "%zu, variant %zu: %zu", bytes, variant,
				     stream.length);
			cr_assert_arr_eq(stream.text, text, bytes);
			cr_assert_eq(nkv_stream_next(&stream), NKV_STREAM_END);
			fclose(file);
			nkv_stream_free(&stream);
		}
	}
}

/*
 *   x...x\n   y\n     the first longer and longer, up to where reads end
 *
 * Expect two documents of a line each, and their lines' numbers.
 */
Test(stream, the_next_line_begins_where_one_ends)
{
	char text[LENGTH_MAX + DOCUMENT_BYTES];

	for (size_t length = 1; length <= LENGTH_MAX; length = next_length(length)) {
		struct nkv_lookahead ahead;
		struct nkv_stream stream = { .ahead = &ahead, .started = true, .json_lines = true };
		FILE *file;

		memset(text, 'x', length);
		memcpy(text + length, "\ny\n", 3);
		file = memory_file(text, length + 3, &ahead);
		cr_assert_eq(nkv_stream_next(&stream), NKV_STREAM_DOCUMENT);
		cr_assert_eq(stream.length, length + 1);
		cr_assert_eq(nkv_stream_next(&stream), NKV_STREAM_DOCUMENT);
		cr_assert_str_eq(stream.text, "y\n");
		cr_assert_eq(stream.first_line, 2);
		cr_assert_eq(nkv_stream_next(&stream), NKV_STREAM_END);
		fclose(file);
		nkv_stream_free(&stream);
	}
}

/* A document of so many bytes, which its first line begins and its last ends, before another. */
static void expect_length(const char *first, const char *last, size_t bytes, bool json_lines)
{
	const char *next = json_lines ? "y\n" : "---\ny\n";
	size_t before = strlen(first), behind = before + bytes, end = behind + strlen(last);
	char *text = malloc(end + strlen(next) + 1);
	struct nkv_lookahead ahead;
	struct nkv_stream stream = { .ahead = &ahead, .started = true, .json_lines = json_lines };
	FILE *file;

	cr_assert_not_null(text);
	memset(text, 'x', behind);
	memcpy(text, first, before);
	memcpy(text + behind, last, strlen(last));
	strcpy(text + end, next);
	file = memory_file(text, strlen(text), &ahead);
	cr_assert_eq(nkv_stream_next(&stream), NKV_STREAM_DOCUMENT);
	cr_expect_eq(stream.too_long, bytes > NKV_DOCUMENT_BYTES_MAX, "'%s' %zu '%s'", first, bytes,
		     last);
	if (!stream.too_long)
		cr_expect_eq(stream.length, end);
	cr_assert_eq(nkv_stream_next(&stream), NKV_STREAM_DOCUMENT);
	cr_expect_str_eq(stream.text, next, "'%s' %zu '%s'", first, bytes, last);
	fclose(file);
	nkv_stream_free(&stream);
	free(text);
}

/*
 * Documents around a MiB, before one of a byte: a line, and what YAML may have
 * before and behind it.
 *
 * Expect those up to it whole, the others too long, and the next document
 * behind each of them. What ends a document is not a part of it.
 */
Test(stream, documents_around_the_longest)
{
	static const size_t lengths[] = {
		NKV_DOCUMENT_BYTES_MAX - 1, NKV_DOCUMENT_BYTES_MAX,	NKV_DOCUMENT_BYTES_MAX + 1,
		NKV_DOCUMENT_BYTES_MAX + 2, NKV_DOCUMENT_BYTES_MAX + 3, 3 * NKV_DOCUMENT_BYTES_MAX,
	};

	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		expect_length("", "\n", lengths[i], true);
		expect_length("", "\r\n", lengths[i], true);
		expect_length("", "\n", lengths[i], false);
		expect_length("---\n", "\n", lengths[i], false);
		expect_length("---\r\n", "\r\n...\r\n", lengths[i], false);
		expect_length("\xef\xbb\xbf---\n", "\n...\n", lengths[i], false);
	}
}

static void expect_documents(const char *text, const char *const *wanted, const size_t *first_lines)
{
	char copy[256];
	struct nkv_lookahead ahead;
	struct nkv_stream stream = { .ahead = &ahead };
	FILE *file;

	strcpy(copy, text);
	file = memory_file(copy, strlen(copy), &ahead);
	for (size_t i = 0; wanted[i]; i++) {
		cr_assert_eq(nkv_stream_next(&stream), NKV_STREAM_DOCUMENT, "%s", wanted[i]);
		cr_expect_str_eq(stream.text, wanted[i]);
		cr_expect_eq(stream.first_line, first_lines[i], "%s", wanted[i]);
	}
	cr_expect_eq(nkv_stream_next(&stream), NKV_STREAM_END);
	fclose(file);
	nkv_stream_free(&stream);
}

/*
 *   {        {            {"a": 1}    tab {"b": 2}
 *     "a": 1   "a": 1
 *   }        }
 *
 * Expect an object that is spread over lines to be one document, beside those
 * that are a line each, and tabs before an object to be blanks.
 */
Test(stream, objects_spread_over_lines)
{
	expect_documents("{\n  \"a\": 1\n}\n{ \r\n\t\"a\": 1\r\n}\r\n\n{\"a\": 1}\n\t{\"b\": 2}\n",
			 (const char *const[]){ "{\n  \"a\": 1\n}\n", "{ \r\n\t\"a\": 1\r\n}\r\n",
						"{\"a\": 1}\n", " {\"b\": 2}\n", NULL },
			 (const size_t[]){ 1, 4, 8, 9 });
}

/*
 *   {"a": [    {"a": "}", "b": 'x{y',   {
 *   {"b": 1}     "c": {}} {"d": 1}      "a": [
 *   ]}                                  {"b": "\"{"}]}
 *
 * Expect an object to end with the line on which its brackets close, wherever
 * its lines begin; those in strings do not count.
 */
Test(stream, objects_broken_anywhere)
{
	expect_documents(
		"{\"a\": [\n{\"b\": 1},\n{\"b\": 2}\n]}\n"
		"{\"a\": \"}\", \"b\": 'x{y',\n\"c\": {}} {\"d\": 1}\n"
		"{\n\"a\": [\n{\"b\": \"\\\"{\"}]}\n{\"e\": it's}\n{}",
		(const char *const[]){ "{\"a\": [\n{\"b\": 1},\n{\"b\": 2}\n]}\n",
				       "{\"a\": \"}\", \"b\": 'x{y',\n\"c\": {}} {\"d\": 1}\n",
				       "{\n\"a\": [\n{\"b\": \"\\\"{\"}]}\n", "{\"e\": it's}\n",
				       "{}", NULL },
		(const size_t[]){ 1, 5, 7, 10, 11 });
}

/* An object cut off where another may stand in it. Expect a description to be one of its own. */
Test(stream, a_description_is_in_no_other)
{
	expect_documents("{\"e820\": [\n{ \"numakva\": 1}\n{\"a\":\n{\"numakva\": 1}\n",
			 (const char *const[]){ "{\"e820\": [\n", "{ \"numakva\": 1}\n",
						"{\"a\":\n", "{\"numakva\": 1}\n", NULL },
			 (const size_t[]){ 1, 2, 3, 4 });
}

/*
 * An object that nothing ends, before another, and at the end of the stream.
 *
 * Expect it to end there, and the other to be read.
 */
Test(stream, objects_that_do_not_end)
{
	expect_documents("{\n  \"a\": 1\n{\"b\": 2}\n{\n{\n \"c\"",
			 (const char *const[]){ "{\n  \"a\": 1\n", "{\"b\": 2}\n", "{\n",
						"{\n \"c\"", NULL },
			 (const size_t[]){ 1, 3, 4, 5 });
}

/* Empty lines at the end of the longest document. Expect the last one's end not to count. */
Test(stream, empty_lines_behind_the_longest)
{
	static const struct {
		size_t bytes;
		const char *end;
		bool is_too_long;
	} cases[] = {
		{ NKV_DOCUMENT_BYTES_MAX - 1, "\n\r\n", false },
		{ NKV_DOCUMENT_BYTES_MAX, "\n\r\n", true },
		{ NKV_DOCUMENT_BYTES_MAX - 1, "\n\n", false },
		{ NKV_DOCUMENT_BYTES_MAX, "\n\n", true },
		{ NKV_DOCUMENT_BYTES_MAX - 2, "\n\n\n", false },
		{ NKV_DOCUMENT_BYTES_MAX - 1, "\n\n\n", true },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t length = cases[i].bytes + strlen(cases[i].end);
		char *text = malloc(length + 1);
		struct nkv_lookahead ahead;
		struct nkv_stream stream = { .ahead = &ahead, .started = true };
		FILE *file;

		cr_assert_not_null(text);
		memset(text, 'x', cases[i].bytes);
		strcpy(text + cases[i].bytes, cases[i].end);
		file = memory_file(text, length, &ahead);
		cr_assert_eq(nkv_stream_next(&stream), NKV_STREAM_DOCUMENT);
		cr_expect_eq(stream.too_long, cases[i].is_too_long, "case %zu", i);
		fclose(file);
		nkv_stream_free(&stream);
		free(text);
	}
}

/* Brackets that close too much, and those in a string behind a quotation mark. Expect a line each. */
Test(stream, brackets_that_do_not_count)
{
	expect_documents("{}}\n {\"b\": 2}\n{\"a\": \"\\\"{\"}\n {\"c\": '{'}\n",
			 (const char *const[]){ "{}}\n", " {\"b\": 2}\n", "{\"a\": \"\\\"{\"}\n",
						" {\"c\": '{'}\n", NULL },
			 (const size_t[]){ 1, 2, 3, 4 });
}

/* Documents of YAML, each shorter than the one before. Expect nothing of that behind it. */
Test(stream, documents_of_yaml)
{
	expect_documents("a: a long document\n---\nb: shorter\n...\nc: so\n--- # x\nd\n# e\n",
			 (const char *const[]){ "a: a long document\n", "---\nb: shorter\n...\n",
						"c: so\n", "--- # x\nd\n# e\n", NULL },
			 (const size_t[]){ 1, 2, 5, 6 });
	expect_documents("# x\n...\n%YAML 1.1\n---\na\n...\n \t\r# y\r",
			 (const char *const[]){ "%YAML 1.1\n---\na\n...\n", NULL },
			 (const size_t[]){ 1 });
}

/* A zero that ends its line. Expect it not to lead the digits that follow in memory. */
Test(stream, a_zero_at_the_end)
{
	struct nkv_json_span span = { .depth = 0 };

	nkv_json_span_take(&span, "[1,05]", 4);
	cr_expect_not(span.odd);
	span = (struct nkv_json_span){ .depth = 0 };
	nkv_json_span_take(&span, "[1,05]", 6);
	cr_expect(span.odd);
}
