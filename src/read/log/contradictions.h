/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a log tells of a boot, held against a plan of it. */
#ifndef NUMAKVA_READ_LOG_CONTRADICTIONS_H
#define NUMAKVA_READ_LOG_CONTRADICTIONS_H

#include <stddef.h>

#include <numakva/plan.h>

#include "read/report.h"
#include "read/forms/boot_facts.h"

/* What of a log cannot be of the machine that was planned. */
struct nkv_log_contradictions {
	size_t count;
	struct nkv_position first; /* if there is one */
};

/*
 * Holds what the log tells against a plan of it. With a report each
 * contradiction is a warning at its place.
 */
struct nkv_log_contradictions nkv_log_contradict(const struct nkv_boot_facts *facts,
						 const struct nkv_plan *plan,
						 struct nkv_report *report);

#endif
