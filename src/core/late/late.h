/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The kernels from 2.6.27 on, which reserve memory before there is an
 * allocator, and search for a place for the KVA (profile-2.6.32,
 * profile-2.6.27). Numbers in this folder are sections of profile-2.6.32.
 */
#ifndef NUMAKVA_CORE_LATE_LATE_H
#define NUMAKVA_CORE_LATE_LATE_H

#include "core/boot/boot.h"

/* The differences between these kernels. */
struct nkv_late_rules {
	/* 0: the pages of fixed addresses at the end of the address space: */
	uint32_t fixmap_pages;	    /* at least so many ... */
	uint32_t kmap_pages;	    /* ... plus so many for each processor, ... */
	bool kmap_without_highmem;  /* ... even if nothing needs them */
	uint32_t fixmap_tail_pages; /* beyond the multiple of 256 above those */

	bool lowmem_ends_below_fixmap; /* 0: MAXMEM is limited by the fixed addresses */
	bool lists_empty_reservations; /* 1.6: even those that end below their start */
	/* 1.7, 1.8: the image is followed by a brk area instead of page tables */
	bool has_brk;
	bool maps_fixmap;	/* 1.8: its page tables are made with those of low memory */
	bool kmap_table_lowest; /* 6: it takes the lowest free page */
	/* 9: prints where the BIOS area begins, before anything else */
	bool prints_ebda;
	bool prints_mapping; /* 9: how low memory is mapped */
	/* 9: where an SRAT has no memory, prints the right spelling */
	bool spells_find;
};

/* The F of section 0, in pages. */
uint32_t nkv_fixmap_pages(const struct nkv_boot *boot);

/* Reads a word as these kernels do (1.3). */
struct nkv_word nkv_late_word(const struct nkv_word *word);

/* mem=SIZE: replaces each entry above it by an empty entry without a type (1.3). */
enum nkv_map_change nkv_late_limit(struct nkv_e820_map *map, uint64_t size);

/* M: page tables can map pfns below this (0). */
uint32_t nkv_late_pfn_limit(const struct nkv_kernel *kernel);

/* The zones. Each begins where the one before it ends (6). */
struct nkv_late_zones {
	uint32_t start_pfn;
	uint32_t dma_end_pfn;
	uint32_t normal_end_pfn;
	uint32_t end_pfn; /* without HIGHMEM: the end of the normal zone */
};

struct nkv_late_zones nkv_late_zones(const struct nkv_plan *plan);

/* --- places (struct nkv_step.place) --- */

struct nkv_placing;

void nkv_late_place_reservations(const struct nkv_placing *placing);
void nkv_late_place_bootmap(const struct nkv_placing *placing);
void nkv_late_place_bitmaps(const struct nkv_placing *placing);

/* --- the steps --- */

/* Reserves the image, and the memory in use that the kernel knows of (1.7). */
bool nkv_late_image(struct nkv_boot *boot);

/* Applies the words of the command line to the map and to the kernel's settings (1.3). */
bool nkv_late_cmdline(struct nkv_boot *boot);

/* Merges overlaps in a user-defined map (1.3). Stops if the map is invalid. */
bool nkv_late_user_map(struct nkv_boot *boot);

/* Finds the RAM pages and max_pfn (1.4, 1.5). */
bool nkv_late_max_pfn(struct nkv_boot *boot);

/* Finds where low memory ends (4.2). */
bool nkv_late_low_end(struct nkv_boot *boot);

/* Finds a place for the page tables of low memory, and takes the pages they need (1.8). */
bool nkv_late_page_tables(struct nkv_boot *boot);

/* Keeps, moves or disables the initrd (1.9). */
bool nkv_late_initrd(struct nkv_boot *boot);

/* Finds the nodes, and registers their RAM (2). */
bool nkv_late_nodes(struct nkv_boot *boot);

/* Searches at the end of each node for the pages that its mem_map and pgdat need (3). */
bool nkv_late_kva_ram(struct nkv_boot *boot);

/* Searches low memory for the KVA (4). */
bool nkv_late_kva(struct nkv_boot *boot);

/* Gives each node its window and its pgdat, and cuts the nodes at max_pfn (4). */
bool nkv_late_windows(struct nkv_boot *boot);

/* Finds a place for the bitmaps of the boot-time allocator (5). */
bool nkv_late_bootmap(struct nkv_boot *boot);

/* Makes a bitmap for each node, and frees and reserves its pages (5). Stops on a BUG. */
bool nkv_late_bitmaps(struct nkv_boot *boot);

/* Makes one bitmap for all low memory (profile-2.6.27 5). Stops on a BUG. */
bool nkv_late_one_bitmap(struct nkv_boot *boot);

/* Finds the span of each node, and takes the mem_maps from the bitmaps (6). */
bool nkv_late_memmaps(struct nkv_boot *boot);

/* Counts how RAM is used (ram-in-use). */
bool nkv_late_ram(struct nkv_boot *boot);

#endif
