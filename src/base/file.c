/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/grow.h"

/* Reads on until the end. Files of the kernel do not tell their size. */
static enum nkv_file_result read_all(FILE *stream, struct nkv_file *file)
{
	size_t capacity = 0;

	*file = (struct nkv_file){ 0 };
	while (!feof(stream) && file->length <= NKV_FILE_BYTES_MAX) {
		unsigned char *grown = nkv_grow(file->bytes, &capacity, file->length + 2, 1);

		if (!grown)
			return NKV_FILE_UNREAD;
		file->bytes = grown;
		file->length += fread(grown + file->length, 1, capacity - 1 - file->length, stream);
		if (ferror(stream))
			return NKV_FILE_UNREAD;
		grown[file->length] = '\0';
	}
	return file->length <= NKV_FILE_BYTES_MAX ? NKV_FILE_READ : NKV_FILE_TOO_LARGE;
}

/* A directory can be opened, but what fails then is not its reading. */
static enum nkv_file_result check_type(FILE *stream)
{
	struct stat status;

	if (fstat(fileno(stream), &status) != 0)
		return NKV_FILE_UNOPENED;
	if (S_ISREG(status.st_mode))
		return NKV_FILE_READ;
	if (!S_ISDIR(status.st_mode))
		return NKV_FILE_SPECIAL;
	errno = EISDIR;
	return NKV_FILE_UNOPENED;
}

/* Reads a file whose type is good, and closes it. */
static enum nkv_file_result read_and_close(FILE *stream, enum nkv_file_result type,
					   struct nkv_file *file)
{
	enum nkv_file_result result = type == NKV_FILE_READ ? read_all(stream, file) : type;
	int error = errno;

	fclose(stream);
	if (type == NKV_FILE_READ && result != NKV_FILE_READ)
		free(file->bytes);
	errno = error;
	return result;
}

enum nkv_file_result nkv_file_read(const char *path, struct nkv_file *file)
{
	FILE *stream = fopen(path, "rbe");
	enum nkv_file_result type;

	if (!stream)
		return NKV_FILE_UNOPENED;
	type = check_type(stream);
	return read_and_close(stream, type == NKV_FILE_SPECIAL ? NKV_FILE_READ : type, file);
}

/* Does not wait for who writes to a pipe. */
static FILE *open_at_once(const char *path)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	FILE *stream = fd >= 0 ? fdopen(fd, "rb") : NULL;

	if (fd >= 0 && !stream) {
		close(fd);
		errno = ENOMEM;
	}
	return stream;
}

enum nkv_file_result nkv_file_read_regular(const char *path, struct nkv_file *file)
{
	FILE *stream = open_at_once(path);

	return stream ? read_and_close(stream, check_type(stream), file) : NKV_FILE_UNOPENED;
}

const char *nkv_file_why(enum nkv_file_result result)
{
	if (result == NKV_FILE_TOO_LARGE)
		return "a file of more than 16 MiB, wanted is at most 16777216 bytes";
	return result == NKV_FILE_SPECIAL ? "not a regular file" : strerror(errno);
}
