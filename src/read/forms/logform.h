/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The forms of lines that tell something of a boot, in tables; logfacts.c goes through them. */
#ifndef NUMAKVA_READ_FORMS_LOGFORM_H
#define NUMAKVA_READ_FORMS_LOGFORM_H

#include <stddef.h>

#include "read/forms/logfacts.h"
#include "read/forms/match.h"

enum { NKV_LOGFORM_FACTS_MAX = 3 };

struct nkv_logform {
	const char *pattern;
	/* If set, takes what the captures have; it may find that the line is none, or a part. */
	enum nkv_logfacts_result (*take)(struct nkv_logfacts *facts,
					 const struct nkv_capture *captures,
					 const struct nkv_mark *mark);
	/* Else one a capture, or a single one that is only said. */
	size_t fact_count;
	enum nkv_logfact facts[NKV_LOGFORM_FACTS_MAX];
};

struct nkv_logform_table {
	const struct nkv_logform *forms;
	size_t count;
};

extern const struct nkv_logform_table nkv_logforms_map; /* the E820 map */
extern const struct nkv_logform_table nkv_logforms_srat;
extern const struct nkv_logform_table nkv_logforms_nodes;  /* what a kernel made of it */
extern const struct nkv_logform_table nkv_logforms_kernel; /* the kernel and what it did */

#endif
