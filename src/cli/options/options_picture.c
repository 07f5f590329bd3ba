/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Options for pictures. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH_LEAST = 60, WIDTH_MOST = 1000 };

static error_t take_width(const struct nkv_given *given)
{
	const char *argument = given->argument;
	size_t digits = strspn(argument, "0123456789");
	/* The result is 0 without digits, and ULONG_MAX if there are too many. */
	unsigned long width = strtoul(argument, NULL, 10);

	if (argument[digits] == '\0' && width >= WIDTH_LEAST && width <= WIDTH_MOST) {
		given->options->picture.width = width;
		return 0;
	}
	argp_error(given->state, "--width takes a number from %d to %d, not '%s'", WIDTH_LEAST,
		   WIDTH_MOST, argument);
	return EINVAL;
}

static error_t take_column(const struct nkv_given *given)
{
	const struct nkv_column *column = nkv_column_find(given->argument, strlen(given->argument));

	if (column && column->type == NKV_COLUMN_NUMBER && !column->of_node && !column->of_fold) {
		given->options->picture.column = column;
		return 0;
	}
	argp_error(
		given->state,
		"--column takes a column of --list-columns with numbers for each machine, not '%s'",
		given->argument);
	return EINVAL;
}

const struct nkv_option nkv_picture_options[] = {
	{ .help = "Pictures:" },
	{ "width", .argument = "N",
	  .help = "the width of text, tables and maps in columns, 60 to 1000; by default that of the "
		  "terminal",
	  .take = take_width, .rank = NKV_RANK_RARE, .trait = NKV_TRAIT_WIDTH },
	{ "ascii", .help = "use only ASCII characters, whatever the locale", .rank = NKV_RANK_RARE,
	  .take = nkv_take_flag, .member = offsetof(struct nkv_options, picture.ascii) },
	{ "column", .argument = "COLUMN",
	  .help = "the column that the SVG of a sweep over two keys shows; by default the verdict",
	  .rank = NKV_RANK_RARE, .take = take_column },
	{ 0 },
};
