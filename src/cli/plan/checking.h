/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans held against limits (--check), and what would help them. */
#ifndef NUMAKVA_CLI_PLAN_CHECKING_H
#define NUMAKVA_CLI_PLAN_CHECKING_H

#include <stdbool.h>

#include <numakva/plan.h>

#include "cli/options/choices.h"
#include "write/subject.h"

/* Holds a plan against its machine's limits; no remedies are looked for. */
void nkv_check_alone(const struct nkv_check_choice *choice, const struct nkv_plan *plan,
		     struct nkv_check_result *result);

/* The same, and, if it does not pass, looks for what does. Returns false if there is no memory. */
bool nkv_check_and_remedy(const struct nkv_check_choice *choice, const struct nkv_plan *plan,
			  struct nkv_check_result *result);

/* Looks for what would help a machine that does not boot. Returns false if there is no memory. */
bool nkv_find_help(const struct nkv_plan *plan, struct nkv_help *help);

#endif
