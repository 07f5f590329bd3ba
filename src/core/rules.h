/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A kernel's rules: the steps of its boot, and its differences within steps
 * that it shares with other kernels (boot-layout 8).
 */
#ifndef NUMAKVA_CORE_RULES_H
#define NUMAKVA_CORE_RULES_H

#include <stdbool.h>

#include <numakva/plan.h>

/* Where the KVA is taken from (boot-layout 4). */
enum nkv_kva_placement {
	NKV_KVA_IN_LOWMEM, /* inside low memory, whose size does not change */
	/* low memory ends below it; the pages under the KVA become high memory */
	NKV_KVA_ABOVE_LOWMEM,
	/* low memory ends below it; high memory begins where it would without a KVA */
	NKV_KVA_BELOW_HIGHMEM,
};

/* When the KVA is reserved in the boot-time allocator (boot-layout 5.5). */
enum nkv_kva_reserve {
	NKV_KVA_RESERVE_PAGES, /* only if it has pages */
	NKV_KVA_RESERVE_ANY,   /* even if it has no pages */
	NKV_KVA_RESERVE_NEVER,
};

/* What the page allocator is told about a node's memory (boot-layout 6). */
enum nkv_span_rule {
	NKV_SPAN_ACTIVE_RANGES, /* the ranges that were registered for it */
	/* the sizes of its zones, which follow each other from the node's start */
	NKV_SPAN_ZONES,
};

/* What the kernel does with an initrd of the boot loader (boot-layout 5, 5.1). */
enum nkv_initrd_rule {
	NKV_INITRD_KEEP_OR_DISABLE, /* used where it is, or disabled */
	/* used where it is, moved to the top of low memory, or disabled */
	NKV_INITRD_KEEP_OR_MOVE,
};

/* How the kernel searches for the SRAT, long before its ACPI code runs (srat-in-reach). */
enum nkv_srat_search {
	NKV_SRAT_ALWAYS_FOUND,	   /* later kernels do not have this limit */
	NKV_SRAT_SEARCHED_IN_TURN, /* through a window that shows one table after the other */
	NKV_SRAT_SEARCHED_FIRST,   /* through mappings that are all in use after the first table */
};

struct nkv_boot;
struct nkv_console;
struct nkv_placing;
struct nkv_hazard_rule;
struct nkv_step;

/* SPARSEMEM: how the page allocator finds the zone of a page. */
enum nkv_owner_rule {
	/* the page itself stores its node and zone; sections have no owner */
	NKV_OWNER_IN_PAGE,
	/* a table stores the node of each section: the last that marked it */
	NKV_OWNER_LAST_MARKER,
	/* a table stores the zone of each section: the last of its kind that was set up */
	NKV_OWNER_LAST_OF_ZONE,
};

/* SPARSEMEM: when the first block map of the sections is taken from low memory. */
enum nkv_block_map {
	NKV_BLOCK_MAP_NONE,
	NKV_BLOCK_MAP_AFTER_MEMMAP,  /* after the first mem_map that is taken there */
	NKV_BLOCK_MAP_BEFORE_MEMMAP, /* before that mem_map */
};

/* The rules of a kernel built with SPARSEMEM. */
struct nkv_sparse_rules {
	const struct nkv_step *const *steps;
	bool lacks_remap;	   /* nodes give up no pages, and have no windows (3, 4.7) */
	bool cuts_at_last_section; /* memory above the last section is left out instead of marked */
	enum nkv_owner_rule owner;
	enum nkv_block_map block_map;
};
struct nkv_late_rules;

/* A step of a boot. */
struct nkv_step {
	/*
	 * Reads what earlier steps left in the plan, and adds its results. Returns false if the
	 * boot stops.
	 */
	bool (*take)(struct nkv_boot *boot);
	unsigned int gives; /* enum nkv_fact, or-ed: the facts that are known after the step */
	enum nkv_stop stop; /* where the boot stops if it stops in this step */
	/* Says which lines the kernel prints in this step, even if it stops in it; NULL: none. */
	void (*say)(const struct nkv_console *console);
	/* Says what the step puts where in low memory, as far as it came; NULL: nothing. */
	void (*place)(const struct nkv_placing *placing);
	/*
	 * How --explain begins the step; names of figures are in braces ({kva_pages}); NULL: not
	 * at all.
	 */
	const char *explain;
};

/*
 * The rules of one kernel. Steps ask for a field by its name. Only profiles.def
 * knows a kernel by its version.
 */
struct nkv_rules {
	const struct nkv_step *const *steps;   /* in the order of the boot, ended by NULL */
	const struct nkv_hazard_rule *hazards; /* in the order in which plans list them */
	/* with SPARSEMEM they replace the two above; or NULL */
	const struct nkv_sparse_rules *sparse;

	/* before 2.6.16: not suggested to a machine with a later kernel */
	bool is_early;
	bool counts_map_in_a_byte; /* 1.2: in a signed byte, so 128 entries count as too few */
	/* 1: that many entries fit into the firmware's list and the map, not 128 */
	bool map_holds_32;
	/* 1.2: memory below 1 MiB stays usable if the firmware says so */
	bool keeps_bios_area;
	/* 1.3: an entry that ends above a limit is kept, wherever it starts */
	bool limit_keeps_late_entry;
	bool ignores_vmalloc;		   /* 1.3 */
	bool leaves_physnode_map_to_nodes; /* 1.5: usable entries are not written to physnode_map */
	/* 5.3: the reservations in order, ended by NKV_SETUP_OTHER; NULL: those of boot-layout */
	const enum nkv_setup_reserve *platform_reserves;
	const struct nkv_late_rules *late; /* of kernels from 2.6.27 on; otherwise NULL */
	/* 1.3: how the kernel reads a word; NULL: as most kernels do */
	struct nkv_word (*read_word)(const struct nkv_word *word);
	/* 1.3: what mem=SIZE does to the map; NULL: as in boot-layout */
	enum nkv_map_change (*limit_map)(struct nkv_e820_map *map, uint64_t size);
	uint32_t vmalloc_gap_bytes; /* 1.3: vmalloc= leaves a gap of this size as well */
	bool has_fine_physnode_map; /* 2: one entry for each 64 MiB, not for each 256 MiB */
	bool prints_map_limits;	    /* 1.3: prints the map before and after a limit */
	/* 2, 6: prints active ranges when they are registered, and all of them later */
	bool prints_active_ranges;
	bool ram_excludes_bios_area;	  /* 1.4: pfn 0 and 0xA0..0xFF are never RAM */
	enum nkv_srat_search srat_search; /* 2 */
	/* 2: a kernel loaded above 8 MiB finds no ACPI tables early in its boot */
	bool maps_8m_early;
	/* 2: the SRAT chunks that are kept, divided by MAX_NUMNODES */
	unsigned int chunks_per_node;
	/* 2: takes the number of quads for the number of nodes, even if quads are missing */
	bool counts_quads;
	bool wastes_node0_alignment; /* 3.6, 5.6: it is wasted_pages, and the last reservation */
	enum nkv_kva_placement kva_placement; /* 4 */
	bool kva_below_initrd;		      /* 4.3: the KVA is placed below an initrd */
	/* 4.4: pages freed by aligning the KVA down become part of it */
	bool kva_takes_slack;
	bool treats_empty_nodes_alike; /* 4.7, 6: a node without memory is treated like any other */
	/* 5: the kernel is always at 1 MiB, whatever its description says */
	bool lies_at_1m;
	bool reserves_bios_area; /* 5.3: from the EBDA to 1 MiB, even without an EBDA */
	bool cuts_reserves;	 /* 5: a reservation beyond low memory is cut; it is no BUG */
	/* 5: a reservation that ends at or below its start is a BUG */
	bool refuses_wrapped_reserve;
	enum nkv_kva_reserve kva_reserve; /* 5.5 */
	bool initrd_before_kva;		  /* 5.5: the order of these two reservations */
	enum nkv_initrd_rule initrd_rule; /* 5.5 */
	enum nkv_span_rule span_rule;	  /* 6 */
	bool memmap_covers_span_alone;	  /* 6: it is not widened, but has one more struct page */
	/* 7: pages of a node without a mem_map are read through address 0 */
	bool survives_missing_memmap;
	bool merges_across_zones; /* 6: the page allocator does, with blocks of pages */
	/*
	 * 6: the part of a node's span that the page allocator takes as high memory, including
	 * holes
	 */
	struct nkv_range (*high_zone)(const struct nkv_boot *boot, const struct nkv_node *node);
	bool frees_whole_high_zone; /* 6: whatever node physnode_map has for its pages */
	bool has_later_words;	    /* 9: of lines with two texts it prints the second */
	bool names_type_5;	    /* 9: prints "(unusable)" for entries of type 5 */
	bool has_new_highmem_words; /* 9: has other messages in find_max_low_pfn() */
	/* 9: suggests PAE, not HIGHMEM64G, for memory beyond its reach */
	bool advises_pae;
};

/* The most entries that the firmware's list and the map can have (1). */
static inline size_t nkv_map_entries_max(const struct nkv_rules *rules)
{
	return rules->map_holds_32 ? 32 : NKV_E820_MAX;
}

#endif
