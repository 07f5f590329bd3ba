/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans as rows of a table. */
#define _GNU_SOURCE /* argp */
#include "cli/option_groups.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/conditions.h"

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

/* Adds the columns of a list, for which there is room. */
static error_t add_columns(struct nkv_rows *rows, const char *names, struct argp_state *state)
{
	char name[64], why[NKV_CONDITION_WHY_BYTES];

	for (const char *at = names;; at++) {
		size_t length = strcspn(at, ",");

		snprintf(name, sizeof(name), "%.*s", (int)(length < sizeof(name) ? length : 63),
			 at);
		rows->columns[rows->column_count] = nkv_column_parse(name, why);
		if (!rows->columns[rows->column_count++])
			return refuse(state, "--columns", why);
		at += length;
		if (!*at)
			return 0;
	}
}

static error_t choose_columns(struct nkv_options *options, struct argp_state *state)
{
	struct nkv_rows *rows = &options->rows;
	const char *names = rows->nodes ? nkv_node_default_columns : nkv_machine_default_columns;
	const char *added = NULL;
	error_t error;

	if (options->column_names && *options->column_names == '+')
		added = options->column_names + 1;
	else if (options->column_names)
		names = options->column_names;
	rows->columns = calloc(count_names(names) + (added ? count_names(added) : 0),
			       sizeof(const struct nkv_column *));
	if (!rows->columns)
		return ENOMEM;
	error = add_columns(rows, names, state);
	return error == 0 && added ? add_columns(rows, added, state) : error;
}

static error_t refuse_node(struct argp_state *state, const char *option, const char *name)
{
	argp_error(state, "%s: column '%s' is of a node, wanted is --nodes", option, name);
	return EINVAL;
}

/* What is of a node needs rows that are nodes. */
static error_t check_nodes(const struct nkv_rows *rows, struct argp_state *state)
{
	if (rows->nodes)
		return 0;
	for (size_t i = 0; i < rows->column_count; i++)
		if (rows->columns[i]->of_node)
			return refuse_node(state, "--columns", rows->columns[i]->name);
	for (size_t i = 0; i < rows->condition_count; i++)
		if (rows->conditions[i].column->of_node)
			return refuse_node(state, "--where", rows->conditions[i].column->name);
	if (rows->sort && rows->sort->of_node)
		return refuse_node(state, "--sort", rows->sort->name);
	return 0;
}

static error_t finish(struct nkv_options *options, struct argp_state *state)
{
	error_t error;

	if (!options->format)
		options->format =
			options->row_option ? nkv_format_find("table") : nkv_format_default();
	if (options->row_option && !options->format->rows) {
		argp_error(state, "%s is for the formats table, tsv and csv, not for %s",
			   options->row_option, options->format->name);
		return EINVAL;
	}
	error = choose_columns(options, state);
	return error == 0 ? check_nodes(&options->rows, state) : error;
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
