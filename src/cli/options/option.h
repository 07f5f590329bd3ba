/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An option is a row: how it is called, what --help says of it, and what it
 * sets. Rows stand in the groups that --help shows, each in a file of its own.
 */
#ifndef NUMAKVA_CLI_OPTIONS_OPTION_H
#define NUMAKVA_CLI_OPTIONS_OPTION_H

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>

#include "cli/options/choices.h"

/* An option of the command line, as it is taken. */
struct nkv_given {
	struct nkv_options *options; /* which it changes */
	const struct nkv_option *option;
	char *argument;		  /* NULL: it has none */
	struct argp_state *state; /* for argp_error() */
};

/* Takes an option; EINVAL after a usage error. */
typedef error_t nkv_take(const struct nkv_given *given);

/* Where --help has an option. */
enum nkv_rank {
	NKV_RANK_OTHER,
	NKV_RANK_FIRST, /* what everybody uses */
	NKV_RANK_RARE,	/* in --help=all alone */
};

struct nkv_option {
	const char *name;     /* NULL: a title of what follows */
	int letter;	      /* its short form, or 0 */
	const char *argument; /* what --help calls it; NULL: it takes none */
	bool may_be_alone;    /* the argument may be left out */
	const char *help;
	enum nkv_rank rank;
	nkv_take *take;
	size_t member; /* of struct nkv_options, its offset: what nkv_take_flag() and the like set */
	enum nkv_action action; /* what there is to do then */
	enum nkv_trait trait;	/* what exclusions call it */
};

/* Sets a bool, or a text to the argument. */
nkv_take nkv_take_flag;
nkv_take nkv_take_text;
/* Sets an enum nkv_when to "auto", "always" or "never"; always without an argument. */
nkv_take nkv_take_when;

/* Adds a value that replaces the descriptions'. There is room: one for each word of the command line. */
void nkv_options_override(struct nkv_options *options, const char *key, const char *value);

/* The groups, in the order of --help, and NULL after the last. */
extern const struct nkv_option *const nkv_option_groups[];

/* Each begins with its title, and ends with a row of nothing: no name and no help. */
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
/* What comes last, without a title. */
extern const struct nkv_option nkv_help_options[];

/*
 * Chooses the columns of rows, when all options and the format are known.
 * EINVAL after a usage error; ENOMEM if there is no memory.
 */
error_t nkv_choose_columns(struct nkv_options *options, struct argp_state *state);

/* Whether a sweep makes more points than can be, by itself or with several kernels. */
error_t nkv_check_points(const struct nkv_options *options, struct argp_state *state);

#endif
