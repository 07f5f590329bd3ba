/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A plan: what a kernel would do with a machine's memory, step by step.
 *
 * Members are named after the kernel's variables and hold the kernel's 32-bit
 * values, wrapped where the kernel wraps them. Each step also keeps the figures
 * that it used, so that a writer can explain its result without computing
 * anything again.
 */
#ifndef NUMAKVA_PLAN_H
#define NUMAKVA_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <numakva/error.h>
#include <numakva/hazard.h>
#include <numakva/machine.h>
#include <numakva/range.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
	NKV_SRAT_CHUNKS_MAX = 64,	 /* the most that any kernel keeps */
	NKV_ACTIVE_RANGES_MAX = 256,	 /* MAX_ACTIVE_REGIONS */
	NKV_PHYSNODE_PAGES = 1 << 24,	 /* physnode_map covers 64 GiB ... */
	NKV_PHYSNODE_ENTRIES_MAX = 1024, /* ... in at most so many entries */
	NKV_SECTIONS_MAX = 64,		 /* of SPARSEMEM: 64 GiB with PAE, 4 GiB without */
	NKV_EARLY_RESERVATIONS_MAX = 20, /* MAX_EARLY_RES */
};

/*
 * The facts of a plan, each known after a certain step. Nothing is computed of
 * the steps after the one at which a boot stops.
 */
enum nkv_fact {
	NKV_FACT_ALWAYS = 0,	       /* known of every plan */
	NKV_FACT_MAP = 1 << 0,	       /* the E820 map in effect */
	NKV_FACT_NODES = 1 << 1,       /* the nodes, and the pages that they give up */
	NKV_FACT_WINDOWS = 1 << 2,     /* where the KVA is, and each node's window in it */
	NKV_FACT_ENDS = 1 << 3,	       /* where memory and nodes begin and end */
	NKV_FACT_BITMAP = 1 << 4,      /* the boot-time allocator, and its calls */
	NKV_FACT_FREE = 1 << 5,	       /* the memory that is free when setup ends */
	NKV_FACT_MEMMAPS = 1 << 6,     /* the mem_maps: setup ended without a BUG */
	NKV_FACT_REMAP = 1 << 7,       /* in every plan, unless nodes give up no pages */
	NKV_FACT_SECTIONS = 1 << 8,    /* SPARSEMEM's sections and their mem_maps */
	NKV_FACT_RAM = 1 << 9,	       /* how RAM is used */
	NKV_FACT_HIGH_ZONES = 1 << 10, /* each node's high zone */
	NKV_FACT_KVA = 1 << 11,	       /* the KVA and the windows; 0 if they are not known */
};

/* Where the boot stopped, in the order of the boot. */
enum nkv_stop {
	NKV_STOP_NONE,
	NKV_STOP_IMAGE,	      /* the image overlaps memory that it must not (profile-2.6.32 1.7) */
	NKV_STOP_E820,	      /* the command line's map is invalid (profile-2.6.32 1.3) */
	NKV_STOP_PAGE_TABLES, /* no room for the page tables (profile-2.6.32 1.8) */
	NKV_STOP_INITRD,      /* no room for the initrd (profile-2.6.32 1.9) */
	NKV_STOP_KVA_RAM,     /* no room for the pages that a node gives up (profile-2.6.32 3) */
	NKV_STOP_PLACEMENT,   /* no room for the KVA in low memory (4) */
	NKV_STOP_NODE_RANGES, /* a node ends below its start (4.8) */
	NKV_STOP_BOOTMEM,     /* a BUG in the boot-time allocator (5) */
	NKV_STOP_ZONES,	      /* a node's zones are impossible, or have no page to lie in (6) */
	NKV_STOP_COUNT
};

enum nkv_verdict {
	NKV_VERDICT_BOOTS,
	NKV_VERDICT_UNSTABLE,
	NKV_VERDICT_PANICS,
};

struct nkv_step;

/* --- 1: the E820 map and the command line --- */

struct nkv_e820_map {
	struct nkv_e820_entry entries[NKV_E820_MAX];
	size_t count;
};

/* What a word of the command line does (boot-layout 1.3). */
enum nkv_word_kind {
	NKV_WORD_OTHER,	    /* nothing here */
	NKV_WORD_LIMIT,	    /* mem=SIZE, memmap=SIZE */
	NKV_WORD_EXACTMAP,  /* memmap=exactmap */
	NKV_WORD_ADD,	    /* memmap=SIZE@START, SIZE#START, SIZE$START */
	NKV_WORD_HIGHMEM,   /* highmem=SIZE */
	NKV_WORD_VMALLOC,   /* vmalloc=SIZE */
	NKV_WORD_NOPENTIUM, /* mem=nopentium, if the kernel obeys it */
};

struct nkv_word {
	enum nkv_word_kind kind;
	const char *text; /* within the command line; not NUL-terminated */
	size_t length;
	uint64_t size;			/* SIZE in bytes, wrapped at 64 bits as in the kernel */
	struct nkv_e820_entry addition; /* NKV_WORD_ADD */
	bool malformed;			/* the kernel complains about it */
};

/*
 * Takes the next word from a command line: *cursor points into it, and is moved
 * past the word. Returns false at the end.
 */
bool nkv_cmdline_next(const char **cursor, struct nkv_word *word);

/* The same, but reads the word as that kernel does, which may differ. */
bool nkv_cmdline_read(const struct nkv_kernel *kernel, const char **cursor, struct nkv_word *word);

/* What nkv_e820_apply() did to a map. */
enum nkv_map_change {
	NKV_MAP_UNCHANGED,
	NKV_MAP_LIMITED,	 /* a limit ended the map at an entry ("endfor") */
	NKV_MAP_LIMIT_UNREACHED, /* a limit found no entry to end at ("endfunc") */
	NKV_MAP_EMPTIED,
	NKV_MAP_ADDED,
	NKV_MAP_FULL, /* an added entry did not fit ("Ooops!") */
};

/*
 * Changes the map as the kernel does when it reads the word. Applying all words
 * of a machine's command line to nkv_plan.bios_e820 gives nkv_plan.e820; a
 * caller can show the map before and after each word.
 */
enum nkv_map_change nkv_e820_apply(const struct nkv_kernel *kernel, struct nkv_e820_map *map,
				   const struct nkv_word *word);

/* Whether the word makes the map "user-defined". */
bool nkv_word_defines_map(const struct nkv_word *word);

/*
 * The whole pages of a usable entry, PFN_UP(start) to PFN_DOWN(end), both
 * truncated to 32 bits. Empty for an entry that is not usable (boot-layout 1.4,
 * 1.5).
 */
struct nkv_range nkv_e820_pages(const struct nkv_e820_entry *entry);

/* --- 1.6: early reservations (profile-2.6.32) --- */

/* Memory that is reserved before there is an allocator, in bytes. */
struct nkv_early_reservation {
	uint64_t start;
	uint64_t end; /* in 2.6.27 to 2.6.29 this can be below the start */
	const char *by;
	bool yields; /* another reservation may overlap it */
};

/* The page tables of low memory and of the fixed addresses (profile-2.6.32 1.7, 1.8). */
struct nkv_page_tables {
	uint64_t extra_bytes; /* the boot page tables map this much beyond the image ... */
	uint64_t mapped_end;  /* ... and what they map ends here */
	/*
	 * The sizes asked for: upper tables, tables of large pages, of small ones, of fixed
	 * addresses.
	 */
	uint32_t part_bytes[4];
	uint32_t size_bytes; /* their sum ... */
	bool found;
	uint64_t start; /* ... and where room for it is found */
	uint32_t lowmem_pages;
	uint32_t fixmap_pages;
	uint32_t used_pages;  /* the sum of these two: what is really used */
	bool has_large_pages; /* low memory is mapped with large pages */
};

/* --- 2: nodes --- */

enum nkv_memory_source {
	NKV_MEMORY_FLAT,
	NKV_MEMORY_SRAT,
	NKV_MEMORY_NUMAQ, /* the table of the quads */
};

/* Whether the kernel can read the SRAT, or why not (srat-in-reach). */
enum nkv_srat_stop {
	NKV_SRAT_NONE, /* there is no SRAT */
	NKV_SRAT_IN_REACH,
	NKV_SRAT_KERNEL_ABOVE_8M, /* from here on: the SRAT is out of reach ... */
	NKV_SRAT_NO_TABLES,
	NKV_SRAT_TOO_MANY_TABLES,
	NKV_SRAT_TABLE_TOO_LARGE,
	NKV_SRAT_NOT_FIRST,
	NKV_SRAT_NOT_LISTED,
};

/*
 * Whether the machine's kernel can read its SRAT. Nothing else depends on the
 * tables. If the kernel stops at a table, *table is its index. The machine must
 * have passed nkv_machine_check().
 */
enum nkv_srat_stop nkv_srat_stop_of(const struct nkv_machine *machine, size_t *table);

/* The number of pages that a table spans, as the kernel counts them; 1 if its extent is unknown. */
uint64_t nkv_acpi_table_pages(const struct nkv_acpi_table *table);

/* A memory chunk of the SRAT, as the kernel keeps it. */
struct nkv_chunk {
	uint32_t start_pfn;
	uint32_t end_pfn;
	uint8_t pxm;
	uint8_t nid;
	bool ignored; /* starts at or above max_pfn: not part of its node's range */
	uint32_t
		active_ranges_before; /* the number of active ranges when this one was registered */
};

enum nkv_memmap_from {
	NKV_MEMMAP_NONE,
	NKV_MEMMAP_REMAP,
	NKV_MEMMAP_BOOTMEM,
};

struct nkv_node {
	uint8_t nid;
	int16_t pxm; /* -1 without an SRAT */

	uint32_t memory_start_pfn; /* section 2: when the nodes are found */
	uint32_t memory_end_pfn;
	uint32_t memmap_bytes;

	bool gives; /* section 3: the node gives up pages */
	uint32_t present_end_pfn;
	uint32_t wanted_pages; /* 3.3: the number before the check for RAM */
	uint32_t reserved_pages;
	uint32_t alignment_pages;
	uint32_t remap_start_pfn;
	uint32_t remap_offset_pages;
	bool is_unsearched;	 /* the boot stopped before the four members above were known */
	uint32_t search_pfn;	 /* profile-2.6.32 3: where the search for its pages begins ... */
	uint32_t found_from_pfn; /* ... and where the search that found them began */

	uint32_t remap_vaddr_start; /* 4.7 */
	uint32_t remap_vaddr_end;
	uint32_t remap_alloc_vaddr; /* the position of its remap allocator after 4.7 */
	bool pgdat_in_remap;	    /* its pgdat is at remap_vaddr_start */
	uint32_t pgdat_vaddr;

	uint32_t start_pfn; /* 4.8 */
	uint32_t end_pfn;

	/*
	 * Section 6: from the smallest start to the largest end of its active
	 * ranges. Ranges whose end is below their start count, too, so the span
	 * can be such a range itself.
	 */
	struct nkv_range span;
	struct nkv_range high_zone; /* ram-in-use; empty for a node that is lost as a whole */

	struct {
		enum nkv_memmap_from from;
		uint64_t struct_pages; /* the number of its struct pages */
		uint32_t bytes;	       /* as the kernel computes it, in 32 bits */
		uint32_t vaddr;	       /* with NKV_MEMMAP_REMAP */
		/*
		 * With NKV_MEMMAP_BOOTMEM: the pages that it takes; empty if no free run is long
		 * enough.
		 */
		struct nkv_range taken;
		/* the pages it describes; some kernels widen them to MAX_ORDER_NR_PAGES */
		struct nkv_range pages;
	} memmap;
};

/* --- 6, with SPARSEMEM: sections (memory-model-sparse) --- */

/* A section, and the mem_map of the whole section. */
struct nkv_section {
	bool present;
	/* the first node to mark it: its mem_map may come from this node's remap area */
	uint8_t home_nid;
	uint8_t nid; /* its owner: the last node to mark it */
	enum nkv_memmap_from from;
	uint32_t vaddr;		/* with NKV_MEMMAP_REMAP */
	struct nkv_range taken; /* with NKV_MEMMAP_BOOTMEM: as in a node */
};

/* --- 4: placement --- */

enum nkv_lowmem_message_kind {
	NKV_MESSAGE_HIGHMEM_ONLY,      /* "only %uMB highmem pages available, ..." */
	NKV_MESSAGE_WILL_BE_USED,      /* "Warning only %uMB will be used." */
	NKV_MESSAGE_4G_WILL_BE_USED,   /* "Warning only 4GB will be used." */
	NKV_MESSAGE_USE_HIGHMEM64G,    /* "Use a %s enabled kernel.": the profile has the word */
	NKV_MESSAGE_USE_HIGHMEM,       /* "Use a HIGHMEM enabled kernel." */
	NKV_MESSAGE_HIGHMEM_BIGGER,    /* "highmem size specified (%uMB) is bigger ..." */
	NKV_MESSAGE_HIGHMEM_SMALLER,   /* "highmem size %uMB results in smaller ..." */
	NKV_MESSAGE_HIGHMEM_NO_KERNEL, /* "ignoring highmem size on non-highmem kernel!" */
};

/* A message of find_max_low_pfn() and its figures, in the order they are printed. */
struct nkv_lowmem_message {
	enum nkv_lowmem_message_kind kind;
	uint32_t first_mb;
	uint32_t second_mb;
};

enum { NKV_LOWMEM_MESSAGES_MAX = 3 };

/* One call of find_max_low_pfn() (boot-layout 4.2). */
struct nkv_lowmem_call {
	uint32_t max_pfn_before;
	uint32_t highmem_pages_before; /* 0xffffffff: not set */
	uint32_t max_pfn_after;
	uint32_t highmem_pages_after;
	uint32_t max_low_pfn; /* the result */
	struct nkv_lowmem_message messages[NKV_LOWMEM_MESSAGES_MAX];
	size_t message_count;
};

/* --- 5: the boot-time allocator --- */

enum nkv_bootmem_op {
	NKV_BOOTMEM_FREE,
	NKV_BOOTMEM_RESERVE,
};

/* The reservations that setup makes for itself, each at most once. */
enum nkv_setup_reserve {
	NKV_SETUP_OTHER, /* a free, or a reservation for other firmware */
	NKV_SETUP_KERNEL,
	NKV_SETUP_PAGE_0,
	NKV_SETUP_EBDA,
	NKV_SETUP_AMD_K7,
	NKV_SETUP_TRAMPOLINE,
	NKV_SETUP_KVA,
	NKV_SETUP_INITRD,
	NKV_SETUP_WASTED,
	NKV_SETUP_RESERVES
};

/* The test in the allocator that a call fails. */
enum nkv_bootmem_bug {
	NKV_BUG_NONE,
	NKV_BUG_FREE_TWICE,  /* a page is already free */
	NKV_BUG_ZERO_LENGTH, /* no bytes are reserved */
	NKV_BUG_WRAPS,	     /* the end wrapped, and is at or below the start */
	/* starts at or above max_low_pfn, ends above it, or is in no bitmap */
	NKV_BUG_BEYOND_LOWMEM,
	NKV_BUG_OTHER_NODE,  /* it is for a node without a bitmap */
	NKV_BUG_BLANK_RANGE, /* it frees pages below the bitmap of its node */
};

struct nkv_bootmem_call {
	enum nkv_bootmem_op op;
	enum nkv_setup_reserve setup;
	uint32_t start; /* as passed: 32 bits, wrapped */
	uint32_t size;
	const char *by;		  /* who makes the call */
	int8_t nid;		  /* the node whose bitmap is meant; -1: all */
	enum nkv_bootmem_bug bug; /* unless NKV_BUG_NONE: the boot stops in this call */
};

/* A bitmap of a kernel that does not have exactly one for all of low memory (profile-2.6.32 5). */
struct nkv_bitmap {
	uint8_t nid;
	uint32_t start_pfn;
	uint32_t end_pfn;
	uint32_t address;    /* the running address at the beginning of this page ... */
	uint32_t bitmap_pfn; /* ... and the page */
	uint32_t bitmap_bytes;
	struct nkv_range_list free; /* when setup ends */
	uint64_t free_pages;
};

enum nkv_initrd_fate {
	NKV_INITRD_NONE,
	NKV_INITRD_KEPT,
	NKV_INITRD_MOVED,
	NKV_INITRD_WRAPS, /* from here on: the initrd is disabled ... */
	NKV_INITRD_TOO_LARGE,
	NKV_INITRD_BEYOND_LOWMEM,
};

/* --- 6: active ranges --- */

/*
 * A range of a node's pages, or the span of its zones. Shrinking can leave
 * end_pfn below start_pfn.
 */
struct nkv_active_range {
	uint32_t start_pfn;
	uint32_t end_pfn;
	uint8_t nid;
};

/* --- how RAM is used --- */

/* Pages of RAM (1.4), each counted once (ram-in-use). */
struct nkv_ram {
	uint64_t pages;	       /* all of them */
	uint64_t low_pages;    /* low memory */
	uint64_t high_pages;   /* free high memory */
	uint64_t remap_pages;  /* above low memory, under the windows */
	uint64_t wasted_pages; /* above low memory, lost to alignment */
	uint64_t unused_pages; /* the rest */
};

/* --- the whole plan --- */

struct nkv_plan {
	const struct nkv_machine *machine;
	unsigned int known; /* enum nkv_fact, or-ed */
	const struct nkv_step *const
		*steps;	   /* the steps of the profile, in the order of its boot ... */
	size_t step_count; /* ... and how many were taken, including the one that stopped */
	enum nkv_stop stopped_at;
	uint8_t stopped_nid; /* the node, with NKV_STOP_NODE_RANGES or NKV_STOP_ZONES */
	enum nkv_verdict verdict;

	/* 0, 1 */
	uint32_t pages_per_large_page; /* PTRS_PER_PTE */
	uint32_t text;		       /* the kernel's address; always 1 MiB in early kernels */
	uint32_t vmalloc_reserve;      /* bytes, after the command line */
	uint32_t vmalloc_end;	       /* MAXMEM is counted from here; 0: from 2^32 */
	uint32_t maxmem_pfn;	       /* MAXMEM_PFN */
	/* entries of the firmware's map that did not fit ("Ooops!") */
	size_t e820_dropped;
	bool user_defined_e820;
	bool highmem_given;	      /* the command line has highmem= */
	uint32_t highmem_given_pages; /* its last value; 0xffffffff (not set) without one */
	uint64_t ram_pages;    /* whole usable pages of the map in effect, each counted once */
	uint32_t e820_max_pfn; /* max_pfn as computed in 1.5 */

	/* 1.6 to 1.8 of profile-2.6.32 */
	/* this kernel makes early reservations; otherwise the following is unused */
	bool reserves_early;
	struct nkv_early_reservation early[NKV_EARLY_RESERVATIONS_MAX];
	size_t early_count;
	/* the reservation that failed; `by` is NULL if none did */
	struct nkv_early_reservation early_refused;
	/* the one that it overlaps; `by` is NULL if none */
	struct nkv_early_reservation early_met;
	uint32_t image_end;
	struct nkv_page_tables page_tables;

	/* 2 */
	enum nkv_srat_stop srat_stop;
	size_t srat_stop_table; /* the table that is too large, or that should be the SRAT */
	enum nkv_memory_source memory_source;
	size_t chunk_count;
	size_t chunks_max;	/* the number that this kernel keeps */
	size_t chunks_dropped;	/* enabled memory entries beyond that number */
	size_t processors_read; /* the entries of the SRAT that are read, if that is limited ... */
	size_t memory_read;
	bool chunk_table_overrun;
	uint8_t pxm_seen[32]; /* a bitmap of proximity domains */
	struct nkv_node nodes[NKV_NODES_MAX];
	size_t node_count;
	int8_t physnode_map[NKV_PHYSNODE_ENTRIES_MAX]; /* -1: no node */
	uint32_t physnode_entries;		       /* the number of valid entries ... */
	uint32_t physnode_entry_pages;		       /* ... and of pages in each */

	/* 3 */
	uint32_t remap_total_pages; /* the pages that the nodes give up, without slack */

	/* 4 */
	struct nkv_lowmem_call lowmem_calls[2]; /* one more if the KVA is above low memory */
	size_t lowmem_call_count;
	uint32_t boot_min_low_pfn; /* 4.1: before any pgdat, as the console shows it */
	/* if the KVA is searched for: where the search that found it began */
	uint32_t kva_found_from_pfn;
	uint32_t kva_wanted_pfn;  /* 4.3: before alignment; only in low memory */
	uint32_t kva_slack_pages; /* 4.4: only in low memory */
	uint32_t kva_start_pfn;	  /* highstart_pfn if it is above low memory */
	uint32_t kva_pages;	  /* including the slack of 2.6.25 */
	uint32_t wasted_pages;
	uint32_t max_pfn;
	uint32_t max_low_pfn;
	uint32_t min_low_pfn; /* after 4.7 */
	uint32_t highstart_pfn;
	uint32_t highend_pfn;

	/* 5 */
	uint32_t bitmap_pfn;
	uint32_t bitmap_bytes;
	/* one for each node, only in kernels with early reservations */
	struct nkv_bitmap bitmaps[NKV_NODES_MAX];
	size_t bitmap_count;
	const struct nkv_bootmem_call *calls;
	size_t call_count;
	enum nkv_initrd_fate initrd_fate;
	uint32_t initrd_start;	    /* where it is in the end, if it is kept or moved */
	struct nkv_range_list free; /* when setup ends; from node 0's bitmap if each node has one */
	uint64_t free_pages;

	/* 6 */
	size_t active_range_count;

	/* ram-in-use */
	struct nkv_ram ram;
	/* the free pages that are left after the mem_maps are taken from them */
	uint64_t lowmem_left_pages;

	/* 6, with SPARSEMEM */
	uint32_t pages_per_section; /* 0 with DISCONTIGMEM */
	/* NKV_SECTIONS_MAX, including absent sections; 0 with DISCONTIGMEM */
	size_t section_count;
	uint32_t section_memmap_bytes; /* size of the mem_map of each section */
	uint64_t memmap_pages;	       /* pages of `free` that the mem_maps and a block map take */
	/* there was no room for one of them, or for the block map: the boot stops */
	bool memmaps_lack_room;

	/* 7 */
	const struct nkv_hazard *hazards; /* in the order of the profile's rules */
	size_t hazard_count;

	/*
	 * Lists. Only as many entries are set as are counted. They come last,
	 * so that a plan can begin without clearing them.
	 */
	struct nkv_e820_map bios_e820;		      /* 1: before the command line */
	struct nkv_e820_map e820;		      /* 1: the map in effect */
	struct nkv_chunk chunks[NKV_SRAT_CHUNKS_MAX]; /* 2: sorted, as the kernel keeps them */
	/*
	 * 6. In flat mode, and in kernels that have zones instead (these are
	 * then their spans), the list is empty until the boot-time allocator is
	 * set up.
	 */
	struct nkv_active_range active_ranges[NKV_ACTIVE_RANGES_MAX];
	struct nkv_section sections[NKV_SECTIONS_MAX]; /* 6 */
};

/*
 * The number of bytes of workspace for a plan of this machine. It depends only
 * on the number of the machine's entries, not on the amount of its memory.
 */
size_t nkv_workspace_bytes(const struct nkv_machine *machine);

/*
 * Computes what the kernel would do with the machine (boot-layout 1 to 7).
 *
 * The lists of the plan (calls, free ranges, hazards and their lists) are put
 * into the workspace, which must be aligned as malloc() aligns. The workspace
 * and the machine must outlive the plan. Nothing is allocated, printed or kept
 * elsewhere: plans of different machines can be computed at the same time.
 *
 * Returns NKV_OK with *plan filled; NKV_ERROR_WORKSPACE if workspace_bytes is
 * less than nkv_workspace_bytes(); or the error of nkv_machine_check(). After
 * an error *plan has no meaning.
 */
enum nkv_error nkv_plan_machine(const struct nkv_machine *machine, void *workspace,
				size_t workspace_bytes, struct nkv_plan *plan);

/* The node with that number, or NULL: the numbers of a NUMA-Q's quads can have gaps. */
const struct nkv_node *nkv_plan_node(const struct nkv_plan *plan, int nid);

/* Whether the boot came far enough to know this fact. */
bool nkv_plan_knows(const struct nkv_plan *plan, enum nkv_fact fact);

/* The hazard of that code, or NULL. */
const struct nkv_hazard *nkv_plan_hazard(const struct nkv_plan *plan, enum nkv_hazard_code code);

/* "boots", "unstable" or "panics". */
const char *nkv_verdict_name(enum nkv_verdict verdict);

/* "placement", "node-ranges", "bootmem", "zones", or NULL for NKV_STOP_NONE. */
const char *nkv_stop_name(enum nkv_stop stop);

/* "flat", "srat" or "numaq". */
const char *nkv_memory_source_name(enum nkv_memory_source source);

/* "none", "remap" or "bootmem". */
const char *nkv_memmap_from_name(enum nkv_memmap_from from);

#ifdef __cplusplus
}
#endif

#endif
