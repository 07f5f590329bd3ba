/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_BYTES = 4096 };

/* Whether what was read is all; looks beyond the greatest length that a file may have. */
static bool is_whole(FILE *stream, const struct nkv_file *file, size_t capacity)
{
	if (file->length < capacity)
		return true;
	return capacity >= NKV_FILE_BYTES_MAX && getc(stream) == EOF && !ferror(stream);
}

/* Reads on until the end. Files of the kernel do not tell their size. */
static bool read_all(FILE *stream, struct nkv_file *file)
{
	size_t capacity = FIRST_BYTES;

	*file = (struct nkv_file){ 0 };
	for (;;) {
		unsigned char *grown = realloc(file->bytes, capacity + 1);

		if (!grown) {
			errno = ENOMEM;
			return false;
		}
		file->bytes = grown;
		file->length += fread(grown + file->length, 1, capacity - file->length, stream);
		if (ferror(stream))
			return false;
		if (is_whole(stream, file, capacity)) {
			file->bytes[file->length] = '\0';
			return true;
		}
		if (capacity >= NKV_FILE_BYTES_MAX) {
			errno = ferror(stream) ? errno : EFBIG;
			return false;
		}
		capacity *= 2;
	}
}

bool nkv_file_read(const char *path, struct nkv_file *file)
{
	FILE *stream;
	bool is_read;
	int error;

	stream = fopen(path, "rb");
	if (!stream)
		return false;
	is_read = read_all(stream, file);
	error = errno;
	fclose(stream);
	if (!is_read)
		free(file->bytes);
	errno = error;
	return is_read;
}
