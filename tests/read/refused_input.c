/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Inputs that are refused, or that nothing is known of: what is said, how often, and where. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "read/source.h"
#include "told_lines.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct nkv_source *open_text(FILE *file)
{
	const struct nkv_input input = { .file = file, .name = "m" };
	struct nkv_source *source = nkv_source_new(&input, NULL);

	cr_assert(source);
	return source;
}

/* What is said of each document, as expect_said() has it; NULL ends them. */
static void expect_documents(const char *text, const char *const *said)
{
	FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	struct nkv_source *source = open_text(file);
	struct nkv_document document;

	for (; *said; said++) {
		cr_assert_eq(nkv_source_next(source, &document), NKV_READ_DOCUMENT, "%s", text);
		expect_said(document.diagnostics, document.diagnostic_count, *said);
		cr_expect(document.diagnostics[0].gravity != NKV_GRAVITY_ERROR ||
				  document.diagnostics[0].column == 1,
			  "%s", text);
	}
	cr_expect_eq(nkv_source_next(source, &document), NKV_READ_END, "%s", text);
	nkv_source_free(source);
	fclose(file);
}

/* A line of it, wherever it is, and between returns. Expect it to be said of the first line, once. */
Test(refused_input, lines)
{
	static const char *const texts[] = {
		"RANGE   SIZE\n",  "x\n\n# y\nRANGE   SIZE\nz\n", "x\rRANGE   SIZE\rz\r",
		"x\rRANGE   SIZE", "x\r\rRANGE   SIZE\r\n",	  "# x\r# y\rRANGE   SIZE\n",
	};

	for (size_t i = 0; i < COUNT(texts); i++)
		expect_documents(texts[i], (const char *const[]){ "E1 lsmem", NULL });
}

/* The first line that is refused says what it is. A comment says nothing, but for a log's colours. */
Test(refused_input, the_first)
{
	expect_documents("x\nMachine (B\nRANGE   SIZE\n",
			 (const char *const[]){ "E1 lstopo", NULL });
	expect_documents("# Machine (B\nRANGE   SIZE\n", (const char *const[]){ "E1 lsmem", NULL });
	expect_documents("RANGE   SIZE\n00000000-00000fff : System RAM\n",
			 (const char *const[]){ "E2 fewer than two", NULL });
	expect_documents(
		"#033[1mBIOS-e820: 0000000000000000 - 0000000000001000 (usable)\n",
		(const char *const[]){
			"W1 marks the beginning|W1 boot ends|E1 fewer than two|N1 planned as",
			NULL });
}

/* Documents of which nothing is known. Expect 20 errors in all, the last of which says so. */
Test(refused_input, unknown_documents)
{
	static const char four[] =
		"E%d 'x'|E%d missing key 'numakva'|E%d missing key 'e820'|E%d 'y'";
	char said[5][256];
	const char *wanted[] = {
		"E1 neither|E1 not a single value", said[0], said[1], said[2], said[3],
		"E15 'x'|E15 more than 19 errors",  NULL
	};

	for (int i = 0; i < 4; i++) {
		int line = 3 + 3 * i;

		snprintf(said[i], sizeof(said[i]), four, line, line, line, line + 1);
	}
	expect_documents("hello\n---\nx: 1\ny: 2\n---\nx: 1\ny: 2\n---\nx: 1\ny: 2\n---\nx: 1\n"
			 "y: 2\n---\nx: 1\ny: 2\n---\nx: 1\n",
			 wanted);
}

/* Descriptions that are cut, and parsed by others. Expect each, and where it begins. */
Test(refused_input, descriptions_that_are_cut)
{
	static const char text[] = "a: 1\n---\nb: 2\n";
	FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	const struct nkv_input input = { .file = file, .name = "m" };
	struct nkv_source *source = nkv_source_new(&input, nkv_input_format_find("yaml"));
	struct nkv_cut cut;

	cr_assert(source);
	cr_expect(nkv_source_cuts(source));
	cr_assert_eq(nkv_source_cut(source, &cut), NKV_READ_DOCUMENT);
	cr_expect_str_eq(cut.text, "a: 1\n");
	cr_expect_eq(cut.first_line, 1);
	cr_assert_eq(nkv_source_cut(source, &cut), NKV_READ_DOCUMENT);
	cr_expect_str_eq(cut.text, "---\nb: 2\n");
	cr_expect_eq(cut.first_line, 2);
	cr_expect_eq(nkv_source_cut(source, &cut), NKV_READ_END);
	nkv_source_free(source);
	fclose(file);
}

/* A byte, then the rest. Expect a log, although the first read has a byte alone. */
Test(refused_input, a_pipe_of_one_byte)
{
	static const char text[] = "BIOS-provided physical RAM map:\n"
				   "BIOS-e820: 0000000000000000 - 000000000009f000 (usable)\n"
				   "BIOS-e820: 0000000000100000 - 0000000004000000 (usable)\n";
	int ends[2];
	FILE *file;
	struct nkv_source *source;
	struct nkv_document document;
	pid_t child;

	cr_assert_eq(pipe(ends), 0);
	child = fork();
	cr_assert_neq(child, -1);
	if (child == 0) {
		const struct timespec moment = { .tv_nsec = 20000000 };

		if (write(ends[1], text, 1) == 1)
			nanosleep(&moment, NULL);
		_exit(write(ends[1], text + 1, strlen(text) - 1) < 0);
	}
	close(ends[1]);
	file = fdopen(ends[0], "r");
	source = open_text(file);
	cr_assert_eq(nkv_source_next(source, &document), NKV_READ_DOCUMENT);
	cr_expect(document.machine && strcmp(document.machine->name, "m") == 0);
	cr_expect_eq(nkv_source_next(source, &document), NKV_READ_END);
	nkv_source_free(source);
	fclose(file);
	waitpid(child, NULL, 0);
}
