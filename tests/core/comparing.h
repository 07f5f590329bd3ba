/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans held against boots, for the tests of that. */
#ifndef TESTS_CORE_COMPARING_H
#define TESTS_CORE_COMPARING_H

#include "boot.h"

struct outcome {
	struct nkv_boot_comparison comparison;
	struct nkv_plan *plan;
	void *workspace;
};

/* Plans the machine, and holds the plan against a boot. To be given to end_outcome(). */
struct outcome compare(const struct nkv_machine *machine, const char *const *planned,
		       size_t planned_count, const struct nkv_boot_record *record);
void end_outcome(struct outcome *outcome);

#endif
