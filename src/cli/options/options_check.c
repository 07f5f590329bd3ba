/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Options for checks against limits. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option.h"

#include <errno.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/number.h"
#include "base/suggest.h"

/* Sets a limit of the description. */
static error_t take_limit(const struct nkv_given *given)
{
	static const char *const keys[NKV_LIMIT_COUNT] = {
		[NKV_LIMIT_MIN_LOWMEM_FREE] = "limits.min_lowmem_free",
		[NKV_LIMIT_MIN_LOWMEM_LEFT] = "limits.min_lowmem_left",
		[NKV_LIMIT_MAX_WASTED] = "limits.max_wasted",
		[NKV_LIMIT_MAX_KVA] = "limits.max_kva",
	};
	struct argp_state *state = given->state;
	char *argument = given->argument, *value = strchr(argument, '=');
	enum nkv_limit limit;
	uint64_t bytes;

	if (!value) {
		argp_error(state, "--limit takes LIMIT=SIZE, not '%s'", argument);
		return EINVAL;
	}
	*value++ = '\0';
	limit = nkv_limit_find(argument);
	if (limit == NKV_LIMIT_COUNT) {
		argp_error(state,
			   "unknown limit '%s', expected min_lowmem_free, min_lowmem_left, "
			   "max_wasted or max_kva",
			   argument);
		return EINVAL;
	}
	if (nkv_number_parse(value, strlen(value), &bytes) != NKV_NUMBER_OK) {
		argp_error(state, "--limit %s takes a size such as 256M, not '%s'", argument,
			   value);
		return EINVAL;
	}
	nkv_options_override(given->options, keys[limit], value);
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
		argp_error(state, "unknown hazard '%s', --list-hazards shows all", name);
	return EINVAL;
}

static error_t take_allow(const struct nkv_given *given)
{
	uint64_t *allowed = &given->options->check.allowed_hazards;
	char *rest = given->argument, *name;

	while ((name = strsep(&rest, ","))) {
		enum nkv_hazard_code code = nkv_hazard_find(name);

		if (strcmp(name, "all-corrupting") == 0) {
			*allowed |= nkv_hazards_corrupting();
		} else if (code < NKV_HAZARD_COUNT) {
			*allowed |= UINT64_C(1) << code;
		} else {
			return refuse_hazard(name, given->state);
		}
	}
	return 0;
}

const struct nkv_option nkv_check_options[] = {
	{ .help = "Checks (the formats junit and tap are checks, too):" },
	{ "check",
	  .help = "check each machine against its limits and for hazards, and show what would "
		  "help it",
	  .rank = NKV_RANK_FIRST, .take = nkv_take_flag,
	  .member = offsetof(struct nkv_options, check.wanted) },
	{ "limit", .argument = "LIMIT=SIZE",
	  .help = "set a limit of the check: min_lowmem_free, min_lowmem_left, max_wasted or "
		  "max_kva, such as min_lowmem_free=256M",
	  .rank = NKV_RANK_FIRST, .take = take_limit, .trait = NKV_TRAIT_LIMITS },
	{ "allow", .argument = "CODES",
	  .help = "hazards, separated by commas, that do not fail the check; all-corrupting "
		  "stands for all that do not stop the boot",
	  .take = take_allow, .trait = NKV_TRAIT_LIMITS },
	{ 0 },
};
