/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Kernel profiles: what differs from one kernel to the next (boot-layout 8).
 */
#ifndef NUMAKVA_PROFILE_H
#define NUMAKVA_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

/* Where the KVA is taken from (boot-layout 4). */
enum nkv_kva_placement {
	NKV_KVA_IN_LOWMEM,    /* it lies inside low memory, whose size stays */
	NKV_KVA_ABOVE_LOWMEM, /* low memory ends lower; the pages under the KVA are high memory */
};

/* When the KVA is reserved in the boot-time allocator (boot-layout 5.5). */
enum nkv_kva_reserve {
	NKV_KVA_RESERVE_PAGES, /* if it has pages */
	NKV_KVA_RESERVE_ANY,   /* also without pages */
	NKV_KVA_RESERVE_NEVER,
};

/* What the page allocator is told of a node's memory (boot-layout 6). */
enum nkv_span_rule {
	NKV_SPAN_ACTIVE_RANGES, /* the ranges that were registered for it */
	NKV_SPAN_ZONES,		/* the sizes of its zones, one after the other from its start */
};

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

	bool prints_map_limits;	      /* 1.3: the map before and after a limit */
	bool ram_excludes_bios_area;  /* 1.4: pfn 0 and 0xA0..0xFF are never RAM */
	unsigned int chunks_per_node; /* 2: so many SRAT chunks are kept, times MAX_NUMNODES */
	bool wastes_node0_alignment;  /* 3.6, 5.6: it is wasted_pages, and reserved last of all */
	enum nkv_kva_placement kva_placement; /* 4 */
	bool kva_below_initrd;		      /* 4.3: the KVA is placed below an initrd */
	bool kva_takes_slack;		      /* 4.4: what aligning down frees joins the KVA */
	bool refuses_wrapped_reserve; /* 5: a reserve that ends at or below its start is a BUG */
	enum nkv_kva_reserve kva_reserve; /* 5.5 */
	bool initrd_before_kva;		  /* 5.5: which of the two is reserved first */
	enum nkv_initrd_rule initrd_rule; /* 5.5 */
	enum nkv_span_rule span_rule;	  /* 6 */
	const char *kernel_beyond_4g;	  /* 9: what it advises for memory beyond its reach */
};

/* The profile that a description without one means; never NULL. */
const struct nkv_profile *nkv_profile_default(void);

/* The profile of that name or alias, or NULL. */
const struct nkv_profile *nkv_profile_find(const char *name);

/* All profiles, the default first; *count is set to how many there are. */
const struct nkv_profile *nkv_profile_all(size_t *count);

#endif
