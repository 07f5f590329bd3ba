/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A text that is written to with stdio. */
#ifndef NUMAKVA_BASE_BUFFER_H
#define NUMAKVA_BASE_BUFFER_H

#include <stdbool.h>
#include <stdio.h>

#include "base/text.h"

struct nkv_buffer {
	FILE *file; /* until it is closed */
	struct nkv_text text;
};

/* Opens a buffer, which must stay where it is. Returns false if there was no memory. */
bool nkv_buffer_open(struct nkv_buffer *buffer);

/* Closes it if it is open. Returns false if what was written is not all there. */
bool nkv_buffer_close(struct nkv_buffer *buffer);

/* Closes it, and returns its text as nkv_text_string() does; the text belongs to the buffer. */
char *nkv_buffer_string(struct nkv_buffer *buffer);

/* Closes it, and forgets what was written. */
void nkv_buffer_free(struct nkv_buffer *buffer);

/* Writes to a file what is in a closed buffer. */
void nkv_buffer_put(FILE *out, const struct nkv_buffer *buffer);

#endif
