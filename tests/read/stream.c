/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Streams cut into documents, whatever the lengths of their lines. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/reader.h"
#include "read/stream.h"

enum { LENGTH_MAX = 600, DOCUMENT_BYTES = 4 };

static FILE *memory_file(char *text, size_t length)
{
	FILE *file = fmemopen(text, length, "r");

	cr_assert_not_null(file);
	return file;
}

/*
 * One line of each length up to some reads, of letters or of NULs, with and
 * without a newline at the end.
 *
 * Expect the document to be the line, byte for byte, and nothing after it.
 */
Test(stream, one_line_of_each_length)
{
	static const char fillings[] = { 'x', '\0' };
	char text[LENGTH_MAX + 2];

	for (size_t length = 1; length <= LENGTH_MAX; length++) {
		for (size_t variant = 0; variant < 4; variant++) {
			struct nkv_stream stream = { 0 };
			size_t bytes = length + variant % 2;

			text[0] = '{';
			memset(text + 1, fillings[variant / 2], length - 1);
			text[length] = '\n';
			stream.file = memory_file(text, bytes);
			cr_assert_eq(nkv_stream_next(&stream), NKV_STREAM_DOCUMENT);
			cr_assert_eq(stream.length, bytes, "%zu, variant %zu: %zu", bytes, variant,
				     stream.length);
			cr_assert_arr_eq(stream.text, text, bytes);
			cr_assert_eq(nkv_stream_next(&stream), NKV_STREAM_END);
			fclose(stream.file);
			nkv_stream_free(&stream);
		}
	}
}

/*
 *   x...x\n   y\n     the first longer and longer
 *
 * Expect two documents of a line each, and their lines' numbers.
 */
Test(stream, the_next_line_begins_where_one_ends)
{
	char text[LENGTH_MAX + DOCUMENT_BYTES];

	for (size_t length = 1; length <= LENGTH_MAX; length++) {
		struct nkv_stream stream = { .started = true, .json_lines = true };

		memset(text, 'x', length);
		memcpy(text + length, "\ny\n", 3);
		stream.file = memory_file(text, length + 3);
		cr_assert_eq(nkv_stream_next(&stream), NKV_STREAM_DOCUMENT);
		cr_assert_eq(stream.length, length + 1);
		cr_assert_eq(nkv_stream_next(&stream), NKV_STREAM_DOCUMENT);
		cr_assert_str_eq(stream.text, "y\n");
		cr_assert_eq(stream.first_line, 2);
		cr_assert_eq(nkv_stream_next(&stream), NKV_STREAM_END);
		fclose(stream.file);
		nkv_stream_free(&stream);
	}
}

/*
 * A line of a MiB, one of a byte more, and one of some more, each before one
 * of a byte.
 *
 * Expect the first whole, the others too long, and the next document behind
 * each of them.
 */
Test(stream, lines_around_the_longest)
{
	static const struct {
		size_t bytes;
		bool too_long;
	} cases[] = {
		{ NKV_DOCUMENT_BYTES_MAX - 1, false }, { NKV_DOCUMENT_BYTES_MAX, false },
		{ NKV_DOCUMENT_BYTES_MAX + 1, true },  { NKV_DOCUMENT_BYTES_MAX + 2, true },
		{ NKV_DOCUMENT_BYTES_MAX + 3, true },  { 3 * NKV_DOCUMENT_BYTES_MAX, true },
	};
	char *text = malloc(3 * NKV_DOCUMENT_BYTES_MAX + DOCUMENT_BYTES);

	cr_assert_not_null(text);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct nkv_stream stream = { .started = true, .json_lines = true };

		memset(text, 'x', cases[i].bytes - 1);
		memcpy(text + cases[i].bytes - 1, "\ny\n", 3);
		stream.file = memory_file(text, cases[i].bytes + 2);
		cr_assert_eq(nkv_stream_next(&stream), NKV_STREAM_DOCUMENT);
		cr_expect_eq(stream.too_long, cases[i].too_long, "%zu bytes", cases[i].bytes);
		if (!cases[i].too_long)
			cr_expect_eq(stream.length, cases[i].bytes);
		cr_assert_eq(nkv_stream_next(&stream), NKV_STREAM_DOCUMENT);
		cr_expect_str_eq(stream.text, "y\n", "%zu bytes", cases[i].bytes);
		fclose(stream.file);
		nkv_stream_free(&stream);
	}
	free(text);
}
