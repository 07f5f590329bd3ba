/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An option is a row: its names, its text in --help, and what it sets. The rows
 * are in the groups of --help, each in its own file.
 */
#ifndef NUMAKVA_CLI_OPTIONS_OPTION_H
#define NUMAKVA_CLI_OPTIONS_OPTION_H

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>

#include "cli/options/choices.h"

/* An option of the command line that is being taken. */
struct nkv_given {
	struct nkv_options *options; /* to be changed */
	const struct nkv_option *option;
	char *argument;		  /* NULL: none */
	struct argp_state *state; /* for argp_error() */
};

/* Takes an option; EINVAL after a usage error. */
typedef error_t nkv_take(const struct nkv_given *given);

/* Where --help shows an option. */
enum nkv_rank {
	NKV_RANK_OTHER,
	NKV_RANK_FIRST, /* with the most used options */
	NKV_RANK_RARE,	/* only in --help=all */
};

struct nkv_option {
	const char *name;     /* NULL: a title for the rows that follow */
	int letter;	      /* its short form, or 0 */
	const char *argument; /* its name in --help; NULL: the option has no argument */
	const char *help;
	nkv_take *take;
	/* the offset in struct nkv_options of what nkv_take_flag() and the like set */
	unsigned int member;
	bool may_be_alone; /* the argument is optional */
	enum nkv_rank rank : 8;
	enum nkv_action action : 8; /* what the program then does */
	enum nkv_trait trait : 8;   /* for exclusions */
};

/* Sets a bool to true, or a string to the argument. */
nkv_take nkv_take_flag;
nkv_take nkv_take_text;
/* Sets an enum nkv_when to "auto", "always" or "never"; without an argument to always. */
nkv_take nkv_take_when;

/*
 * Adds a value that replaces that of descriptions. There is room for two for each word of the
 * command line.
 */
void nkv_options_override(struct nkv_options *options, const char *key, const char *value);

/* The groups, in the order of --help, ended by NULL. */
extern const struct nkv_option *const nkv_option_groups[];

/* Each begins with its title, and ends with an empty row: no name and no help. */
extern const struct nkv_option nkv_input_options[];
extern const struct nkv_option nkv_fleet_options[];
extern const struct nkv_option nkv_planning_options[];
extern const struct nkv_option nkv_whatif_options[];
extern const struct nkv_option nkv_output_options[];
extern const struct nkv_option nkv_row_options[];
extern const struct nkv_option nkv_picture_options[];
extern const struct nkv_option nkv_check_options[];
extern const struct nkv_option nkv_comparing_options[];
extern const struct nkv_option nkv_listing_options[];
/* The last group, without a title. */
extern const struct nkv_option nkv_help_options[];

/*
 * Chooses the columns of rows, when all options and the format are known.
 * EINVAL after a usage error, ENOMEM if there is no memory.
 */
error_t nkv_choose_columns(struct nkv_options *options, struct argp_state *state);

/* Checks that a sweep, by itself or with several kernels, does not have too many points. */
error_t nkv_check_points(const struct nkv_options *options, struct argp_state *state);

#endif
