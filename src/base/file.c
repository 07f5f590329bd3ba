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

static enum nkv_file_result drop(struct nkv_file *file, enum nkv_file_result result)
{
	int error = errno;

	free(file->bytes);
	*file = (struct nkv_file){ 0 };
	errno = error;
	return result;
}

/*
 * Reads to the end, or until there are more than `most` bytes. Files in /sys and /proc do not
 * tell their size.
 */
static enum nkv_file_result read_on(FILE *stream, size_t most, struct nkv_file *file)
{
	size_t capacity = file->length;

	while (!feof(stream) && file->length <= most) {
		unsigned char *grown = nkv_grow(file->bytes, &capacity, file->length + 2, 1);
		size_t room;

		if (!grown)
			return drop(file, NKV_FILE_UNREAD);
		file->bytes = grown;
		room = capacity - 1 - file->length;
		if (room > most + 1 - file->length)
			room = most + 1 - file->length;
		file->length += fread(grown + file->length, 1, room, stream);
		if (ferror(stream))
			return drop(file, NKV_FILE_UNREAD);
		grown[file->length] = '\0';
	}
	return NKV_FILE_READ;
}

enum nkv_file_result nkv_file_begin(FILE *stream, size_t most, struct nkv_file *file)
{
	*file = (struct nkv_file){ 0 };
	return read_on(stream, most - 1, file);
}

enum nkv_file_result nkv_file_finish(FILE *stream, struct nkv_file *file)
{
	enum nkv_file_result result = read_on(stream, NKV_FILE_BYTES_MAX, file);

	if (result != NKV_FILE_READ || file->length <= NKV_FILE_BYTES_MAX)
		return result;
	return drop(file, NKV_FILE_TOO_LARGE);
}

/* Opening a directory succeeds and only reading it fails, so the type is checked first. */
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

/* Closes a stream whose type is wrong or unknown. */
static FILE *refuse(FILE *stream)
{
	int error = errno;

	if (stream)
		fclose(stream);
	errno = error;
	return NULL;
}

FILE *nkv_file_open(const char *path, enum nkv_file_result *result)
{
	FILE *stream = fopen(path, "rbe");

	*result = stream ? check_type(stream) : NKV_FILE_UNOPENED;
	return *result == NKV_FILE_READ || *result == NKV_FILE_SPECIAL ? stream : refuse(stream);
}

static enum nkv_file_result read_and_close(FILE *stream, struct nkv_file *file)
{
	enum nkv_file_result result;
	int error;

	*file = (struct nkv_file){ 0 };
	result = nkv_file_finish(stream, file);
	error = errno;
	fclose(stream);
	errno = error;
	return result;
}

/* Opens a file without waiting for the writer of a pipe. */
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
	enum nkv_file_result result = stream ? check_type(stream) : NKV_FILE_UNOPENED;

	if (result == NKV_FILE_READ)
		return read_and_close(stream, file);
	refuse(stream);
	return result;
}

const char *nkv_file_why(enum nkv_file_result result)
{
	if (result == NKV_FILE_TOO_LARGE)
		return "a file of more than 16 MiB, expected at most 16777216 bytes";
	return result == NKV_FILE_SPECIAL ? "not a regular file" : strerror(errno);
}
