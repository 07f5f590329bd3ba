/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A column: its values, and where they come from. */
#ifndef NUMAKVA_WRITE_ROWS_COLUMN_H
#define NUMAKVA_WRITE_ROWS_COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <numakva/plan.h>

#include "write/subject.h"

/* The source of a row: a plan, and one of its nodes if the row is a node. */
struct nkv_row {
	const struct nkv_plan *plan;
	const struct nkv_node *node;	   /* or NULL */
	const struct nkv_subject *subject; /* what else is known about the plan; or NULL */
};

/* The row of a subject with a plan. */
static inline struct nkv_row nkv_row_of(const struct nkv_subject *subject)
{
	return (struct nkv_row){ .plan = subject->plan, .subject = subject };
}

/* The range of points of a row, or NULL. */
static inline const struct nkv_fold *nkv_row_fold(const struct nkv_row *row)
{
	return row->subject && row->subject->point ? row->subject->point->fold : NULL;
}

enum nkv_column_type {
	NKV_COLUMN_NUMBER,
	NKV_COLUMN_WORD, /* one of a few words; .number is its index */
	NKV_COLUMN_TEXT, /* any text */
	NKV_COLUMN_SET,	 /* any of a few words; .number has bit (1 << index) */
};

enum nkv_unit {
	NKV_UNIT_NONE,
	NKV_UNIT_BYTES,
	NKV_UNIT_MIB,
	NKV_UNIT_PAGES,
	NKV_UNIT_PFN,
	NKV_UNIT_PHYSICAL, /* an address, in hexadecimal */
	NKV_UNIT_VIRTUAL,  /* an address with eight digits */
};

/* Which end of a column's values is bad, if any. */
enum nkv_worst {
	NKV_WORST_NONE,
	NKV_WORST_LEAST,
	NKV_WORST_GREATEST,
};

/* The object of a plan's JSON that contains a figure. */
enum nkv_figure_object {
	NKV_FIGURE_COLUMN_ONLY, /* none: only a column, or put by its own code */
	NKV_FIGURE_PFN,
	NKV_FIGURE_KVA,
	NKV_FIGURE_BOOTMEM_FREE,     /* "bootmem", after its free pages */
	NKV_FIGURE_BOOTMEM_SECTIONS, /* the same, only with SPARSEMEM */
	NKV_FIGURE_RAM,
	NKV_FIGURE_NODE,
};

/* The value of one column in one row. */
struct nkv_cell {
	bool known;	  /* false: there is no value; null in JSON */
	uint64_t number;  /* its meaning depends on the column's type */
	const char *text; /* a word or text; the plan owns it */
};

struct nkv_column {
	const char *name;
	const char *explanation; /* half a line, without the unit */
	const char *key;	 /* in the object of JSON; NULL: the column's name */
	/*
	 * Gets the value; NULL: it is the uint32_t at offset `member` of the plan, or of the
	 * node.
	 */
	struct nkv_cell (*get)(const struct nkv_row *row);
	const char *(*word)(size_t index); /* the words of a WORD or SET; NULL after the last */
	unsigned int member;
	enum nkv_column_type type : 8;
	enum nkv_unit unit : 8;
	enum nkv_fact known : 16;	   /* the value is known after this step ... */
	enum nkv_fact written : 16;	   /* ... and null before this one in the object of JSON */
	enum nkv_figure_object object : 8; /* it is there in the order of the table */
	enum nkv_worst worst : 8;
	bool is_wide : 1;  /* the member is a uint64_t */
	bool of_node : 1;  /* only if a row is a node */
	bool of_fold : 1;  /* only if a row is a range of points of a sweep */
	bool of_check : 1; /* only if plans are checked */
	/* its words are in order: from better to worse, or from less to more */
	bool ordered : 1;
};

#endif
