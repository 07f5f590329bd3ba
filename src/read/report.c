/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/report.h"

#include <errno.h>
#include <string.h>

static const char more_errors[] = "more than 20 errors, the rest are not reported";
static const char more_remarks[] = "more than 44 warnings and notes, the rest are not reported";

_Static_assert(NKV_ERRORS_MAX == 20 && NKV_WARNINGS_MAX == 44, "the texts say so many");

static void add(struct nkv_report *report, const struct nkv_diagnostic *diagnostic)
{
	if (!diagnostic->text) {
		report->no_memory = true;
		return;
	}
	report->diagnostics[report->count++] = *diagnostic;
}

void nkv_report_error(struct nkv_report *report, const struct nkv_position *position,
		      const char *format, ...)
{
	bool is_more = report->error_count >= NKV_ERRORS_MAX;
	struct nkv_diagnostic diagnostic = {
		.gravity = is_more ? NKV_GRAVITY_NOTE : NKV_GRAVITY_ERROR,
		.origin = position->origin,
		.line = position->line,
		.column = position->column,
		.text = more_errors,
	};
	va_list arguments;

	if (report->error_count == NKV_DIAGNOSTICS_MAX)
		return;
	va_start(arguments, format);
	if (!is_more)
		diagnostic.text = nkv_pool_format(report->pool, format, arguments);
	va_end(arguments);
	add(report, &diagnostic);
	report->error_count++;
}

void nkv_report_remark(struct nkv_report *report, enum nkv_gravity gravity,
		       const struct nkv_position *position, const char *format, ...)
{
	size_t count = report->count - report->error_count;
	/* The diagnostics left out can include a warning, whatever this one is. */
	struct nkv_diagnostic diagnostic = {
		.gravity = count < NKV_WARNINGS_MAX ? gravity : NKV_GRAVITY_WARNING,
		.origin = position->origin,
		.line = position->line,
		.column = position->column,
		.text = more_remarks,
	};
	va_list arguments;

	if (count == NKV_REMARKS_MAX)
		return;
	va_start(arguments, format);
	if (count < NKV_WARNINGS_MAX)
		diagnostic.text = nkv_pool_format(report->pool, format, arguments);
	va_end(arguments);
	add(report, &diagnostic);
}

enum nkv_read_result nkv_report_document(const struct nkv_report *report,
					 const struct nkv_machine *machine,
					 struct nkv_document *document)
{
	if (report->no_memory) {
		errno = ENOMEM;
		return NKV_READ_FAILED;
	}
	*document = (struct nkv_document){
		.machine = report->error_count == 0 ? machine : NULL,
		.diagnostics = report->diagnostics,
		.diagnostic_count = report->count,
	};
	return NKV_READ_DOCUMENT;
}

void nkv_report_reset(struct nkv_report *report)
{
	report->count = report->error_count = 0;
	report->no_memory = false;
}

static bool tells_of_more(const struct nkv_diagnostic *diagnostic)
{
	return diagnostic->text == more_errors || diagnostic->text == more_remarks;
}

static bool stands_before(const struct nkv_diagnostic *a, const struct nkv_diagnostic *b)
{
	if (tells_of_more(a) || tells_of_more(b))
		return !tells_of_more(a);
	if (strcmp(a->origin, b->origin) != 0)
		return false;
	return a->line != b->line ? a->line < b->line : a->column < b->column;
}

void nkv_report_sort(struct nkv_report *report)
{
	for (size_t i = 1; i < report->count; i++) {
		struct nkv_diagnostic moved = report->diagnostics[i];
		size_t j = i;

		for (; j > 0 && stands_before(&moved, &report->diagnostics[j - 1]); j--)
			report->diagnostics[j] = report->diagnostics[j - 1];
		report->diagnostics[j] = moved;
	}
}
