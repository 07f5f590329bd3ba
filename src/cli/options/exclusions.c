/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* argp */
#include "cli/options/exclusions.h"

#include <errno.h>
#include <stdio.h>

#include "cli/options/option.h"
#include "write/formats.h"

struct exclusion {
	enum nkv_trait given;
	enum nkv_trait with, without; /* the property that it excludes, or requires */
	const char *why;	      /* the message after the name of the option */
	/* the message after the name of the format, for an option that does not go with it */
	const char *after;
};

/* The first that applies is reported. */
static const struct exclusion exclusions[] = {
	{ .given = NKV_TRAIT_LIMITS, .with = NKV_TRAIT_DIFF, .why = "cannot be used with --diff" },
	{ .given = NKV_TRAIT_LIMITS, .without = NKV_TRAIT_CHECK, .why = "needs --check" },
	{ .given = NKV_TRAIT_WIDTH,
	  .without = NKV_TRAIT_FORMAT_OF_WIDTH,
	  .why = "works with the formats text, explain, table and map, not with ",
	  .after = "" },
	{ .given = NKV_TRAIT_DIFF,
	  .with = NKV_TRAIT_FOLD,
	  .why = "compares two plans, and cannot be used with --fold" },
	{ .given = NKV_TRAIT_DIFF,
	  .without = NKV_TRAIT_FORMAT_OF_DIFFERENCES,
	  .why = "works with the formats text, json and ndjson, not with ",
	  .after = "" },
	{ .given = NKV_TRAIT_FOLD, .without = NKV_TRAIT_SWEEP, .why = "needs --sweep" },
	{ .given = NKV_TRAIT_FOLD,
	  .with = NKV_TRAIT_NODES,
	  .why = "works with machines, not with --nodes" },
	{ .given = NKV_TRAIT_FOLD,
	  .without = NKV_TRAIT_FORMAT_OF_RANGES,
	  .why = "cannot be used with the format ",
	  .after = "" },
	{ .given = NKV_TRAIT_SWEEP,
	  .without = NKV_TRAIT_FORMAT_OF_POINTS,
	  .why = "cannot be used with the format ",
	  .after = ", which cannot show the points" },
	{ .given = NKV_TRAIT_NUL, .without = NKV_TRAIT_LIST, .why = "needs --files-from" },
	{ .given = NKV_TRAIT_COMPARE,
	  .without = NKV_TRAIT_FORMAT_OF_COMPARISONS,
	  .why = "works with the formats text, json and ndjson, not with ",
	  .after = "" },
	{ .given = NKV_TRAIT_COMPARE,
	  .with = NKV_TRAIT_SEVERAL_PLANS,
	  .why = "needs one plan for each machine" },
	{ .given = NKV_TRAIT_COMPARE,
	  .with = NKV_TRAIT_CHECK,
	  .why = "cannot be used with --check" },
};

static void find_traits(const struct nkv_options *options, bool traits[NKV_TRAITS])
{
	const struct nkv_format *format = options->format;
	const struct nkv_format *diff = options->whatif.diff ? nkv_format_diff(format) : NULL;

	for (int trait = 0; trait < NKV_TRAITS; trait++)
		traits[trait] = options->given[trait] != NULL;
	traits[NKV_TRAIT_NODES] = options->rows.nodes;
	traits[NKV_TRAIT_CHECK] = options->check.wanted;
	traits[NKV_TRAIT_SEVERAL_PLANS] = nkv_whatif_wanted(&options->whatif);
	traits[NKV_TRAIT_FORMAT_OF_WIDTH] = format->columns > 0;
	traits[NKV_TRAIT_FORMAT_OF_DIFFERENCES] = diff != NULL;
	traits[NKV_TRAIT_FORMAT_OF_RANGES] = format->range != NULL;
	traits[NKV_TRAIT_FORMAT_OF_POINTS] = (diff ? diff : format)->points || options->whatif.fold;
	traits[NKV_TRAIT_FORMAT_OF_COMPARISONS] = (diff ? diff : format)->comparison != NULL;
}

static bool applies(const struct exclusion *exclusion, const bool traits[NKV_TRAITS])
{
	if (!traits[exclusion->given])
		return false;
	return exclusion->with != NKV_TRAIT_NONE ? traits[exclusion->with]
						 : !traits[exclusion->without];
}

error_t nkv_exclusions_check(const struct nkv_options *options, struct argp_state *state)
{
	bool traits[NKV_TRAITS];

	find_traits(options, traits);
	for (size_t i = 0; i < sizeof(exclusions) / sizeof(exclusions[0]); i++) {
		const struct exclusion *exclusion = &exclusions[i];
		const struct nkv_option *option = options->given[exclusion->given];
		char name[32];

		if (!applies(exclusion, traits))
			continue;
		if (option->letter)
			snprintf(name, sizeof(name), "-%c", option->letter);
		else
			snprintf(name, sizeof(name), "--%s", option->name);
		argp_error(state, "%s %s%s%s", name, exclusion->why,
			   exclusion->after ? options->format->name : "",
			   exclusion->after ? exclusion->after : "");
		return EINVAL;
	}
	return 0;
}
