/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the firmware's tables and maps do not contain, and what is assumed instead. */
#ifndef NUMAKVA_READ_MACHINE_UNSAID_H
#define NUMAKVA_READ_MACHINE_UNSAID_H

#include <stddef.h>

#include <numakva/assumption.h>

#include "read/document.h"

enum { NKV_UNSAID_MAX = 20 };

struct nkv_unsaid {
	struct nkv_assumption list[NKV_UNSAID_MAX];
	size_t count;
};

/*
 * Lists the assumptions about the kernel, the boot loader and the firmware, except values of
 * --set.
 */
void nkv_unsaid_begin(struct nkv_unsaid *unsaid, const struct nkv_override *overrides,
		      size_t override_count);

/* Adds another assumption, unless --set gives its key. */
void nkv_unsaid_add(struct nkv_unsaid *unsaid, const struct nkv_override *overrides,
		    size_t override_count, const struct nkv_assumption *assumption);

#endif
