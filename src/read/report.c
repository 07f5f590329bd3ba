/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/report.h"

#include <string.h>

static void add(struct nkv_report *report, const struct nkv_diagnostic *diagnostic,
		const char *format, va_list arguments)
{
	const char *text = nkv_pool_format(report->pool, format, arguments);

	if (!text) {
		report->no_memory = true;
		return;
	}
	report->diagnostics[report->count] = *diagnostic;
	report->diagnostics[report->count++].text = text;
	if (diagnostic->gravity == NKV_GRAVITY_ERROR)
		report->error_count++;
}

void nkv_report_error(struct nkv_report *report, const struct nkv_mark *mark, const char *format,
		      ...)
{
	const struct nkv_diagnostic diagnostic = {
		.gravity = NKV_GRAVITY_ERROR,
		.origin = mark->origin,
		.line = mark->line,
		.column = mark->column,
	};
	va_list arguments;

	if (report->error_count == NKV_DIAGNOSTICS_MAX)
		return;
	va_start(arguments, format);
	add(report, &diagnostic, format, arguments);
	va_end(arguments);
}

void nkv_report_remark(struct nkv_report *report, enum nkv_gravity gravity,
		       const struct nkv_mark *mark, const char *format, ...)
{
	const struct nkv_diagnostic diagnostic = {
		.gravity = gravity,
		.origin = mark->origin,
		.line = mark->line,
		.column = mark->column,
	};
	va_list arguments;

	if (report->count - report->error_count == NKV_REMARKS_MAX)
		return;
	va_start(arguments, format);
	add(report, &diagnostic, format, arguments);
	va_end(arguments);
}

void nkv_report_reset(struct nkv_report *report)
{
	report->count = report->error_count = 0;
	report->no_memory = false;
}

static bool stands_before(const struct nkv_diagnostic *a, const struct nkv_diagnostic *b)
{
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
