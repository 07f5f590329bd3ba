/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A second, slow computation of boot-layout 1 to 7, to be held against the
 * core. It shares nothing with it but the description of a machine: it goes
 * through memory page by page, as the kernel does, with a bit a page for each
 * set of pages. It is for machines of up to NEAR_PAGES.
 */
#ifndef TESTS_MODEL_MODEL_H
#define TESTS_MODEL_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <numakva/hazard.h>
#include <numakva/machine.h>

/* The kernel's unsigned long. */
typedef uint32_t ulong32;

enum {
	/* Pages have bits from 0 up to 16 GiB, and on both sides of 2^32, where pfns wrap. */
	NEAR_PAGES = 1 << 22,
	FAR_PAGES = 1 << 22,
	MODEL_PAGES = NEAR_PAGES + FAR_PAGES,
	MAP_ENTRIES = 128,
	CHUNKS_MAX = 64,
	NODES_MAX = 16,
	RANGES_MAX = 256,
	PHYSNODE_ENTRIES_MAX = 1024,
	SECTIONS = 64,
	CALLS_MAX = 1024,
	EARLY_MAX = 20,
	BOOTMAP_BYTES_MAX = (1 << 21) + 4096, /* a bit for each page below 4 GiB, of each node */
	NOBODY = -1,
};

#define FAR_START ((UINT64_C(1) << 32) - FAR_PAGES / 2)
#define NO_PAGE UINT64_MAX

/* By age. */
enum model_kernel {
	KERNEL_2_6_5,
	KERNEL_2_6_8,
	KERNEL_2_6_9,
	KERNEL_2_6_12,
	KERNEL_2_6_14,
	KERNEL_2_6_15,
	KERNEL_2_6_16,
	KERNEL_2_6_17,
	KERNEL_2_6_18,
	KERNEL_2_6_23,
	KERNEL_2_6_23_NUMABOOT,
	KERNEL_2_6_25,
	KERNEL_2_6_26,
	KERNEL_2_6_27,
	KERNEL_2_6_28,
	KERNEL_2_6_29,
	KERNEL_2_6_30,
	KERNEL_2_6_32,
};

/* The sets that a page can be in. */
enum page_set {
	PAGE_RAM,
	PAGE_FREE,
	PAGE_SPANNED,
	PAGE_KVA,
	PAGE_MAPPED_OVER,
	PAGE_KERNEL,
	PAGE_INITRD,
	PAGE_BACKING,
	/* what hazards cover */
	PAGE_FREED_TWICE,
	PAGE_KVA_ON_KERNEL,
	PAGE_UNREADABLE,
	PAGE_BAD,
	PAGE_BACKING_FREED,
	PAGE_INITRD_BAD,
	PAGE_MISMATCH,
	PAGE_KVA_ON_INITRD,
	PAGE_WASTED,
	PAGE_TAKEN,
	PAGE_TWICE,
	PAGE_UNUSED,
	PAGE_SHARED,
	PAGE_DEAD,
	PAGE_LOST,
	PAGE_FIRMWARE_RAM,
	PAGE_OUTSIDE_RAM,
	PAGE_RESERVED_FREED,
	PAGE_NEVER_USED,
	PAGE_SETS
};

struct map_entry {
	uint64_t start;
	uint64_t size;
	uint32_t type;
};

struct map {
	struct map_entry entries[MAP_ENTRIES];
	size_t count;
	size_t refused; /* "Ooops! Too many entries in the memory map!" */
};

struct chunk {
	ulong32 start;
	ulong32 end;
	unsigned int pxm;
	unsigned int nid;
};

enum memmap_from {
	FROM_NONE,
	FROM_REMAP,
	FROM_BOOTMEM,
};

struct node {
	bool online;		  /* numbers of quads can be missing */
	bool gives, above_memory; /* passed over for the remap, and why */
	int pxm;
	ulong32 start, end;
	ulong32 memmap_bytes;
	ulong32 present_end, reserved, alignment, remap_start, remap_offset;
	ulong32 vaddr_start, vaddr_end, alloc_vaddr, pgdat_vaddr;
	bool own_pgdat; /* in its remap area */
	enum memmap_from memmap_from;
	ulong32 bytes, vaddr;
	ulong32 span_start, span_end; /* once everything is known; both 0 without one */
	uint64_t map_first, map_last; /* the pages of the mem_map; the last is not in it */
};

struct active_range {
	unsigned int nid;
	ulong32 start, end;
};

/* SPARSEMEM: a part of memory that has a mem_map of its own. */
struct section {
	bool present;
	unsigned int home, owner; /* the first node to mark it, and the last */
	enum memmap_from from;
	ulong32 vaddr;
};

struct call {
	bool reserve;
	ulong32 start, size;
	const char *by;
	bool bug;
	int nid; /* from 2.6.27 on; NOBODY: all bitmaps */
};

enum model_end {
	END_GOOD,
	END_MAP_THROWN_AWAY, /* not a machine */
	END_PLACEMENT,
	END_NODE_RANGES,
	END_BOOTMEM,
	END_ZONES,
	END_IMAGE,
	END_USER_MAP,
	END_PAGE_TABLES,
	END_INITRD,
	END_KVA_RAM,
};

enum model_message {
	MESSAGE_ONLY = 1 << 0,
	MESSAGE_BIGGER = 1 << 1,
	MESSAGE_SMALLER = 1 << 2,
	MESSAGE_IGNORING = 1 << 3,
	MESSAGE_WILL_BE_USED = 1 << 4,
	MESSAGE_4G_USED = 1 << 5,
};

struct model;

/* From 2.6.27 on: bytes that are taken before there is an allocator. */
struct early {
	uint64_t start, end;
	const char *by;
	bool yields;
};

/* A bitmap of the allocator of those kernels, whose bytes are in memory with those of others. */
struct bitmap {
	unsigned int nid;
	ulong32 start, end;
	uint64_t address; /* the running one */
	ulong32 bytes;
	uint64_t free_pages;
};

/* What only those kernels have. */
struct late {
	struct early early[EARLY_MAX];
	size_t early_count;
	struct early refused, met; /* those of a panic */
	uint64_t image_end, mapped_end;
	bool small_pages; /* nopentium */
	bool tables_found;
	uint64_t tables_start, tables_bytes, tables_used;
	bool hangs;
	bool bootmap_found;
	uint64_t bootmap, bootmap_bytes;
	struct bitmap bitmaps[NODES_MAX];
	size_t bitmap_count;
	unsigned char bytes
		[BOOTMAP_BYTES_MAX]; /* from BOOTMAP on; a bit is set for a page that is taken */
	bool other_node, blank, no_kmap_table, no_room;
};

/* One hazard (7). */
struct finding {
	bool there;
	enum nkv_severity severity;
	enum page_set set; /* the pages that it covers, if it lists any ... */
	bool (*covers)(const struct model *model,
		       uint64_t pfn); /* ... and where they have no bits */
	uint32_t nids;
	uint64_t pages, bytes, pfn;
};

struct model {
	const struct nkv_machine *machine;
	enum model_kernel kernel;
	bool highmem;	    /* HIGHMEM is not off */
	ulong32 large_page; /* in pages: PTRS_PER_PTE */
	enum model_end end;
	unsigned int end_nid;

	struct map firmware_map; /* sanitised, and nothing more */
	struct map bios_map, map;
	bool user_defined;
	bool highmem_word;
	ulong32 highmem_word_pages;
	ulong32 vmalloc_reserve, maxmem_pfn;
	ulong32 first_max_pfn;

	bool srat, numaq;
	const char *unread; /* why the SRAT is out of reach; or NULL */
	int unread_table;   /* which table stops the search; -1: none */
	uint64_t unread_pages;
	struct chunk chunks[CHUNKS_MAX];
	size_t chunk_count, chunks_max;
	bool chunk_overrun;
	struct chunk dropped[256];
	size_t dropped_count;
	struct node nodes[NODES_MAX];
	unsigned int node_count;
	int physnode[PHYSNODE_ENTRIES_MAX];
	size_t physnode_entries;	     /* how many count ... */
	ulong32 physnode_pages;		     /* ... and what each is for */
	size_t processors_read, memory_read; /* of the SRAT */
	uint32_t overflow_nids;
	struct active_range ranges[RANGES_MAX];
	size_t range_count;

	bool sparse;
	ulong32 section_pages;
	struct section sections[SECTIONS];
	uint32_t section_overflow_nids;
	bool took_section_memmap, out_of_memory;
	uint64_t memmap_pages; /* what the sections take of low memory */

	ulong32 highmem_pages;	  /* the kernel's variable */
	unsigned int messages[2]; /* of each call of find_max_low_pfn() */
	unsigned int message_calls;
	ulong32 boot_min_low_pfn, min_low_pfn, max_low_pfn, max_pfn;
	ulong32 highstart_pfn, highend_pfn;
	ulong32 kva_start, kva_pages, wasted_pages, slack;
	ulong32 swallowed; /* how many pages the KVA is larger than low memory */
	uint32_t overlong_nids;

	ulong32 bitmap_pfn, bitmap_bytes;
	struct call calls[CALLS_MAX];
	size_t call_count;
	const char *initrd_disabled; /* why */
	bool initrd_used;
	ulong32 initrd_start;
	bool zero_length, wraps, beyond_lowmem;
	ulong32 bug_address;
	bool address_wrapped;
	ulong32 wrapped_address;
	uint64_t true_address;

	struct {
		uint64_t pages, low_pages, high_pages, remap_pages, wasted_pages, unused_pages;
	} ram;
	uint64_t lowmem_left;

	struct finding findings[NKV_HAZARD_COUNT];

	struct late late;

	uint32_t *pages;	       /* of each: bit n is set for a page in set n */
	uint64_t set_pages[PAGE_SETS]; /* how many are in each set */
	size_t near_count, far_count;  /* how many of them may have one */
};

/* Whether the model knows that kernel. */
bool model_knows(const struct nkv_profile *profile);

/* Puts the default in place of a kernel that it does not know, and nodes where it has no sections. */
void model_make_known(struct nkv_kernel *kernel);

/* Computes everything. `pages` has MODEL_PAGES zeroes; it is left so that model_clear() can clear it. */
void model_run(struct model *model, const struct nkv_machine *machine, uint32_t *pages);
void model_clear(struct model *model);

static inline bool model_is_to_2_6_9(const struct model *model)
{
	return model->kernel <= KERNEL_2_6_9;
}

static inline bool model_is_to_2_6_12(const struct model *model)
{
	return model->kernel <= KERNEL_2_6_12;
}

static inline bool model_is_to_2_6_15(const struct model *model)
{
	return model->kernel <= KERNEL_2_6_15;
}

static inline bool model_is_to_2_6_18(const struct model *model)
{
	return model->kernel <= KERNEL_2_6_18;
}

static inline bool model_is_from_2_6_25(const struct model *model)
{
	return model->kernel >= KERNEL_2_6_25;
}

/* Nodes give nothing, and have no windows. */
static inline bool model_lacks_remap(const struct model *model)
{
	return model->sparse && model_is_from_2_6_25(model);
}

static inline bool model_is_flat(const struct model *model)
{
	return !model->srat && !model->numaq;
}

/* Where the kernel lies. */
static inline ulong32 model_text(const struct model *model)
{
	return model_is_to_2_6_12(model) ? 0x100000 : model->machine->kernel.text;
}

/* Whether a chunk is no part of its node's range. */
static inline bool model_ignores_chunk(const struct model *model, const struct chunk *chunk)
{
	ulong32 end = model->kernel >= KERNEL_2_6_27 ? model->max_pfn : model->first_max_pfn;

	return !model_is_to_2_6_9(model) && chunk->start >= end;
}

/* Memory is reserved before there is an allocator, and the KVA is searched for. */
static inline bool model_is_late(const struct model *model)
{
	return model->kernel >= KERNEL_2_6_27;
}

static inline bool model_is_from_2_6_30(const struct model *model)
{
	return model->kernel >= KERNEL_2_6_30;
}

/* The steps. */
bool model_read_map(struct model *model);
void model_read_cmdline(struct model *model);
void model_find_ram(struct model *model);
bool model_can_read_srat(struct model *model);
void model_find_nodes(struct model *model);
void model_reserve_remap(struct model *model);
bool model_place_kva(struct model *model);
void model_assign_remap(struct model *model);
bool model_clamp_nodes(struct model *model);
bool model_setup_bootmem(struct model *model);
bool model_set_zones(struct model *model);
void model_place_memmaps(struct model *model);
void model_place_section_memmaps(struct model *model);
void model_find_hazards(struct model *model);
void model_use_ram(struct model *model); /* needs the pages that are wasted */

/* What several steps use. */
void model_set_physnode(struct model *model, ulong32 start, ulong32 end, unsigned int nid);
void model_add_active_range(struct model *model, unsigned int nid, ulong32 start, ulong32 end);
/* From the smallest start to the largest end of a node's active ranges; false without any. */
bool model_find_span(const struct model *model, unsigned int nid, ulong32 *start, ulong32 *end);
/* Above this nothing is mapped: highend_pfn, or max_low_pfn without HIGHMEM. */
ulong32 model_mapped_end(const struct model *model);

/* How far what is mapped reaches from PAGE_OFFSET, windows included, in pages. */
ulong32 model_windows_end(const struct model *model);
/* Takes the lowest run of free pages from a page on; false: there is none. Without pages, none is taken. */
bool model_take_run_from(struct model *model, ulong32 from, uint64_t wanted, ulong32 *at);
/* The boot-time allocator looks at 16 MiB first. */
bool model_take_run(struct model *model, uint64_t wanted);
void model_put_pages(struct model *model, uint64_t start, uint64_t count, enum page_set set);

/* Notes a hazard; one that lists the pages of a set, if there are any; one that names a node. */
struct finding *model_find(struct model *model, enum nkv_hazard_code code,
			   enum nkv_severity severity);
void model_find_pages(struct model *model, enum nkv_hazard_code code, enum nkv_severity severity,
		      enum page_set set);
void model_find_node(struct model *model, enum nkv_hazard_code code, enum nkv_severity severity,
		     unsigned int nid);

/* Kernels before 2.6.13. */
void model_find_old_ranges(struct model *model);
void model_set_physnode_2_6_5(struct model *model);
void model_reserve_old_remap(struct model *model);
void model_assign_old_remap(struct model *model);
void model_place_old_memmaps(struct model *model);
void model_find_old_hazards(struct model *model);

/* A NUMA-Q. */
void model_read_quads(struct model *model);
void model_find_quads_above_memory(struct model *model);

/* Parts of other kernels' steps, for those from 2.6.27 on. */
void model_add_region(struct map *map, size_t most, uint64_t start, uint64_t size, uint32_t type);
void model_sanitise(const struct map_entry *entries, size_t count, size_t most, struct map *map);
uint64_t model_parse_size(const char **cursor);
void model_each_word(struct model *model, void (*take)(struct model *model, const char *word));
ulong32 model_find_max_low_pfn(struct model *model);
void model_set_highmem(struct model *model);
void model_read_chunk(struct model *model, const struct nkv_srat_memory *memory);
void model_number_nodes(struct model *model);
void model_find_ignored(struct model *model);
void model_find_highmem_ignored(struct model *model);
void model_put_spans(struct model *model);
void model_find_misuse(struct model *model);
void model_find_unreadable(struct model *model);
void model_find_mismatch(struct model *model);
void model_find_overruns(struct model *model);
void model_find_low_memory(struct model *model);

/* Kernels from 2.6.27 on; a step is false where the boot stops. */
bool model_reserve_image(struct model *model);
bool model_read_late_cmdline(struct model *model);
void model_find_late_ram(struct model *model);
bool model_make_page_tables(struct model *model);
bool model_move_initrd(struct model *model);
void model_find_late_nodes(struct model *model);
bool model_search_kva_ram(struct model *model);
bool model_search_kva(struct model *model);
bool model_assign_late_windows(struct model *model);
bool model_make_bitmaps(struct model *model);
bool model_place_late_memmaps(struct model *model);
void model_find_late_hazards(struct model *model);
/* reserve and find of 1.6; to be found is `size` bytes in [from, to) at a multiple of `align`. */
bool model_reserve_early(struct model *model, struct early wanted);
void model_take_out_early(struct model *model, const char *by);
bool model_find_early(const struct model *model, uint64_t from, uint64_t to, uint64_t size,
		      uint64_t align, uint64_t *at);
ulong32 model_fixmap_pages(const struct model *model); /* F */

/* SPARSEMEM. */
void model_mark_sections(struct model *model, ulong32 start, ulong32 end, unsigned int nid);
ulong32 model_sections_memmap_bytes(const struct model *model, unsigned int nid);
bool model_window_holds_section(const struct model *model, unsigned int nid);
void model_find_section_bugs(struct model *model); /* as soon as their step was reached */
void model_find_section_hazards(struct model *model);

/* Where the model and the core differ, each on a line of `out`. Returns how often. */
struct nkv_plan;
unsigned int model_compare(const struct model *model, const struct nkv_plan *plan, FILE *out);

#endif
