/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The forms of lines that tell something of a boot, in tables; take_line.c goes through them. */
#ifndef NUMAKVA_READ_FORMS_LINE_FORM_H
#define NUMAKVA_READ_FORMS_LINE_FORM_H

#include <stddef.h>

#include "read/forms/boot_facts.h"
#include "read/forms/match.h"

/* A line that matches a form. `facts` is where its facts go. */
struct nkv_formed_line {
	struct nkv_boot_facts *facts;
	const struct nkv_capture *captures;
	int which; /* the form's */
	struct nkv_position position;
};

enum { NKV_FORM_FACTS_MAX = 3 };

struct nkv_line_form {
	const char *pattern;
	/* The facts that the captures are, in order; NKV_LOG_FACT_NONE ends them. */
	enum nkv_log_fact facts[NKV_FORM_FACTS_MAX];
	/* If set, takes the line instead; it may still find that it is none, or only a part. */
	enum nkv_match (*take)(const struct nkv_formed_line *line);
	int which; /* of the things that `take` takes */
};

struct nkv_line_forms {
	const struct nkv_line_form *forms;
	size_t count;
};

extern const struct nkv_line_forms nkv_map_lines; /* the E820 map */
extern const struct nkv_line_forms nkv_srat_lines;
extern const struct nkv_line_forms nkv_table_lines;  /* the tables of the ACPI */
extern const struct nkv_line_forms nkv_node_lines;   /* what a kernel made of it */
extern const struct nkv_line_forms nkv_kernel_lines; /* the kernel and what it did */
extern const struct nkv_line_forms nkv_late_lines;   /* likewise, from 2.6.27 on */

/* Lines of which not all can be read, for those that none of these takes. */
extern const struct nkv_line_forms nkv_broken_map_lines;
extern const struct nkv_line_forms nkv_broken_srat_lines;

/* Notes a number that a line has. The first line counts. */
void nkv_line_notes(const struct nkv_formed_line *line, struct nkv_log_fact_value *value,
		    const struct nkv_capture *capture);

/* Notes that the line tells a fact. */
static inline void nkv_line_tells(const struct nkv_formed_line *line, enum nkv_log_fact fact,
				  uint64_t number)
{
	nkv_log_fact_note(&line->facts->facts[fact], number, &line->position);
}

#endif
