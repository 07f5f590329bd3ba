/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All entries of an SRAT, from a table or from the text that iasl(1) makes of it. */
#ifndef NUMAKVA_READ_SRAT_SRAT_LIST_H
#define NUMAKVA_READ_SRAT_SRAT_LIST_H

#include <stddef.h>

#include <numakva/machine.h>

#include "read/report.h"
#include "read/machine/machine_list.h"
#include "read/srat/srat_text.h"

/* All zero: empty. Each entry has its position, at the same index. */
struct nkv_srat_list {
	const struct nkv_srat_processor *processors;
	const struct nkv_position *processor_positions;
	size_t processor_count;
	const struct nkv_srat_memory *memory;
	const struct nkv_position *memory_positions;
	size_t memory_count;
	struct nkv_machine_list kept_processors, kept_memory; /* own the entries and positions */
	size_t table_bytes; /* the length of the table that was read last */
};

/*
 * Reads a table or its text; the first bytes show which it is. Returns false
 * after an error, which is reported, or if there is no memory.
 */
bool nkv_srat_list_read(struct nkv_srat_list *list, const unsigned char *bytes, size_t length,
			const char *origin, struct nkv_report *report);

/* Reads a table that was made from a text; each byte has its line. */
bool nkv_srat_list_read_made(struct nkv_srat_list *list, const struct nkv_srat_text *table,
			     const char *origin, struct nkv_report *report);

void nkv_srat_list_free(struct nkv_srat_list *list);

#endif
