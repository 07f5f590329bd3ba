/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans the machine of a log for one kernel or another that may have printed it. */
#ifndef NUMAKVA_READ_INFER_PLANNING_H
#define NUMAKVA_READ_INFER_PLANNING_H

#include <stdbool.h>
#include <stddef.h>

#include <numakva/plan.h>

#include "read/infer/contradictions.h"
#include "read/infer/log_machine.h"

struct nkv_planning {
	const struct nkv_boot_facts *facts;
	struct nkv_log_machine *machine; /* of the last candidate */
	struct nkv_plan *plan;		 /* of that machine, if it could be planned */
	void *workspace;
	size_t workspace_bytes;
};

/*
 * The facts must outlive it. Returns false if there is no memory; nkv_planning_end() is needed
 * even then.
 */
bool nkv_planning_begin(struct nkv_planning *planning, const struct nkv_boot_facts *facts);
void nkv_planning_end(struct nkv_planning *planning);

/* Plans the machine of the log for a candidate. Returns false if it cannot be planned. */
bool nkv_planning_plan(struct nkv_planning *planning, const struct nkv_kernel_candidate *candidate);

/*
 * The facts of the log that contradict that plan. A machine that cannot be planned contradicts
 * all.
 */
struct nkv_log_contradictions nkv_planning_try(struct nkv_planning *planning,
					       const struct nkv_kernel_candidate *candidate);

/* Plans the machine again, after figures of its kernel were changed. */
bool nkv_planning_plan_again(struct nkv_planning *planning);

/*
 * The first words that make the map in effect. If the log's kernel is not the
 * planned one, it may read its own words differently; then they are kept.
 */
enum nkv_log_words nkv_planning_find_words(struct nkv_planning *planning,
					   struct nkv_kernel_candidate candidate);

#endif
