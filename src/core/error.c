/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <numakva/error.h>

static const char *const texts[NKV_ERROR_COUNT] = {
	[NKV_OK] = "no error",
	[NKV_ERROR_WORKSPACE] = "the workspace is too small",
	[NKV_ERROR_PROFILE] = "the kernel has no profile",
	[NKV_ERROR_MEMORY_MODEL] = "this kernel cannot be planned with SPARSEMEM",
	[NKV_ERROR_HIGHMEM_WITHOUT_PAE] = "HIGHMEM 64G implies PAE",
	[NKV_ERROR_HIGHMEM_WITH_PAE] = "HIGHMEM 4G excludes PAE",
	[NKV_ERROR_PAGE_OFFSET] = "PAGE_OFFSET is not one of the kernel's splits",
	[NKV_ERROR_PAGE_OFFSET_PAE] = "PAGE_OFFSET is a split that PAE rules out",
	[NKV_ERROR_STRUCT_PAGE] = "sizeof(struct page) is out of range",
	[NKV_ERROR_PG_DATA] = "sizeof(pg_data_t) is out of range",
	[NKV_ERROR_MAX_NUMNODES] = "MAX_NUMNODES is neither 8 nor 16",
	[NKV_ERROR_CACHE_LINE] = "L1_CACHE_BYTES is not 32, 64 or 128",
	[NKV_ERROR_TEXT] = "the kernel's text lies too high",
	[NKV_ERROR_INIT_PG_TABLES] = "the boot page tables end too high",
	[NKV_ERROR_NR_CPUS] = "NR_CPUS is out of range",
	[NKV_ERROR_IMAGE_END] = "the kernel's image ends below its start, or too high",
	[NKV_ERROR_EBDA] = "the EBDA ends too high",
	[NKV_ERROR_RESERVE_RANGE] = "a firmware reservation ends too high",
	[NKV_ERROR_E820_TYPE] = "an E820 entry has type 0",
	[NKV_ERROR_E820_RANGE] = "an E820 entry ends at or above 2^64",
	[NKV_ERROR_E820_TOO_HIGH] = "usable memory ends above 2^44 - 2^28",
	[NKV_ERROR_E820_TOO_MANY] = "more than 128 E820 entries",
	[NKV_ERROR_E820_TOO_FEW] = "fewer than two E820 entries after overlaps are merged",
	[NKV_ERROR_E820_FULL] =
		("128 E820 entries after overlaps are merged: this kernel counts them in a signed "
		 "byte, and drops the map"),
	[NKV_ERROR_SRAT_RANGE] = "an SRAT memory entry ends at or above 2^64",
	[NKV_ERROR_SRAT_TOO_HIGH] = "an SRAT memory entry ends above 2^44 - 2^28",
	[NKV_ERROR_PXM_TOO_MANY] = "more proximity domains than MAX_NUMNODES",
	[NKV_ERROR_ACPI_TABLE] = "an ACPI table without a signature, or shorter than its header",
	[NKV_ERROR_ACPI_TOO_HIGH] = "an ACPI table ends at or above 2^32",
	[NKV_ERROR_ACPI_TOO_MANY] = "more than 256 ACPI tables",
	[NKV_ERROR_NUMAQ_WITH_SRAT] = "a NUMA-Q has no SRAT",
	[NKV_ERROR_QUAD_NUMBER] = "a quad's number is not below MAX_NUMNODES",
	[NKV_ERROR_QUAD_TWICE] = "two quads have the same number",
	[NKV_ERROR_QUAD_UNIT] = "a quad's memory is not a multiple of 1 MiB",
	[NKV_ERROR_QUAD_PRIVATE] = "a quad's private memory begins below 0",
	[NKV_ERROR_QUAD_TOO_HIGH] = "a quad ends above 64 GiB",
	[NKV_ERROR_QUAD_KERNEL] = "this kernel cannot be planned on a NUMA-Q",
	[NKV_ERROR_NOTHING_TO_SCALE] = "there is no RAM above 1 MiB",
	[NKV_ERROR_HALF_INITRD] = "an initrd needs both initrd.start and initrd.size",
};

const char *nkv_error_text(enum nkv_error error)
{
	return error < NKV_ERROR_COUNT ? texts[error] : "unknown error";
}
