/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A machine with some values changed, to be planned again. */
#ifndef NUMAKVA_VARY_H
#define NUMAKVA_VARY_H

#include <stddef.h>
#include <stdint.h>

#include <numakva/error.h>
#include <numakva/machine.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What can be changed. The first three are words of the kernel's command line. */
enum nkv_vary_key {
	NKV_VARY_MEM,	       /* mem=, bytes */
	NKV_VARY_HIGHMEM,      /* highmem=, bytes */
	NKV_VARY_VMALLOC,      /* vmalloc=, bytes */
	NKV_VARY_STRUCT_PAGE,  /* sizeof(struct page) */
	NKV_VARY_PG_DATA,      /* sizeof(pg_data_t) */
	NKV_VARY_INITRD_START, /* a physical address */
	NKV_VARY_INITRD_SIZE,  /* bytes */
	NKV_VARY_MEMORY,       /* all RAM, bytes; the first MiB counts as full */
	NKV_VARY_KEYS
};

struct nkv_variation {
	enum nkv_vary_key key;
	uint64_t value;
};

/* What a key is, on any machine. */
struct nkv_vary_info {
	const char *name; /* "mem", "initrd.start" */
	uint64_t min, max;
};

/* The entry for a key; never NULL for a key below NKV_VARY_KEYS. */
const struct nkv_vary_info *nkv_vary_info(enum nkv_vary_key key);

/* The key whose name these characters are, or NKV_VARY_KEYS. */
enum nkv_vary_key nkv_vary_find(const char *name, size_t length);

/*
 * The number of bytes of workspace that nkv_vary() takes for this machine and `count`
 * variations.
 */
size_t nkv_vary_bytes(const struct nkv_machine *machine, size_t count);

/*
 * Fills *varied with the machine after the changes. Lists and texts that differ
 * are put into the workspace, which must be aligned as malloc() aligns. The
 * workspace and the machine must outlive *varied. Each key is given at most
 * once, and its value is within the key's bounds.
 *
 * - A word of the command line replaces the words of its kind, at the place of
 *   the first, or is added at the end. For mem= these are the words that limit
 *   the map: mem=SIZE and memmap=SIZE.
 * - RAM from 1 MiB on is scaled to the new total less 1 MiB. Below 4 GiB,
 *   everything but RAM stays in place: RAM is removed from the top, or added at
 *   the top around it. The firmware's tables at the top of RAM move with it. If
 *   the machine has RAM above 4 GiB, or from the first entry in the last GiB
 *   below it on, RAM is added above 4 GiB, without holes except for entries that
 *   are not usable. Each memory entry of the SRAT keeps its share. A border
 *   keeps the alignment of its address, up to 256 MiB. An entry that would be on
 *   both sides of the hole below 4 GiB is divided in two. An entry without RAM
 *   above all others moves up. The same holds for the quads of a NUMA-Q, in
 *   whole MiB, but no quad is divided.
 *
 * Returns NKV_OK, NKV_ERROR_WORKSPACE, NKV_ERROR_NOTHING_TO_SCALE for a machine
 * without RAM above 1 MiB, or NKV_ERROR_HALF_INITRD for one of the initrd's two
 * figures where the machine lacks the other. Whether the result can be planned is checked
 * by nkv_machine_check() and nkv_plan_machine(): its memory may be too high, or
 * its map too small.
 */
enum nkv_error nkv_vary(const struct nkv_machine *machine, const struct nkv_variation *variations,
			size_t count, void *workspace, size_t workspace_bytes,
			struct nkv_machine *varied);

#ifdef __cplusplus
}
#endif

#endif
