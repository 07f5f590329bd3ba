/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files that are read whole: small ones, which need not tell their size. */
#ifndef NUMAKVA_BASE_FILE_H
#define NUMAKVA_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

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

/* There is something to be freed only after NKV_FILE_READ. */
enum nkv_file_result nkv_file_read(const char *path, struct nkv_file *file);

/* The same of a path that nobody chose: only a regular file is read, and no pipe waited for. */
enum nkv_file_result nkv_file_read_regular(const char *path, struct nkv_file *file);

/* What to say about any other result, while errno is as it was left. */
const char *nkv_file_why(enum nkv_file_result result);

#endif
