/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The memory map of a running machine from /proc/iomem: ranges with names. A
 * range inside another is indented.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "read/input.h"
#include "read/iomem/iomem_line.h"
#include "read/lines/clean_line.h"
#include "read/lines/mail_body.h"
#include "read/lines/raw_lines.h"
#include "read/machine/found_machine.h"
#include "read/machine/machine_list.h"
#include "read/machine/resource_type.h"
#include "read/machine/unsaid.h"

enum {
	ENTRIES_MAX = 1024, /* more than a description can have, so that too many are noticed */
};

struct iomem {
	struct nkv_input input;
	struct nkv_pool pool;
	struct nkv_report report;
	struct nkv_builder builder;
	struct nkv_machine_list e820;
	struct nkv_unsaid unsaid;
	struct nkv_raw_lines lines;
	struct nkv_position first; /* of the first range */
	size_t margin;		   /* the blanks before it */
	bool any_range;		   /* with any name */
	bool any_address;	   /* some address is not 0 */
	bool any_memory;
	bool given; /* the only document was returned */
};

/* --- lines --- */

/* Takes a range of the map, if its name is that of a type. */
static void take_range(struct iomem *iomem, const struct nkv_iomem_line *line)
{
	const struct nkv_position position = { iomem->input.name, iomem->lines.line_number,
					       line->at + 1 };
	struct nkv_e820_entry entry = { .start = line->start,
					.size = line->last - line->start + 1,
					.type = nkv_resource_type(line->name) };

	if (entry.type == 0 || iomem->e820.count == ENTRIES_MAX)
		return;
	iomem->any_memory |= entry.type == NKV_E820_USABLE;
	if (!nkv_machine_list_add(&iomem->e820, &entry, sizeof(entry), &position))
		iomem->report.no_memory = true;
}

/* Ranges that are indented more than the first are inside others. */
static void take_line(struct iomem *iomem, const char *text)
{
	struct nkv_iomem_line line;

	if (!nkv_iomem_line_parse(text, &line))
		return;
	if (!iomem->any_range) {
		iomem->any_range = true;
		iomem->margin = line.margin;
		iomem->first = (struct nkv_position){ iomem->input.name, iomem->lines.line_number,
						      line.at + 1 };
	}
	iomem->any_address |= line.start != 0 || line.last != 0;
	if (line.margin == iomem->margin)
		take_range(iomem, &line);
}

/* Returns false if reading fails. */
static bool read_lines(struct iomem *iomem)
{
	struct nkv_raw_lines *lines = &iomem->lines;
	char text[NKV_LOG_LINE_BYTES_MAX + 1];
	struct nkv_raw_line raw;

	while (!iomem->report.no_memory && nkv_raw_lines_find(lines, &raw)) {
		nkv_show_line(raw.bytes, raw.length, text);
		take_line(iomem, text);
		nkv_raw_lines_take(lines, &raw);
		nkv_mail_body_note(&lines->body, text);
		nkv_raw_lines_pass_rest(lines);
	}
	errno = lines->error;
	return lines->error == 0;
}

/* --- the machine --- */

/* Reports what is wrong with the map as a whole. */
static void check(struct iomem *iomem)
{
	const struct nkv_position position = { iomem->input.name, 1, 1 };

	if (!iomem->any_range)
		nkv_report_error(&iomem->report, &position,
				 "no memory range, expected lines of /proc/iomem");
	else if (!iomem->any_address)
		nkv_report_error(&iomem->report, &iomem->first,
				 "all addresses are 0, as users other than root see them, expected "
				 "/proc/iomem as read by root");
	else if (!iomem->any_memory)
		nkv_report_error(&iomem->report, &iomem->first,
				 "no memory, expected 'System RAM' as in /proc/iomem");
}

static void build(struct iomem *iomem)
{
	const struct nkv_input *input = &iomem->input;
	const struct nkv_found_machine found = {
		.machine = { .kernel = nkv_kernel_default(),
			     .e820 = iomem->e820.entries,
			     .e820_count = iomem->e820.count },
		.position = iomem->first,
		.e820_positions = iomem->e820.positions,
	};

	nkv_found_machine_build(&found, input->overrides, input->override_count, &iomem->builder,
				&iomem->report);
}

static void note_assumptions(struct iomem *iomem)
{
	static const struct nkv_assumption no_srat = { "srat", "none",
						       "/proc/iomem does not show nodes" };
	const struct nkv_input *input = &iomem->input;

	nkv_unsaid_begin(&iomem->unsaid, input->overrides, input->override_count);
	if (!input->srat_is_given)
		nkv_unsaid_add(&iomem->unsaid, input->overrides, input->override_count, &no_srat);
}

/* --- the reader --- */

static enum nkv_read_result next(void *state, struct nkv_document *document)
{
	struct iomem *iomem = state;
	enum nkv_read_result result;

	if (iomem->given)
		return NKV_READ_END;
	iomem->given = true;
	if (!read_lines(iomem))
		return NKV_READ_FAILED;
	check(iomem);
	if (iomem->report.error_count == 0 && !iomem->report.no_memory)
		build(iomem);
	note_assumptions(iomem);
	result = nkv_report_document(&iomem->report, &iomem->builder.machine, document);
	if (result == NKV_READ_DOCUMENT) {
		document->name = iomem->builder.machine.name;
		document->assumptions = iomem->unsaid.list;
		document->assumption_count = iomem->unsaid.count;
	}
	return result;
}

static void *open_iomem(const struct nkv_input *input)
{
	struct iomem *iomem = calloc(1, sizeof(*iomem));

	if (!iomem)
		return NULL;
	iomem->input = *input;
	iomem->report.pool = &iomem->pool;
	if (nkv_raw_lines_open(&iomem->lines, input->file))
		return iomem;
	free(iomem);
	return NULL;
}

static void close_iomem(void *state)
{
	struct iomem *iomem = state;

	nkv_raw_lines_close(&iomem->lines);
	nkv_machine_list_free(&iomem->e820);
	nkv_builder_free(&iomem->builder);
	nkv_pool_free(&iomem->pool);
	free(iomem);
}

/* Not a proof: reports can have such lines before a log. */
static enum nkv_evidence recognise(const struct nkv_first_line *line)
{
	char text[NKV_LOG_LINE_BYTES_MAX + 1];
	struct nkv_iomem_line parsed;

	nkv_show_line(line->text, line->length, text);
	return !line->is_comment && nkv_iomem_line_parse(text, &parsed) ? NKV_EVIDENCE_HINT
									: NKV_EVIDENCE_NONE;
}

const struct nkv_input_format nkv_input_iomem = {
	.name = "iomem",
	.summary = "/proc/iomem of a running machine, as read by root",
	.recognise = recognise,
	.open = open_iomem,
	.next = next,
	.close = close_iomem,
};
