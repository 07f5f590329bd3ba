/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Kernel profiles: the kernels that can be planned (boot-layout 8).
 */
#ifndef NUMAKVA_PROFILE_H
#define NUMAKVA_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How the kernel computes; what only the core asks. */
struct nkv_rules;

/* One kernel. */
struct nkv_profile {
	const char *name;	    /* canonical, as descriptions and plans have it */
	const char *const *aliases; /* NULL-terminated; other names of the same rules */
	const char *summary;	    /* one line for a list */
	const struct nkv_rules *rules;
};

/* Whether the kernel can be planned with SPARSEMEM; with DISCONTIGMEM all can. */
bool nkv_profile_has_sparse(const struct nkv_profile *profile);

/* Whether the kernel is older than 2.6.16: no advice to a machine with a later one. */
bool nkv_profile_is_early(const struct nkv_profile *profile);
/* Whether the kernel reserves memory before it has an allocator: nr_cpus and image_end count. */
bool nkv_profile_reserves_early(const struct nkv_profile *profile);

/* The profile that a description without one means; never NULL. */
const struct nkv_profile *nkv_profile_default(void);

/* The profile of that name or alias, or NULL. */
const struct nkv_profile *nkv_profile_find(const char *name);

/* All profiles, from the oldest kernel to the newest; *count is set to how many there are. */
const struct nkv_profile *nkv_profile_all(size_t *count);

#ifdef __cplusplus
}
#endif

#endif
