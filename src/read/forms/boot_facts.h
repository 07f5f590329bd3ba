/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The facts of one boot in a log: each as it was printed, with its position.
 * read/infer derives the machine from them.
 */
#ifndef NUMAKVA_READ_FORMS_BOOT_FACTS_H
#define NUMAKVA_READ_FORMS_BOOT_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <numakva/machine.h>

#include "read/report.h"

/* Facts that are a number, or only that a line was there. They are named after the lines. */
enum nkv_log_fact {
	NKV_LOG_FACT_NONE,

	/* The map. */
	NKV_LOG_FACT_MAP_HEADER,
	NKV_LOG_FACT_OTHER_MAP,	   /* a map that is not from E820 */
	NKV_LOG_FACT_BROKEN_MAP,   /* an entry cannot be read */
	NKV_LOG_FACT_UNKNOWN_TYPE, /* an entry has a type that is not known here */
	NKV_LOG_FACT_MAP_CUT,	   /* somebody noted that something was cut out after an entry */
	NKV_LOG_FACT_SRAT_CUT,
	NKV_LOG_FACT_MAP_OVERFLOW, /* more entries than any kernel prints */
	/* the greatest pfn that the kernel allows, whatever the map has */
	NKV_LOG_FACT_PFN_LIMIT,
	NKV_LOG_FACT_LAST_PFN,	    /* the greatest pfn, printed by kernels since 2.6.24 */
	NKV_LOG_FACT_BROKEN_SRAT,   /* an entry cannot be read */
	NKV_LOG_FACT_SRAT_FAILED,   /* "failed to get NUMA memory information from SRAT table" */
	NKV_LOG_FACT_FLAT,	    /* "NUMA - single node, flat memory mode" */
	NKV_LOG_FACT_SRAT_UNUSED,   /* there is an SRAT, but the log's kernel did not use it */
	NKV_LOG_FACT_SRAT_SOUGHT,   /* the kernel looked for an SRAT; a NUMA-Q kernel does not */
	NKV_LOG_FACT_SRAT_TABLE,    /* there is an SRAT, whether or not its entries are printed */
	NKV_LOG_FACT_NO_NUMA,	    /* the kernel looked for nodes and found none */
	NKV_LOG_FACT_NODE_MAP,	    /* "early_node_map[3] active PFN ranges" */
	NKV_LOG_FACT_FAKE_NODES,    /* "Faking node 0 at": nodes of numa=fake */
	NKV_LOG_FACT_CHUNK_DROPPED, /* "Too many mem chunks in SRAT" */
	NKV_LOG_FACT_LOGICAL_NODES,
	NKV_LOG_FACT_CHUNKS,
	NKV_LOG_FACT_SRAT_OVERFLOW, /* more SRAT entries than can be kept */
	NKV_LOG_FACT_HIGH_MEMORY,   /* an entry for memory above all pfns */
	NKV_LOG_FACT_X2APIC,	    /* a processor whose APIC id has more than 8 bits */

	/* The layout, of kernels that are planned. */
	NKV_LOG_FACT_KVA_OF_NODE, /* a node was asked for the pages that it gives up */
	NKV_LOG_FACT_KVA_TOTAL,
	NKV_LOG_FACT_KVA_START_PFN,
	NKV_LOG_FACT_FIND_MAX_LOW_PFN,
	NKV_LOG_FACT_RESERVE_PAGES, /* of kernels that place the KVA above low memory */
	NKV_LOG_FACT_MAX_PFN,
	NKV_LOG_FACT_HIGHMEM_MB,
	NKV_LOG_FACT_LOWMEM_MB,
	NKV_LOG_FACT_MIN_LOW_PFN,
	NKV_LOG_FACT_MAX_LOW_PFN,
	NKV_LOG_FACT_HIGHSTART_PFN,
	NKV_LOG_FACT_LOWMEM_END_VADDR,
	NKV_LOG_FACT_DMA_START_PFN,
	NKV_LOG_FACT_DMA_END_PFN,
	NKV_LOG_FACT_DMA_MEMMAP_PAGES,
	NKV_LOG_FACT_PKMAP_START, /* of the table of virtual addresses */
	NKV_LOG_FACT_PKMAP_END,
	NKV_LOG_FACT_VMALLOC_START,
	NKV_LOG_FACT_VMALLOC_END,
	NKV_LOG_FACT_LOWMEM_START,
	NKV_LOG_FACT_LOWMEM_END,
	NKV_LOG_FACT_TEXT_START,
	NKV_LOG_FACT_TEXT_END,
	NKV_LOG_FACT_NO_HIGHMEM, /* a message of kernels without HIGHMEM */
	NKV_LOG_FACT_ONLY_4G,	 /* a message of kernels with HIGHMEM 4G */
	/* highmem= of the command line, if the kernel could not do it */
	NKV_LOG_FACT_HIGHMEM_ASKED_MB,
	NKV_LOG_FACT_NX,	       /* pages can be marked as not executable: only with PAE */
	NKV_LOG_FACT_HEXADECIMAL_PFN,  /* some pfn has a hexadecimal digit, so none is decimal */
	NKV_LOG_FACT_HEXADECIMAL_LINE, /* a line of kernels that print pfns in hexadecimal */
	NKV_LOG_FACT_64BIT, /* a line that, in these versions, only 64-bit kernels print */

	/* The kernel's own memory, in bytes; of kernels with early reservations. */
	NKV_LOG_FACT_EARLY_RESERVED, /* all early reservations, with a line for each */
	NKV_LOG_FACT_IMAGE_START,
	NKV_LOG_FACT_IMAGE_END,
	NKV_LOG_FACT_BRK_END,	      /* the end of what follows the image: a brk area ... */
	NKV_LOG_FACT_BOOT_TABLES_END, /* ... or the boot page tables */
	NKV_LOG_FACT_MAPPED_END,      /* the end of what the boot page tables map */
	NKV_LOG_FACT_LOW_END,	      /* the end of low memory */
	/* the place that was found for page tables of low memory ... */
	NKV_LOG_FACT_TABLES_START,
	NKV_LOG_FACT_TABLES_END,
	NKV_LOG_FACT_TABLES_USED_END, /* ... and the end of those that were used */
	/* the place of something that fits nowhere below the kernel */
	NKV_LOG_FACT_BEHIND_KERNEL,
	NKV_LOG_FACT_PGDAT_BYTES, /* size of a pgdat that is not in its node's window */
	NKV_LOG_FACT_ONE_BITMAP,  /* start of the boot-time allocator's only bitmap */
	NKV_LOG_FACT_NODE_BITMAP, /* the first of the nodes' bitmaps */
	NKV_LOG_FACT_NR_CPUS,
	/* number of the SRAT's memory entries that were read, if not all */
	NKV_LOG_FACT_MEMORY_READ,

	/* Other facts about the machine. */
	NKV_LOG_FACT_RAMDISK_START,
	NKV_LOG_FACT_RAMDISK_END,
	NKV_LOG_FACT_INITRD_END,       /* of an initrd that was disabled */
	NKV_LOG_FACT_INITRD_LIMIT,     /* the greatest end that the kernel allows */
	NKV_LOG_FACT_INITRD_FREED_KIB, /* its size in whole KiB */
	NKV_LOG_FACT_INITRD_SEEN,      /* there was an initrd, at an unknown place */
	NKV_LOG_FACT_INITRD_TOO_LARGE, /* the initrd was disabled for its size */
	NKV_LOG_FACT_EBDA,
	NKV_LOG_FACT_BIOS_AREA, /* the start of what the kernel takes as EBDA and BIOS */
	/* the place of the EFI's list of memory that is not accepted yet */
	NKV_LOG_FACT_UNACCEPTED,
	NKV_LOG_FACT_CPU,    /* the processor's name was printed */
	NKV_LOG_FACT_AMD_K7, /* the processor is an AMD K7 */
	NKV_LOG_FACT_NUMAQ,
	NKV_LOG_FACT_NO_NUMAQ, /* something that no NUMA-Q has: DMI, another APIC mode */

	/* How far the boot came, and what went wrong. */
	NKV_LOG_FACT_BOOTMEM_DONE,
	NKV_LOG_FACT_ZONES_DONE,
	NKV_LOG_FACT_MEMORY_LINE,
	/* all memory that the line counts, with holes; of kernels before 3.10 */
	NKV_LOG_FACT_MEMORY_END_KIB,
	NKV_LOG_FACT_LATER, /* a line that is printed only after the memory line */
	NKV_LOG_FACT_TRAP,  /* a BUG, trap or panic before the memory line */
	/* before the memory line: the address of the first bad page's struct page, or 0 */
	NKV_LOG_FACT_BAD_PAGE,
	NKV_LOG_FACT_COUNT
};

struct nkv_log_fact_value {
	bool given;
	uint64_t number;
	bool is_pfn;	      /* some kernels print it in hexadecimal ... */
	uint64_t hexadecimal; /* ... and then it is this number */
	struct nkv_position position;
};

enum {
	/* more than a description can have, so that too many are noticed */
	NKV_LOG_E820_MAX = 256,
	NKV_LOG_MEMORY_MAX = 256, /* SRAT entries */
	NKV_LOG_PROCESSORS_MAX = 512,
	NKV_LOG_CHUNKS_MAX = 64,
	NKV_LOG_RANGES_MAX = 128,
	NKV_LOG_RESERVES_MAX = 8,
	NKV_LOG_TABLES_MAX = 64,
	NKV_LOG_NODES_MAX = NKV_NODES_MAX,
	NKV_LOG_VERSION_BYTES = 64,
	NKV_LOG_CMDLINE_BYTES = 4096,
	NKV_LOG_NO_NID = -1,
};

enum nkv_log_range_kind {
	NKV_LOG_RANGE_RAM,    /* memory in the map */
	NKV_LOG_RANGE_MEMORY, /* memory in the SRAT, whatever the map has */
	NKV_LOG_RANGE_SPAN,   /* from a node's first page to its last, with holes */
};

/* A range that belongs to a node, according to the kernel. */
struct nkv_log_node_range {
	uint64_t start; /* pfns for chunks, addresses for ranges */
	uint64_t end;	/* exclusive for chunks, the last byte for ranges */
	uint32_t nid;
	enum nkv_log_range_kind kind; /* only for ranges */
	struct nkv_position position;
};

/* The lines about one node. */
struct nkv_log_node {
	struct nkv_log_fact_value start_pfn, end_pfn; /* "Node: N, start_pfn: ..." */
	struct nkv_log_fact_value reserved_pages;
	struct nkv_log_fact_value present_end_pfn;
	struct nkv_log_fact_value alignment_pages;
	struct nkv_log_fact_value window_vaddr;
	struct nkv_log_fact_value total_pages;			/* "On node N totalpages: ..." */
	struct nkv_log_fact_value high_start_pfn, high_end_pfn; /* of its high zone */
	bool has_zonelist;
};

struct nkv_log_cmdline {
	bool given;
	char text[NKV_LOG_CMDLINE_BYTES];
	struct nkv_position position;
};

/* The lines from which a map was made. */
enum nkv_log_map_lines {
	NKV_LOG_MAP_NONE,
	NKV_LOG_MAP_E820, /* "BIOS-e820:" */
	NKV_LOG_MAP_OLD,  /* "BIOS-e801:", "BIOS-88:": used by kernels if there is no E820 */
	/* "(XEN)": the machine's map; the hypervisor gives its kernel another */
	NKV_LOG_MAP_HYPERVISOR,
	NKV_LOG_MAP_LIMITED,  /* "limit_regions endfor:", for mem= */
	NKV_LOG_MAP_USER,     /* "user:", for the command line */
	NKV_LOG_MAP_MODIFIED, /* "modified:" */
	NKV_LOG_MAP_CHANGES,  /* "e820: update [mem ...": each changes the map */
};

/* An E820 map as printed. */
struct nkv_log_map {
	enum nkv_log_map_lines lines;
	struct nkv_position position; /* the first line about it */
	struct nkv_e820_entry entries[NKV_LOG_E820_MAX];
	struct nkv_position positions[NKV_LOG_E820_MAX];
	size_t count;
};

/* What the kernel or a boot loader prints before the kernel's version. */
struct nkv_log_loader {
	struct nkv_log_fact_value initrd_start;
	struct nkv_log_fact_value initrd_size; /* if printed */
	struct nkv_log_cmdline cmdline;
};

struct nkv_boot_facts {
	const char *origin;
	struct nkv_position first; /* the boot's first line */
	struct nkv_position last;  /* the last line with a fact */
	bool ends_in_map;	   /* that line was an entry of the map ... */
	bool ends_in_srat;	   /* ... or of the SRAT */

	char version[NKV_LOG_VERSION_BYTES]; /* "2.6.23-rc3-mm1"; "" if there is none */
	struct nkv_position version_position;
	/* "arm64", if lines show an architecture other than i386; otherwise NULL */
	const char *architecture;
	struct nkv_log_cmdline cmdline;

	struct nkv_log_map map;	      /* from the firmware */
	struct nkv_log_map user_map;  /* after the command line's changes */
	struct nkv_log_map final_map; /* after the kernel's own changes, too */

	struct nkv_srat_memory memory[NKV_LOG_MEMORY_MAX];
	struct nkv_position memory_positions[NKV_LOG_MEMORY_MAX];
	int32_t memory_nids[NKV_LOG_MEMORY_MAX]; /* NKV_LOG_NO_NID: not printed with the entry */
	size_t memory_count;
	struct nkv_srat_processor processors[NKV_LOG_PROCESSORS_MAX];
	struct nkv_position processor_positions[NKV_LOG_PROCESSORS_MAX];
	int32_t processor_nids[NKV_LOG_PROCESSORS_MAX];
	size_t processor_count;
	struct nkv_log_fact_value bad_pxm; /* the first that a description cannot have */

	struct nkv_log_node_range chunks[NKV_LOG_CHUNKS_MAX]; /* in pfns */
	size_t chunk_count;
	struct nkv_log_node_range ranges[NKV_LOG_RANGES_MAX]; /* in addresses */
	size_t range_count;
	struct nkv_log_node nodes[NKV_LOG_NODES_MAX];

	struct nkv_acpi_table tables[NKV_LOG_TABLES_MAX]; /* ACPI tables that an RSDT can list */
	struct nkv_position table_positions[NKV_LOG_TABLES_MAX];
	size_t table_count;
	uint64_t mp_tables[NKV_LOG_RESERVES_MAX]; /* addresses below 4 GiB */
	size_t mp_table_count;
	struct nkv_log_loader loader;

	struct nkv_log_fact_value facts[NKV_LOG_FACT_COUNT];
};

static inline const struct nkv_log_fact_value *nkv_log_fact(const struct nkv_boot_facts *facts,
							    enum nkv_log_fact fact)
{
	return &facts->facts[fact];
}

/* Begins without facts, for the boot that begins at `first`. */
void nkv_boot_facts_begin(struct nkv_boot_facts *facts, const struct nkv_position *first);

/* Sets a number and its position, unless it is set: the first line counts. */
void nkv_log_fact_note(struct nkv_log_fact_value *value, uint64_t number,
		       const struct nkv_position *position);

/*
 * Call this after the last line. It decides whether the boot's pfns are decimal
 * or hexadecimal, which no line alone shows, and which command line counts.
 */
void nkv_boot_facts_settle(struct nkv_boot_facts *facts);

/* Sets the command line, which may have blanks before it. The first one counts. */
void nkv_log_cmdline_note(struct nkv_log_cmdline *cmdline, const char *text, size_t length,
			  const struct nkv_position *position);

/* Whether the log's kernel can be planned, so that its figures count. */
bool nkv_log_is_planned(const struct nkv_boot_facts *facts);

#endif
