/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads whole files. They are small, and need not have a size (those of /sys have none). */
#ifndef NUMAKVA_BASE_FILE_H
#define NUMAKVA_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { NKV_FILE_BYTES_MAX = 16 << 20 };

/* Its contents. To be freed. */
struct nkv_file {
	unsigned char *bytes; /* a NUL follows them */
	size_t length;
};

enum nkv_file_result {
	NKV_FILE_READ,
	NKV_FILE_UNOPENED,  /* errno tells why; EISDIR: it is a directory */
	NKV_FILE_SPECIAL,   /* it is a pipe, a device or the like, where that is not wanted */
	NKV_FILE_UNREAD,    /* reading failed, or there is no memory: errno tells why */
	NKV_FILE_TOO_LARGE, /* it has more than NKV_FILE_BYTES_MAX bytes */
};

/*
 * Opens a file; NULL, with *result set, if that is not to be. Reads the beginning,
 * which may be enough, at most `most` bytes of it; then all behind what *file has.
 * Only after NKV_FILE_READ there are bytes, to be freed. The stream is to be closed.
 */
FILE *nkv_file_open(const char *path, enum nkv_file_result *result);
enum nkv_file_result nkv_file_begin(FILE *stream, size_t most, struct nkv_file *file);
enum nkv_file_result nkv_file_finish(FILE *stream, struct nkv_file *file);

/* All of a path that the user did not name: reads only a regular file, waits for no pipe. */
enum nkv_file_result nkv_file_read_regular(const char *path, struct nkv_file *file);

/* The message for any other result; errno must be as the result left it. */
const char *nkv_file_why(enum nkv_file_result result);

#endif
