/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What if: the same machine with one thing or another changed, to be planned
 * again.
 */
#ifndef NUMAKVA_VARY_H
#define NUMAKVA_VARY_H

#include <stddef.h>
#include <stdint.h>

#include <numakva/error.h>
#include <numakva/machine.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What can be varied. The first three are words of the kernel's command line. */
enum nkv_vary_key {
	NKV_VARY_MEM,	       /* mem=, bytes */
	NKV_VARY_HIGHMEM,      /* highmem=, bytes */
	NKV_VARY_VMALLOC,      /* vmalloc=, bytes */
	NKV_VARY_STRUCT_PAGE,  /* sizeof(struct page) */
	NKV_VARY_PG_DATA,      /* sizeof(pg_data_t) */
	NKV_VARY_INITRD_START, /* a physical address */
	NKV_VARY_INITRD_SIZE,  /* bytes */
	NKV_VARY_MEMORY,       /* all RAM, bytes; the first MiB counts whole */
	NKV_VARY_KEYS
};

struct nkv_variation {
	enum nkv_vary_key key;
	uint64_t value;
};

/* What is known of a key without a machine. */
struct nkv_vary_info {
	const char *name; /* "mem", "initrd.start" */
	uint64_t min, max;
};

/* The entry for a key; never NULL for a key below NKV_VARY_KEYS. */
const struct nkv_vary_info *nkv_vary_info(enum nkv_vary_key key);

/* The key whose name is these characters, or NKV_VARY_KEYS. */
enum nkv_vary_key nkv_vary_find(const char *name, size_t length);

/* How many bytes of workspace nkv_vary() takes for this machine and so many variations. */
size_t nkv_vary_bytes(const struct nkv_machine *machine, size_t count);

/*
 * Fills *varied with the machine as it would be. Lists and texts that differ
 * are put into the workspace, which must be aligned as malloc() aligns and
 * must outlive *varied, as must the machine. Each key is given at most once,
 * and its value is within the key's bounds.
 *
 * - A word of the command line replaces those of its kind, where the first of
 *   them stands, or is added at the end. For mem= these are the words that
 *   limit the map: mem=SIZE and memmap=SIZE.
 * - All RAM from 1 MiB on is scaled to the total, less 1 MiB. Below 4 GiB, what
 *   is not RAM stays where it is: RAM is taken off the top, or added on top,
 *   around it; the firmware's tables on top of RAM move up with it. On a
 *   machine with RAM above 4 GiB, or from the first entry in the last GiB below
 *   it on, RAM is added above 4 GiB, where it has no holes but for entries that
 *   are not usable. Each memory entry of the SRAT keeps its share: a border keeps
 *   the alignment of its address, up to 256 MiB; an
 *   entry that comes to lie on both sides of the hole below 4 GiB is cut in
 *   two; one without RAM, on top of all, moves up. So do the quads of a NUMA-Q,
 *   in whole MiB, but that none is cut in two.
 *
 * Returns NKV_OK, NKV_ERROR_WORKSPACE, or NKV_ERROR_NOTHING_TO_SCALE for a
 * machine without RAM above 1 MiB. That the varied machine may be planned is
 * for nkv_machine_check(), or nkv_plan_machine(), to say: memory may have
 * become too high, or a map too small.
 */
enum nkv_error nkv_vary(const struct nkv_machine *machine, const struct nkv_variation *variations,
			size_t count, void *workspace, size_t workspace_bytes,
			struct nkv_machine *varied);

#ifdef __cplusplus
}
#endif

#endif
