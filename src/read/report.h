/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The diagnostics of a document, collected while it is read. */
#ifndef NUMAKVA_READ_REPORT_H
#define NUMAKVA_READ_REPORT_H

#include <stdbool.h>

#include "base/pool.h"
#include "read/document.h"

/* A place in an input. */
struct nkv_position {
	const char *origin;
	size_t line;   /* from 1 */
	size_t column; /* from 1 */
};

struct nkv_report {
	struct nkv_pool *pool; /* for texts */
	struct nkv_diagnostic diagnostics[NKV_DIAGNOSTICS_MAX + NKV_REMARKS_MAX];
	size_t count;
	size_t error_count; /* errors among them, the note that there are more included */
	bool no_memory;
};

/* Adds an error; after NKV_ERRORS_MAX of them, once, a note that there are more. */
void nkv_report_error(struct nkv_report *report, const struct nkv_position *position,
		      const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Adds a warning or a note; after NKV_WARNINGS_MAX, once, that there are more. */
void nkv_report_remark(struct nkv_report *report, enum nkv_gravity gravity,
		       const struct nkv_position *position, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/*
 * Fills a document with the diagnostics, and with `machine` unless one of them
 * is an error; the caller sets what else a document has. NKV_READ_FAILED, with
 * errno ENOMEM, if there was no memory for a diagnostic.
 */
enum nkv_read_result nkv_report_document(const struct nkv_report *report,
					 const struct nkv_machine *machine,
					 struct nkv_document *document);

/* Removes all diagnostics, before the next document. Their texts belong to the pool. */
void nkv_report_reset(struct nkv_report *report);

/*
 * Sorts the diagnostics by their positions; the sort is stable. A note that
 * there are more comes last.
 */
void nkv_report_sort(struct nkv_report *report);

#endif
