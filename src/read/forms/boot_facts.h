/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a log tells of one boot: each fact as it was printed, with its position.
 * What follows from it for the machine is decided in read/log.
 */
#ifndef NUMAKVA_READ_FORMS_BOOT_FACTS_H
#define NUMAKVA_READ_FORMS_BOOT_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <numakva/machine.h>

#include "read/report.h"

/* Facts that are one number, or just that a line was there. Named after the lines. */
enum nkv_log_fact {
	NKV_LOG_FACT_NONE,

	/* The map. */
	NKV_LOG_FACT_MAP_HEADER,
	NKV_LOG_FACT_OTHER_MAP,	   /* not from E820 */
	NKV_LOG_FACT_BROKEN_MAP,   /* an entry that cannot be read */
	NKV_LOG_FACT_UNKNOWN_TYPE, /* an entry of a type that has no name here */
	NKV_LOG_FACT_MAP_CUT,	   /* somebody says so that something was cut out behind an entry */
	NKV_LOG_FACT_SRAT_CUT,
	NKV_LOG_FACT_MAP_OVERFLOW,  /* more entries than any kernel prints */
	NKV_LOG_FACT_PFN_LIMIT,	    /* pfns end there for a kernel, whatever the map has */
	NKV_LOG_FACT_LAST_PFN,	    /* the greatest, as kernels since 2.6.24 print it */
	NKV_LOG_FACT_BROKEN_SRAT,   /* an entry that cannot be read */
	NKV_LOG_FACT_SRAT_FAILED,   /* "failed to get NUMA memory information from SRAT table" */
	NKV_LOG_FACT_FLAT,	    /* "NUMA - single node, flat memory mode" */
	NKV_LOG_FACT_SRAT_UNUSED,   /* there is one, but that kernel did without */
	NKV_LOG_FACT_SRAT_SOUGHT,   /* the kernel looked for one, as none of NUMA-Q does */
	NKV_LOG_FACT_SRAT_TABLE,    /* there is one, whether or not its entries are printed */
	NKV_LOG_FACT_NO_NUMA,	    /* the kernel looked for nodes and found none */
	NKV_LOG_FACT_NODE_MAP,	    /* "early_node_map[3] active PFN ranges" */
	NKV_LOG_FACT_FAKE_NODES,    /* "Faking node 0 at": nodes of numa=fake */
	NKV_LOG_FACT_CHUNK_DROPPED, /* "Too many mem chunks in SRAT" */
	NKV_LOG_FACT_LOGICAL_NODES,
	NKV_LOG_FACT_CHUNKS,
	NKV_LOG_FACT_SRAT_OVERFLOW, /* more SRAT entries than are kept */
	NKV_LOG_FACT_HIGH_MEMORY,   /* an entry for memory that no pfn can hold */
	NKV_LOG_FACT_X2APIC,	    /* a processor whose APIC id has more than 8 bits */

	/* The layout, of kernels that are planned. */
	NKV_LOG_FACT_KVA_OF_NODE, /* some node is asked for what it gives */
	NKV_LOG_FACT_KVA_TOTAL,
	NKV_LOG_FACT_KVA_START_PFN,
	NKV_LOG_FACT_FIND_MAX_LOW_PFN,
	NKV_LOG_FACT_RESERVE_PAGES, /* of kernels whose KVA lies above low memory */
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
	NKV_LOG_FACT_PKMAP_START, /* of the virtual memory layout */
	NKV_LOG_FACT_PKMAP_END,
	NKV_LOG_FACT_VMALLOC_START,
	NKV_LOG_FACT_VMALLOC_END,
	NKV_LOG_FACT_LOWMEM_START,
	NKV_LOG_FACT_LOWMEM_END,
	NKV_LOG_FACT_TEXT_START,
	NKV_LOG_FACT_TEXT_END,
	NKV_LOG_FACT_NO_HIGHMEM,       /* a message of a kernel without HIGHMEM */
	NKV_LOG_FACT_ONLY_4G,	       /* a message of a kernel with HIGHMEM 4G */
	NKV_LOG_FACT_HIGHMEM_ASKED_MB, /* highmem= of the command line, where it could not be had */
	NKV_LOG_FACT_NX,	       /* its pages can be not executable: with PAE alone */
	NKV_LOG_FACT_HEXADECIMAL_PFN,  /* a pfn that is not decimal: none is */
	NKV_LOG_FACT_HEXADECIMAL_LINE, /* a line of kernels that print pfns in hexadecimal */
	NKV_LOG_FACT_64BIT, /* something that, in these versions, only 64-bit kernels print */

	/* The kernel's own memory, in bytes, of kernels that reserve it before there is an allocator. */
	NKV_LOG_FACT_EARLY_RESERVED, /* all that they reserved so, in one line each */
	NKV_LOG_FACT_IMAGE_START,
	NKV_LOG_FACT_IMAGE_END,
	NKV_LOG_FACT_BRK_END,	      /* of what follows the image: a brk area ... */
	NKV_LOG_FACT_BOOT_TABLES_END, /* ... or the page tables of the start */
	NKV_LOG_FACT_MAPPED_END,      /* what these map */
	NKV_LOG_FACT_LOW_END,	      /* where low memory ends */
	NKV_LOG_FACT_TABLES_START,    /* where page tables of low memory would have room ... */
	NKV_LOG_FACT_TABLES_END,
	NKV_LOG_FACT_TABLES_USED_END, /* ... and where those end that it needs */
	NKV_LOG_FACT_BEHIND_KERNEL,   /* where something was found that fits nowhere below */
	NKV_LOG_FACT_PGDAT_BYTES,     /* of a node whose pgdat is not in its window */
	NKV_LOG_FACT_ONE_BITMAP,      /* of the boot-time allocator, for all nodes: its start */
	NKV_LOG_FACT_NODE_BITMAP,     /* one for each: the first one's */
	NKV_LOG_FACT_NR_CPUS,
	NKV_LOG_FACT_MEMORY_READ, /* of the SRAT's memory, where that are not all */

	/* Other things of the machine. */
	NKV_LOG_FACT_RAMDISK_START,
	NKV_LOG_FACT_RAMDISK_END,
	NKV_LOG_FACT_INITRD_END,       /* of one that was disabled */
	NKV_LOG_FACT_INITRD_LIMIT,     /* where it may end */
	NKV_LOG_FACT_INITRD_FREED_KIB, /* its size in whole KiB */
	NKV_LOG_FACT_INITRD_SEEN,      /* there was one, wherever */
	NKV_LOG_FACT_INITRD_TOO_LARGE, /* and it was disabled for that */
	NKV_LOG_FACT_EBDA,
	NKV_LOG_FACT_BIOS_AREA,	 /* where what is taken for the EBDA and the BIOS begins */
	NKV_LOG_FACT_UNACCEPTED, /* where the EFI lists memory that is not accepted yet */
	NKV_LOG_FACT_CPU,	 /* the processor's name was printed */
	NKV_LOG_FACT_AMD_K7,	 /* and it is one */
	NKV_LOG_FACT_NUMAQ,
	NKV_LOG_FACT_OTHER_APIC_MODE, /* than that of NUMA-Q */

	/* How far the boot came, and what went wrong. */
	NKV_LOG_FACT_BOOTMEM_DONE,
	NKV_LOG_FACT_ZONES_DONE,
	NKV_LOG_FACT_MEMORY_LINE,
	NKV_LOG_FACT_MEMORY_END_KIB, /* all that it counts, with holes; of kernels before 3.10 */
	NKV_LOG_FACT_LATER,	     /* something that is printed only after that line */
	NKV_LOG_FACT_TRAP,	     /* a BUG, trap or panic before the memory line */
	NKV_LOG_FACT_BAD_PAGE, /* before that: the address of the first one's struct page, or 0 */
	NKV_LOG_FACT_COUNT
};

struct nkv_log_fact_value {
	bool given;
	uint64_t number;
	bool is_pfn;	      /* some kernels print it in hexadecimal ... */
	uint64_t hexadecimal; /* ... and then it is this */
	struct nkv_position position;
};

enum {
	NKV_LOG_E820_MAX = 256,	  /* more than a description may have, so that this is said */
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
	NKV_LOG_RANGE_RAM,    /* memory of the map */
	NKV_LOG_RANGE_MEMORY, /* of the SRAT, whatever the map says */
	NKV_LOG_RANGE_SPAN,   /* from a node's first page to its last, with holes */
};

/* A range that the kernel says belongs to a node. */
struct nkv_log_node_range {
	uint64_t start; /* pfns of chunks, addresses of ranges */
	uint64_t end;	/* excluded from chunks, the last byte of ranges */
	uint32_t nid;
	enum nkv_log_range_kind kind; /* of ranges */
	struct nkv_position position;
};

/* What was printed of one node. */
struct nkv_log_node {
	struct nkv_log_fact_value start_pfn, end_pfn; /* "Node: N, start_pfn: ..." */
	struct nkv_log_fact_value reserved_pages;
	struct nkv_log_fact_value present_end_pfn;
	struct nkv_log_fact_value alignment_pages;
	struct nkv_log_fact_value window_vaddr;
	struct nkv_log_fact_value total_pages;			/* "On node N totalpages: ..." */
	struct nkv_log_fact_value high_start_pfn, high_end_pfn; /* its high zone */
	bool has_zonelist;
};

struct nkv_log_cmdline {
	bool given;
	char text[NKV_LOG_CMDLINE_BYTES];
	struct nkv_position position;
};

/* Which lines a map was made from. */
enum nkv_log_map_lines {
	NKV_LOG_MAP_NONE,
	NKV_LOG_MAP_E820, /* "BIOS-e820:" */
	NKV_LOG_MAP_OLD, /* "BIOS-e801:", "BIOS-88:": what kernels ask for where there is no E820 */
	NKV_LOG_MAP_HYPERVISOR, /* "(XEN)": the machine's, of which its kernel sees another */
	NKV_LOG_MAP_LIMITED,	/* "limit_regions endfor:", of mem= */
	NKV_LOG_MAP_USER,	/* "user:", of the command line */
	NKV_LOG_MAP_MODIFIED,	/* "modified:" */
	NKV_LOG_MAP_CHANGES,	/* "e820: update [mem ...", each of which changes what is there */
};

/* An E820 map as it was printed. */
struct nkv_log_map {
	enum nkv_log_map_lines lines;
	struct nkv_position position; /* the first line about it */
	struct nkv_e820_entry entries[NKV_LOG_E820_MAX];
	struct nkv_position positions[NKV_LOG_E820_MAX];
	size_t count;
};

/* What is printed before the kernel says its version, by itself or by a boot loader. */
struct nkv_log_loader {
	struct nkv_log_fact_value initrd_start;
	struct nkv_log_fact_value initrd_size; /* if it was printed */
	struct nkv_log_cmdline cmdline;
};

struct nkv_boot_facts {
	const char *origin;
	struct nkv_position first; /* the boot's first line */
	struct nkv_position last;  /* the last that told anything */
	bool ends_in_map;	   /* it was an entry of the map ... */
	bool ends_in_srat;	   /* ... or of the SRAT */

	char version[NKV_LOG_VERSION_BYTES]; /* "2.6.23-rc3-mm1", "" if it is not there */
	struct nkv_position version_position;
	const char *architecture; /* "arm64", by its lines; NULL: no other than i386 shows */
	struct nkv_log_cmdline cmdline;

	struct nkv_log_map map;	      /* the firmware's */
	struct nkv_log_map user_map;  /* what the command line made of it */
	struct nkv_log_map final_map; /* with what the kernel itself changed, too */

	struct nkv_srat_memory memory[NKV_LOG_MEMORY_MAX];
	struct nkv_position memory_positions[NKV_LOG_MEMORY_MAX];
	int32_t memory_nids[NKV_LOG_MEMORY_MAX]; /* NKV_LOG_NO_NID: not printed with it */
	size_t memory_count;
	struct nkv_srat_processor processors[NKV_LOG_PROCESSORS_MAX];
	struct nkv_position processor_positions[NKV_LOG_PROCESSORS_MAX];
	int32_t processor_nids[NKV_LOG_PROCESSORS_MAX];
	size_t processor_count;
	struct nkv_log_fact_value bad_pxm; /* the first that no description can have */

	struct nkv_log_node_range chunks[NKV_LOG_CHUNKS_MAX]; /* in pfns */
	size_t chunk_count;
	struct nkv_log_node_range ranges[NKV_LOG_RANGES_MAX]; /* addresses */
	size_t range_count;
	struct nkv_log_node nodes[NKV_LOG_NODES_MAX];

	struct nkv_acpi_table tables[NKV_LOG_TABLES_MAX]; /* of the ACPI, those an RSDT can list */
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

/* Begins with no facts, for the boot whose first line is there. */
void nkv_boot_facts_begin(struct nkv_boot_facts *facts, const struct nkv_position *first);

/* Notes a number and its position, unless the fact is given already: the first line counts. */
void nkv_log_fact_note(struct nkv_log_fact_value *value, uint64_t number,
		       const struct nkv_position *position);

/*
 * To be called when all lines are taken: decides whether the boot's pfns are
 * decimal or hexadecimal, which no single line tells, and which command line
 * counts.
 */
void nkv_boot_facts_settle(struct nkv_boot_facts *facts);

/* Notes a command line, which may have blanks before it. The first counts. */
void nkv_log_cmdline_note(struct nkv_log_cmdline *cmdline, const char *text, size_t length,
			  const struct nkv_position *position);

/* Whether the log is of a kernel whose layout is planned here, so that its figures count. */
bool nkv_log_is_planned(const struct nkv_boot_facts *facts);

#endif
