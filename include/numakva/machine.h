/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A machine and the kernel to be booted on it: what a plan is made from.
 *
 * Plain data. Strings and lists belong to whoever filled the structure, and
 * must outlive every plan made from it.
 */
#ifndef NUMAKVA_MACHINE_H
#define NUMAKVA_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <numakva/error.h>
#include <numakva/profile.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
	NKV_PAGE_SHIFT = 12,
	NKV_PAGE_BYTES = 4096,
	NKV_E820_MAX = 128,	       /* entries that fit into the kernel's map (E820MAX) */
	NKV_PXM_MAX = 255,	       /* greatest proximity domain */
	NKV_NODES_MAX = 16,	       /* greatest MAX_NUMNODES */
	NKV_QUAD_UNIT_BYTES = 1048576, /* the unit of the quads' sizes */
	NKV_STRUCT_PAGE_BYTES_MIN = 16,
	NKV_STRUCT_PAGE_BYTES_MAX = 256,
	NKV_PG_DATA_BYTES_MIN = 1,
	NKV_PG_DATA_BYTES_MAX = 1048576,
	NKV_ACPI_TABLES_MAX = 256,
	NKV_ACPI_HEADER_BYTES = 36,
	NKV_NR_CPUS_MIN = 1,
	NKV_NR_CPUS_MAX = 512,
};

/*
 * Addresses in a 32-bit kernel's input end below this, so that rounding up to a page cannot
 * wrap.
 */
#define NKV_PHYS32_END_LIMIT UINT64_C(0xfffff001)
/* The quads of a NUMA-Q end at or below this (64 GiB). */
#define NKV_QUAD_END_MAX UINT64_C(0x1000000000)
/*
 * Usable memory ends at or below this (2^44 - 2^28), so that no loop over pfns wraps in the
 * kernel.
 */
#define NKV_MEMORY_END_MAX UINT64_C(0xffff0000000)

/* The HIGHMEM build setting (boot-layout 0). */
enum nkv_highmem {
	NKV_HIGHMEM_OFF,
	NKV_HIGHMEM_4G,
	NKV_HIGHMEM_64G,
};

/* How the kernel finds the struct page of a page: the build setting (memory-model-sparse). */
enum nkv_memory_model {
	NKV_MODEL_DISCONTIG, /* DISCONTIGMEM: by the page's node */
	NKV_MODEL_SPARSE,    /* SPARSEMEM: by the page's section */
};

/* E820 types with a name; other numbers above 0 can occur, too. */
enum {
	NKV_E820_USABLE = 1,
	NKV_E820_RESERVED = 2,
	NKV_E820_ACPI_DATA = 3,
	NKV_E820_ACPI_NVS = 4,
	NKV_E820_UNUSABLE = 5, /* only some kernels have this name, and no firmware */
};

/* The kernel as it was built. */
struct nkv_kernel {
	const struct nkv_profile *profile;
	enum nkv_highmem highmem;
	bool pae;
	enum nkv_memory_model memory_model;
	uint32_t page_offset;	     /* PAGE_OFFSET, a virtual address */
	uint32_t struct_page_bytes;  /* sizeof(struct page) */
	uint32_t pg_data_bytes;	     /* sizeof(pg_data_t) */
	uint32_t max_numnodes;	     /* MAX_NUMNODES: 8 or 16 */
	uint32_t cache_line_bytes;   /* L1_CACHE_BYTES */
	uint32_t text;		     /* physical address of the kernel */
	uint32_t init_pg_tables_end; /* physical end of its boot page tables or brk area */
	uint32_t nr_cpus;	     /* NR_CPUS; it matters from 2.6.27 on, as does image_end */
	/* false: the image ends where init_pg_tables_end follows from */
	bool has_image_end;
	uint32_t image_end; /* physical end of its image */
	bool amd_k7;	    /* the processor is an AMD K7 */
};

/* One entry of an E820 map, in bytes. The end is start + size, at 64 bits. */
struct nkv_e820_entry {
	uint64_t start;
	uint64_t size;
	uint32_t type;
};

struct nkv_srat_processor {
	uint8_t pxm;
	uint8_t apic;
	bool enabled;
};

/* One memory entry of the SRAT, in bytes. */
struct nkv_srat_memory {
	uint64_t start;
	uint64_t size;
	uint8_t pxm;
	bool enabled;
	bool hotplug;
};

/* A quad of a NUMA-Q as the firmware describes it, in bytes. */
struct nkv_quad {
	uint8_t number;
	uint64_t start;		/* of its high shared memory */
	uint64_t size;		/* of its high shared memory */
	uint64_t private_bytes; /* its private memory, which ends at `start` */
};

/* A table that the RSDT lists, in bytes. Its extent is unknown unless both figures are known. */
struct nkv_acpi_table {
	char signature[5]; /* four characters */
	bool has_start, has_length;
	uint32_t start;
	uint32_t length; /* including its header */
};

/* A reservation in low memory for other firmware, in bytes. */
struct nkv_firmware_reserve {
	uint32_t start;
	uint32_t size;
	const char *by; /* a word: what it is for */
};

/* The figures that can be limited, in the order of a check. */
enum nkv_limit {
	NKV_LIMIT_MIN_LOWMEM_FREE, /* bytes free when setup ends, at least */
	NKV_LIMIT_MIN_LOWMEM_LEFT, /* bytes that the mem_maps leave of that, at least */
	NKV_LIMIT_MAX_WASTED,	   /* bytes of the hazard pages-wasted, at most */
	NKV_LIMIT_MAX_KVA,	   /* bytes of KVA, at most */
	NKV_LIMIT_COUNT
};

struct nkv_bound {
	bool set;
	uint64_t bytes;
};

/* The limits of a check. A plan does not depend on them. */
struct nkv_limits {
	struct nkv_bound bounds[NKV_LIMIT_COUNT];
	uint64_t allowed_hazards; /* bit (1 << enum nkv_hazard_code) */
};

struct nkv_machine {
	const char *name; /* or NULL */
	struct nkv_kernel kernel;
	const char *cmdline;   /* the kernel's command line; NULL is the same as "" */
	uint32_t initrd_start; /* physical; 0 without an initrd */
	uint32_t initrd_size;
	uint32_t ebda; /* physical address of the EBDA; 0 without one */

	const struct nkv_firmware_reserve *reserve;
	size_t reserve_count;
	const struct nkv_e820_entry *e820; /* in the firmware's order */
	size_t e820_count;

	bool has_srat; /* true also for an SRAT without entries */
	const struct nkv_srat_processor *processors;
	size_t processor_count;
	const struct nkv_srat_memory *memory;
	size_t memory_count;
	bool has_acpi; /* the list of the RSDT's tables is known, even if it is empty */
	/* in the order of the RSDT; the first SRAT counts */
	const struct nkv_acpi_table *acpi_tables;
	size_t acpi_table_count;

	const struct nkv_quad *quads; /* of a NUMA-Q, instead of the SRAT */
	size_t quad_count;

	struct nkv_limits limits;
};

/* What is wrong with a machine, and which entry. */
struct nkv_fault {
	enum nkv_error error;
	size_t index; /* index of the entry in its list, otherwise 0 */
};

/*
 * The kernel of a description without the key `kernel`: the default profile,
 * HIGHMEM 64G with PAE, and the sizes of a 2.6.23 that was built.
 */
struct nkv_kernel nkv_kernel_default(void);

/*
 * Checks that the rules are defined for this machine: every member is in its
 * range, there are 2 to 128 E820 entries (after overlaps are merged), and no
 * more proximity domains than MAX_NUMNODES (boot-layout 0, 1.2, 2).
 *
 * For NKV_ERROR_PXM_TOO_MANY the index counts processors first, then memory
 * entries. It is that of the entry with the first domain that is too many.
 */
struct nkv_fault nkv_machine_check(const struct nkv_machine *machine);

/* "off", "4G" or "64G". */
const char *nkv_highmem_name(enum nkv_highmem highmem);

/* "discontig" or "sparse". */
const char *nkv_memory_model_name(enum nkv_memory_model model);

/* "usable", "reserved", "ACPI data", "ACPI NVS", or NULL for a type that has no name. */
const char *nkv_e820_type_name(uint32_t type);

#ifdef __cplusplus
}
#endif

#endif
