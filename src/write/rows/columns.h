/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Plans as rows of a table: what can stand in a column, with its name, its
 * unit and where it comes from. Names and meanings are a contract, as those
 * of the plan's keys are.
 */
#ifndef NUMAKVA_WRITE_ROWS_COLUMNS_H
#define NUMAKVA_WRITE_ROWS_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <numakva/plan.h>

#include "write/subject.h"

/* What a row is made from: a plan, and one of its nodes where a row is a node. */
struct nkv_row {
	const struct nkv_plan *plan;
	const struct nkv_node *node;   /* or NULL */
	const struct nkv_point *point; /* of a sweep; or NULL */
};

enum nkv_column_type {
	NKV_COLUMN_NUMBER,
	NKV_COLUMN_WORD,    /* one of a few words; .number is its place among them */
	NKV_COLUMN_TEXT,    /* any text */
	NKV_COLUMN_HAZARDS, /* a set of hazard codes; .number has bit (1 << enum nkv_hazard_code) */
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
	NKV_FIGURE_BOOTMEM_FREE, /* "bootmem", behind its free pages */
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
	bool ordered;		       /* its words go from better to worse, or from less to more */
	/* The value; NULL: the uint32_t at offset `member` of the plan, or of the node. */
	struct nkv_cell (*get)(const struct nkv_row *row);
	size_t member;
	const char *(*word)(size_t index); /* the words of NKV_COLUMN_WORD; NULL after the last */
};

/* The columns in the order of --list-columns, those of nodes and of ranges last; NULL after the last. */
const struct nkv_column *nkv_column_at(size_t index);

/* The column whose name is these characters, or NULL. */
const struct nkv_column *nkv_column_find(const char *name, size_t length);

/* The figures of a plan, or of a node, as tables of columns; *count is set to how many there are. */
const struct nkv_column *nkv_plan_figures(size_t *count);
const struct nkv_column *nkv_node_figures(size_t *count);

/* The figure itself, whatever is known of the plan: for a writer that has asked. */
struct nkv_cell nkv_figure(const struct nkv_column *column, const struct nkv_row *row);

/*
 * What the row has in that column; a column of nodes, or of ranges of points,
 * has nothing in a row that is none.
 */
struct nkv_cell nkv_column_cell(const struct nkv_column *column, const struct nkv_row *row);

/* "bytes", "MiB", "pages", "pfn", "address", or "-" for none. */
const char *nkv_unit_name(enum nkv_unit unit);

#endif
