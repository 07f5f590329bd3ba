/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Collects the diagnostics of a document while it is read. */
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
	struct nkv_pool *pool; /* for the texts */
	struct nkv_diagnostic diagnostics[NKV_DIAGNOSTICS_MAX + NKV_REMARKS_MAX];
	size_t count;
	size_t error_count; /* the number of errors, including the note that there are more */
	bool no_memory;
};

/* Adds an error. After NKV_ERRORS_MAX errors it adds a note, once, that there are more. */
void nkv_report_error(struct nkv_report *report, const struct nkv_position *position,
		      const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Adds a warning or a note. After NKV_WARNINGS_MAX it adds a note, once, that there are more. */
void nkv_report_remark(struct nkv_report *report, enum nkv_gravity gravity,
		       const struct nkv_position *position, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/*
 * Fills a document with the diagnostics, and with `machine` unless there is an
 * error. The caller sets the other members. Returns NKV_READ_FAILED, with errno
 * ENOMEM, if there was no memory for a diagnostic.
 */
enum nkv_read_result nkv_report_document(const struct nkv_report *report,
					 const struct nkv_machine *machine,
					 struct nkv_document *document);

/* Removes all diagnostics, before the next document. Their texts belong to the pool. */
void nkv_report_reset(struct nkv_report *report);

/*
 * Sorts the diagnostics by position, keeping the order of equal ones. A note
 * that there are more comes last.
 */
void nkv_report_sort(struct nkv_report *report);

#endif
