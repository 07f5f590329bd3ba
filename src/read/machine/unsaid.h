/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the firmware's tables and maps do not tell of a machine, and what is assumed instead. */
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

/* Lists what is assumed of the kernel, the boot loader and firmware, but for what is set by --set. */
void nkv_unsaid_begin(struct nkv_unsaid *unsaid, const struct nkv_override *overrides,
		      size_t override_count);

/* Adds another assumption, unless its key is set. */
void nkv_unsaid_add(struct nkv_unsaid *unsaid, const struct nkv_override *overrides,
		    size_t override_count, const struct nkv_assumption *assumption);

#endif
