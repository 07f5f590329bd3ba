/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Checks for people: the figures of a machine that passes; otherwise what is
 * wrong, and remedies that pass.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/number.h"
#include "base/paragraph.h"
#include "base/text.h"
#include "write/check/check.h"
#include "write/words/label.h"
#include "write/words/check_text.h"
#include "write/words/colored.h"
#include "write/words/hazard_text.h"
#include "write/words/hazard_walk.h"
#include "write/words/remedy_text.h"
#include "write/words/size_text.h"

enum { INDENT = 2, FOLDED_INDENT = 4, NAME_WIDTH = 17 };

static const char green[] = "\033[32m";
static const char red[] = "\033[31m";

/* --- a machine that passes --- */

static void add_figure(struct nkv_text *line, const struct nkv_plan *plan,
		       const struct nkv_check *check, enum nkv_limit limit)
{
	const struct nkv_limit_result *result = nkv_limit_result(check, limit);
	char bound[NKV_NUMBER_BYTES], size[NKV_SIZE_TEXT_BYTES];
	uint64_t bytes;

	if (!result && !nkv_limit_info(limit)->is_summary)
		return;
	nkv_text_add(line, limit == 0 ? ": " : ", ");
	nkv_text_add(line, nkv_limit_info(limit)->words);
	nkv_text_add_char(line, ' ');
	if (!nkv_limit_value(plan, limit, &bytes))
		nkv_text_add(line, "unknown");
	else
		nkv_text_add(line, nkv_size_or_zero(bytes / NKV_PAGE_BYTES, size));
	if (!result)
		return;
	nkv_text_add(line, nkv_limit_info(limit)->is_least ? " (min " : " (max ");
	nkv_text_add(line, nkv_number_text(result->limit_bytes, bound));
	nkv_text_add_char(line, ')');
}

/* The figures, and the hazards that are allowed; NULL if there is no memory. */
static const char *passing_text(struct nkv_text *line, const struct nkv_plan *plan,
				const struct nkv_check *check)
{
	const struct nkv_hazard *hazard;
	const char *before = "; allowed: ";
	size_t next = 0;

	for (unsigned int limit = 0; limit < NKV_LIMIT_COUNT; limit++)
		add_figure(line, plan, check, (enum nkv_limit)limit);
	while ((hazard = nkv_hazard_next(plan, check->allowed_hazards, &next))) {
		nkv_text_add(line, before);
		nkv_text_add(line, nkv_hazard_info(hazard->code)->code);
		before = ", ";
	}
	return nkv_text_string(line);
}

static bool put_passing(struct nkv_output *output, const struct nkv_plan *plan,
			const struct nkv_check *check, size_t column)
{
	static const char ok[] = "ok";
	struct nkv_text line = { 0 };
	const char *text = passing_text(&line, plan, check);

	nkv_put_colored(output->file, output->style.color, green, ok);
	if (text)
		nkv_paragraph(output->file, text, column + strlen(ok), FOLDED_INDENT,
			      output->style.columns);
	nkv_text_free(&line);
	return text != NULL;
}

/* Notes that min_lowmem_free passes, although the mem_maps will leave less. */
static void put_note(const struct nkv_output *output, const struct nkv_plan *plan,
		     const struct nkv_check *check)
{
	FILE *out = output->file;
	char text[NKV_LIMIT_TEXT_BYTES];

	if (!nkv_limit_left_text(plan, check, text))
		return;
	fprintf(out, "%*s%-*s", INDENT, "", NAME_WIDTH, "note");
	nkv_paragraph(out, text, INDENT + NAME_WIDTH, INDENT + NAME_WIDTH, output->style.columns);
}

/* --- a machine that fails --- */

static void put_broken_limits(const struct nkv_output *output, const struct nkv_check *check)
{
	FILE *out = output->file;
	char text[NKV_LIMIT_TEXT_BYTES];

	for (size_t i = 0; i < check->limit_count; i++) {
		if (check->limits[i].pass)
			continue;
		nkv_limit_text(&check->limits[i], text);
		fprintf(out, "%*s%-*s", INDENT, "", NAME_WIDTH,
			nkv_limit_info(check->limits[i].limit)->name);
		nkv_paragraph(out, text, INDENT + NAME_WIDTH, INDENT + NAME_WIDTH,
			      output->style.columns);
	}
}

static void put_refused_hazards(const struct nkv_output *output, const struct nkv_plan *plan,
				const struct nkv_check *check)
{
	char message[NKV_HAZARD_TEXT_BYTES], text[NKV_HAZARD_TEXT_BYTES + 64];
	const struct nkv_hazard *hazard;
	size_t next = 0;

	while ((hazard = nkv_hazard_next(plan, check->refused_hazards, &next))) {
		nkv_hazard_message(plan, hazard, message);
		snprintf(text, sizeof(text), "%s (%s): %s", nkv_hazard_info(hazard->code)->code,
			 nkv_severity_name(hazard->severity), message);
		fprintf(output->file, "%*s", INDENT, "");
		nkv_paragraph(output->file, text, INDENT, FOLDED_INDENT, output->style.columns);
	}
}

static void put_failing(struct nkv_output *output, const struct nkv_plan *plan,
			const struct nkv_check_result *result)
{
	static const char nothing[] = "  nothing that was tried passes: ";
	FILE *out = output->file;

	nkv_put_colored(output->file, output->style.color, red, "FAILS");
	fputc('\n', out);
	put_broken_limits(output, &result->check);
	put_refused_hazards(output, plan, &result->check);
	if (result->remedy_count > 0) {
		fputs("  passes with (cheapest first):\n", out);
		nkv_put_remedies(out, result->remedies, result->remedy_count, FOLDED_INDENT,
				 output->style.columns);
	} else {
		fputs(nothing, out);
		nkv_paragraph(out, nkv_remedies_tried, strlen(nothing), FOLDED_INDENT,
			      output->style.columns);
	}
}

bool nkv_write_text_check(struct nkv_output *output, const struct nkv_subject *subject)
{
	const struct nkv_check_result *result = subject->check;
	char *label = nkv_label(subject);
	bool written = label != NULL;

	if (!label)
		return false;
	fprintf(output->file, "%s: ", label);
	if (result->check.pass)
		written = put_passing(output, subject->plan, &result->check, strlen(label) + 2);
	else
		put_failing(output, subject->plan, result);
	free(label);
	put_note(output, subject->plan, &result->check);
	return written;
}
