/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The firmware's tables in the output of acpidump(8), in hexadecimal: the SRAT,
 * and the tables that the kernel meets before it. The text is given in parts.
 * Of the other tables only the place is kept.
 */
#ifndef NUMAKVA_READ_SRAT_ACPIDUMP_H
#define NUMAKVA_READ_SRAT_ACPIDUMP_H

#include <stdbool.h>
#include <stddef.h>

#include <numakva/machine.h>

#include "read/srat/srat_text.h"

enum {
	NKV_ACPIDUMP_LINE_BYTES = 256, /* of a line; the rest of a longer one is ignored */
	NKV_ACPIDUMP_TABLES_MAX = 256,
};

/* A table that is being read. */
struct nkv_acpidump_table {
	char signature[5];
	size_t line;	       /* its first line, from 1 */
	uint64_t address;      /* 0: unknown */
	size_t length;	       /* bytes so far */
	unsigned char size[4]; /* its length in its header */
};

/* Begins as all zero. */
struct nkv_acpidump {
	/* The first SRAT. Its fault is the fault of the dump. */
	struct nkv_srat_text srat;
	size_t srat_line; /* its first line; 0: there is none */

	/* The tables of the RSDT, if they are known, except those that never matter. */
	bool knows_tables;
	struct nkv_acpi_table tables[NKV_ACPIDUMP_TABLES_MAX];
	size_t table_lines[NKV_ACPIDUMP_TABLES_MAX];
	size_t table_count;

	bool no_memory;

	/* Private to the reader: */
	char text[NKV_ACPIDUMP_LINE_BYTES + 1];
	size_t text_length;
	size_t line;
	struct nkv_acpidump_table table; /* the current table; without a signature: none */
	struct nkv_acpidump_table found[NKV_ACPIDUMP_TABLES_MAX];
	size_t found_count;
	uint32_t rsdt[NKV_ACPIDUMP_TABLES_MAX]; /* addresses */
	size_t rsdt_count;
	bool has_rsdt, lacks_rsdt; /* there is one; it has missing bytes */
};

/* Whether one of the first lines begins a table. */
bool nkv_acpidump_begins(const unsigned char *bytes, size_t length);

/* Reads the next part. After a fault, or without memory, nothing more is read. */
void nkv_acpidump_read(struct nkv_acpidump *dump, const unsigned char *bytes, size_t length);

/* Call this after the last part. */
void nkv_acpidump_end(struct nkv_acpidump *dump);

void nkv_acpidump_free(struct nkv_acpidump *dump);

#endif
