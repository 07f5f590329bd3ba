/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How pictures are drawn. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option_groups.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
	KEY_WIDTH = NKV_KEY_LONG_ONLY,
	KEY_ASCII,
	KEY_COLUMN,
};

enum { WIDTH_LEAST = 60, WIDTH_MOST = 1000 };

static const struct argp_option option_table[] = {
	{ .doc = "How to draw:", .group = NKV_GROUP_PICTURE },
	{ "width", KEY_WIDTH, "N", 0,
	  "columns of a map, 60 to 1000; those of the terminal, or 80, without it",
	  NKV_GROUP_PICTURE },
	{ "ascii", KEY_ASCII, NULL, 0, "no characters beyond ASCII, whatever the locale",
	  NKV_GROUP_PICTURE },
	{ "column", KEY_COLUMN, "COLUMN", 0,
	  "what the SVG of a sweep over two keys shows, of --list-columns; without it the verdict",
	  NKV_GROUP_PICTURE },
	{ 0 },
};

static error_t take_width(struct nkv_options *options, char *argument, struct argp_state *state)
{
	size_t digits = strspn(argument, "0123456789");
	unsigned long width = digits > 0 && digits <= 4 ? strtoul(argument, NULL, 10) : 0;

	if (argument[digits] == '\0' && width >= WIDTH_LEAST && width <= WIDTH_MOST) {
		options->picture.width = width;
		return 0;
	}
	argp_error(state, "--width is a number from %d to %d, not '%s'", WIDTH_LEAST, WIDTH_MOST,
		   argument);
	return EINVAL;
}

static error_t take_ascii(struct nkv_options *options, char *argument, struct argp_state *state)
{
	(void)argument, (void)state;
	options->picture.ascii = true;
	return 0;
}

static error_t take_column(struct nkv_options *options, char *argument, struct argp_state *state)
{
	const struct nkv_column *column = nkv_column_find(argument, strlen(argument));

	if (column && column->type == NKV_COLUMN_NUMBER && !column->of_node && !column->of_fold) {
		options->picture.column = column;
		return 0;
	}
	argp_error(state,
		   "--column is a column of --list-columns that has numbers of machines, not '%s'",
		   argument);
	return EINVAL;
}

/* When the format is known, too. */
static error_t finish(const struct nkv_options *options, struct argp_state *state)
{
	if (options->picture.width == 0 || options->format->draws)
		return 0;
	argp_error(state, "--width is for the format map, not for %s", options->format->name);
	return EINVAL;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
	static const struct nkv_option table[] = {
		{ KEY_WIDTH, take_width },
		{ KEY_ASCII, take_ascii },
		{ KEY_COLUMN, take_column },
	};

	if (key == ARGP_KEY_SUCCESS)
		return finish(state->input, state);
	return nkv_option_group_parse(table, sizeof(table) / sizeof(table[0]), key, argument,
				      state);
}

const struct argp nkv_picture_options = { .options = option_table, .parser = parse };
