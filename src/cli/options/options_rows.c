/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans as rows of a table. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option_groups.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "write/formats.h"
#include "write/rows/condition_parse.h"

enum {
	KEY_COLUMNS = NKV_KEY_LONG_ONLY,
	KEY_WHERE,
	KEY_SORT,
	KEY_NODES,
	KEY_HUMAN,
	KEY_NO_HEADER,
};

static const struct argp_option option_table[] = {
	{ .doc = "Tables (the formats table, tsv and csv; table, if no format is given):",
	  .group = NKV_GROUP_ROWS },
	{ "columns", KEY_COLUMNS, "LIST", 0,
	  "the columns, with commas between; with a + before them, after the usual ones",
	  NKV_GROUP_ROWS },
	{ "sort", KEY_SORT, "COLUMN", 0, "sort by a column; with a - before it, downwards",
	  NKV_GROUP_ROWS },
	{ "nodes", KEY_NODES, NULL, 0, "a row a node, not one a machine", NKV_GROUP_ROWS },
	{ "human", KEY_HUMAN, NULL, 0, "sizes in bytes as 1.5G", NKV_GROUP_ROWS },
	{ "no-header", KEY_NO_HEADER, NULL, 0, "no line with the columns' names", NKV_GROUP_ROWS },
	{ "where", KEY_WHERE, "CONDITION", 0,
	  "only machines for which it holds, such as 'verdict != boots'; in any format",
	  NKV_GROUP_ROWS },
	{ 0 },
};

static error_t refuse(struct argp_state *state, const char *option, const char *why)
{
	argp_error(state, "%s: %s", option, why);
	return EINVAL;
}

/* The option that only rows have a use for, for a message. */
static void note(struct nkv_options *options, const char *option)
{
	options->row_option = option;
}

static error_t take_columns(struct nkv_options *options, char *argument, struct argp_state *state)
{
	(void)state;
	options->column_names = argument;
	note(options, "--columns");
	return 0;
}

static error_t take_sort(struct nkv_options *options, char *argument, struct argp_state *state)
{
	char why[NKV_CONDITION_WHY_BYTES];

	options->rows.descending = *argument == '-';
	options->rows.sort = nkv_column_parse(argument + options->rows.descending, why);
	note(options, "--sort");
	return options->rows.sort ? 0 : refuse(state, "--sort", why);
}

static error_t take_nodes(struct nkv_options *options, char *argument, struct argp_state *state)
{
	(void)argument, (void)state;
	options->rows.nodes = true;
	note(options, "--nodes");
	return 0;
}

static error_t take_human(struct nkv_options *options, char *argument, struct argp_state *state)
{
	(void)argument, (void)state;
	options->rows.human = true;
	note(options, "--human");
	return 0;
}

static error_t take_no_header(struct nkv_options *options, char *argument, struct argp_state *state)
{
	(void)argument, (void)state;
	options->rows.no_header = true;
	note(options, "--no-header");
	return 0;
}

/* There is room: one for each word of the command line. */
static error_t take_where(struct nkv_options *options, char *argument, struct argp_state *state)
{
	struct nkv_condition *condition = &options->rows.conditions[options->rows.condition_count];
	char why[NKV_CONDITION_WHY_BYTES];

	if (!nkv_condition_parse(argument, condition, why))
		return refuse(state, "--where", why);
	options->rows.condition_count++;
	return 0;
}

/* --- the whole, when all options are known --- */

static size_t count_names(const char *names)
{
	size_t count = 1;

	for (; *names; names++)
		count += *names == ',';
	return count;
}

/* Adds a column, for which there is room. */
static error_t add_column(struct nkv_rows *rows, const char *name, struct argp_state *state)
{
	char why[NKV_CONDITION_WHY_BYTES];
	const struct nkv_column *column = nkv_column_parse(name, why);

	if (!column)
		return refuse(state, "--columns", why);
	rows->columns[rows->column_count++] = column;
	return 0;
}

/* Adds those of a list. */
static error_t add_columns(struct nkv_rows *rows, const char *names, struct argp_state *state)
{
	char name[64];
	error_t error = 0;

	for (bool more = true; more && error == 0;) {
		size_t length = strcspn(names, ",");

		snprintf(name, sizeof(name), "%.*s", (int)(length < sizeof(name) ? length : 63),
			 names);
		error = add_column(rows, name, state);
		more = names[length] != '\0';
		names += length + more;
	}
	return error;
}

/* The keys of a sweep, whose columns have their names; and where a range of the last ends. */
static error_t add_axes(struct nkv_options *options, struct argp_state *state)
{
	const struct nkv_sweep *sweep = &options->whatif.sweep;
	const char *name = "";
	char last[32];
	error_t error = 0;

	for (size_t i = 0; i < sweep->axis_count && error == 0; i++) {
		name = nkv_vary_info(sweep->axes[i].key)->name;
		error = add_column(&options->rows, name, state);
	}
	if (error != 0 || !options->whatif.fold || !*name)
		return error;
	snprintf(last, sizeof(last), "%s.last", name);
	return add_column(&options->rows, last, state);
}

/* The usual columns: the keys of a sweep come after the machine's name. */
static error_t add_usual(struct nkv_options *options, const char *names, struct argp_state *state)
{
	error_t error = add_column(&options->rows, "name", state);

	if (error == 0)
		error = add_axes(options, state);
	return error == 0 ? add_columns(&options->rows, names, state) : error;
}

static const char *usual_columns(const struct nkv_options *options)
{
	if (options->whatif.fold)
		return nkv_fold_default_columns;
	return options->rows.nodes ? nkv_node_default_columns : nkv_machine_default_columns;
}

static error_t choose_columns(struct nkv_options *options, struct argp_state *state)
{
	const char *given = options->column_names, *usual = usual_columns(options);
	bool adds = given && *given == '+';
	error_t error = 0;

	options->rows.columns =
		calloc(count_names(usual) + (given ? count_names(given) : 0) + NKV_VARY_KEYS + 2,
		       sizeof(const struct nkv_column *));
	if (!options->rows.columns)
		return ENOMEM;
	if (!given || adds)
		error = add_usual(options, usual, state);
	return error == 0 && given ? add_columns(&options->rows, given + adds, state) : error;
}

static error_t refuse_column(struct argp_state *state, const char *option,
			     const struct nkv_column *column)
{
	if (column->of_node)
		argp_error(state, "%s: column '%s' is of a node, wanted is --nodes", option,
			   column->name);
	else
		argp_error(state, "%s: column '%s' is of a range, wanted is --fold", option,
			   column->name);
	return EINVAL;
}

/* Whether no row can have anything there. */
static bool is_empty(const struct nkv_options *options, const struct nkv_column *column)
{
	return (column->of_node && !options->rows.nodes) ||
	       (column->of_fold && !options->whatif.fold);
}

/* What is of a node needs rows that are nodes, and likewise for ranges; points are kept one by one. */
static error_t check_columns(const struct nkv_options *options, struct argp_state *state)
{
	const struct nkv_rows *rows = &options->rows;

	for (size_t i = 0; i < rows->column_count; i++)
		if (is_empty(options, rows->columns[i]))
			return refuse_column(state, "--columns", rows->columns[i]);
	for (size_t i = 0; i < rows->condition_count; i++) {
		const struct nkv_column *column = rows->conditions[i].column;

		if (column->of_fold) {
			argp_error(state,
				   "--where: column '%s' is of a range, wanted is one of a point",
				   column->name);
			return EINVAL;
		}
		if (is_empty(options, column))
			return refuse_column(state, "--where", column);
	}
	return rows->sort && is_empty(options, rows->sort)
		       ? refuse_column(state, "--sort", rows->sort)
		       : 0;
}

static const struct nkv_format *usual_format(const struct nkv_options *options)
{
	bool sweeps = options->whatif.sweep.axis_count > 0 && !options->whatif.fold &&
		      !options->whatif.diff;

	return options->row_option || sweeps ? nkv_format_find("table") : nkv_format_default();
}

static error_t finish(struct nkv_options *options, struct argp_state *state)
{
	error_t error;

	if (!options->format)
		options->format = usual_format(options);
	if (options->row_option && !options->format->rows) {
		argp_error(state, "%s is for the formats table, tsv and csv, not for %s",
			   options->row_option, options->format->name);
		return EINVAL;
	}
	error = choose_columns(options, state);
	return error == 0 ? check_columns(options, state) : error;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
	static const struct nkv_option table[] = {
		{ KEY_COLUMNS, take_columns }, { KEY_WHERE, take_where },
		{ KEY_SORT, take_sort },       { KEY_NODES, take_nodes },
		{ KEY_HUMAN, take_human },     { KEY_NO_HEADER, take_no_header },
	};

	if (key == ARGP_KEY_END)
		return finish(state->input, state);
	return nkv_option_group_parse(table, sizeof(table) / sizeof(table[0]), key, argument,
				      state);
}

const struct argp nkv_row_options = { .options = option_table, .parser = parse };
