/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What one boot of a log printed during setup, and how it ended. */
#ifndef NUMAKVA_READ_LOG_BOOT_RECORD_H
#define NUMAKVA_READ_LOG_BOOT_RECORD_H

#include <stdio.h>

#include <numakva/compare.h>

enum { NKV_RECORD_LOOK_BACK_MAX = 1024 }; /* how far before the last boot one can be asked for */

enum nkv_record_result {
	NKV_RECORD_READ,
	/* there is no such boot; the record's boot_count is the number of boots */
	NKV_RECORD_NO_BOOT,
	NKV_RECORD_FAILED, /* errno tells why */
};

struct nkv_record_reader;

/* NULL if there is no memory. */
struct nkv_record_reader *nkv_record_reader_new(void);

/*
 * Reads a log to its end and fills the record of one of its boots, numbered as
 * in struct nkv_input. The reader owns what the record points to, and can read
 * only once. `name` is the log's, and must outlive the record.
 */
enum nkv_record_result nkv_record_reader_read(struct nkv_record_reader *reader, FILE *file,
					      const char *name, int boot,
					      struct nkv_boot_record *record);

void nkv_record_reader_free(struct nkv_record_reader *reader);

#endif
