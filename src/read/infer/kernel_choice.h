/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Finds which kernel printed a log, if its version allows several. Each
 * candidate is planned, and the one with the fewest contradictions is taken.
 */
#ifndef NUMAKVA_READ_INFER_KERNEL_CHOICE_H
#define NUMAKVA_READ_INFER_KERNEL_CHOICE_H

#include <stdbool.h>
#include <stddef.h>

#include "read/infer/contradictions.h"
#include "read/infer/figures.h"
#include "read/infer/log_machine.h"

struct nkv_kernel_choice {
	struct nkv_kernel_candidate candidate;
	struct nkv_log_contradictions contradictions; /* of the candidate taken */
	bool version_known;			      /* a profile covers the log's version */
	bool version_fits;			      /* the profile taken covers it */
	/*
	 * Another profile of the version, or the version's own profile if another was taken; or
	 * NULL.
	 */
	const struct nkv_profile *other;
	struct nkv_log_contradictions other_contradictions;
	bool setting_known;		  /* no other HIGHMEM setting is as good */
	struct nkv_log_possible possible; /* for a kernel that can be planned */
};

/* Returns false if there is no memory. */
bool nkv_kernel_choose(const struct nkv_boot_facts *facts, struct nkv_kernel_choice *choice);

#endif
