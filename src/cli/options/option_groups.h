/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The options, in groups that --help shows: each is an argp parser of its own,
 * in a file of its own, and fills its part of the options.
 */
#ifndef NUMAKVA_CLI_OPTIONS_OPTION_GROUPS_H
#define NUMAKVA_CLI_OPTIONS_OPTION_GROUPS_H

#include <argp.h>
#include <stddef.h>

#include "cli/options/choices.h"

/* The groups' numbers, which are their order in --help. */
enum {
	NKV_GROUP_INPUT = 1, /* how it is read */
	NKV_GROUP_FLEET,     /* many machines */
	NKV_GROUP_PLANNING,  /* what is planned */
	NKV_GROUP_WHATIF,    /* and what if it were otherwise */
	NKV_GROUP_OUTPUT,    /* how it is printed */
	NKV_GROUP_ROWS,	     /* plans as rows of a table */
	NKV_GROUP_PICTURE,   /* how pictures are drawn */
	NKV_GROUP_CHECK,     /* plans held against limits */
	NKV_GROUP_COMPARING, /* what plans are held against */
	NKV_GROUP_LISTING,   /* what the command knows by heart */
};

extern const struct argp nkv_input_options;
extern const struct argp nkv_fleet_options;
extern const struct argp nkv_planning_options;
extern const struct argp nkv_output_options;
extern const struct argp nkv_whatif_options;
extern const struct argp nkv_row_options;
extern const struct argp nkv_picture_options;
extern const struct argp nkv_check_options;
extern const struct argp nkv_comparing_options;
extern const struct argp nkv_listing_options;

/* Keys of options without a short form count from here, in each group anew. */
enum { NKV_KEY_LONG_ONLY = 0x100 };

/* An option's argument, if it takes one, into the options; EINVAL after a usage error. */
typedef error_t nkv_option_take(struct nkv_options *options, char *argument,
				struct argp_state *state);

struct nkv_option {
	int key;
	nkv_option_take *take;
};

/* "auto", "always" or "never"; always without an argument. EINVAL after a usage error. */
error_t nkv_option_when(const char *argument, const char *option, enum nkv_when *when,
			struct argp_state *state);
/* Adds a value that replaces the descriptions'. There is room: one for each word of the command line. */
void nkv_options_override(struct nkv_options *options, const char *key, const char *value);

/* What a group's parser does with a key: takes it by the table, or leaves it to argp. */
error_t nkv_option_group_parse(const struct nkv_option *table, size_t count, int key,
			       char *argument, struct argp_state *state);

#endif
