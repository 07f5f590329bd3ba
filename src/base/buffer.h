/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Memory that is written to as a file. */
#ifndef NUMAKVA_BASE_BUFFER_H
#define NUMAKVA_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct nkv_buffer {
	FILE *file; /* until it is closed */
	char *text; /* what was written; no NUL ends it */
	size_t bytes;
	size_t room;
};

/* Opens a buffer, which must stay where it is. Returns false if there was no memory. */
bool nkv_buffer_open(struct nkv_buffer *buffer);

/* Closes it if it is open. Returns false if what was written is not all there. */
bool nkv_buffer_close(struct nkv_buffer *buffer);

/* Closes it, and forgets what was written. */
void nkv_buffer_free(struct nkv_buffer *buffer);

/* Writes to a file what is in a closed buffer. */
void nkv_buffer_put(FILE *out, const struct nkv_buffer *buffer);

#endif
