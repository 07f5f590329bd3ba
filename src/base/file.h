/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reads whole files. They are small, and their size need not be known beforehand (files in /sys
 * report none).
 */
#ifndef NUMAKVA_BASE_FILE_H
#define NUMAKVA_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { NKV_FILE_BYTES_MAX = 16 << 20 };

/* The contents of a file. Its bytes are to be freed. */
struct nkv_file {
	unsigned char *bytes; /* a NUL follows them */
	size_t length;
};

enum nkv_file_result {
	NKV_FILE_READ,
	NKV_FILE_UNOPENED,  /* errno tells why; EISDIR: it is a directory */
	NKV_FILE_SPECIAL,   /* a pipe, a device or the like, where a regular file is required */
	NKV_FILE_UNREAD,    /* a read failed, or there is no memory: errno tells which */
	NKV_FILE_TOO_LARGE, /* the file has more than NKV_FILE_BYTES_MAX bytes */
};

/*
 * nkv_file_open() opens a file; on failure it returns NULL and sets *result. Then
 * read the beginning of the file, at most `most` bytes, which may be enough; then
 * all that follows *file. *file has bytes, which are to be freed, only after
 * NKV_FILE_READ. Close the stream at the end.
 */
FILE *nkv_file_open(const char *path, enum nkv_file_result *result);
enum nkv_file_result nkv_file_begin(FILE *stream, size_t most, struct nkv_file *file);
enum nkv_file_result nkv_file_finish(FILE *stream, struct nkv_file *file);

/*
 * Reads a whole file that the user did not name. Accepts only regular files, and never waits for
 * a pipe.
 */
enum nkv_file_result nkv_file_read_regular(const char *path, struct nkv_file *file);

/* The message for any other result. Call it before anything changes errno. */
const char *nkv_file_why(enum nkv_file_result result);

#endif
