/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Documents of a stream that one parser takes in turn: that they are read as each is alone. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/description/events_yaml.h"
#include "read/description/reader.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MAP "e820:\n- {start: 0, end: 640K, type: usable}\n- {start: 1M, end: 64M, type: usable}\n"

/* What is read of each document of a stream, a line each: its name, or what is wrong. To be freed. */
static char *outcome_of(const char *text)
{
	FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	struct nkv_reader *reader = nkv_reader_new(file, "m", NULL, 0);
	struct nkv_document document;
	char *outcome = NULL;
	size_t bytes;
	FILE *out = open_memstream(&outcome, &bytes);

	while (nkv_reader_next(reader, &document) == NKV_READ_DOCUMENT) {
		if (document.machine)
			fprintf(out, "%zu: %s\n", document.line,
				document.machine->name ? document.machine->name : "-");
		for (size_t i = 0; i < document.diagnostic_count; i++)
			fprintf(out, "%zu:%zu: %s\n", document.diagnostics[i].line,
				document.diagnostics[i].column, document.diagnostics[i].text);
	}
	fclose(out);
	nkv_reader_free(reader);
	fclose(file);
	return outcome;
}

/* A document between two that are good, behind a comment in the line that begins it. */
static char *stream_of(const char *comment, const char *document)
{
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	fprintf(out,
		"---\nnumakva: 1\nname: before\n" MAP "--- # %s\n%s\n---\nnumakva: 1\n"
		"name: behind\n" MAP,
		comment, document);
	fclose(out);
	return text;
}

/* A comment that is not ASCII has a document parsed alone. */
static void expect_same(const char *document)
{
	char *in_turn = stream_of("e", document), *alone = stream_of("\xc3\xa9", document);
	char *got = outcome_of(in_turn), *wanted = outcome_of(alone);

	cr_expect_str_eq(got, wanted, "%.80s\n got: %s\nwant: %s", document, got, wanted);
	cr_expect(strstr(got, ": before\n"), "%s", got);
	free(in_turn);
	free(alone);
	free(got);
	free(wanted);
}

/*
 * ---      ---           ---
 * good     refused       good
 *
 * Expect the same messages, at the same places, and the good ones to be read.
 */
Test(turns, refusals)
{
	static const struct {
		const char *text, *errors;
	} cases[] = {
#include "refusals.inc"
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_same(cases[i].text);
}

/* Expect an end of its own, or a line's end that is none, to be no end of the turn. */
Test(turns, ends)
{
	static const char *const documents[] = {
		"numakva: 1\nname: x\n" MAP,
		"numakva: 1\nname: x\n" MAP "...",
		"numakva: 1\nname: x\n" MAP "... # an end",
		"numakva: 1\nname: x\n" MAP "... - junk",
		"numakva: 1\nname: x\n" MAP "\r...\rjunk",
		"numakva: 1\nname: x\n" MAP "\xc2\x85...\xc2\x85junk",
		"numakva: 1\nname: |\n  x\n" MAP,
		"numakva: 1\n" MAP "name: |\n  x\n\n\n",
		"numakva: 1\n" MAP "name: >+\n  x\n  ...\n",
		"numakva: 1\n" MAP "name: 'x\n",
		"numakva: 1\n" MAP "name: \"x\n",
		"numakva: 1\n" MAP "name: {\n",
		"numakva: 1\n" MAP "name: x\n  ...\n",
		"...\n...\n",
		"{}\n{}",
		"# nothing",
	};

	for (size_t i = 0; i < COUNT(documents); i++)
		expect_same(documents[i]);
}

Test(turns, which_documents)
{
	static const struct {
		const char *text;
		bool may;
	} cases[] = {
		{ "---\na: 1\n", true },
		{ "--- {}\n", true },
		{ "---\n", true },
		{ "", false },
		{ "-", false },
		{ "---", false },
		{ "----\n", false },
		{ "a: 1\n", false },
		{ "---\na: 1", false },
		{ "---\n...\n", false },
		{ "---\na\n... b\n", false },
		{ "---\n....\n", true },
		{ "---\n ...\n", true },
		{ "---\na: ...\n", true },
		{ "---\n..\n", true },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		cr_expect_eq(nkv_yaml_may_take_turns(cases[i].text, strlen(cases[i].text)),
			     cases[i].may, "%s", cases[i].text);
}

/* What is behind a document in memory is not a part of it. */
Test(turns, the_end_of_a_text)
{
	static const char text[] = "---\na: 1\n}}: - [";
	struct nkv_pool pool = { 0 };
	struct nkv_report report = { .pool = &pool };
	struct nkv_yaml_events yaml = { .open = false };
	struct nkv_events events = {
		.source = &nkv_yaml_in_turn, .state = &yaml, .report = &report, .first_line = 1
	};

	cr_assert(events.source->begin(&events, text, strlen("---\na: 1\n")));
	cr_expect_eq(events.event.type, NKV_EVENT_MAPPING);
	cr_assert(nkv_events_skip_node(&events));
	cr_expect(events.source->finish(&events));
	cr_expect_not(events.unsure);
	events.source->end(&events);
	nkv_yaml_events_free(&yaml);
	nkv_pool_free(&pool);
}
