/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is to be said about a document, collected. */
#ifndef NUMAKVA_READ_REPORT_H
#define NUMAKVA_READ_REPORT_H

#include <stdbool.h>

#include "base/pool.h"
#include "read/document.h"

/* Where something stands in what was read. */
struct nkv_position {
	const char *origin;
	size_t line;   /* from 1 */
	size_t column; /* from 1 */
};

struct nkv_report {
	struct nkv_pool *pool; /* for texts */
	struct nkv_diagnostic diagnostics[NKV_DIAGNOSTICS_MAX + NKV_REMARKS_MAX];
	size_t count;
	size_t error_count; /* of them, with the note that there are more */
	bool no_memory;
};

/* Notes an error, or if there are enough of them that there are more. */
void nkv_report_error(struct nkv_report *report, const struct nkv_position *position,
		      const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Notes a warning or a note, or if there are enough of them that there are more. */
void nkv_report_remark(struct nkv_report *report, enum nkv_gravity gravity,
		       const struct nkv_position *position, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/*
 * A document of what was reported; `machine` is its machine unless there is an
 * error. Fails, with errno, if there was no memory. What else a document has
 * is the caller's to set.
 */
enum nkv_read_result nkv_report_document(const struct nkv_report *report,
					 const struct nkv_machine *machine,
					 struct nkv_document *document);

/* Forgets all, for the next document. The texts are the pool's. */
void nkv_report_reset(struct nkv_report *report);

/*
 * Puts what was noted into the order of their places; those of one place stay
 * in order. That there is more comes last.
 */
void nkv_report_sort(struct nkv_report *report);

#endif
