/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An SRAT from a file of its own, in place of the one that a machine has (--srat=FILE). */
#ifndef NUMAKVA_READ_SRAT_SRAT_FILE_H
#define NUMAKVA_READ_SRAT_SRAT_FILE_H

#include <stdbool.h>

#include "read/document.h"

struct nkv_srat_file;

/* A file that is to be read from `path`, which must outlive it. NULL if there is no memory. */
struct nkv_srat_file *nkv_srat_file_new(const char *path);

enum nkv_srat_file_result {
	NKV_SRAT_FILE_READ,
	NKV_SRAT_FILE_BAD,	/* the document has errors, which it otherwise has not */
	NKV_SRAT_FILE_UNOPENED, /* errno tells why, and there is no document */
	NKV_SRAT_FILE_UNREAD,	/* the same of reading, or of memory */
};

/*
 * Reads it: a table as the firmware has it, or the text that iasl(1) makes of
 * one. What is to be said about it is in *document.
 */
enum nkv_srat_file_result nkv_srat_file_read(struct nkv_srat_file *file,
					     struct nkv_document *document);

/*
 * Gives the document's machine the file's SRAT. What makes of both no machine
 * is reported in the document, at its place in the file. The document is valid
 * until the next call, and as long as the one it was. Returns false if there
 * is no memory.
 */
bool nkv_srat_file_apply(struct nkv_srat_file *file, struct nkv_document *document);

void nkv_srat_file_free(struct nkv_srat_file *file);

#endif
