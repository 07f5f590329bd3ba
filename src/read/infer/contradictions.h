/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compares the facts of a log with a plan. */
#ifndef NUMAKVA_READ_INFER_CONTRADICTIONS_H
#define NUMAKVA_READ_INFER_CONTRADICTIONS_H

#include <stddef.h>

#include <numakva/plan.h>

#include "read/report.h"
#include "read/forms/boot_facts.h"

/* The facts of a log that the planned machine cannot have printed. */
struct nkv_log_contradictions {
	size_t count;
	size_t figures;		   /* those that are numbers */
	struct nkv_position first; /* if there is one */
};

/*
 * Counts the facts that contradict the plan. For a kernel that cannot be
 * planned only low memory counts. Unless `report` is NULL, each is reported as
 * a warning.
 */
struct nkv_log_contradictions nkv_log_contradict(const struct nkv_boot_facts *facts,
						 const struct nkv_plan *plan,
						 struct nkv_report *report);

#endif
