/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files that are read whole: small ones, which need not tell their size. */
#ifndef NUMAKVA_READ_FILE_H
#define NUMAKVA_READ_FILE_H

#include <stdbool.h>
#include <stddef.h>

enum { NKV_FILE_BYTES_MAX = 16 << 20 };

/* Its contents. To be freed. */
struct nkv_file {
	unsigned char *bytes; /* a NUL follows them */
	size_t length;
};

/* Returns false with errno set; EFBIG: longer than NKV_FILE_BYTES_MAX. */
bool nkv_file_read(const char *path, struct nkv_file *file);

#endif
