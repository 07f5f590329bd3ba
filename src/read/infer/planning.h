/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans what a log would be of if one kernel or another had printed it. */
#ifndef NUMAKVA_READ_INFER_PLANNING_H
#define NUMAKVA_READ_INFER_PLANNING_H

#include <stdbool.h>
#include <stddef.h>

#include <numakva/plan.h>

#include "read/infer/contradictions.h"
#include "read/infer/log_machine.h"

struct nkv_planning {
	const struct nkv_boot_facts *facts;
	struct nkv_log_machine *machine; /* of the candidate that was tried last */
	struct nkv_plan *plan;		 /* of that machine, if it could be planned */
	void *workspace;
	size_t workspace_bytes;
};

/* The facts must outlive it. Returns false if there is no memory; it is to be ended all the same. */
bool nkv_planning_begin(struct nkv_planning *planning, const struct nkv_boot_facts *facts);
void nkv_planning_end(struct nkv_planning *planning);

/* Plans the machine of the log if a candidate is its kernel. Returns false if it cannot be planned. */
bool nkv_planning_plan(struct nkv_planning *planning, const struct nkv_kernel_candidate *candidate);

/* What the log contradicts of that plan. One that cannot be planned contradicts all. */
struct nkv_log_contradictions nkv_planning_try(struct nkv_planning *planning,
					       const struct nkv_kernel_candidate *candidate);

/* Plans the machine as it is: of its kernel, figures may have been changed. */
bool nkv_planning_plan_again(struct nkv_planning *planning);

/*
 * The first words that make the map in effect. Another kernel than is planned may
 * understand its own words otherwise: then they are taken as they are.
 */
enum nkv_log_words nkv_planning_find_words(struct nkv_planning *planning,
					   struct nkv_kernel_candidate candidate);

#endif
