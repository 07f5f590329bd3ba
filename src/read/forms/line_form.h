/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The forms of lines that tell something of a boot, in tables; boot_facts.c goes through them. */
#ifndef NUMAKVA_READ_FORMS_LINE_FORM_H
#define NUMAKVA_READ_FORMS_LINE_FORM_H

#include <stddef.h>

#include "read/forms/boot_facts.h"
#include "read/forms/match.h"

enum { NKV_FORM_FACTS_MAX = 3 };

struct nkv_line_form {
	const char *pattern;
	/* If set, takes what the captures have; it may find that the line is none, or a part. */
	enum nkv_match (*take)(struct nkv_boot_facts *facts, const struct nkv_capture *captures,
			       const struct nkv_position *position);
	/* Else one a capture, or a single one that is only said. */
	size_t fact_count;
	enum nkv_log_fact facts[NKV_FORM_FACTS_MAX];
};

struct nkv_line_forms {
	const struct nkv_line_form *forms;
	size_t count;
};

extern const struct nkv_line_forms nkv_map_lines; /* the E820 map */
extern const struct nkv_line_forms nkv_srat_lines;
extern const struct nkv_line_forms nkv_node_lines;   /* what a kernel made of it */
extern const struct nkv_line_forms nkv_kernel_lines; /* the kernel and what it did */

#endif
