/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What can go wrong in a boot (boot-layout 7).
 */
#ifndef NUMAKVA_HAZARD_H
#define NUMAKVA_HAZARD_H

#include <stddef.h>
#include <stdint.h>

#include <numakva/range.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A code for each row of the list. */
enum nkv_hazard_code {
#define HAZARD(name, ...) NKV_HAZARD_##name,
#include <numakva/hazards.def>
#undef HAZARD
	NKV_HAZARD_COUNT
};

/* The worst comes last. */
enum nkv_severity {
	NKV_SEVERITY_INFO,
	NKV_SEVERITY_WARNING,
	NKV_SEVERITY_CORRUPTING, /* it boots and then goes wrong */
	NKV_SEVERITY_FATAL,	 /* the boot stops, or the kernel overwrites itself */
};

/* The figures that a hazard has. */
enum nkv_hazard_field {
	NKV_HAZARD_HAS_PAGES = 1 << 0,
	NKV_HAZARD_HAS_RANGES = 1 << 1,
	NKV_HAZARD_HAS_NIDS = 1 << 2,
	NKV_HAZARD_HAS_BYTES = 1 << 3,
	NKV_HAZARD_HAS_ADDRESS = 1 << 4,
	NKV_HAZARD_HAS_TRUE_ADDRESS = 1 << 5,
	NKV_HAZARD_HAS_REASON = 1 << 6,
	NKV_HAZARD_HAS_CHUNKS = 1 << 7,
	NKV_HAZARD_HAS_BY = 1 << 8,
	NKV_HAZARD_HAS_WITH = 1 << 9,
	NKV_HAZARD_HAS_ENTRIES = 1 << 10,
	NKV_HAZARD_HAS_PFN = 1 << 11,
	NKV_HAZARD_HAS_TABLES = 1 << 12,
	NKV_HAZARD_HAS_TABLE = 1 << 13,
};

/* A memory entry of the SRAT in pages, as the kernel truncates it to 32-bit pfns. */
struct nkv_hazard_chunk {
	uint32_t start_pfn;
	uint32_t end_pfn;
	uint8_t pxm;
};

struct nkv_hazard {
	enum nkv_hazard_code code;
	enum nkv_severity severity;
	unsigned int fields; /* enum nkv_hazard_field, or-ed: the members below that are set */
	uint32_t nids;	     /* bit n: node n */
	uint64_t pages;
	struct nkv_range_list ranges;
	uint64_t bytes;
	uint64_t pfn;
	uint64_t address;      /* as the kernel passes it, 32 bits */
	uint64_t true_address; /* what it should have been */
	const char *reason;    /* one or two words */
	const struct nkv_hazard_chunk *chunks;
	size_t chunk_count;
	size_t tables; /* the number of ACPI tables, ... */
	struct {       /* ... and one of them */
		size_t index;
		const char *signature;
		uint64_t pages;
	} table;
	const char *by;	  /* who makes the reservation ... */
	const char *with; /* ... and whose it overlaps */
	size_t entries;	  /* entries of a table of the firmware */
};

/* The memory that a hazard concerns. */
enum nkv_hazard_place {
	NKV_PLACE_BY_FIGURES,	   /* its ranges, nodes or address: those that are set */
	NKV_PLACE_PHYSICAL_RANGES, /* ranges that belong to nodes, even if they are low memory */
	NKV_PLACE_WINDOWS,	   /* where its nodes' pages are mapped */
	NKV_PLACE_GIVEN,	   /* the pages that its nodes give up */
	NKV_PLACE_FREE,		   /* free memory */
	NKV_PLACE_TAKEN,	   /* free memory that its nodes' mem_maps take */
	NKV_PLACE_INITRD,	   /* where the boot loader put the initrd */
	NKV_PLACE_LOWMEM_END,
	NKV_PLACE_KERNEL, /* a table in the kernel, or how it was built */
};

/* What a hazard is, on any machine. */
struct nkv_hazard_info {
	const char *code;	    /* as plans and descriptions spell it */
	enum nkv_severity severity; /* its greatest severity */
	enum nkv_severity least;    /* its least severity; for most hazards the same */
	enum nkv_hazard_place place;
	const char *summary; /* one line for a list */
	const char *happens; /* what the kernel does, for a message */
	const char *helps;   /* what to do about it; "" for nothing */
	/*
	 * The changes that `helps` mentions, 1 << enum nkv_change_kind; 0: a plan cannot try
	 * any.
	 */
	unsigned int helped_by;
};

/* The entry for a code; never NULL for a code below NKV_HAZARD_COUNT. */
const struct nkv_hazard_info *nkv_hazard_info(enum nkv_hazard_code code);

/* The code spelled `name`, or NKV_HAZARD_COUNT. */
enum nkv_hazard_code nkv_hazard_find(const char *name);

/* "info", "warning", "corrupting" or "fatal". */
const char *nkv_severity_name(enum nkv_severity severity);

#ifdef __cplusplus
}
#endif

#endif
