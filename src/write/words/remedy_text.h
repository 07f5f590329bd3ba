/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Remedies in words. */
#ifndef NUMAKVA_WRITE_WORDS_REMEDY_TEXT_H
#define NUMAKVA_WRITE_WORDS_REMEDY_TEXT_H

#include <stdio.h>

#include "write/subject.h"

enum {
	NKV_REMEDY_TEXT_BYTES = 128,
	NKV_REMEDY_LINE_BYTES = 256,
	NKV_REMEDY_ROW_BYTES = NKV_REMEDIES_MAX * 24 + NKV_REMEDY_TEXT_BYTES,
	NKV_PRICE_BYTES = 40,
};

/* "kernel 2.6.25", ..., with its cost, on one line. */
const char *nkv_remedy_line(const struct nkv_remedy *remedy, char line[NKV_REMEDY_LINE_BYTES]);

/* A row of the table of remedies. Kernels with the same cost share a row. */
struct nkv_remedy_row {
	char ram[NKV_PRICE_BYTES];    /* "none", "2 MiB (0.2 %)", "unknown" */
	char lowmem[NKV_PRICE_BYTES]; /* "703 MiB", "unknown" */
	const char *initrd;	      /* "none", "kept", "moved", "LOST" */
	char change[NKV_REMEDY_ROW_BYTES];
};

/* The next row, from remedy *next on. Returns false after the last. */
bool nkv_remedy_row_next(const struct nkv_remedy *remedies, size_t count, size_t *next,
			 struct nkv_remedy_row *row);

/* A note about remedies that lose the initrd; NULL if none does. */
const char *nkv_remedies_note(const struct nkv_remedy *remedies, size_t count);

/* Says what was tried. */
extern const char nkv_remedies_tried[];

/* The title of remedies; or, if there are none, that nothing helps. */
const char *nkv_help_title(const struct nkv_help *help);

/* Prints remedies as a table of `columns` columns, with indented lines. */
void nkv_put_remedies(FILE *out, const struct nkv_remedy *remedies, size_t count, size_t indent,
		      size_t columns);

/*
 * Whether what is known to help against a hazard is in a remedy that was found, or cannot be
 * tried.
 */
bool nkv_helps(const struct nkv_hazard_info *info, const struct nkv_help *help);

#endif
