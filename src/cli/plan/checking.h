/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Checks plans against limits (--check), and looks for remedies. */
#ifndef NUMAKVA_CLI_PLAN_CHECKING_H
#define NUMAKVA_CLI_PLAN_CHECKING_H

#include <stdbool.h>

#include <numakva/plan.h>

#include "cli/options/choices.h"
#include "write/subject.h"

/* Checks a plan against its machine's limits, without looking for remedies. */
void nkv_check_alone(const struct nkv_check_choice *choice, const struct nkv_plan *plan,
		     struct nkv_check_result *result);

/* The same, and looks for remedies if it does not pass. Returns false if there is no memory. */
bool nkv_check_and_remedy(const struct nkv_check_choice *choice, const struct nkv_plan *plan,
			  struct nkv_check_result *result);

/* Looks for remedies for a machine that does not boot. Returns false if there is no memory. */
bool nkv_find_help(const struct nkv_plan *plan, struct nkv_help *help);

#endif
