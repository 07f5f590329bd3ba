/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A plan: what a kernel would do with a machine's memory, step by step.
 *
 * Members are named after the kernel's variables and hold the kernel's 32-bit
 * values, wrapped where the kernel wraps them. Besides the results, each step
 * leaves what it worked with, so that a writer can show the working without
 * computing anything again.
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
	NKV_SRAT_CHUNKS_MAX = 64,	 /* the most any kernel keeps */
	NKV_ACTIVE_RANGES_MAX = 256,	 /* MAX_ACTIVE_REGIONS */
	NKV_PHYSNODE_PAGES = 1 << 24,	 /* what physnode_map covers: 64 GiB ... */
	NKV_PHYSNODE_ENTRIES_MAX = 1024, /* ... in so many entries at most */
	NKV_SECTIONS_MAX = 64,		 /* SPARSEMEM's: to 64 GiB with PAE, 4 GiB without */
	NKV_EARLY_RESERVATIONS_MAX = 20, /* MAX_EARLY_RES */
};

/*
 * What a plan can know, each after a step of its own. What lies beyond the
 * step at which a boot stops is not computed.
 */
enum nkv_fact {
	NKV_FACT_ALWAYS = 0,	       /* known of every plan */
	NKV_FACT_MAP = 1 << 0,	       /* the E820 map in effect */
	NKV_FACT_NODES = 1 << 1,       /* the nodes, and what they give */
	NKV_FACT_WINDOWS = 1 << 2,     /* where the KVA is, and each node's window of it */
	NKV_FACT_ENDS = 1 << 3,	       /* where memory and nodes begin and end */
	NKV_FACT_BITMAP = 1 << 4,      /* the boot-time allocator, and calls of it */
	NKV_FACT_FREE = 1 << 5,	       /* what is free in it when setup ends */
	NKV_FACT_MEMMAPS = 1 << 6,     /* the mem_maps: setup ended without a BUG */
	NKV_FACT_REMAP = 1 << 7,       /* of every plan, but of a kernel whose nodes give nothing */
	NKV_FACT_SECTIONS = 1 << 8,    /* SPARSEMEM's sections and their mem_maps */
	NKV_FACT_RAM = 1 << 9,	       /* what becomes of RAM */
	NKV_FACT_HIGH_ZONES = 1 << 10, /* each node's high zone */
	NKV_FACT_KVA = 1 << 11,	       /* the KVA and the windows, 0 where they are not known */
};

/* Where the boot ended, in the order of the boot. */
enum nkv_stop {
	NKV_STOP_NONE,
	NKV_STOP_IMAGE,	      /* the image is where it must not be (profile-2.6.32 1.7) */
	NKV_STOP_E820,	      /* the command line's map is none (profile-2.6.32 1.3) */
	NKV_STOP_PAGE_TABLES, /* no place for the page tables (profile-2.6.32 1.8) */
	NKV_STOP_INITRD,      /* no place for the initrd (profile-2.6.32 1.9) */
	NKV_STOP_KVA_RAM,     /* no place for what a node gives (profile-2.6.32 3) */
	NKV_STOP_PLACEMENT,   /* no place for the KVA in low memory (4) */
	NKV_STOP_NODE_RANGES, /* a node's end lies below its start (4.8) */
	NKV_STOP_BOOTMEM,     /* a BUG in the boot-time allocator (5) */
	NKV_STOP_ZONES,	      /* a node's zones are impossible, or there is no page for them (6) */
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

/* What a word of the command line asks for (boot-layout 1.3). */
enum nkv_word_kind {
	NKV_WORD_OTHER,	    /* changes nothing */
	NKV_WORD_LIMIT,	    /* mem=SIZE, memmap=SIZE */
	NKV_WORD_EXACTMAP,  /* memmap=exactmap */
	NKV_WORD_ADD,	    /* memmap=SIZE@START, SIZE#START, SIZE$START */
	NKV_WORD_HIGHMEM,   /* highmem=SIZE */
	NKV_WORD_VMALLOC,   /* vmalloc=SIZE */
	NKV_WORD_NOPENTIUM, /* mem=nopentium, where it has an effect */
};

struct nkv_word {
	enum nkv_word_kind kind;
	const char *text; /* in the command line; not NUL-terminated */
	size_t length;
	uint64_t size;			/* SIZE, bytes, wrapped at 64 bits as the kernel does */
	struct nkv_e820_entry addition; /* NKV_WORD_ADD */
	bool malformed;			/* the kernel complains of it */
};

/*
 * Takes the next word off a command line: *cursor points into it and is moved
 * past the word. Returns false at the end.
 */
bool nkv_cmdline_next(const char **cursor, struct nkv_word *word);

/* Likewise, the word as that kernel reads it, which may see another in it. */
bool nkv_cmdline_read(const struct nkv_kernel *kernel, const char **cursor, struct nkv_word *word);

/* What nkv_e820_apply() did to a map. */
enum nkv_map_change {
	NKV_MAP_UNCHANGED,
	NKV_MAP_LIMITED,	 /* a limit stopped at an entry ("endfor") */
	NKV_MAP_LIMIT_UNREACHED, /* a limit met no entry to stop at ("endfunc") */
	NKV_MAP_EMPTIED,
	NKV_MAP_ADDED,
	NKV_MAP_FULL, /* an addition that no longer fitted ("Ooops!") */
};

/*
 * Does to the map what a kernel does on meeting the word. Replaying a
 * machine's command line over nkv_plan.bios_e820 gives nkv_plan.e820, with the
 * map before and after each word for whoever wants to show them.
 */
enum nkv_map_change nkv_e820_apply(const struct nkv_kernel *kernel, struct nkv_e820_map *map,
				   const struct nkv_word *word);

/* Whether the word makes the map "user-defined". */
bool nkv_word_defines_map(const struct nkv_word *word);

/*
 * The whole pages of a usable entry, PFN_UP(start) to PFN_DOWN(end), both cut
 * to 32 bits. Empty for an entry that is not usable (boot-layout 1.4, 1.5).
 */
struct nkv_range nkv_e820_pages(const struct nkv_e820_entry *entry);

/* --- 1.6: early reservations (profile-2.6.32) --- */

/* Bytes that are taken before there is an allocator. */
struct nkv_early_reservation {
	uint64_t start;
	uint64_t end; /* in 2.6.27 to 2.6.29 it can lie below the start */
	const char *by;
	bool yields; /* another may take of it */
};

/* The page tables of low memory and of the fixed addresses (profile-2.6.32 1.7, 1.8). */
struct nkv_page_tables {
	uint64_t extra_bytes; /* what the boot page tables map beyond the image ... */
	uint64_t mapped_end;  /* ... and where ends what they map */
	/* What is asked for: upper tables, of large pages, of small ones, of fixed addresses. */
	uint32_t part_bytes[4];
	uint32_t size_bytes; /* their sum ... */
	bool found;
	uint64_t start; /* ... and where it is found */
	uint32_t lowmem_pages;
	uint32_t fixmap_pages;
	uint32_t used_pages;  /* the sum of these two: what is needed */
	bool has_large_pages; /* low memory is mapped with them */
};

/* --- 2: nodes --- */

enum nkv_memory_source {
	NKV_MEMORY_FLAT,
	NKV_MEMORY_SRAT,
	NKV_MEMORY_NUMAQ, /* the quads' own table */
};

/* Whether the kernel can read the SRAT, or why not (srat-in-reach). */
enum nkv_srat_stop {
	NKV_SRAT_NONE, /* there is none */
	NKV_SRAT_IN_REACH,
	NKV_SRAT_KERNEL_ABOVE_8M, /* the following are out of reach ... */
	NKV_SRAT_NO_TABLES,
	NKV_SRAT_TOO_MANY_TABLES,
	NKV_SRAT_TABLE_TOO_LARGE,
	NKV_SRAT_NOT_FIRST,
	NKV_SRAT_NOT_LISTED,
};

/*
 * Whether the machine's kernel comes to its SRAT, on which nothing else has an
 * effect. *table is the one at which it stops, where it stops at one. The
 * machine must have passed nkv_machine_check().
 */
enum nkv_srat_stop nkv_srat_stop_of(const struct nkv_machine *machine, size_t *table);

/* How many pages a table spans, as the kernel counts them; 1 if its extent is unknown. */
uint64_t nkv_acpi_table_pages(const struct nkv_acpi_table *table);

/* A memory chunk of the SRAT, as the kernel keeps it. */
struct nkv_chunk {
	uint32_t start_pfn;
	uint32_t end_pfn;
	uint8_t pxm;
	uint8_t nid;
	bool ignored; /* starts at or above max_pfn: no part of its node's range */
	uint32_t
		active_ranges_before; /* how many active ranges were listed when it was registered */
};

enum nkv_memmap_from {
	NKV_MEMMAP_NONE,
	NKV_MEMMAP_REMAP,
	NKV_MEMMAP_BOOTMEM,
};

struct nkv_node {
	uint8_t nid;
	int16_t pxm; /* -1 without an SRAT */

	uint32_t memory_start_pfn; /* section 2: as the nodes are found */
	uint32_t memory_end_pfn;
	uint32_t memmap_bytes;

	bool gives; /* section 3: it is not passed over */
	uint32_t present_end_pfn;
	uint32_t wanted_pages; /* 3.3: size before the check for RAM */
	uint32_t reserved_pages;
	uint32_t alignment_pages;
	uint32_t remap_start_pfn;
	uint32_t remap_offset_pages;
	bool is_unsearched;	 /* the boot did not come as far as to know the four above */
	uint32_t search_pfn;	 /* profile-2.6.32 3: from where its pages are searched ... */
	uint32_t found_from_pfn; /* ... and from where they were found */

	uint32_t remap_vaddr_start; /* 4.7 */
	uint32_t remap_vaddr_end;
	uint32_t remap_alloc_vaddr; /* where its remap allocator stands after 4.7 */
	bool pgdat_in_remap;	    /* its pgdat lies at remap_vaddr_start */
	uint32_t pgdat_vaddr;

	uint32_t start_pfn; /* 4.8 */
	uint32_t end_pfn;

	/*
	 * Section 6: from the smallest start to the largest end of its active
	 * ranges, those inside out too; so it may itself be inside out.
	 */
	struct nkv_range span;
	struct nkv_range high_zone; /* ram-in-use; of a node that is lost whole: empty */

	struct {
		enum nkv_memmap_from from;
		uint64_t struct_pages; /* how many it has */
		uint32_t bytes;	       /* as the kernel computes them, 32 bits */
		uint32_t vaddr;	       /* with NKV_MEMMAP_REMAP */
		/* With NKV_MEMMAP_BOOTMEM: the pages that it takes; none if no run is long enough. */
		struct nkv_range taken;
		struct nkv_range pages; /* what it covers; widened to MAX_ORDER_NR_PAGES by some */
	} memmap;
};

/* --- 6, with SPARSEMEM: sections (memory-model-sparse) --- */

/* A section, and its mem_map, which covers all of it. */
struct nkv_section {
	bool present;
	uint8_t home_nid; /* the first node to mark it: whose remap area its mem_map may come from */
	uint8_t nid;	  /* its owner, the last to mark it */
	enum nkv_memmap_from from;
	uint32_t vaddr;		/* with NKV_MEMMAP_REMAP */
	struct nkv_range taken; /* with NKV_MEMMAP_BOOTMEM: as that of a node */
};

/* --- 4: placement --- */

enum nkv_lowmem_message_kind {
	NKV_MESSAGE_HIGHMEM_ONLY,      /* "only %uMB highmem pages available, ..." */
	NKV_MESSAGE_WILL_BE_USED,      /* "Warning only %uMB will be used." */
	NKV_MESSAGE_4G_WILL_BE_USED,   /* "Warning only 4GB will be used." */
	NKV_MESSAGE_USE_HIGHMEM64G,    /* "Use a %s enabled kernel.": the profile says which */
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
	uint32_t highmem_pages_before; /* 0xffffffff: unset */
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

/* The reserves that setup makes for itself, each at most once. */
enum nkv_setup_reserve {
	NKV_SETUP_OTHER, /* a free, or a reserve for other firmware */
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

/* The test of the allocator that a call fails. */
enum nkv_bootmem_bug {
	NKV_BUG_NONE,
	NKV_BUG_FREE_TWICE,    /* a page is free already */
	NKV_BUG_ZERO_LENGTH,   /* no bytes are reserved */
	NKV_BUG_WRAPS,	       /* ends at or below its start, as the end wrapped */
	NKV_BUG_BEYOND_LOWMEM, /* starts at or ends above max_low_pfn, or outside all bitmaps */
	NKV_BUG_OTHER_NODE,    /* is for a node without a bitmap */
	NKV_BUG_BLANK_RANGE,   /* frees pages below its node's bitmap */
};

struct nkv_bootmem_call {
	enum nkv_bootmem_op op;
	enum nkv_setup_reserve setup;
	uint32_t start; /* as passed: 32 bits, wrapped */
	uint32_t size;
	const char *by;		  /* who makes the call */
	int8_t nid;		  /* for which node's bitmap; -1: for all of them */
	enum nkv_bootmem_bug bug; /* if not NKV_BUG_NONE, the boot stops in this call */
};

/* A bitmap, where low memory does not have one for all of it and no more (profile-2.6.32 5). */
struct nkv_bitmap {
	uint8_t nid;
	uint32_t start_pfn;
	uint32_t end_pfn;
	uint32_t address;    /* the running address: it lies at the start of this page ... */
	uint32_t bitmap_pfn; /* ... which is this */
	uint32_t bitmap_bytes;
	struct nkv_range_list free; /* when setup ends */
	uint64_t free_pages;
};

enum nkv_initrd_fate {
	NKV_INITRD_NONE,
	NKV_INITRD_KEPT,
	NKV_INITRD_MOVED,
	NKV_INITRD_WRAPS, /* the following are disabled ... */
	NKV_INITRD_TOO_LARGE,
	NKV_INITRD_BEYOND_LOWMEM,
};

/* --- 6: active ranges --- */

/*
 * A range of a node's pages, or what its zones span. Shrinking can leave
 * end_pfn below start_pfn.
 */
struct nkv_active_range {
	uint32_t start_pfn;
	uint32_t end_pfn;
	uint8_t nid;
};

/* --- what becomes of RAM --- */

/* Pages of RAM (1.4), each counted once (ram-in-use). */
struct nkv_ram {
	uint64_t pages;	       /* all */
	uint64_t low_pages;    /* low memory */
	uint64_t high_pages;   /* become free high memory */
	uint64_t remap_pages;  /* above low memory, under the windows */
	uint64_t wasted_pages; /* above low memory, lost to alignment */
	uint64_t unused_pages; /* the rest */
};

/* --- the whole --- */

struct nkv_plan {
	const struct nkv_machine *machine;
	unsigned int known; /* enum nkv_fact, or-ed */
	const struct nkv_step *const
		*steps;	   /* those of the profile, in the order of its boot ... */
	size_t step_count; /* ... and how many were taken, that which stopped included */
	enum nkv_stop stopped_at;
	uint8_t stopped_nid; /* the node, with NKV_STOP_NODE_RANGES or NKV_STOP_ZONES */
	enum nkv_verdict verdict;

	/* 0, 1 */
	uint32_t pages_per_large_page; /* PTRS_PER_PTE */
	uint32_t text;		       /* where the kernel lies; early ones only at 1 MiB */
	uint32_t vmalloc_reserve;      /* bytes, after the command line */
	uint32_t vmalloc_end;	       /* where MAXMEM is counted from; 0: from 2^32 */
	uint32_t maxmem_pfn;	       /* MAXMEM_PFN */
	size_t e820_dropped;	       /* entries of the firmware that did not fit ("Ooops!") */
	bool user_defined_e820;
	bool highmem_given;	      /* the command line has highmem= */
	uint32_t highmem_given_pages; /* its last value; 0xffffffff (unset) without one */
	uint64_t ram_pages;    /* whole usable pages of the map in effect, each counted once */
	uint32_t e820_max_pfn; /* max_pfn as 1.5 finds it */

	/* 1.6 to 1.8 of profile-2.6.32 */
	bool reserves_early; /* its kernel does so: what follows has a meaning */
	struct nkv_early_reservation early[NKV_EARLY_RESERVATIONS_MAX];
	size_t early_count;
	struct nkv_early_reservation early_refused; /* ... has `by` NULL if none was */
	struct nkv_early_reservation early_met;	    /* what that meets, or `by` is NULL */
	uint32_t image_end;
	struct nkv_page_tables page_tables;

	/* 2 */
	enum nkv_srat_stop srat_stop;
	size_t srat_stop_table; /* which one is too large, or not the SRAT */
	enum nkv_memory_source memory_source;
	size_t chunk_count;
	size_t chunks_max;	/* how many this kernel keeps */
	size_t chunks_dropped;	/* enabled memory entries after that many */
	size_t processors_read; /* of the SRAT's entries, where only so many are read ... */
	size_t memory_read;
	bool chunk_table_overrun;
	uint8_t pxm_seen[32]; /* bitmap over proximity domains */
	struct nkv_node nodes[NKV_NODES_MAX];
	size_t node_count;
	int8_t physnode_map[NKV_PHYSNODE_ENTRIES_MAX]; /* -1: none */
	uint32_t physnode_entries;		       /* how many of them count ... */
	uint32_t physnode_entry_pages;		       /* ... and what each stands for */

	/* 3 */
	uint32_t remap_total_pages; /* what the nodes give, without slack */

	/* 4 */
	struct nkv_lowmem_call lowmem_calls[2]; /* a KVA above low memory takes one */
	size_t lowmem_call_count;
	uint32_t boot_min_low_pfn;   /* 4.1: before any pgdat, as the console has it */
	uint32_t kva_found_from_pfn; /* where it is searched for: from where it was found */
	uint32_t kva_wanted_pfn;     /* 4.3: before alignment; in low memory only ... */
	uint32_t kva_slack_pages;    /* ... and 4.4 */
	uint32_t kva_start_pfn;	     /* above low memory: highstart_pfn */
	uint32_t kva_pages;	     /* with 2.6.25's slack */
	uint32_t wasted_pages;
	uint32_t max_pfn;
	uint32_t max_low_pfn;
	uint32_t min_low_pfn; /* after 4.7 */
	uint32_t highstart_pfn;
	uint32_t highend_pfn;

	/* 5 */
	uint32_t bitmap_pfn;
	uint32_t bitmap_bytes;
	struct nkv_bitmap bitmaps[NKV_NODES_MAX]; /* with early reservations only: by node */
	size_t bitmap_count;
	const struct nkv_bootmem_call *calls;
	size_t call_count;
	enum nkv_initrd_fate initrd_fate;
	uint32_t initrd_start;	    /* where it ends up, if it is kept or moved */
	struct nkv_range_list free; /* when setup ends: of node 0's bitmap, where each has one */
	uint64_t free_pages;

	/* 6 */
	size_t active_range_count;

	/* ram-in-use */
	struct nkv_ram ram;
	uint64_t lowmem_left_pages; /* of what is free, when the mem_maps are taken from it */

	/* 6, with SPARSEMEM */
	uint32_t pages_per_section;    /* 0 with DISCONTIGMEM */
	size_t section_count;	       /* NKV_SECTIONS_MAX, absent ones too; 0 with DISCONTIGMEM */
	uint32_t section_memmap_bytes; /* of each section's mem_map */
	uint64_t memmap_pages;	       /* what the mem_maps and a block map take of `free` */
	bool memmaps_lack_room; /* one of them, or the block map, found none: the boot ends */

	/* 7 */
	const struct nkv_hazard *hazards; /* in the order of the profile's rules */
	size_t hazard_count;

	/*
	 * Lists, of which there is as much as is counted, and nothing beyond:
	 * they come last, so that a plan is begun without clearing them.
	 */
	struct nkv_e820_map bios_e820;		      /* 1: before the command line */
	struct nkv_e820_map e820;		      /* 1: in effect */
	struct nkv_chunk chunks[NKV_SRAT_CHUNKS_MAX]; /* 2: sorted, as the kernel keeps them */
	/*
	 * 6. In flat mode, and of kernels that have zones instead, whose spans
	 * these then are, nothing is listed until the boot-time allocator is
	 * set up.
	 */
	struct nkv_active_range active_ranges[NKV_ACTIVE_RANGES_MAX];
	struct nkv_section sections[NKV_SECTIONS_MAX]; /* 6 */
};

/*
 * How many bytes of workspace a plan of this machine takes. Depends on the
 * number of its entries alone, never on the amount of its memory.
 */
size_t nkv_workspace_bytes(const struct nkv_machine *machine);

/*
 * Computes what the kernel would do with the machine (boot-layout 1 to 7).
 *
 * Lists of the plan (calls, free ranges, hazards and theirs) are put into the
 * workspace, which must be aligned as malloc() aligns and must outlive the
 * plan, as must the machine. Nothing is allocated, printed or kept elsewhere:
 * plans of different machines can be computed at the same time.
 *
 * Returns NKV_OK with *plan filled; NKV_ERROR_WORKSPACE if workspace_bytes is
 * less than nkv_workspace_bytes(); or what nkv_machine_check() found. *plan
 * has no meaning after an error.
 */
enum nkv_error nkv_plan_machine(const struct nkv_machine *machine, void *workspace,
				size_t workspace_bytes, struct nkv_plan *plan);

/* The node of that number, or NULL: quads of a NUMA-Q may be missing between others. */
const struct nkv_node *nkv_plan_node(const struct nkv_plan *plan, int nid);

/* Whether the boot came as far as to make that known. */
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
