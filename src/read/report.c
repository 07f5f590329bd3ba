/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/report.h"

#include <string.h>

void nkv_report_error(struct nkv_report *report, const struct nkv_mark *mark, const char *format,
		      ...)
{
	struct nkv_diagnostic *diagnostic = &report->diagnostics[report->count];
	va_list arguments;

	if (report->count == NKV_DIAGNOSTICS_MAX)
		return;
	*diagnostic = (struct nkv_diagnostic){
		.origin = mark->origin,
		.line = mark->line,
		.column = mark->column,
	};
	va_start(arguments, format);
	diagnostic->text = nkv_pool_format(report->pool, format, arguments);
	va_end(arguments);
	if (diagnostic->text)
		report->count++;
	else
		report->no_memory = true;
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
