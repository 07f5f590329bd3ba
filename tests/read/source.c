/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Inputs: what they are taken for, and that looking at them takes nothing away. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "read/lookahead.h"
#include "read/source.h"

#define MAP                                                                                        \
	"e820:\n- {start: 0, end: 640K, type: usable}\n"                                           \
	"- {start: 1M, end: 64M, type: usable}\n"
#define YAML "numakva: 1\nname: yaml\n" MAP
#define JSON                                                                                       \
	"{\"numakva\": 1, \"name\": \"json\", \"e820\": [{\"start\": 0, \"size\": \"640K\", "      \
	"\"type\": \"usable\"}, {\"start\": \"1M\", \"end\": \"64M\", \"type\": \"usable\"}]}\n"

static struct nkv_source *open_source(FILE *file, const char *format)
{
	const struct nkv_input input = { .file = file, .name = "m" };
	struct nkv_source *source =
		nkv_source_new(&input, format ? nkv_input_format_find(format) : NULL);

	cr_assert(source);
	return source;
}

/* The name of the next machine, or what is wrong with it. */
static const char *next_name(struct nkv_source *source)
{
	struct nkv_document document;

	if (nkv_source_next(source, &document) != NKV_READ_DOCUMENT)
		return "end";
	return document.machine ? document.machine->name : document.diagnostics[0].text;
}

static void expect_first(const char *text, const char *format, const char *wanted)
{
	FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	struct nkv_source *source = open_source(file, format);
	const char *got = next_name(source);

	cr_expect_str_eq(got, wanted, "%.60s as %s: %s", text, format ? format : "auto", got);
	nkv_source_free(source);
	fclose(file);
}

Test(source, formats)
{
	expect_first(YAML, NULL, "yaml");
	expect_first(YAML, "yaml", "yaml");
	expect_first(JSON, NULL, "json");
	expect_first(JSON, "json", "json");
	expect_first("\n  \n" JSON, NULL, "json");
	expect_first("# comment\n---\n" YAML, NULL, "yaml");
	expect_first("\xef\xbb\xbf" YAML, NULL, "yaml");
	expect_first("{numakva: 1,\n name: flow, e820: [{start: 0, size: 4K, type: 1},\n"
		     "{start: 4K, size: 4K, type: 2}]}\n",
		     "yaml", "flow");
	expect_first(YAML, "json", "missing key 'e820'");
}

Test(source, what_shows_no_format_is_a_description)
{
	expect_first("nmakva: 1\n" MAP, NULL, "unknown key 'nmakva', did you mean 'numakva'?");
	expect_first("# nothing\n", NULL, "no document, wanted is a description");
	expect_first("\n", NULL, "no document, wanted is a description");
}

Test(source, formats_by_name)
{
	size_t count;

	nkv_input_format_all(&count);
	cr_expect_geq(count, 2);
	cr_expect_null(nkv_input_format_find("auto"));
	cr_expect_null(nkv_input_format_find("yam"));
	cr_expect_str_eq(nkv_input_format_find("yaml")->name, "yaml");
}

/* A comment longer than the ahead may be, and a machine behind it. */
Test(source, nothing_is_lost_of_a_pipe)
{
	int ends[2];
	FILE *file;
	struct nkv_source *source;
	pid_t child;

	cr_assert_eq(pipe(ends), 0);
	child = fork();
	cr_assert_neq(child, -1);
	if (child == 0) {
		FILE *out = fdopen(ends[1], "w");

		for (int i = 0; i < 4 * NKV_LOOKAHEAD_BYTES_MAX; i += 16)
			fputs("# a comment....\n", out);
		fputs(YAML, out);
		fclose(out);
		_exit(0);
	}
	close(ends[1]);
	file = fdopen(ends[0], "r");
	source = open_source(file, NULL);
	cr_expect_str_eq(next_name(source), "yaml");
	cr_expect_str_eq(next_name(source), "end");
	nkv_source_free(source);
	fclose(file);
}

/* The other end stays open: a source that waits for more never comes back. */
Test(source, what_is_at_hand_is_enough)
{
	int ends[2];
	FILE *file;
	struct nkv_source *source;

	cr_assert_eq(pipe(ends), 0);
	file = fdopen(ends[0], "r");
	cr_assert_eq(write(ends[1], JSON, strlen(JSON)), (ssize_t)strlen(JSON));
	source = open_source(file, NULL);
	cr_expect_str_eq(next_name(source), "json");
	cr_assert_eq(write(ends[1], JSON, strlen(JSON)), (ssize_t)strlen(JSON));
	cr_expect_str_eq(next_name(source), "json");
	close(ends[1]);
	cr_expect_str_eq(next_name(source), "end");
	nkv_source_free(source);
	fclose(file);
}

Test(source, a_failed_read_is_told)
{
	FILE *file = fopen("/", "r"); /* reading a directory fails */
	struct nkv_source *source;
	struct nkv_document document;

	cr_assert(file);
	source = open_source(file, NULL);
	cr_expect_eq(nkv_source_next(source, &document), NKV_READ_FAILED);
	cr_expect_eq(errno, EISDIR);
	nkv_source_free(source);
	fclose(file);
}
