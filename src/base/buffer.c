/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * open_memstream() does not set the error flag where a write finds no memory,
 * so that what is lost would not be seen; a write to a cookie does.
 */
#define _GNU_SOURCE /* fopencookie */
#include "base/buffer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

static bool grow(struct nkv_buffer *buffer, size_t bytes)
{
	size_t room = buffer->room == 0 ? BUFSIZ : buffer->room;
	char *grown;

	while (room - buffer->bytes < bytes)
		room *= 2;
	if (room == buffer->room)
		return true;
	grown = realloc(buffer->text, room);
	if (!grown)
		return false;
	buffer->text = grown;
	buffer->room = room;
	return true;
}

static ssize_t append(void *cookie, const char *text, size_t bytes)
{
	struct nkv_buffer *buffer = cookie;

	if (!grow(buffer, bytes)) {
		errno = ENOMEM;
		return 0;
	}
	memcpy(buffer->text + buffer->bytes, text, bytes);
	buffer->bytes += bytes;
	return (ssize_t)bytes;
}

bool nkv_buffer_open(struct nkv_buffer *buffer)
{
	*buffer = (struct nkv_buffer){ 0 };
	buffer->file = fopencookie(buffer, "w", (cookie_io_functions_t){ .write = append });
	return buffer->file != NULL;
}

bool nkv_buffer_close(struct nkv_buffer *buffer)
{
	bool whole;

	if (!buffer->file)
		return true;
	whole = !ferror(buffer->file);
	if (fclose(buffer->file) != 0)
		whole = false;
	buffer->file = NULL;
	return whole;
}

void nkv_buffer_free(struct nkv_buffer *buffer)
{
	nkv_buffer_close(buffer);
	free(buffer->text);
	*buffer = (struct nkv_buffer){ 0 };
}

void nkv_buffer_put(FILE *out, const struct nkv_buffer *buffer)
{
	if (buffer->bytes > 0)
		fwrite(buffer->text, 1, buffer->bytes, out);
}
