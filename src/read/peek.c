/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* fopencookie */
#include "read/peek.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/grow.h"

enum { REPLAY_BYTES = 65536 }; /* of the replay's buffer */

void nkv_peek_begin(struct nkv_peek *peek, FILE *file)
{
	*peek = (struct nkv_peek){ .file = file, .fd = fileno(file) };
}

void nkv_peek_free(struct nkv_peek *peek)
{
	free(peek->head);
}

/*
 * A short read is no end: what is at hand of a pipe is taken. A file without
 * a descriptor is one in memory.
 */
static ssize_t read_some(const struct nkv_peek *peek, char *bytes, size_t size)
{
	ssize_t count;

	if (peek->fd < 0) {
		size_t got = fread(bytes, 1, size, peek->file);
		return got == 0 && ferror(peek->file) ? -1 : (ssize_t)got;
	}
	do
		count = read(peek->fd, bytes, size);
	while (count < 0 && errno == EINTR);
	return count;
}

static bool make_room(struct nkv_peek *peek)
{
	char *head = nkv_grow(peek->head, &peek->capacity, peek->length + 1, 1);

	if (head)
		peek->head = head;
	else
		peek->error = ENOMEM;
	return head != NULL;
}

bool nkv_peek_more(struct nkv_peek *peek)
{
	ssize_t count;

	if (peek->ended || peek->error != 0 || peek->length >= NKV_PEEK_BYTES_MAX ||
	    !make_room(peek))
		return false;
	count = read_some(peek, peek->head + peek->length, peek->capacity - peek->length);
	if (count < 0)
		peek->error = errno;
	else
		peek->length += (size_t)count;
	peek->ended = count == 0;
	return count > 0;
}

/* --- the replay --- */

static ssize_t read_replayed(void *cookie, char *bytes, size_t size)
{
	struct nkv_peek *peek = cookie;
	size_t left = peek->length - peek->given;

	if (left > 0) {
		if (size > left)
			size = left;
		memcpy(bytes, peek->head + peek->given, size);
		peek->given += size;
		return (ssize_t)size;
	}
	if (peek->error != 0) {
		errno = peek->error;
		return -1;
	}
	return peek->ended ? 0 : read_some(peek, bytes, size);
}

FILE *nkv_peek_replay(struct nkv_peek *peek)
{
	FILE *file = fopencookie(peek, "r", (cookie_io_functions_t){ .read = read_replayed });

	if (file)
		setvbuf(file, NULL, _IOFBF, REPLAY_BYTES);
	return file;
}
