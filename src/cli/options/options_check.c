/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans held against limits. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option_groups.h"

#include <errno.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/number.h"
#include "base/suggest.h"

enum {
	KEY_CHECK = NKV_KEY_LONG_ONLY,
	KEY_LIMIT,
	KEY_ALLOW,
};

static const struct argp_option option_table[] = {
	{ .doc = "Checks (which --format=junit and --format=tap are, too):",
	  .group = NKV_GROUP_CHECK },
	{ "check", KEY_CHECK, NULL, 0,
	  "say whether machines keep within their limits, and what would help; with --quiet, of those alone that do not",
	  NKV_GROUP_CHECK },
	{ "limit", KEY_LIMIT, "LIMIT=SIZE", 0,
	  "set a limit, such as min_lowmem_free=256M, max_wasted=2M or max_kva=512M",
	  NKV_GROUP_CHECK },
	{ "allow", KEY_ALLOW, "CODES", 0,
	  "hazards, with commas between, that do not fail the check; all-corrupting for all that do not stop the boot",
	  NKV_GROUP_CHECK },
	{ 0 },
};

static error_t take_check(struct nkv_options *options, char *argument, struct argp_state *state)
{
	(void)argument, (void)state;
	options->check.wanted = true;
	return 0;
}

/* A limit is one of the description, set from here. */
static error_t take_limit(struct nkv_options *options, char *argument, struct argp_state *state)
{
	static const char *const keys[NKV_LIMIT_COUNT] = {
		[NKV_LIMIT_MIN_LOWMEM_FREE] = "limits.min_lowmem_free",
		[NKV_LIMIT_MAX_WASTED] = "limits.max_wasted",
		[NKV_LIMIT_MAX_KVA] = "limits.max_kva",
	};
	char *value = strchr(argument, '=');
	enum nkv_limit limit;
	uint64_t bytes;

	options->check.option = "--limit";
	if (!value) {
		argp_error(state, "--limit takes LIMIT=SIZE, not '%s'", argument);
		return EINVAL;
	}
	*value++ = '\0';
	limit = nkv_limit_find(argument);
	if (limit == NKV_LIMIT_COUNT) {
		argp_error(state,
			   "unknown limit '%s', wanted is min_lowmem_free, max_wasted or max_kva",
			   argument);
		return EINVAL;
	}
	if (nkv_number_parse(value, strlen(value), &bytes) != NKV_NUMBER_OK) {
		argp_error(state, "--limit %s is a size such as 256M, not '%s'", argument, value);
		return EINVAL;
	}
	nkv_options_override(options, keys[limit], value);
	return 0;
}

static error_t refuse_hazard(const char *name, struct argp_state *state)
{
	struct nkv_suggestion suggestion = { .given = name };

	for (int code = 0; code < NKV_HAZARD_COUNT; code++)
		nkv_suggest_offer(&suggestion, nkv_hazard_info((enum nkv_hazard_code)code)->code);
	if (suggestion.nearest)
		argp_error(state, "unknown hazard '%s', did you mean '%s'?", name,
			   suggestion.nearest);
	else
		argp_error(state, "unknown hazard '%s', --list-hazards prints those known", name);
	return EINVAL;
}

static error_t take_allow(struct nkv_options *options, char *argument, struct argp_state *state)
{
	char *rest = argument, *name;

	options->check.option = "--allow";
	while ((name = strsep(&rest, ","))) {
		enum nkv_hazard_code code = nkv_hazard_find(name);

		if (strcmp(name, "all-corrupting") == 0) {
			options->check.allowed_hazards |= nkv_hazards_corrupting();
		} else if (code < NKV_HAZARD_COUNT) {
			options->check.allowed_hazards |= UINT64_C(1) << code;
		} else {
			return refuse_hazard(name, state);
		}
	}
	return 0;
}

/* When all options are known. */
static error_t finish(struct nkv_options *options, struct argp_state *state)
{
	options->check.wanted = options->check.wanted || options->format->reports;
	if (options->check.wanted && options->format->checked)
		options->format = options->format->checked;
	if (options->check.wanted && (options->whatif.fold || options->whatif.diff)) {
		argp_error(state, "%s is not for checks",
			   options->whatif.fold ? "--fold" : "--diff");
		return EINVAL;
	}
	if (options->check.option && !options->check.wanted) {
		argp_error(state, "%s is for --check", options->check.option);
		return EINVAL;
	}
	return 0;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
	static const struct nkv_option table[] = {
		{ KEY_CHECK, take_check },
		{ KEY_LIMIT, take_limit },
		{ KEY_ALLOW, take_allow },
	};

	if (key == ARGP_KEY_SUCCESS)
		return finish(state->input, state);
	return nkv_option_group_parse(table, sizeof(table) / sizeof(table[0]), key, argument,
				      state);
}

const struct argp nkv_check_options = { .options = option_table, .parser = parse };
