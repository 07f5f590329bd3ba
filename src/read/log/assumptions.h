/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lists what a log does not show, and what was assumed instead. */
#ifndef NUMAKVA_READ_LOG_ASSUMPTIONS_H
#define NUMAKVA_READ_LOG_ASSUMPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include <numakva/assumption.h>

#include "read/document.h"
#include "read/infer/kernel_choice.h"

enum { NKV_LOG_ASSUMPTIONS_MAX = 20 };

struct nkv_log_assumptions {
	struct nkv_assumption list[NKV_LOG_ASSUMPTIONS_MAX];
	size_t count;
};

/*
 * Lists the assumptions about the machine, except values of --set. The pool
 * owns the strings. Returns false if there is no memory.
 */
bool nkv_log_assume(const struct nkv_boot_facts *facts, const struct nkv_kernel_choice *choice,
		    const struct nkv_log_machine *machine, const struct nkv_override *overrides,
		    size_t override_count, struct nkv_pool *pool,
		    struct nkv_log_assumptions *assumptions);

#endif
