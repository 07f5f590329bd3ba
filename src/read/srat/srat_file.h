/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An SRAT in a file of its own, which replaces that of a machine (--srat=FILE). */
#ifndef NUMAKVA_READ_SRAT_SRAT_FILE_H
#define NUMAKVA_READ_SRAT_SRAT_FILE_H

#include <stdbool.h>

#include "read/document.h"

struct nkv_srat_file;

/* `path` must outlive it; nothing is read yet. NULL if there is no memory. */
struct nkv_srat_file *nkv_srat_file_new(const char *path);

enum nkv_srat_file_result {
	NKV_SRAT_FILE_READ,
	NKV_SRAT_FILE_BAD,	/* the document has errors; with the other results it has none */
	NKV_SRAT_FILE_UNOPENED, /* errno tells why, and there is no document */
	NKV_SRAT_FILE_UNREAD,	/* reading failed, or there is no memory: likewise */
};

/*
 * Reads the file: a table as the firmware has it, or the text that iasl(1) makes
 * of one. Diagnostics are in *document.
 */
enum nkv_srat_file_result nkv_srat_file_read(struct nkv_srat_file *file,
					     struct nkv_document *document);

/*
 * Replaces the SRAT of the document's machine by the file's. If the two do not
 * make a valid machine, the document gets the errors, with positions in the file.
 * It is valid until the next call, and as long as it was before. Returns false
 * if there is no memory.
 */
bool nkv_srat_file_apply(struct nkv_srat_file *file, struct nkv_document *document);

void nkv_srat_file_free(struct nkv_srat_file *file);

#endif
