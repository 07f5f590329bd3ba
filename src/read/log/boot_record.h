/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What one boot of a log printed about its setup, and what became of it. */
#ifndef NUMAKVA_READ_LOG_BOOT_RECORD_H
#define NUMAKVA_READ_LOG_BOOT_RECORD_H

#include <stdio.h>

#include <numakva/compare.h>

enum { NKV_RECORD_LOOK_BACK_MAX = 1024 }; /* how far from the last boot one can be asked for */

enum nkv_record_result {
	NKV_RECORD_READ,
	NKV_RECORD_NO_BOOT, /* there is no such boot; the record's boot_count says how many are */
	NKV_RECORD_FAILED,  /* errno tells why */
};

struct nkv_record_reader;

/* NULL if there is no memory. */
struct nkv_record_reader *nkv_record_reader_new(void);

/*
 * Reads a log to its end and fills the record of one of its boots, which are
 * numbered as in struct nkv_input. What the record points to belongs to the
 * reader, which can read once. `name` is the log's, and must outlive the record.
 */
enum nkv_record_result nkv_record_reader_read(struct nkv_record_reader *reader, FILE *file,
					      const char *name, int boot,
					      struct nkv_boot_record *record);

void nkv_record_reader_free(struct nkv_record_reader *reader);

#endif
