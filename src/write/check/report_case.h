/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A check as a list of cases, for reports. */
#ifndef NUMAKVA_WRITE_CHECK_REPORT_CASE_H
#define NUMAKVA_WRITE_CHECK_REPORT_CASE_H

#include "write/subject.h"

enum { NKV_CASE_TEXT_BYTES = 2048 };

struct nkv_case {
	const char *name; /* of the limit, or "hazards" */
	bool is_hazards;  /* the case is about the hazards that are not allowed */
	bool pass;
	char message[NKV_CASE_TEXT_BYTES]; /* what is wrong, on one line; "" if the case passes */
};

/*
 * The next case: each limit that is set, then the hazards. Begin with *next = 0. Returns false
 * after the last.
 */
bool nkv_case_next(const struct nkv_subject *subject, size_t *next, struct nkv_case *report_case);

#endif
