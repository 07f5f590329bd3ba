/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans that do not pass, said where the format has no place for it. */
#ifndef NUMAKVA_CLI_PLAN_FAILING_H
#define NUMAKVA_CLI_PLAN_FAILING_H

#include <stdint.h>
#include <stdio.h>

#include "write/subject.h"
#include "write/words/check_text.h"

enum { NKV_FAILING_WHERE_BYTES = 256 };

/* Points in a row that fail alike, which are said as one. All zero: there is none. */
struct nkv_failing {
	uint64_t count; /* of points */
	char where
		[NKV_FAILING_WHERE_BYTES]; /* what they share: the kernel, and all keys but the last */
	char failures[NKV_FAILURES_BYTES]; /* likewise: what does not pass */
	enum nkv_vary_key key;		   /* the last key; NKV_VARY_KEYS without one */
	uint64_t first, last;		   /* its values */
};

/*
 * Takes the next plan of a document, whether it passes or not: what was taken
 * before and cannot be told together with it is said.
 */
void nkv_failing_take(struct nkv_failing *failing, const struct nkv_subject *subject, FILE *to);

/* Says what is left of a document with that title. */
void nkv_failing_say(struct nkv_failing *failing, const char *title, FILE *to);

#endif
