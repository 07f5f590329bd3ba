/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A text in memory, written with stdio. */
#ifndef NUMAKVA_BASE_BUFFER_H
#define NUMAKVA_BASE_BUFFER_H

#include <stdbool.h>
#include <stdio.h>

#include "base/text.h"

struct nkv_buffer {
	FILE *file; /* until the buffer is closed */
	struct nkv_text text;
};

/* Opens a buffer, which must not be moved while it is open. Returns false if there is no memory. */
bool nkv_buffer_open(struct nkv_buffer *buffer);

/* Closes the buffer if it is open. Returns false if any of the written text was lost. */
bool nkv_buffer_close(struct nkv_buffer *buffer);

/* Closes the buffer and returns its text, as nkv_text_string() does. The buffer owns the text. */
char *nkv_buffer_string(struct nkv_buffer *buffer);

/* Closes the buffer and discards its text. */
void nkv_buffer_free(struct nkv_buffer *buffer);

/* Writes the text of a closed buffer to a file. */
void nkv_buffer_put(FILE *out, const struct nkv_buffer *buffer);

#endif
