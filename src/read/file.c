/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "read/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FIRST_BYTES = 4096 };

/* Whether what was read is all; looks beyond the greatest length that a file may have. */
static bool is_whole(FILE *stream, const struct nkv_file *file, size_t capacity)
{
	if (file->length < capacity)
		return true;
	return capacity >= NKV_FILE_BYTES_MAX && getc(stream) == EOF && !ferror(stream);
}

/* Reads on until the end. Files of the kernel do not tell their size. */
static enum nkv_file_result read_all(FILE *stream, struct nkv_file *file)
{
	size_t capacity = FIRST_BYTES;

	*file = (struct nkv_file){ 0 };
	for (;;) {
		unsigned char *grown = realloc(file->bytes, capacity + 1);

		if (!grown) {
			errno = ENOMEM;
			return NKV_FILE_UNREAD;
		}
		file->bytes = grown;
		file->length += fread(grown + file->length, 1, capacity - file->length, stream);
		if (ferror(stream))
			return NKV_FILE_UNREAD;
		if (is_whole(stream, file, capacity)) {
			file->bytes[file->length] = '\0';
			return NKV_FILE_READ;
		}
		if (capacity >= NKV_FILE_BYTES_MAX)
			return ferror(stream) ? NKV_FILE_UNREAD : NKV_FILE_TOO_LARGE;
		capacity *= 2;
	}
}

/* A directory can be opened, but what fails then is not its reading. */
static FILE *open_file(const char *path)
{
	struct stat status;
	FILE *stream = fopen(path, "rbe");

	if (!stream || fstat(fileno(stream), &status) != 0 || !S_ISDIR(status.st_mode))
		return stream;
	fclose(stream);
	errno = EISDIR;
	return NULL;
}

enum nkv_file_result nkv_file_read(const char *path, struct nkv_file *file)
{
	FILE *stream = open_file(path);
	enum nkv_file_result result;
	int error;

	if (!stream)
		return NKV_FILE_UNOPENED;
	result = read_all(stream, file);
	error = errno;
	fclose(stream);
	if (result != NKV_FILE_READ)
		free(file->bytes);
	errno = error;
	return result;
}

const char *nkv_file_why(enum nkv_file_result result)
{
	if (result == NKV_FILE_TOO_LARGE)
		return "a file of more than 16 MiB, wanted is at most 16777216 bytes";
	return strerror(errno);
}
