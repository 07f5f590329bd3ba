/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A column: what can stand in it, and where that comes from. */
#ifndef NUMAKVA_WRITE_ROWS_COLUMN_H
#define NUMAKVA_WRITE_ROWS_COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <numakva/plan.h>

#include "write/subject.h"

/* What a row is made from: a plan, and one of its nodes where a row is a node. */
struct nkv_row {
	const struct nkv_plan *plan;
	const struct nkv_node *node;	   /* or NULL */
	const struct nkv_subject *subject; /* what is known besides of the plan; or NULL */
};

/* The row of a subject that has a plan. */
static inline struct nkv_row nkv_row_of(const struct nkv_subject *subject)
{
	return (struct nkv_row){ .plan = subject->plan, .subject = subject };
}

/* The range of points that a row is, or NULL. */
static inline const struct nkv_fold *nkv_row_fold(const struct nkv_row *row)
{
	return row->subject && row->subject->point ? row->subject->point->fold : NULL;
}

enum nkv_column_type {
	NKV_COLUMN_NUMBER,
	NKV_COLUMN_WORD, /* one of a few words; .number is its place among them */
	NKV_COLUMN_TEXT, /* any text */
	NKV_COLUMN_SET,	 /* any of a few words; .number has bit (1 << place among them) */
};

enum nkv_unit {
	NKV_UNIT_NONE,
	NKV_UNIT_BYTES,
	NKV_UNIT_MIB,
	NKV_UNIT_PAGES,
	NKV_UNIT_PFN,
	NKV_UNIT_PHYSICAL, /* an address, in hexadecimal */
	NKV_UNIT_VIRTUAL,  /* likewise, of eight digits */
};

/* Which of a column's values one would rather not have, if any. */
enum nkv_worst {
	NKV_WORST_NONE,
	NKV_WORST_LEAST,
	NKV_WORST_GREATEST,
};

/* The object of a plan's JSON that a figure stands in. */
enum nkv_figure_object {
	NKV_FIGURE_COLUMN_ONLY, /* none: it is a column alone, or is put there by hand */
	NKV_FIGURE_PFN,
	NKV_FIGURE_KVA,
	NKV_FIGURE_BOOTMEM_FREE,     /* "bootmem", behind its free pages */
	NKV_FIGURE_BOOTMEM_SECTIONS, /* likewise, with SPARSEMEM only */
	NKV_FIGURE_RAM,
	NKV_FIGURE_NODE,
};

/* What stands in one column of one row. */
struct nkv_cell {
	bool known;	  /* false: there is no such value, null in JSON */
	uint64_t number;  /* by the column's type */
	const char *text; /* a word or text; owned by the plan */
};

struct nkv_column {
	const char *name;
	const char *explanation; /* half a line, without the unit */
	enum nkv_column_type type;
	enum nkv_unit unit;
	enum nkv_fact known; /* after which step the value is there */
	enum nkv_worst worst;
	enum nkv_figure_object object; /* JSON has it there, in the order of the table, ... */
	const char *key;	       /* ... under this key (NULL: its name), ... */
	enum nkv_fact written;	       /* ... and null before this is known */
	bool of_node;		       /* only where a row is a node */
	bool of_fold;		       /* only where a row is a range of points of a sweep */
	bool of_check;		       /* only where plans are checked */
	bool ordered;		       /* its words go from better to worse, or from less to more */
	/* The value; NULL: the uint32_t at offset `member` of the plan, or of the node. */
	struct nkv_cell (*get)(const struct nkv_row *row);
	size_t member;
	bool is_wide;			   /* it is a uint64_t */
	const char *(*word)(size_t index); /* of a WORD or SET; NULL after the last */
};

#endif
