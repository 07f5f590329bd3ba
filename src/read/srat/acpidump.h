/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tables of a machine's firmware as acpidump(8) prints them, in hexadecimal:
 * the SRAT among them, and which the kernel meets on its way to it. The text is
 * given in parts; of the other tables only their places are kept.
 */
#ifndef NUMAKVA_READ_SRAT_ACPIDUMP_H
#define NUMAKVA_READ_SRAT_ACPIDUMP_H

#include <stdbool.h>
#include <stddef.h>

#include <numakva/machine.h>

#include "read/srat/srat_text.h"

enum {
	NKV_ACPIDUMP_LINE_BYTES = 256, /* what is beyond that in a line is not looked at */
	NKV_ACPIDUMP_TABLES_MAX = 256,
};

/* A table, as it is being read. */
struct nkv_acpidump_table {
	char signature[5];
	size_t line;	       /* of its first, from 1 */
	uint64_t address;      /* 0: not told */
	size_t length;	       /* bytes read */
	unsigned char size[4]; /* what its header says of that */
};

/* All zero to begin with. */
struct nkv_acpidump {
	/* The first SRAT; its fault is that of the dump. */
	struct nkv_srat_text srat;
	size_t srat_line; /* where it begins; 0: there is none */

	/* What the RSDT lists, if that can be told: all but what is never in it. */
	bool knows_tables;
	struct nkv_acpi_table tables[NKV_ACPIDUMP_TABLES_MAX];
	size_t table_lines[NKV_ACPIDUMP_TABLES_MAX];
	size_t table_count;

	bool no_memory;

	/* The reader's own. */
	char text[NKV_ACPIDUMP_LINE_BYTES + 1];
	size_t text_length;
	size_t line;
	struct nkv_acpidump_table table; /* the current one; without a signature: none */
	struct nkv_acpidump_table found[NKV_ACPIDUMP_TABLES_MAX];
	size_t found_count;
	uint32_t rsdt[NKV_ACPIDUMP_TABLES_MAX]; /* addresses */
	size_t rsdt_count;
	bool has_rsdt, lacks_rsdt; /* it is there; some of its bytes are not */
};

/* Whether one of the first lines begins a table. */
bool nkv_acpidump_begins(const unsigned char *bytes, size_t length);

/* Reads the next part. After a fault, and without memory, nothing more is read. */
void nkv_acpidump_read(struct nkv_acpidump *dump, const unsigned char *bytes, size_t length);

/* Behind the last part. */
void nkv_acpidump_end(struct nkv_acpidump *dump);

void nkv_acpidump_free(struct nkv_acpidump *dump);

#endif
