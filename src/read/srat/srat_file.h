/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An SRAT in a file of its own, which replaces a machine's SRAT (--srat=FILE). */
#ifndef NUMAKVA_READ_SRAT_SRAT_FILE_H
#define NUMAKVA_READ_SRAT_SRAT_FILE_H

#include <stdbool.h>

#include "read/document.h"

struct nkv_srat_file;

/* Reads nothing yet. `path` must outlive it. Returns NULL if there is no memory. */
struct nkv_srat_file *nkv_srat_file_new(const char *path);

enum nkv_srat_file_result {
	NKV_SRAT_FILE_READ,
	NKV_SRAT_FILE_BAD,	/* the document has errors; otherwise it has none */
	NKV_SRAT_FILE_UNOPENED, /* errno tells why; there is no document */
	NKV_SRAT_FILE_UNREAD,	/* a read failed, or there is no memory: the same */
};

/*
 * Reads the file: a table as in the firmware, or the text that iasl(1) makes of
 * it. *document gets the diagnostics.
 */
enum nkv_srat_file_result nkv_srat_file_read(struct nkv_srat_file *file,
					     struct nkv_document *document);

/*
 * Replaces the SRAT of the document's machine by that of the file. If the
 * result is not a valid machine, the document gets the errors, with positions
 * in the file. It stays valid until the next call. Returns false if there is no
 * memory.
 */
bool nkv_srat_file_apply(struct nkv_srat_file *file, struct nkv_document *document);

void nkv_srat_file_free(struct nkv_srat_file *file);

#endif
