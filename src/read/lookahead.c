/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* fopencookie */
#include "read/lookahead.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/grow.h"

void nkv_lookahead_begin(struct nkv_lookahead *ahead, FILE *file)
{
	*ahead = (struct nkv_lookahead){ .file = file, .fd = file ? fileno(file) : -1 };
}

void nkv_lookahead_free(struct nkv_lookahead *ahead)
{
	free(ahead->head);
}

/*
 * A short read is not the end: it takes what a pipe has at the moment. A file
 * without a descriptor is in memory.
 */
static ssize_t read_some(const struct nkv_lookahead *ahead, char *bytes, size_t size)
{
	ssize_t count;

	if (ahead->fd < 0) {
		size_t got = fread(bytes, 1, size, ahead->file);
		return got == 0 && ferror(ahead->file) ? -1 : (ssize_t)got;
	}
	do
		count = read(ahead->fd, bytes, size);
	while (count < 0 && errno == EINTR);
	return count;
}

static bool make_room(struct nkv_lookahead *ahead)
{
	char *head = nkv_grow(ahead->head, &ahead->capacity, ahead->length + 1, 1);

	if (head)
		ahead->head = head;
	else
		ahead->error = ENOMEM;
	return head != NULL;
}

bool nkv_lookahead_more(struct nkv_lookahead *ahead)
{
	ssize_t count;

	if (ahead->ended || ahead->error != 0 || ahead->length >= NKV_LOOKAHEAD_BYTES_MAX ||
	    !make_room(ahead))
		return false;
	count = read_some(ahead, ahead->head + ahead->length, ahead->capacity - ahead->length);
	if (count < 0)
		ahead->error = errno;
	else
		ahead->length += (size_t)count;
	ahead->ended = count == 0;
	return count > 0;
}

/* --- the replay --- */

ssize_t nkv_lookahead_read(struct nkv_lookahead *ahead, char *bytes, size_t size)
{
	size_t left = ahead->length - ahead->given;

	if (left > 0) {
		if (size > left)
			size = left;
		memcpy(bytes, ahead->head + ahead->given, size);
		ahead->given += size;
		return (ssize_t)size;
	}
	if (ahead->error != 0) {
		errno = ahead->error;
		return -1;
	}
	return ahead->ended ? 0 : read_some(ahead, bytes, size);
}

static ssize_t read_replayed(void *ahead, char *bytes, size_t size)
{
	return nkv_lookahead_read(ahead, bytes, size);
}

FILE *nkv_lookahead_replay(struct nkv_lookahead *ahead)
{
	return fopencookie(ahead, "r", (cookie_io_functions_t){ .read = read_replayed });
}
