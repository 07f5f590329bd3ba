/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds kernels by the names that people use. */
#ifndef NUMAKVA_READ_KERNEL_NAME_H
#define NUMAKVA_READ_KERNEL_NAME_H

#include <numakva/profile.h>

enum { NKV_KERNEL_WORDS_BYTES = 320 };

/*
 * The profile of a kernel: by its name, by another name of it, or by one that
 * goes on with a stable number or a distribution's tail ("2.6.24.7",
 * "2.6.18-92.el5"), which is treated as its base version. Then *words is a note
 * that says so; it is "" for a known name. Returns NULL if no profile has such a
 * name; *words is then an error, with the known names that are near.
 */
const struct nkv_profile *nkv_kernel_name_find(const char *name,
					       char words[NKV_KERNEL_WORDS_BYTES]);

/*
 * Whether the kernel with this name is planned with SPARSEMEM as a similar one
 * (memory-model-sparse, Aliases). *words is then a note with the difference.
 */
bool nkv_kernel_name_is_near(const char *name, char words[NKV_KERNEL_WORDS_BYTES]);

#endif
