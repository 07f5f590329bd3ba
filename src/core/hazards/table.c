/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is known of each hazard without a machine: one row each (7).
 */
#include <numakva/hazard.h>

#include <string.h>

#include <numakva/remedy.h>

#define BY(kind) (1U << NKV_CHANGE_##kind)
#define BY_NONE 0

#define FATAL NKV_SEVERITY_FATAL, NKV_SEVERITY_FATAL
#define CORRUPTING NKV_SEVERITY_CORRUPTING, NKV_SEVERITY_CORRUPTING
#define WARNING NKV_SEVERITY_WARNING, NKV_SEVERITY_WARNING
#define INFO NKV_SEVERITY_INFO, NKV_SEVERITY_INFO

/* Code; severity, worst and least; place; for a list; what happens; what helps; the change that
 * is tried for it. */
/* clang-format off */
static const struct nkv_hazard_info table[NKV_HAZARD_COUNT] = {
	[NKV_HAZARD_RESERVE_ZERO_LENGTH] = {
	  "reserve-zero-length", FATAL, NKV_PLACE_BY_FIGURES,
	  "a reservation of no bytes, a BUG in the boot-time allocator",
	  "reserve_bootmem() is called with size 0, which is a BUG: the boot stops",
	  "A kernel that does not reserve an empty range boots", BY(PROFILE) },
	[NKV_HAZARD_RESERVE_BEYOND_LOWMEM] = {
	  "reserve-beyond-lowmem", FATAL, NKV_PLACE_BY_FIGURES,
	  "a reservation above low memory, a BUG in the boot-time allocator",
	  "reserve_bootmem() is called for pages that are not low memory, which is a "
	  "BUG: the boot stops",
	  "A mem= that ends the node at a large page avoids the call", BY(MEM) },
	[NKV_HAZARD_FREE_TWICE] = {
	  "free-twice", FATAL, NKV_PLACE_BY_FIGURES,
	  "overlapping map entries free pages twice, a BUG in the boot-time allocator",
	  "usable entries of the map overlap, and freeing a page twice is a BUG: the "
	  "boot stops",
	  "Take the overlap out of memmap= on the command line", BY_NONE },
	[NKV_HAZARD_NODE_END_BELOW_START] = {
	  "node-end-below-start", FATAL, NKV_PLACE_BY_FIGURES,
	  "shrinking leaves a node's end below its start, a BUG",
	  "shrinking for the mem_map leaves the node's end below its start, which is a "
	  "BUG: the boot stops",
	  "Leave memory out with mem=", BY(MEM) },
	[NKV_HAZARD_PGDAT_NULL] = {
	  "pgdat-null", FATAL, NKV_PLACE_BY_FIGURES,
	  "the pgdat of a node other than 0 is at virtual address 0",
	  "with SPARSEMEM the kernel has no remap, but looks for the node's pgdat there: it "
	  "is at virtual address 0",
	  "Built with DISCONTIGMEM, the kernel has the remap", BY(MODEL) },
	[NKV_HAZARD_ZONE_BEYOND_NODE] = {
	  "zone-beyond-node", FATAL, NKV_PLACE_BY_FIGURES,
	  "low memory ends above the end of a node that begins in it, a BUG",
	  "low memory ends above the end of a node that begins in it, which is a BUG: "
	  "the boot stops",
	  "A mem= that ends the node at a large page avoids it", BY(MEM) },
	[NKV_HAZARD_RESERVE_WRAPS] = {
	  "reserve-wraps", FATAL, NKV_PLACE_BY_FIGURES,
	  "a reservation whose end wraps, a BUG in the boot-time allocator",
	  "reserve_bootmem() is called for a range that ends at or below its start, as "
	  "the end wrapped, which is a BUG: the boot stops",
	  "Have the boot loader place the initrd elsewhere", BY(INITRD) },
	[NKV_HAZARD_LOWMEM_SWALLOWED] = {
	  "lowmem-swallowed", FATAL, NKV_PLACE_BY_FIGURES,
	  "the KVA is larger than the low memory it is taken off",
	  "the KVA is larger than the low memory that it is taken off: the boot dies in "
	  "the boot-time allocator",
	  "Make the mem_map smaller: less memory by mem=", BY(MEM) },
	[NKV_HAZARD_REMAP_MISALIGNED] = {
	  "remap-misaligned", FATAL, NKV_PLACE_WINDOWS,
	  "a remap window that starts inside a large page is never mapped",
	  "a remap window, or the memory that it shows, begins inside a large page, so that "
	  "it is never mapped (\"set_pmd_pfn: vaddr misaligned\", or \"pfn misaligned\"): the "
	  "boot ends in a page fault",
	  "Let low memory end at a large page, by highmem=", BY(HIGHMEM) },
	[NKV_HAZARD_REMAP_NOT_RAM] = {
	  "remap-not-ram", NKV_SEVERITY_FATAL, NKV_SEVERITY_CORRUPTING, NKV_PLACE_PHYSICAL_RANGES,
	  "a node's mem_map is put into pages that are not RAM",
	  "a node's pgdat and mem_map are put at the end of its range, whether there is RAM "
	  "or not: what is no memory loses them, and firmware's tables are overwritten",
	  "Have the firmware end the node where its RAM does", BY_NONE },
	[NKV_HAZARD_NODE_ABOVE_MEMORY] = {
	  "node-above-memory", FATAL, NKV_PLACE_BY_FIGURES,
	  "a quad above the end of memory: its size in bytes is mapped as pages",
	  "a quad begins above the end of memory: it gives nothing, but the bytes of its "
	  "mem_map are taken for pages, and so many are mapped over everything from pfn 0 on",
	  "Take the quad out of the machine", BY_NONE },
	[NKV_HAZARD_ZONES_OVERLONG] = {
	  "zones-overlong", CORRUPTING, NKV_PLACE_BY_FIGURES,
	  "the zones of a node that does not begin at 0 are longer than the node",
	  "the zones of a node that does not begin at 0 are sized as if it did: they "
	  "reach past its end",
	  "Use another kernel", BY(PROFILE) },
	[NKV_HAZARD_E820_USER_INVALID] = {
	  "e820-user-invalid", FATAL, NKV_PLACE_KERNEL,
	  "the map of the command line has fewer than two entries, or one that wraps",
	  "memmap= or mem= leaves a map that the kernel cannot sanitise, and it panics",
	  "Give memmap= at least two entries, and none that ends above 2^64", BY_NONE },
	[NKV_HAZARD_EARLY_RES_OVERLAP] = {
	  "early-res-overlap", FATAL, NKV_PLACE_BY_FIGURES,
	  "two early reservations overlap, which is a panic",
	  "memory is reserved early that is reserved already, and the kernel panics",
	  "Have the boot loader place the initrd elsewhere", BY(INITRD) },
	[NKV_HAZARD_EARLY_RES_FULL] = {
	  "early-res-full", FATAL, NKV_PLACE_KERNEL,
	  "there are more early reservations than the 20 that the kernel has room for",
	  "the kernel has no room for another early reservation, and it panics",
	  "Leave nodes out with mem=", BY(MEM) },
	[NKV_HAZARD_LOWMEM_ABOVE_SPACE] = {
	  "lowmem-above-space", FATAL, NKV_PLACE_LOWMEM_END,
	  "low memory is longer than the kernel's address space",
	  "vmalloc= makes MAXMEM wrap: low memory does not fit into the kernel's address "
	  "space, and what is computed beyond this is not what the kernel does",
	  "Ask for less by vmalloc=", BY(VMALLOC) },
	[NKV_HAZARD_PAGE_TABLES_NO_ROOM] = {
	  "page-tables-no-room", FATAL, NKV_PLACE_KERNEL,
	  "the page tables of low memory find no place, or need more than they asked for",
	  "there is no room for the page tables of low memory in what the boot page "
	  "tables map, and the kernel panics",
	  "Another kernel finds room for them", BY(PROFILE) },
	[NKV_HAZARD_INITRD_NO_ROOM] = {
	  "initrd-no-room", FATAL, NKV_PLACE_INITRD,
	  "an initrd above low memory finds no place in it",
	  "the initrd has to be moved into low memory, where there is no place for it, and "
	  "the kernel panics",
	  "Have the boot loader place the initrd elsewhere", BY(INITRD) },
	[NKV_HAZARD_KVA_RAM_NOT_FOUND] = {
	  "kva-ram-not-found", FATAL, NKV_PLACE_BY_FIGURES,
	  "a node has no RAM in a row for its mem_map: \"Can not get kva ram\"",
	  "no RAM in a row, at a large page, is free in a node for its mem_map, and the "
	  "kernel panics",
	  "Leave memory out with mem=", BY(MEM) },
	[NKV_HAZARD_KVA_RAM_SEARCH_HANGS] = {
	  "kva-ram-search-hangs", FATAL, NKV_PLACE_BY_FIGURES,
	  "the search for a node's RAM passes address 0 and does not end",
	  "the search for a node's RAM begins at address 0, finds nothing and goes on "
	  "below it: the boot hangs, in silence",
	  "Leave memory out with mem=", BY(MEM) },
	[NKV_HAZARD_KVA_SPACE_NOT_FOUND] = {
	  "kva-space-not-found", FATAL, NKV_PLACE_LOWMEM_END,
	  "low memory has no RAM in a row for the KVA: \"Can not get kva space\"",
	  "no RAM in a row is free in low memory for the mem_maps to be mapped at, and the "
	  "kernel panics",
	  "Make the mem_map smaller: less memory by mem=", BY(MEM) },
	[NKV_HAZARD_BOOTMAP_NO_ROOM] = {
	  "bootmap-no-room", FATAL, NKV_PLACE_LOWMEM_END,
	  "low memory has no RAM in a row for the boot-time allocator's bitmaps",
	  "no RAM in a row is free in low memory for the boot-time allocator's bitmaps, "
	  "and the kernel panics",
	  "Make the mem_map smaller: less memory by mem=", BY(MEM) },
	[NKV_HAZARD_LOWMEM_ON_OTHER_NODE] = {
	  "lowmem-on-other-node", FATAL, NKV_PLACE_BY_FIGURES,
	  "another node than 0 has low memory, for which it has no bitmap, a BUG",
	  "low memory of a node without a bitmap is freed, which is a BUG: the boot stops",
	  "Another kernel does not stop there", BY(PROFILE) },
	[NKV_HAZARD_ACTIVE_RANGE_BLANK] = {
	  "active-range-blank", FATAL, NKV_PLACE_BY_FIGURES,
	  "a range that a node gave away whole is freed at pfn 0, a BUG",
	  "a node gave away the whole of its first range, whose blank rest is freed below "
	  "the node's start, which is a BUG: the boot stops",
	  "Another kernel does not stop there", BY(PROFILE) },
	[NKV_HAZARD_IMAGE_OUTSIDE_RAM] = {
	  "image-outside-ram", FATAL, NKV_PLACE_BY_FIGURES,
	  "the kernel's image lies where the firmware reports no RAM",
	  "the image lies on pages that are no RAM: no boot loader can put it there",
	  "Build the kernel for another address, or check kernel.text and kernel.image_end",
	  BY_NONE },
	[NKV_HAZARD_RESERVED_PAGES_FREED] = {
	  "reserved-pages-freed", NKV_SEVERITY_FATAL, NKV_SEVERITY_CORRUPTING,
	  NKV_PLACE_BY_FIGURES,
	  "pages that are reserved early are free when setup ends",
	  "the bitmap of a later node overwrites the end of another's: reserved pages are "
	  "given to the page allocator",
	  "Another kernel keeps them apart", BY(PROFILE) },
	[NKV_HAZARD_KVA_OVERLAPS_KERNEL] = {
	  "kva-overlaps-kernel", FATAL, NKV_PLACE_BY_FIGURES,
	  "the KVA lies over the kernel or the allocator's bitmap",
	  "the mem_map is mapped over the kernel itself: the boot ends in silence",
	  "Make the mem_map smaller: less memory by mem=", BY(MEM) },
	[NKV_HAZARD_MEMMAP_OVERRUNS_REMAP] = {
	  "memmap-overruns-remap", FATAL, NKV_PLACE_WINDOWS,
	  "a mem_map is longer than the remap area it is put into",
	  "the address where a mem_map ends wraps at 32 bits, so that the check for room passes: "
	  "it is written far past the end of its window",
	  "Leave memory out with mem=", BY(MEM) },
	[NKV_HAZARD_MEMMAP_READ_UNMAPPED] = {
	  "memmap-read-unmapped", FATAL, NKV_PLACE_BY_FIGURES,
	  "the kernel reads struct pages at addresses that are not mapped",
	  "mem_init() reads struct pages at addresses that nothing is mapped at: the "
	  "boot ends in a page fault",
	  "Use another kernel", BY(PROFILE) },
	[NKV_HAZARD_LOWMEM_LOST] = {
	  "lowmem-lost", FATAL, NKV_PLACE_BY_FIGURES,
	  "no free low memory reaches the page allocator",
	  "all free low memory is in sections whose owner has no zone for it: none reaches "
	  "the page allocator, and the boot ends",
	  "Built with DISCONTIGMEM, the kernel has no sections", BY(MODEL) },
	[NKV_HAZARD_BAD_PAGE_STATE] = {
	  "bad-page-state", CORRUPTING, NKV_PLACE_BY_FIGURES,
	  "pages without an initialised mem_map are freed: \"Bad page state\"",
	  "free low pages without an initialised mem_map go to the page allocator: a "
	  "storm of \"Bad page state\"",
	  "A mem= that ends the node at a large page leaves none", BY(MEM) },
	[NKV_HAZARD_REMAP_BACKING_FREED] = {
	  "remap-backing-freed", CORRUPTING, NKV_PLACE_BY_FIGURES,
	  "pages that hold a mem_map are given away as free memory",
	  "the pages that hold a mem_map are free low memory, too: the kernel gives its "
	  "own mem_map away",
	  "Another kernel keeps them apart", BY(PROFILE) },
	[NKV_HAZARD_REMAP_BEYOND_4G] = {
	  "remap-beyond-4g", CORRUPTING, NKV_PLACE_GIVEN,
	  "without PAE, a remap of pages above 4 GiB maps other memory",
	  "without PAE the page tables lose the high bits of a mem_map's pages: other "
	  "memory is mapped in their place",
	  "Leave memory out with mem=", BY(MEM) },
	[NKV_HAZARD_INITRD_FREED_LATER] = {
	  "initrd-freed-later", CORRUPTING, NKV_PLACE_BY_FIGURES,
	  "freeing the unpacked initrd frees pages without a mem_map",
	  "the initrd lies on pages without an initialised mem_map: \"Bad page state\" "
	  "when the kernel has unpacked and frees it",
	  "Have the boot loader place the initrd elsewhere", BY(INITRD) },
	[NKV_HAZARD_PHYSNODE_MISMATCH] = {
	  "physnode-mismatch", CORRUPTING, NKV_PLACE_PHYSICAL_RANGES,
	  "physnode_map names another node, or none, for a node's pages",
	  "physnode_map has these pages with another node or none, as it knows large "
	  "blocks only: pfn_to_page() goes wrong for them",
	  "Built with SPARSEMEM, the kernel has no physnode_map", BY(MODEL) },
	[NKV_HAZARD_HIGHMEM_FREED_TWICE] = {
	  "highmem-freed-twice", CORRUPTING, NKV_PLACE_PHYSICAL_RANGES,
	  "high memory that two nodes span goes to the page allocator twice",
	  "the spans of nodes in alternating chunks overlap, and each node gives the pages "
	  "of both to the page allocator: memory is counted twice and handed out twice",
	  "Have the firmware give each node one chunk", BY_NONE },
	[NKV_HAZARD_SECTION_DEAD_ZONE] = {
	  "section-dead-zone", CORRUPTING, NKV_PLACE_PHYSICAL_RANGES,
	  "pages go to a zone that their section's owner lacks",
	  "the section's owner has no zone where these pages belong: they are linked into "
	  "lists that were never set up",
	  "Built with DISCONTIGMEM, the kernel has no sections", BY(MODEL) },
	[NKV_HAZARD_SECTION_SHARED] = {
	  "section-shared", WARNING, NKV_PLACE_PHYSICAL_RANGES,
	  "pages of a node go to another that has memory in the same section",
	  "another node has memory in the same section and owns it: its zone gets these pages",
	  "Built with DISCONTIGMEM, the kernel has no sections", BY(MODEL) },
	[NKV_HAZARD_ZONE_MISALIGNED] = {
	  "zone-misaligned", NKV_SEVERITY_WARNING, NKV_SEVERITY_INFO, NKV_PLACE_BY_FIGURES,
	  "a border between zones inside a block of the page allocator",
	  "a zone begins inside a block of 1024 pages of the page allocator, which merges pages "
	  "of two zones into one and can hand out those of the wrong zone",
	  "Another kernel looks at the zones of what it merges", BY(PROFILE) },
	[NKV_HAZARD_PHYSNODE_OVERFLOW] = {
	  "physnode-overflow", CORRUPTING, NKV_PLACE_BY_FIGURES,
	  "memory at or above 64 GiB is written past the end of physnode_map",
	  "memory above 64 GiB is written past the end of physnode_map: what lies behind "
	  "it is overwritten",
	  "Leave the memory above 64 GiB out with mem=", BY(MEM) },
	[NKV_HAZARD_SECTION_OVERFLOW] = {
	  "section-overflow", CORRUPTING, NKV_PLACE_BY_FIGURES,
	  "memory above the last section is marked past the end of the table",
	  "memory above the last section is marked past the end of the kernel's table: what "
	  "lies behind it is overwritten",
	  "Leave the memory above the sections out with mem=", BY(MEM) },
	[NKV_HAZARD_RESERVE_ADDRESS_WRAPPED] = {
	  "reserve-address-wrapped", CORRUPTING, NKV_PLACE_BY_FIGURES,
	  "a reservation at or above 4 GiB loses its high bits",
	  "an address above 4 GiB wraps in a reserve: other pages are reserved in its "
	  "place",
	  "Another kernel avoids the call", BY(PROFILE) },
	[NKV_HAZARD_KVA_INITRD_CLASH] = {
	  "kva-initrd-clash", CORRUPTING, NKV_PLACE_BY_FIGURES,
	  "the KVA lies over the initrd",
	  "the mem_map and the initrd lie on the same pages: one overwrites the other",
	  "Have the boot loader place the initrd elsewhere", BY(INITRD) },
	[NKV_HAZARD_NODE_WITHOUT_REMAP] = {
	  "node-without-remap", CORRUPTING, NKV_PLACE_WINDOWS,
	  "a node that reserved nothing has its pgdat in its remap window",
	  "a node gave no pages, but its pgdat is put where they would be mapped: it "
	  "overwrites what is there",
	  "Let the node end in RAM, or leave it out, by mem=", BY(MEM) },
	[NKV_HAZARD_MEMMAP_IN_LOWMEM] = {
	  "memmap-in-lowmem", NKV_SEVERITY_FATAL, NKV_SEVERITY_INFO, NKV_PLACE_TAKEN,
	  "a mem_map is taken from low memory, or finds no room there",
	  "a mem_map is taken out of low memory",
	  "Leave memory out with mem=", BY(MEM) },
	[NKV_HAZARD_MEMMAP_NOT_CLEARED] = {
	  "memmap-not-cleared", WARNING, NKV_PLACE_WINDOWS,
	  "a mem_map in a window is taken for zero and never cleared",
	  "a mem_map in a window is taken for zero, and never cleared: if the firmware has "
	  "not cleared this RAM, as after a warm reboot, \"Bad page state\" follows",
	  "Reboot cold", BY_NONE },
	[NKV_HAZARD_INITRD_DISABLED] = {
	  "initrd-disabled", WARNING, NKV_PLACE_INITRD,
	  "the kernel ignores the initrd",
	  "the kernel does not use the initrd",
	  "Have the boot loader place the initrd elsewhere", BY(INITRD) },
	[NKV_HAZARD_HIGHMEM_IGNORED] = {
	  "highmem-ignored", WARNING, NKV_PLACE_LOWMEM_END,
	  "the kernel ignores highmem= of its command line",
	  "highmem= on the command line is not followed",
	  "Ask for less by highmem=, or leave it out", BY_NONE },
	[NKV_HAZARD_LOWMEM_LOW] = {
	  "lowmem-low", WARNING, NKV_PLACE_FREE,
	  "less than 64 MiB of low memory are free when setup ends",
	  "little low memory is free when setup ends",
	  "Leave memory out with mem=", BY(MEM) },
	[NKV_HAZARD_SRAT_TABLE_OVERRUN] = {
	  "srat-table-overrun", CORRUPTING, NKV_PLACE_KERNEL,
	  "inserting the last SRAT chunk writes past the kernel's table",
	  "sorting in the last memory entry of the SRAT writes past the kernel's table",
	  "Use a kernel with MAX_NUMNODES 16, or have the firmware merge entries", BY_NONE },
	[NKV_HAZARD_BOOTMAPS_SHARE_PAGES] = {
	  "bootmaps-share-pages", WARNING, NKV_PLACE_BY_FIGURES,
	  "a node's bitmap in the boot-time allocator shares bytes with a later one",
	  "bitmaps of the boot-time allocator begin at the start of a page, where the one "
	  "before has not ended: the later one overwrites its end",
	  "Another kernel keeps them apart", BY(PROFILE) },
	[NKV_HAZARD_LOWMEM_OF_NODES_LOST] = {
	  "lowmem-of-nodes-lost", NKV_SEVERITY_FATAL, NKV_SEVERITY_WARNING,
	  NKV_PLACE_BY_FIGURES,
	  "low memory of other nodes than 0 is never used",
	  "only node 0's bitmap is given to the page allocator: free low memory of other "
	  "nodes is never used",
	  "Let node 0 have all low memory, by highmem=", BY(HIGHMEM) },
	[NKV_HAZARD_SRAT_ENTRIES_IGNORED] = {
	  "srat-entries-ignored", INFO, NKV_PLACE_BY_FIGURES,
	  "entries of the SRAT after as many as the kernel reads",
	  "the kernel reads only so many entries of the SRAT",
	  "", BY_NONE },
	[NKV_HAZARD_SRAT_CHUNK_IGNORED] = {
	  "srat-chunk-ignored", INFO, NKV_PLACE_BY_FIGURES,
	  "memory of the SRAT that the kernel drops or that lies above max_pfn",
	  "the kernel leaves out memory entries of the SRAT",
	  "", BY_NONE },
	[NKV_HAZARD_SRAT_OUT_OF_REACH] = {
	  "srat-out-of-reach", WARNING, NKV_PLACE_KERNEL,
	  "the kernel cannot read the SRAT, and takes the machine for flat",
	  "the kernel looks for the SRAT before its ACPI code runs, and does not come to it: "
	  "all memory is one node's",
	  "A kernel from 2.6.27 on reads it", BY(PROFILE) },
	[NKV_HAZARD_RAM_UNUSED] = {
	  "ram-unused", WARNING, NKV_PLACE_PHYSICAL_RANGES,
	  "RAM that the kernel does not use",
	  "RAM is not used: it lies beyond what the kernel can reach, or in no node",
	  "A kernel with HIGHMEM 64G reaches all; an SRAT must list all", BY_NONE },
	[NKV_HAZARD_PAGES_WASTED] = {
	  "pages-wasted", INFO, NKV_PLACE_PHYSICAL_RANGES,
	  "pages lost to alignment",
	  "pages are lost to alignment",
	  "", BY_NONE },
	[NKV_HAZARD_NOT_CONFIGURABLE] = {
	  "not-configurable", INFO, NKV_PLACE_KERNEL,
	  "the kernel's configuration offers NUMA only with HIGHMEM 64G",
	  "this HIGHMEM setting is computed, but the kernel's configuration offers NUMA "
	  "only with 64G",
	  "", BY_NONE },
};
/* clang-format on */

const struct nkv_hazard_info *nkv_hazard_info(enum nkv_hazard_code code)
{
	return &table[code];
}

enum nkv_hazard_code nkv_hazard_find(const char *name)
{
	unsigned int code = 0;

	while (code < NKV_HAZARD_COUNT && strcmp(table[code].code, name) != 0)
		code++;
	return (enum nkv_hazard_code)code;
}

const char *nkv_severity_name(enum nkv_severity severity)
{
	static const char *const names[] = {
		[NKV_SEVERITY_INFO] = "info",
		[NKV_SEVERITY_WARNING] = "warning",
		[NKV_SEVERITY_CORRUPTING] = "corrupting",
		[NKV_SEVERITY_FATAL] = "fatal",
	};

	return names[severity];
}
