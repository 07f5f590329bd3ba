/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Checks in the Test Anything Protocol, version 13: a test for each limit of a
 * machine, one for its hazards, and a failed test for what could not be read.
 * The plan is at the end, because the number of tests is not known before.
 */
#include <stdlib.h>

#include "write/check/check.h"
#include "write/words/label.h"
#include "write/check/report_case.h"
#include "write/words/remedy_text.h"
#include "write/yaml/yaml_string.h"

struct tap {
	size_t count; /* the number of tests so far */
};

bool nkv_begin_tap(struct nkv_output *output)
{
	if (!nkv_output_keep(output, sizeof(struct tap)))
		return false;
	fputs("TAP version 13\n", output->file);
	return true;
}

bool nkv_end_tap(struct nkv_output *output)
{
	const struct tap *tap = output->state;

	fprintf(output->file, "1..%zu\n", tap->count);
	return true;
}

/* Escapes characters that could be read as a directive or an escape. */
static void put_description(FILE *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '#' || *text == '\\')
			fputc('\\', out);
		fputc(*text, out);
	}
}

static void put_result(struct nkv_output *output, bool pass, const char *label, const char *name)
{
	struct tap *tap = output->state;

	fprintf(output->file, "%s %zu - ", pass ? "ok" : "not ok", ++tap->count);
	put_description(output->file, label);
	fprintf(output->file, ": %s\n", name);
}

static bool put_key(FILE *out, const char *key, const char *text)
{
	fprintf(out, "  %s: ", key);
	if (!nkv_yaml_quoted(out, text))
		return false;
	fputc('\n', out);
	return true;
}

static void put_remedies(FILE *out, const struct nkv_check_result *result)
{
	char line[NKV_REMEDY_LINE_BYTES];

	if (result->remedy_count > 0)
		fputs("  passes_with:\n", out);
	for (size_t i = 0; i < result->remedy_count; i++)
		fprintf(out, "    - \"%s\"\n", nkv_remedy_line(&result->remedies[i], line));
}

/* If there are several errors, puts all as lines, because perl does not read a list of them. */
static bool put_errors(FILE *out, const struct nkv_subject *subject)
{
	if (subject->error_count < 2)
		return true;
	fputs("  errors: |\n", out);
	for (size_t i = 0; i < subject->error_count; i++) {
		char *line = nkv_one_line(subject->errors[i]);

		if (!line)
			return false;
		fprintf(out, "    %s\n", line);
		free(line);
	}
	return true;
}

/* Puts the diagnosis of a failed test. */
static bool put_diagnosis(FILE *out, const struct nkv_subject *subject, const char *message)
{

	fputs("  ---\n", out);
	if (!put_key(out, "message", message) ||
	    (subject->origin && !put_key(out, "file", subject->origin)))
		return false;
	if (!put_errors(out, subject))
		return false;
	if (subject->check)
		put_remedies(out, subject->check);
	fputs("  ...\n", out);
	return true;
}

bool nkv_write_tap(struct nkv_output *output, const struct nkv_subject *subject)
{
	char *label = nkv_label(subject);
	bool written = label != NULL;
	struct nkv_case report_case;
	size_t next = 0;

	while (written && nkv_case_next(subject, &next, &report_case)) {
		put_result(output, report_case.pass, label, report_case.name);
		if (!report_case.pass)
			written = put_diagnosis(output->file, subject, report_case.message);
	}
	free(label);
	return written;
}

static bool put_failure(struct nkv_output *output, const struct nkv_subject *subject, char *label,
			const char *name)
{
	bool written = label != NULL;

	if (written) {
		put_result(output, false, label, name);
		written = put_diagnosis(output->file, subject, subject->errors[0]);
	}
	free(label);
	return written;
}

bool nkv_write_tap_unread(struct nkv_output *output, const struct nkv_subject *subject)
{
	return put_failure(output, subject, nkv_label(subject), "description");
}

bool nkv_write_tap_lost(struct nkv_output *output, const struct nkv_subject *subject)
{
	return put_failure(output, subject, nkv_origin_label(subject), "file");
}
