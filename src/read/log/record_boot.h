/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The record of a boot while it is read: its lists grow. */
#ifndef NUMAKVA_READ_LOG_RECORD_BOOT_H
#define NUMAKVA_READ_LOG_RECORD_BOOT_H

#include <stdbool.h>
#include <stddef.h>

#include <numakva/compare.h>

#include "base/pool.h"

enum {
	NKV_RECORD_LINES_MAX = 4096,	/* lines of setup that are kept */
	NKV_RECORD_FAULTS_MAX = 64,	/* the first faults, which are kept */
	NKV_RECORD_PAGES_MAX = 1 << 16, /* the first bad pages, which are kept */
	NKV_RECORD_ZONES_MAX = 64,	/* high zones that are kept */
	NKV_RECORD_CUTS_MAX = 256,	/* cuts that are kept */
};

struct nkv_record_list {
	void *items;
	size_t capacity;
};

/* All zero: empty. */
struct nkv_record_boot {
	struct nkv_pool pool;	       /* for texts */
	struct nkv_boot_record record; /* without its lists */
	struct nkv_record_list lines, faults, pages, zones, cuts;
	bool no_memory;

	const char *last_step; /* of the last line, if it was one of setup */
	bool expects_page;     /* the last line was "Bad page state" */
};

/* Each keeps a copy, as long as there is room. */
void nkv_record_add_line(struct nkv_record_boot *boot, const char *text, size_t line);
void nkv_record_add_fault(struct nkv_record_boot *boot, enum nkv_fault_kind kind, const char *text,
			  size_t line);
void nkv_record_add_page(struct nkv_record_boot *boot, uint64_t vaddr, size_t line);
void nkv_record_add_zone(struct nkv_record_boot *boot, const struct nkv_logged_zone *zone);
void nkv_record_add_cut(struct nkv_record_boot *boot, size_t line);

/* A copy of the beginning of a text; NULL if there is no memory, which is noted. */
const char *nkv_record_keep(struct nkv_record_boot *boot, const char *text, size_t length);

/* The record, valid as long as the boot. */
struct nkv_boot_record nkv_record_of(const struct nkv_record_boot *boot);

void nkv_record_boot_clear(struct nkv_record_boot *boot);

#endif
