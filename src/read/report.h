/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is wrong with a document, collected. */
#ifndef NUMAKVA_READ_REPORT_H
#define NUMAKVA_READ_REPORT_H

#include <stdbool.h>

#include "read/pool.h"
#include "read/reader.h"

/* Where something stands in what was read. */
struct nkv_mark {
	const char *origin;
	size_t line;   /* from 1 */
	size_t column; /* from 1 */
};

struct nkv_report {
	struct nkv_pool *pool; /* for texts */
	struct nkv_diagnostic diagnostics[NKV_DIAGNOSTICS_MAX];
	size_t count;
	bool no_memory;
};

/* Notes an error, unless there are enough of them. */
void nkv_report_error(struct nkv_report *report, const struct nkv_mark *mark, const char *format,
		      ...) __attribute__((format(printf, 3, 4)));

/* Puts the errors into the order of their places; those of one place stay in order. */
void nkv_report_sort(struct nkv_report *report);

#endif
