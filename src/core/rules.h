/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A kernel's rules: the steps of its boot, and what differs in steps that it
 * shares with others (boot-layout 8).
 */
#ifndef NUMAKVA_CORE_RULES_H
#define NUMAKVA_CORE_RULES_H

#include <stdbool.h>

#include <numakva/plan.h>

/* Where the KVA is taken from (boot-layout 4). */
enum nkv_kva_placement {
	NKV_KVA_IN_LOWMEM,     /* it lies inside low memory, whose size stays */
	NKV_KVA_ABOVE_LOWMEM,  /* low memory ends lower; the pages under the KVA are high memory */
	NKV_KVA_BELOW_HIGHMEM, /* low memory ends lower; high memory begins where it would without */
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

/* How the kernel looks for the SRAT, long before its ACPI code runs (srat-in-reach). */
enum nkv_srat_search {
	NKV_SRAT_ALWAYS_FOUND,	   /* later kernels do not */
	NKV_SRAT_SEARCHED_IN_TURN, /* through a window that shows one table after the other */
	NKV_SRAT_SEARCHED_FIRST,   /* through mappings that are used up behind the first table */
};

struct nkv_boot;
struct nkv_console;
struct nkv_placing;
struct nkv_hazard_rule;
struct nkv_step;

/* SPARSEMEM: which node's zones the page allocator takes a page of a section for. */
enum nkv_owner_rule {
	NKV_OWNER_IN_PAGE,	/* the page itself names its node and zone: no section does */
	NKV_OWNER_LAST_MARKER,	/* a table names the section's node, which marked it last */
	NKV_OWNER_LAST_OF_ZONE, /* a table names the section's zone of each kind, set up last */
};

/* SPARSEMEM: when the first block map of the sections takes a page of low memory. */
enum nkv_block_map {
	NKV_BLOCK_MAP_NONE,
	NKV_BLOCK_MAP_AFTER_MEMMAP,  /* after the first mem_map from there */
	NKV_BLOCK_MAP_BEFORE_MEMMAP, /* before it */
};

/* How a kernel built with SPARSEMEM computes. */
struct nkv_sparse_rules {
	const struct nkv_step *const *steps;
	bool lacks_remap;	   /* the nodes give nothing, and have no windows (3, 4.7) */
	bool cuts_at_last_section; /* memory above the sections is left out, not marked */
	enum nkv_owner_rule owner;
	enum nkv_block_map block_map;
};
struct nkv_late_rules;

/* A step of a boot. */
struct nkv_step {
	/* Reads what the steps before it left in the plan, leaves its results there; false: the boot stops. */
	bool (*take)(struct nkv_boot *boot);
	unsigned int gives; /* enum nkv_fact, or-ed: what is known when it is taken */
	enum nkv_stop stop; /* where the boot stops if it does */
	/* Says what the kernel prints in it, also where it stopped there; NULL: nothing. */
	void (*say)(const struct nkv_console *console);
	/* Tells what it puts where in low memory, as far as it came; NULL: nothing. */
	void (*place)(const struct nkv_placing *placing);
	/* How --explain begins it, with figures of the plan ({kva_pages}) by their names; NULL: not. */
	const char *explain;
};

/*
 * How one kernel computes. Steps ask for a field by its name; nothing but
 * profiles.def knows a kernel by its version.
 */
struct nkv_rules {
	const struct nkv_step *const *steps;   /* in the order of the boot; NULL ends them */
	const struct nkv_hazard_rule *hazards; /* in the order in which plans list them */
	const struct nkv_sparse_rules *sparse; /* with SPARSEMEM in place of those two; or NULL */

	bool is_early;		     /* before 2.6.16: no advice to a machine with a later kernel */
	bool counts_map_in_a_byte;   /* 1.2: a signed one, so that 128 entries are too few */
	bool map_holds_32;	     /* 1: so many entries of the firmware, and in all, not 128 */
	bool keeps_bios_area;	     /* 1.2: what the firmware says is usable below 1 MiB */
	bool limit_keeps_late_entry; /* 1.3: the entry that ends above a limit, wherever it starts */
	bool ignores_vmalloc;	     /* 1.3 */
	bool leaves_physnode_map_to_nodes; /* 1.5: usable entries are not written to it */
	/* 5.3: in its order, NKV_SETUP_OTHER ends it; NULL: as boot-layout has it */
	const enum nkv_setup_reserve *platform_reserves;
	const struct nkv_late_rules *late; /* of those kernels; else NULL */
	/* 1.3: what the kernel sees in a word; NULL: what others do */
	struct nkv_word (*read_word)(const struct nkv_word *word);
	/* 1.3: what mem=SIZE does to the map; NULL: as boot-layout has it */
	enum nkv_map_change (*limit_map)(struct nkv_e820_map *map, uint64_t size);
	uint32_t vmalloc_gap_bytes;	  /* 1.3: vmalloc= leaves so much more */
	bool has_fine_physnode_map;	  /* 2: an entry for each 64 MiB, not 256 */
	bool prints_map_limits;		  /* 1.3: the map before and after a limit */
	bool prints_active_ranges;	  /* 2, 6: as they are registered, and all of them later */
	bool ram_excludes_bios_area;	  /* 1.4: pfn 0 and 0xA0..0xFF are never RAM */
	enum nkv_srat_search srat_search; /* 2 */
	bool maps_8m_early; /* 2: a kernel that is loaded higher finds no ACPI tables that early */
	unsigned int chunks_per_node; /* 2: so many SRAT chunks are kept, times MAX_NUMNODES */
	bool counts_quads; /* 2: nodes are the first quads, as many as there are quads in all */
	bool wastes_node0_alignment; /* 3.6, 5.6: it is wasted_pages, and reserved last of all */
	enum nkv_kva_placement kva_placement; /* 4 */
	bool kva_below_initrd;		      /* 4.3: the KVA is placed below an initrd */
	bool kva_takes_slack;		      /* 4.4: what aligning down frees joins the KVA */
	bool treats_empty_nodes_alike; /* 4.7, 6: a node without memory is a node like others */
	bool lies_at_1m;	       /* 5: the kernel, wherever its description has it */
	bool reserves_bios_area;       /* 5.3: from the EBDA to 1 MiB, also without one */
	bool cuts_reserves;	       /* 5: a reserve beyond low memory is cut, and no BUG */
	bool refuses_wrapped_reserve;  /* 5: a reserve that ends at or below its start is a BUG */
	enum nkv_kva_reserve kva_reserve; /* 5.5 */
	bool initrd_before_kva;		  /* 5.5: which of the two is reserved first */
	enum nkv_initrd_rule initrd_rule; /* 5.5 */
	enum nkv_span_rule span_rule;	  /* 6 */
	bool memmap_covers_span_alone;	  /* 6: not widened, and with one struct page more */
	bool survives_missing_memmap;	  /* 7: pages of a node without one are read through zero */
	bool merges_across_zones;	  /* 6: the page allocator, blocks of pages */
	/* 6: the part of a node's span that the page allocator takes for high memory, holes and all */
	struct nkv_range (*high_zone)(const struct nkv_boot *boot, const struct nkv_node *node);
	bool frees_whole_high_zone; /* 6: whichever node physnode_map names for a page of it */
	bool has_later_words; /* 9: where the table of lines has two texts, it prints the second */
	bool names_type_5;    /* 9: of the map's entries, "(unusable)" */
	bool has_new_highmem_words; /* 9: other messages of find_max_low_pfn() */
	bool advises_pae;	    /* 9: for memory beyond its reach, not HIGHMEM64G */
};

/* How many entries the firmware's list and the map have at most (1). */
static inline size_t nkv_map_entries_max(const struct nkv_rules *rules)
{
	return rules->map_holds_32 ? 32 : NKV_E820_MAX;
}

#endif
