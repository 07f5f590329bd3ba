/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reports plans that fail a check, for formats that do not show it. */
#ifndef NUMAKVA_CLI_PLAN_FAILING_H
#define NUMAKVA_CLI_PLAN_FAILING_H

#include <stdint.h>
#include <stdio.h>

#include "write/subject.h"
#include "write/words/check_text.h"

enum { NKV_FAILING_WHERE_BYTES = 256 };

/* Consecutive points that fail in the same way, and are reported together. All zero: none. */
struct nkv_failing {
	uint64_t count;			     /* the number of points */
	char where[NKV_FAILING_WHERE_BYTES]; /* their kernel, and all keys but the last */
	char failures[NKV_FAILURES_BYTES];   /* what they fail */
	enum nkv_vary_key key;		     /* the last key; NKV_VARY_KEYS without one */
	uint64_t first, last;		     /* its values */
};

/*
 * Takes the next plan of a document, whether it passes or not. Earlier ones
 * that cannot be reported together with it are reported.
 */
void nkv_failing_take(struct nkv_failing *failing, const struct nkv_subject *subject, FILE *to);

/* Reports the rest for a document with that title. */
void nkv_failing_say(struct nkv_failing *failing, const char *title, FILE *to);

#endif
