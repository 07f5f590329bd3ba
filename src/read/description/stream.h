/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cuts a stream into documents (formats: several documents in one stream). */
#ifndef NUMAKVA_READ_DESCRIPTION_STREAM_H
#define NUMAKVA_READ_DESCRIPTION_STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include "read/lookahead.h"

enum {
	NKV_DOCUMENT_BYTES_MAX = 1 << 20, /* of one document */
};

struct nkv_stream {
	struct nkv_lookahead *ahead; /* what is read */
	bool started;		     /* the stream's first character is known */
	/* a document is an object, or a line that does not begin one */
	bool json_lines;
	bool ended; /* there is nothing left to read into the block */

	char *block; /* the bytes that were read last */
	size_t block_capacity;
	size_t used; /* bytes in it */
	size_t next; /* start of the next line */

	char *text; /* of the document, NUL-terminated */
	size_t length;
	size_t marker_bytes; /* of the lines "---" and "...", which are not part of the document */
	size_t capacity;
	size_t first_line; /* of the document, from 1 */
	bool simple_json;  /* as in struct nkv_cut */
	bool too_long;	   /* longer than NKV_DOCUMENT_BYTES_MAX; `text` is the beginning */

	char *line; /* in the block, and not yet part of a document */
	size_t line_length;
	size_t line_number; /* from 1 */
	bool line_waits;
	bool line_cut; /* `line` is the beginning of a line longer than a document may be */
};

enum nkv_stream_result {
	NKV_STREAM_DOCUMENT,
	NKV_STREAM_END,
	NKV_STREAM_FAILED, /* errno tells why: ENOMEM, or reading failed */
};

/* Reads the next document into text, length, first_line and too_long. */
enum nkv_stream_result nkv_stream_next(struct nkv_stream *stream);

/* Frees what the stream allocated. The caller keeps the input. */
void nkv_stream_free(struct nkv_stream *stream);

#endif
