/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Checks as JUnit XML: a suite for each file, with a case for each limit of a
 * machine, and one for its hazards. What could not be read is a case with an
 * error.
 *
 * A suite begins with the number of its cases. So the cases are kept in a
 * temporary file until the suite ends, and memory does not grow with their
 * number.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

#include "write/check/check.h"
#include "write/words/label.h"
#include "write/check/report_case.h"
#include "write/words/hazard_text.h"
#include "write/words/hazard_walk.h"
#include "write/words/remedy_text.h"

struct junit {
	char *suite; /* the name of the current suite; NULL: none */
	FILE *cases; /* of the current suite */
	size_t tests;
	size_t failures;
	size_t errors;
};

/* --- XML --- */

/* The escape for the first character of a text; NULL if it needs none. */
static const char *entity(const char *text)
{
	switch (*text) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return NULL;
	}
}

/* Whether the text begins with U+FFFE or U+FFFF, which XML does not allow. */
static bool is_noncharacter(const char *text)
{
	return strncmp(text, "\xef\xbf\xbe", 3) == 0 || strncmp(text, "\xef\xbf\xbf", 3) == 0;
}

/* Prints text on one line, in UTF-8. */
static void put_text(FILE *out, const char *text)
{
	for (; *text; text++) {
		if (is_noncharacter(text)) {
			fputs("\xef\xbf\xbd", out);
			text += 2;
		} else if (entity(text)) {
			fputs(entity(text), out);
		} else {
			fputc(*text, out);
		}
	}
}

static void put_attribute(FILE *out, const char *name, const char *text)
{
	fprintf(out, " %s=\"", name);
	put_text(out, text);
	fputc('"', out);
}

/* --- suites --- */

bool nkv_begin_junit(struct nkv_output *output)
{
	if (!nkv_output_keep(output, sizeof(struct junit)))
		return false;
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"numakva-plan\">\n",
	      output->file);
	return true;
}

static bool copy_cases(FILE *cases, FILE *out)
{
	char buffer[4096];
	size_t count;

	rewind(cases);
	while ((count = fread(buffer, 1, sizeof(buffer), cases)) > 0)
		fwrite(buffer, 1, count, out);
	return !ferror(cases);
}

static bool end_suite(struct nkv_output *output)
{
	struct junit *junit = output->state;
	bool copied;

	if (!junit->suite)
		return true;
	fputs("  <testsuite", output->file);
	put_attribute(output->file, "name", junit->suite);
	fprintf(output->file, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"0\">\n",
		junit->tests, junit->failures, junit->errors);
	copied = copy_cases(junit->cases, output->file);
	fputs("  </testsuite>\n", output->file);
	fclose(junit->cases);
	free(junit->suite);
	*junit = (struct junit){ 0 };
	return copied;
}

/*
 * Changes to the suite of the subject's file. Returns false if there is no memory, or no room
 * for a file.
 */
static bool enter_suite(struct nkv_output *output, const struct nkv_subject *subject)
{
	struct junit *junit = output->state;
	char *name = nkv_origin_label(subject);

	if (!name)
		return false;
	if (junit->suite && strcmp(junit->suite, name) == 0) {
		free(name);
		return true;
	}
	if (!end_suite(output) || !(junit->cases = tmpfile())) {
		free(name);
		return false;
	}
	junit->suite = name;
	return true;
}

bool nkv_end_junit(struct nkv_output *output)
{
	bool ended = end_suite(output);

	fputs("</testsuites>\n", output->file);
	return ended;
}

/* --- cases --- */

static void begin_case(struct junit *junit, const char *label, const char *name)
{
	junit->tests++;
	fputs("    <testcase", junit->cases);
	put_attribute(junit->cases, "classname", label);
	put_attribute(junit->cases, "name", name);
	put_attribute(junit->cases, "file", junit->suite);
}

/* Begins a problem: its short text is an attribute, and the element stays open for more. */
static void begin_problem(struct junit *junit, const char *element, const char *type,
			  const char *message)
{
	fprintf(junit->cases, ">\n      <%s", element);
	put_attribute(junit->cases, "type", type);
	put_attribute(junit->cases, "message", message);
	fputs(">", junit->cases);
}

static void end_problem(struct junit *junit, const char *element)
{
	fprintf(junit->cases, "</%s>\n    </testcase>\n", element);
}

static void put_refused(FILE *out, const struct nkv_plan *plan, const struct nkv_check *check)
{
	char message[NKV_HAZARD_TEXT_BYTES];
	const struct nkv_hazard *hazard;
	size_t next = 0;

	while ((hazard = nkv_hazard_next(plan, check->refused_hazards, &next))) {
		nkv_hazard_message(plan, hazard, message);
		put_text(out, nkv_hazard_info(hazard->code)->code);
		fputs(": ", out);
		put_text(out, message);
		fputc('\n', out);
	}
}

static void put_remedies(FILE *out, const struct nkv_check_result *result)
{
	char line[NKV_REMEDY_LINE_BYTES];

	for (size_t i = 0; i < result->remedy_count; i++) {
		fputs("passes with: ", out);
		put_text(out, nkv_remedy_line(&result->remedies[i], line));
		fputc('\n', out);
	}
}

static void put_case(struct junit *junit, const char *label, const struct nkv_subject *subject,
		     const struct nkv_case *report_case)
{
	begin_case(junit, label, report_case->name);
	if (report_case->pass) {
		fputs("/>\n", junit->cases);
		return;
	}
	junit->failures++;
	begin_problem(junit, "failure", report_case->name, report_case->message);
	if (report_case->is_hazards)
		put_refused(junit->cases, subject->plan, &subject->check->check);
	put_remedies(junit->cases, subject->check);
	end_problem(junit, "failure");
}

bool nkv_write_junit(struct nkv_output *output, const struct nkv_subject *subject)
{
	char *label = nkv_label(subject);
	struct nkv_case report_case;
	size_t next = 0;

	if (!label || !enter_suite(output, subject)) {
		free(label);
		return false;
	}
	while (nkv_case_next(subject, &next, &report_case))
		put_case(output->state, label, subject, &report_case);
	free(label);
	return true;
}

/* Prints a line about an error in the element of its case. Returns false if there is no memory. */
static bool put_error_line(FILE *out, const char *error)
{
	char *line = nkv_one_line(error);

	if (!line)
		return false;
	put_text(out, line);
	fputc('\n', out);
	free(line);
	return true;
}

static bool put_error_case(struct junit *junit, const struct nkv_subject *subject,
			   const char *label, const char *name)
{
	char *message = nkv_one_line(subject->errors[0]);
	bool written = message != NULL;

	if (!message)
		return false;
	begin_case(junit, label, name);
	junit->errors++;
	begin_problem(junit, "error", name, message);
	/* The first error is the message. */
	for (size_t i = 0; i < subject->error_count && subject->error_count > 1 && written; i++)
		written = put_error_line(junit->cases, subject->errors[i]);
	end_problem(junit, "error");
	free(message);
	return written;
}

static bool put_error(struct nkv_output *output, const struct nkv_subject *subject, char *label,
		      const char *name)
{
	bool written = label && enter_suite(output, subject) &&
		       put_error_case(output->state, subject, label, name);

	free(label);
	return written;
}

bool nkv_write_junit_unread(struct nkv_output *output, const struct nkv_subject *subject)
{
	return put_error(output, subject, nkv_label(subject), "description");
}

bool nkv_write_junit_lost(struct nkv_output *output, const struct nkv_subject *subject)
{
	return put_error(output, subject, nkv_origin_label(subject), "file");
}
