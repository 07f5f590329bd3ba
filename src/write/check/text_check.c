/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Checks for people: a line for a machine that passes; for one that does not,
 * what is wrong with it, and what was planned and passes.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/number.h"
#include "base/paragraph.h"
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

static void put_figure(FILE *out, const struct nkv_plan *plan, const struct nkv_check *check,
		       enum nkv_limit limit)
{
	const struct nkv_limit_result *result = nkv_limit_result(check, limit);
	char bound[NKV_NUMBER_BYTES], size[NKV_SIZE_TEXT_BYTES];
	uint64_t bytes;

	if (!result && !nkv_limit_info(limit)->is_summary)
		return;
	fprintf(out, "%s%s ", limit == 0 ? ": " : ", ", nkv_limit_info(limit)->words);
	if (!nkv_limit_value(plan, limit, &bytes))
		fputs("unknown", out);
	else if (bytes == 0)
		fputc('0', out);
	else
		fputs(nkv_size_text(bytes / NKV_PAGE_BYTES, size), out);
	if (!result)
		return;
	fprintf(out, " (%s %s)", nkv_limit_info(limit)->is_least ? "min" : "max",
		nkv_number_text(result->limit_bytes, bound));
}

static void put_passing(struct nkv_output *output, const struct nkv_plan *plan,
			const struct nkv_check *check)
{
	const struct nkv_hazard *hazard;
	const char *before = "; allowed: ";
	size_t next = 0;

	nkv_put_colored(output->file, output->style.color, green, "ok");
	for (unsigned int limit = 0; limit < NKV_LIMIT_COUNT; limit++)
		put_figure(output->file, plan, check, (enum nkv_limit)limit);
	while ((hazard = nkv_hazard_next(plan, check->allowed_hazards, &next))) {
		fprintf(output->file, "%s%s", before, nkv_hazard_info(hazard->code)->code);
		before = ", ";
	}
	fputc('\n', output->file);
}

/* What min_lowmem_free lets pass, though less is left when the mem_maps are taken. */
static void put_note(FILE *out, const struct nkv_plan *plan, const struct nkv_check *check)
{
	char text[NKV_LIMIT_TEXT_BYTES];

	if (!nkv_limit_left_text(plan, check, text))
		return;
	fprintf(out, "%*s%-*s", INDENT, "", NAME_WIDTH, "note");
	nkv_paragraph(out, text, INDENT + NAME_WIDTH, INDENT + NAME_WIDTH);
}

/* --- one that does not --- */

static void put_broken_limits(FILE *out, const struct nkv_check *check)
{
	char text[NKV_LIMIT_TEXT_BYTES];

	for (size_t i = 0; i < check->limit_count; i++) {
		if (check->limits[i].pass)
			continue;
		nkv_limit_text(&check->limits[i], text);
		fprintf(out, "%*s%-*s", INDENT, "", NAME_WIDTH,
			nkv_limit_info(check->limits[i].limit)->name);
		nkv_paragraph(out, text, INDENT + NAME_WIDTH, INDENT + NAME_WIDTH);
	}
}

static void put_refused_hazards(FILE *out, const struct nkv_plan *plan,
				const struct nkv_check *check)
{
	char message[NKV_HAZARD_TEXT_BYTES], text[NKV_HAZARD_TEXT_BYTES + 64];
	const struct nkv_hazard *hazard;
	size_t next = 0;

	while ((hazard = nkv_hazard_next(plan, check->refused_hazards, &next))) {
		nkv_hazard_message(plan, hazard, message);
		snprintf(text, sizeof(text), "%s (%s): %s", nkv_hazard_info(hazard->code)->code,
			 nkv_severity_name(hazard->severity), message);
		fprintf(out, "%*s", INDENT, "");
		nkv_paragraph(out, text, INDENT, FOLDED_INDENT);
	}
}

static void put_failing(struct nkv_output *output, const struct nkv_plan *plan,
			const struct nkv_check_result *result)
{
	static const char nothing[] = "  nothing passes that was tried: ";
	FILE *out = output->file;

	nkv_put_colored(output->file, output->style.color, red, "FAILS");
	fputc('\n', out);
	put_broken_limits(out, &result->check);
	put_refused_hazards(out, plan, &result->check);
	if (result->remedy_count > 0) {
		fputs("  passes with, the cheapest first:\n", out);
		nkv_put_remedies(out, result->remedies, result->remedy_count, FOLDED_INDENT);
	} else {
		fputs(nothing, out);
		nkv_paragraph(out, nkv_remedies_tried, strlen(nothing), FOLDED_INDENT);
	}
}

bool nkv_write_text_check(struct nkv_output *output, const struct nkv_subject *subject)
{
	const struct nkv_check_result *result = subject->check;
	char *label = nkv_label(subject);

	if (!label)
		return false;
	fprintf(output->file, "%s: ", label);
	free(label);
	if (result->check.pass)
		put_passing(output, subject->plan, &result->check);
	else
		put_failing(output, subject->plan, result);
	put_note(output->file, subject->plan, &result->check);
	return true;
}
