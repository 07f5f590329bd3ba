/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * open_memstream() does not set the stream's error flag when a write runs out
 * of memory, so lost text would go unnoticed. A write to a cookie stream does
 * set it.
 */
#define _GNU_SOURCE /* fopencookie */
#include "base/buffer.h"

#include <errno.h>
#include <sys/types.h>

static ssize_t append(void *cookie, const char *text, size_t bytes)
{
	struct nkv_buffer *buffer = cookie;

	nkv_text_add_bytes(&buffer->text, text, bytes);
	if (!buffer->text.failed)
		return (ssize_t)bytes;
	errno = ENOMEM;
	return 0;
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

char *nkv_buffer_string(struct nkv_buffer *buffer)
{
	return nkv_buffer_close(buffer) ? nkv_text_string(&buffer->text) : NULL;
}

void nkv_buffer_free(struct nkv_buffer *buffer)
{
	nkv_buffer_close(buffer);
	nkv_text_free(&buffer->text);
}

void nkv_buffer_put(FILE *out, const struct nkv_buffer *buffer)
{
	if (buffer->text.length > 0)
		fwrite(buffer->text.text, 1, buffer->text.length, out);
}
