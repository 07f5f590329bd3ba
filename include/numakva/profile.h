/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Kernel profiles: what differs from one kernel to the next (boot-layout 8).
 */
#ifndef NUMAKVA_PROFILE_H
#define NUMAKVA_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

/* What becomes of an initrd that the boot loader placed (boot-layout 5, 5.1). */
enum nkv_initrd_rule {
	NKV_INITRD_KEEP_OR_DISABLE, /* used where it lies, or disabled */
	NKV_INITRD_KEEP_OR_MOVE,    /* used, disabled, or moved to the top of low memory */
};

/*
 * One kernel. Steps ask for a field by its name; nothing but profile.c knows
 * a profile by its version.
 */
struct nkv_profile {
	const char *name;	    /* canonical, as descriptions and plans have it */
	const char *const *aliases; /* NULL-terminated; other names of the same rules */
	const char *summary;	    /* one line for a list */

	bool ram_excludes_bios_area; /* 1.4: pfn 0 and 0xA0..0xFF are never RAM */
	bool wastes_node0_alignment; /* 3.6: node 0's alignment is wasted_pages ... */
	/* 5.6: ... and is reserved last of all */
	bool kva_below_initrd;	 /* 4.3: the KVA is placed below an initrd */
	bool kva_takes_slack;	 /* 4.4: what aligning down frees joins the KVA */
	bool reserves_empty_kva; /* 5.5: a KVA without pages is reserved, too */
	bool initrd_before_kva;	 /* 5.5: which of the two is reserved first */
	enum nkv_initrd_rule initrd_rule;
};

/* The profile that a description without one means; never NULL. */
const struct nkv_profile *nkv_profile_default(void);

/* The profile of that name or alias, or NULL. */
const struct nkv_profile *nkv_profile_find(const char *name);

/* All profiles, the default first; *count is set to how many there are. */
const struct nkv_profile *nkv_profile_all(size_t *count);

#endif
