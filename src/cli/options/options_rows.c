/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Options for tables. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "write/rows/condition_parse.h"

static error_t refuse(struct argp_state *state, const char *option, const char *why)
{
	argp_error(state, "%s: %s", option, why);
	return EINVAL;
}

static error_t take_sort(const struct nkv_given *given)
{
	struct nkv_rows *rows = &given->options->rows;
	char why[NKV_CONDITION_WHY_BYTES];

	rows->descending = *given->argument == '-';
	rows->sort = nkv_column_parse(given->argument + rows->descending, why);
	return rows->sort ? 0 : refuse(given->state, "--sort", why);
}

/* There is room for one for each word of the command line. */
static error_t take_where(const struct nkv_given *given)
{
	struct nkv_rows *rows = &given->options->rows;
	char why[NKV_CONDITION_WHY_BYTES];

	if (!nkv_condition_parse(given->argument, &rows->conditions[rows->condition_count], why))
		return refuse(given->state, "--where", why);
	rows->condition_count++;
	return 0;
}

/* --- when all options are known --- */

static size_t count_names(const char *names)
{
	size_t count = 1;

	for (; *names; names++)
		count += *names == ',';
	return count;
}

/* Adds a column; there is room for it. */
static error_t add_column(struct nkv_rows *rows, const char *name, struct argp_state *state)
{
	char why[NKV_CONDITION_WHY_BYTES];
	const struct nkv_column *column = nkv_column_parse(name, why);

	if (!column)
		return refuse(state, "--columns", why);
	rows->columns[rows->column_count++] = column;
	return 0;
}

/* Adds the columns of a list of known names. */
static void add_known(struct nkv_rows *rows, const char *names)
{
	for (size_t length; *names; names += length + (names[length] == ',')) {
		length = strcspn(names, ",");
		rows->columns[rows->column_count++] = nkv_column_find(names, length);
	}
}

/* Adds the columns of a list. */
static error_t add_columns(struct nkv_rows *rows, const char *names, struct argp_state *state)
{
	char name[64];
	error_t error = 0;

	for (bool more = true; more && error == 0;) {
		size_t length = strcspn(names, ",");

		snprintf(name, sizeof(name), "%.*s", (int)length, names);
		error = add_column(rows, name, state);
		more = names[length] != '\0';
		names += length + more;
	}
	return error;
}

/*
 * Adds the columns of a sweep's keys, which have the same names, and the end of a range of the
 * last key.
 */
static void add_axes(struct nkv_options *options)
{
	const struct nkv_sweep *sweep = &options->whatif.sweep;
	char last[32] = "";

	for (size_t i = 0; i < sweep->axis_count; i++) {
		const char *name = nkv_vary_info(sweep->axes[i].key)->name;

		add_known(&options->rows, name);
		snprintf(last, sizeof(last), "%s.last", name);
	}
	if (options->whatif.fold)
		add_known(&options->rows, last);
}

/*
 * Adds the usual columns: after the machine's name the keys of a sweep, and
 * then the result of a check.
 */
static void add_usual(struct nkv_options *options, const char *names)
{
	add_known(&options->rows, "name");
	add_axes(options);
	if (nkv_checks_plans(options))
		add_known(&options->rows, "check,failed");
	add_known(&options->rows, names);
}

/* Whether the kernels shown differ in their memory model. */
static bool shows_models(const struct nkv_whatif_choice *whatif)
{
	for (size_t i = 0; i < whatif->kernel_count; i++)
		if (whatif->kernels[i].has_model)
			return true;
	return false;
}

static const char *usual_columns(const struct nkv_options *options)
{
	bool models = shows_models(&options->whatif);

	if (options->whatif.fold)
		return models ? nkv_kernel_fold_default_columns : nkv_fold_default_columns;
	if (options->rows.nodes)
		return nkv_node_default_columns;
	return models ? nkv_kernel_default_columns : nkv_machine_default_columns;
}

static error_t set_columns(struct nkv_options *options, struct argp_state *state)
{
	const char *given = options->column_names, *usual = usual_columns(options);
	bool adds = given && *given == '+';

	options->rows.columns =
		calloc(count_names(usual) + (given ? count_names(given) : 0) + NKV_VARY_KEYS + 4,
		       sizeof(const struct nkv_column *));
	if (!options->rows.columns)
		return ENOMEM;
	if (!given || adds)
		add_usual(options, usual);
	return given ? add_columns(&options->rows, given + adds, state) : 0;
}

static error_t refuse_column(struct argp_state *state, const char *option,
			     const struct nkv_column *column)
{
	const char *of = column->of_node ? "node" : column->of_fold ? "range" : "check";
	const char *wanted = column->of_node ? "nodes" : column->of_fold ? "fold" : "check";

	argp_error(state, "%s: column '%s' belongs to a %s, expected --%s", option, column->name,
		   of, wanted);
	return EINVAL;
}

/* Whether a column is empty in every row. */
static bool is_empty(const struct nkv_options *options, const struct nkv_column *column)
{
	return (column->of_node && !options->rows.nodes) ||
	       (column->of_fold && !options->whatif.fold) ||
	       (column->of_check && !nkv_checks_plans(options));
}

/*
 * Columns of nodes need rows that are nodes, and columns of ranges rows that are ranges. Points
 * are shown one by one.
 */
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
				   "--where: column '%s' belongs to a range, expected a column of "
				   "points",
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

error_t nkv_choose_columns(struct nkv_options *options, struct argp_state *state)
{
	const struct nkv_option *option = options->given[NKV_TRAIT_ROWS];
	error_t error = 0;

	if (option && !options->format->rows) {
		argp_error(state, "--%s works with the formats table, tsv and csv, not with %s",
			   option->name, options->format->name);
		return EINVAL;
	}
	/* A summary names the worst in the usual ones. */
	if (options->format->rows || options->fleet.summary)
		error = set_columns(options, state);
	return error == 0 ? check_columns(options, state) : error;
}

const struct nkv_option nkv_row_options[] = {
	{ .help = "Tables (the formats table, tsv and csv; by default table):" },
	{ "columns", .argument = "LIST",
	  .help = "the columns, separated by commas; with a + before them, in addition to the "
		  "usual ones",
	  .take = nkv_take_text, .member = offsetof(struct nkv_options, column_names),
	  .trait = NKV_TRAIT_ROWS },
	{ "sort", .argument = "COLUMN",
	  .help = "sort by a column; with a - before it, in descending order", .take = take_sort,
	  .trait = NKV_TRAIT_ROWS },
	{ "nodes", .help = "print a row for each node, not for each machine", .take = nkv_take_flag,
	  .member = offsetof(struct nkv_options, rows.nodes), .trait = NKV_TRAIT_ROWS },
	{ "human", .help = "print sizes in bytes as 1.5G", .take = nkv_take_flag,
	  .member = offsetof(struct nkv_options, rows.human), .trait = NKV_TRAIT_ROWS },
	{ "no-header", 'n', .help = "print no line with the names of the columns",
	  .take = nkv_take_flag, .member = offsetof(struct nkv_options, rows.no_header),
	  .trait = NKV_TRAIT_ROWS },
	{ "where", .argument = "CONDITION",
	  .help = "print only machines for which CONDITION is true, such as 'verdict != boots'; "
		  "in every format",
	  .take = take_where },
	{ 0 },
};
