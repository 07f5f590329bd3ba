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

/* The rules of the kernel, which only the core reads. */
struct nkv_rules;

/* One kernel. */
struct nkv_profile {
	const char *name;	    /* the usual name, as in descriptions and plans */
	const char *const *aliases; /* other names of the same kernel rules, ended by NULL */
	const char *summary;	    /* one line, for a list */
	const struct nkv_rules *rules;
};

/* Whether the kernel can be planned with SPARSEMEM. All can be planned with DISCONTIGMEM. */
bool nkv_profile_has_sparse(const struct nkv_profile *profile);

/*
 * Whether the kernel is older than 2.6.16. Such kernels are not suggested to machines with later
 * ones.
 */
bool nkv_profile_is_early(const struct nkv_profile *profile);
/*
 * Whether the kernel reserves memory before it has an allocator. Only then do nr_cpus and
 * image_end matter.
 */
bool nkv_profile_reserves_early(const struct nkv_profile *profile);

/* The profile of a description that does not name one; never NULL. */
const struct nkv_profile *nkv_profile_default(void);

/* The profile of that name or alias, or NULL. */
const struct nkv_profile *nkv_profile_find(const char *name);

/* All profiles, from the oldest kernel to the newest. Sets *count to their number. */
const struct nkv_profile *nkv_profile_all(size_t *count);

#ifdef __cplusplus
}
#endif

#endif
