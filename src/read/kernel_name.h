/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Kernels by the names that people give them.
 */
#ifndef NUMAKVA_READ_KERNEL_NAME_H
#define NUMAKVA_READ_KERNEL_NAME_H

#include <numakva/profile.h>

enum { NKV_KERNEL_WORDS_BYTES = 640 };

/*
 * The profile of a kernel: its name, another name of it, or one that goes on
 * with a stable number or a distribution's tail ("2.6.24.7", "2.6.18-92.el5"),
 * which is taken for its base version. *words is what there is to say of such a
 * one, "" for a name as it is. NULL: no profile covers it, and *words is an
 * error, with the list of those that there are.
 */
const struct nkv_profile *nkv_kernel_name_find(const char *name,
					       char words[NKV_KERNEL_WORDS_BYTES]);

/*
 * Whether a kernel of that name is planned as one that is near with SPARSEMEM,
 * and no more (memory-model-sparse, Aliases): *words is then a note that says
 * so, and what it does that its profile does not.
 */
bool nkv_kernel_name_is_near(const char *name, char words[NKV_KERNEL_WORDS_BYTES]);

#endif
