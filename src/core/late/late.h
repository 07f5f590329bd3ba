/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The kernels that reserve memory before there is an allocator, and search for
 * a place for the KVA: 2.6.27 on (profile-2.6.32, profile-2.6.27; numbers in
 * this folder are the sections of the first).
 */
#ifndef NUMAKVA_CORE_LATE_LATE_H
#define NUMAKVA_CORE_LATE_LATE_H

#include "core/boot/boot.h"

/* How they differ from each other. */
struct nkv_late_rules {
	/* 0: pages of fixed addresses at the end of the address space */
	uint32_t fixmap_pages;	    /* at least so many ... */
	uint32_t kmap_pages;	    /* ... and so many a processor ... */
	bool kmap_without_highmem;  /* ... also where nothing needs them */
	uint32_t fixmap_tail_pages; /* beyond the multiple of 256 above those */

	bool lowmem_ends_below_fixmap; /* 0: MAXMEM ends there */
	bool lists_empty_reservations; /* 1.6: also those that end below their start */
	bool has_brk;		       /* 1.7, 1.8: a brk area follows the image, not page tables */
	bool maps_fixmap;	       /* 1.8: its page tables are made with those of low memory */
	bool kmap_table_lowest;	       /* 6: its page is the lowest free one */
	bool prints_ebda;	       /* 9: where the BIOS area begins, first of all */
	bool prints_mapping;	       /* 9: how low memory is mapped */
	bool spells_find;	       /* 9: where there is no memory in an SRAT */
};

/* F of section 0, in pages. */
uint32_t nkv_fixmap_pages(const struct nkv_boot *boot);

/* The word as these kernels read it (1.3). */
struct nkv_word nkv_late_word(const struct nkv_word *word);

/* mem=SIZE: leaves an empty entry of no type in the place of each that lies above (1.3). */
enum nkv_map_change nkv_late_limit(struct nkv_e820_map *map, uint64_t size);

/* M: the pfns below this fit into page tables (0). */
uint32_t nkv_late_pfn_limit(const struct nkv_kernel *kernel);

/* Where the zones lie, of which each begins where the one before ends (6). */
struct nkv_late_zones {
	uint32_t start_pfn;
	uint32_t dma_end_pfn;
	uint32_t normal_end_pfn;
	uint32_t end_pfn; /* without HIGHMEM that of the normal zone */
};

struct nkv_late_zones nkv_late_zones(const struct nkv_plan *plan);

/* --- what steps tell (struct nkv_step.place) --- */

struct nkv_placing;

void nkv_late_place_reservations(const struct nkv_placing *placing);
void nkv_late_place_bootmap(const struct nkv_placing *placing);
void nkv_late_place_bitmaps(const struct nkv_placing *placing);

/* --- the steps --- */

/* Reserves the image and what is known to lie in low memory (1.7). */
bool nkv_late_image(struct nkv_boot *boot);

/* Applies the words of the command line to the map and the kernel's settings (1.3). */
bool nkv_late_cmdline(struct nkv_boot *boot);

/* Sanitises a user-defined map (1.3). Stops if there is none to sanitise. */
bool nkv_late_user_map(struct nkv_boot *boot);

/* Finds the RAM pages and max_pfn (1.4, 1.5). */
bool nkv_late_max_pfn(struct nkv_boot *boot);

/* Finds where low memory ends (4.2). */
bool nkv_late_low_end(struct nkv_boot *boot);

/* Finds a place for the page tables of low memory, and takes what they need (1.8). */
bool nkv_late_page_tables(struct nkv_boot *boot);

/* Keeps, moves or disables the initrd (1.9). */
bool nkv_late_initrd(struct nkv_boot *boot);

/* Finds the nodes, and registers what RAM they have (2). */
bool nkv_late_nodes(struct nkv_boot *boot);

/* Searches at the end of each node for what its mem_map and pgdat need (3). */
bool nkv_late_kva_ram(struct nkv_boot *boot);

/* Searches low memory for the KVA (4). */
bool nkv_late_kva(struct nkv_boot *boot);

/* Gives each node its window and its pgdat, and cuts the nodes at max_pfn (4). */
bool nkv_late_windows(struct nkv_boot *boot);

/* Finds a place for the bitmaps of the boot-time allocator (5). */
bool nkv_late_bootmap(struct nkv_boot *boot);

/* Makes a bitmap for each node, and frees and reserves in it (5). Stops on a BUG. */
bool nkv_late_bitmaps(struct nkv_boot *boot);

/* Makes one bitmap for all low memory (profile-2.6.27 5). Stops on a BUG. */
bool nkv_late_one_bitmap(struct nkv_boot *boot);

/* Finds what each node spans, and takes the mem_maps out of the bitmaps (6). */
bool nkv_late_memmaps(struct nkv_boot *boot);

/* Counts what becomes of RAM (ram-in-use). */
bool nkv_late_ram(struct nkv_boot *boot);

#endif
