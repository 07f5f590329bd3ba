/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SRATs that tests read: tables, and texts of tables. Those in tests/data/srat are iasl's. */
#ifndef TESTS_READ_SRAT_READING_H
#define TESTS_READ_SRAT_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "read/report.h"
#include "base/pool.h"
#include "read/srat/srat_list.h"

/* What came of reading one; `report` has what is wrong with it. */
struct reading {
	struct nkv_pool pool;
	struct nkv_report report;
	struct nkv_srat_list list;
	bool is_good;
};

/* Reads a table or a text. To be freed with reading_free(). */
struct reading *reading_of(const unsigned char *bytes, size_t length);
void reading_free(struct reading *reading);

/* The bytes of a file of tests/data/srat with a NUL behind them, to be freed. */
char *file_text(const char *name, size_t *length);

/* Reads a file of tests/data/srat, which must be good. To be freed with reading_free(). */
struct reading *read_file(const char *name);

/* Expects an entry of that domain from `start` to `end`, bytes. */
void expect_memory(const struct nkv_srat_memory *memory, unsigned int pxm, uint64_t start,
		   uint64_t end);

#endif
