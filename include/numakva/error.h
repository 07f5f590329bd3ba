/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What can be wrong with a machine, or with a request for a plan. */
#ifndef NUMAKVA_ERROR_H
#define NUMAKVA_ERROR_H

#ifdef __cplusplus
extern "C" {
#endif

enum nkv_error {
	NKV_OK = 0,
	NKV_ERROR_WORKSPACE,	       /* the workspace is too small */
	NKV_ERROR_PROFILE,	       /* no profile */
	NKV_ERROR_MEMORY_MODEL,	       /* this kernel cannot be planned with SPARSEMEM */
	NKV_ERROR_HIGHMEM_WITHOUT_PAE, /* HIGHMEM 64G without PAE */
	NKV_ERROR_HIGHMEM_WITH_PAE,    /* HIGHMEM 4G with PAE */
	NKV_ERROR_PAGE_OFFSET,	       /* not one of the kernel's splits */
	NKV_ERROR_PAGE_OFFSET_PAE,     /* a split that PAE rules out */
	NKV_ERROR_STRUCT_PAGE,	       /* sizeof(struct page) out of range */
	NKV_ERROR_PG_DATA,	       /* sizeof(pg_data_t) out of range */
	NKV_ERROR_MAX_NUMNODES,	       /* neither 8 nor 16 */
	NKV_ERROR_CACHE_LINE,	       /* not 32, 64 or 128 */
	NKV_ERROR_TEXT,		       /* kernel text ends above 2^32 - 4095 */
	NKV_ERROR_INIT_PG_TABLES,      /* boot page tables end above 2^32 - 4095 */
	NKV_ERROR_NR_CPUS,	       /* NR_CPUS out of range */
	NKV_ERROR_IMAGE_END,	       /* the image ends below its start, or above 2^32 - 4095 */
	NKV_ERROR_EBDA,		       /* the EBDA ends above 2^32 - 4095 */
	NKV_ERROR_RESERVE_RANGE,       /* a firmware reservation ends above 2^32 - 4095 */
	NKV_ERROR_E820_TYPE,	       /* an E820 entry of type 0 */
	NKV_ERROR_E820_RANGE,	       /* an E820 entry ends at or above 2^64 */
	NKV_ERROR_E820_TOO_HIGH,       /* usable memory ends above 2^44 - 2^28 */
	NKV_ERROR_E820_TOO_MANY,       /* more than 128 entries */
	NKV_ERROR_E820_TOO_FEW,	       /* fewer than two entries after overlaps are merged */
	NKV_ERROR_E820_FULL,	       /* 128 entries after that, which the kernel reads as -128 */
	NKV_ERROR_SRAT_RANGE,	       /* an SRAT memory entry ends at or above 2^64 */
	NKV_ERROR_SRAT_TOO_HIGH,       /* an SRAT memory entry ends above 2^44 - 2^28 */
	NKV_ERROR_PXM_TOO_MANY,	       /* more proximity domains than MAX_NUMNODES */
	NKV_ERROR_ACPI_TABLE,	 /* an ACPI table without a signature, or shorter than its header */
	NKV_ERROR_ACPI_TOO_HIGH, /* an ACPI table ends at or above 2^32 */
	NKV_ERROR_ACPI_TOO_MANY, /* more than 256 ACPI tables */
	NKV_ERROR_NUMAQ_WITH_SRAT, /* quads and an SRAT */
	NKV_ERROR_QUAD_NUMBER,	   /* a quad's number is MAX_NUMNODES or more */
	NKV_ERROR_QUAD_TWICE,	   /* two quads have one number */
	NKV_ERROR_QUAD_UNIT,	   /* a quad's figures are not whole MiB */
	/* the private memory is larger than the memory below the quad */
	NKV_ERROR_QUAD_PRIVATE,
	NKV_ERROR_QUAD_TOO_HIGH,    /* a quad ends above 64 GiB */
	NKV_ERROR_QUAD_KERNEL,	    /* this kernel cannot be planned on a NUMA-Q */
	NKV_ERROR_NOTHING_TO_SCALE, /* no RAM above 1 MiB (nkv_vary) */
	/* an initrd's start is varied without a size, or its size without a start (nkv_vary) */
	NKV_ERROR_HALF_INITRD,
	NKV_ERROR_COUNT
};

/* The message for an error, lower case, without a full stop; never NULL. */
const char *nkv_error_text(enum nkv_error error);

#ifdef __cplusplus
}
#endif

#endif
