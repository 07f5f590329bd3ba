/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables of the forms of lines that contain facts; take_line.c searches them. */
#ifndef NUMAKVA_READ_FORMS_LINE_FORM_H
#define NUMAKVA_READ_FORMS_LINE_FORM_H

#include <stddef.h>

#include "read/forms/boot_facts.h"
#include "read/forms/match.h"

/* A line that matches a form. Its facts go to `facts`. */
struct nkv_formed_line {
	struct nkv_boot_facts *facts;
	const struct nkv_capture *captures;
	int which; /* from the form */
	struct nkv_position position;
};

enum { NKV_FORM_FACTS_MAX = 3 };

struct nkv_line_form {
	const char *pattern;
	/* If set, takes the line instead. It can find that the line is another, or only a part. */
	enum nkv_match (*take)(const struct nkv_formed_line *line);
	/* The facts of the captures (enum nkv_log_fact), in order; ended by NKV_LOG_FACT_NONE. */
	unsigned char facts[NKV_FORM_FACTS_MAX];
	unsigned char which; /* for `take`: which of several things the form is about */
};

struct nkv_line_forms {
	const struct nkv_line_form *forms;
	size_t count;
};

extern const struct nkv_line_forms nkv_map_lines; /* the E820 map */
extern const struct nkv_line_forms nkv_srat_lines;
extern const struct nkv_line_forms nkv_table_lines;  /* the ACPI tables */
extern const struct nkv_line_forms nkv_node_lines;   /* the nodes that a kernel made */
extern const struct nkv_line_forms nkv_kernel_lines; /* the kernel and what it did */
extern const struct nkv_line_forms nkv_late_lines;   /* the same, from 2.6.27 on */

/* Lines that can be read only in part, tried after all others. */
extern const struct nkv_line_forms nkv_broken_map_lines;
extern const struct nkv_line_forms nkv_broken_srat_lines;

/* Sets a number from a line. The first line counts. */
void nkv_line_notes(const struct nkv_formed_line *line, struct nkv_log_fact_value *value,
		    const struct nkv_capture *capture);

/* Notes that there was a line with this fact. */
static inline void nkv_line_tells(const struct nkv_formed_line *line, enum nkv_log_fact fact,
				  uint64_t number)
{
	nkv_log_fact_note(&line->facts->facts[fact], number, &line->position);
}

#endif
