/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reads machines from descriptions. A stream is read document by document, and
 * errors have positions in the stream.
 */
#ifndef NUMAKVA_READ_DESCRIPTION_READER_H
#define NUMAKVA_READ_DESCRIPTION_READER_H

#include <stdio.h>

#include "read/document.h"
#include "read/lookahead.h"

/* The syntax of descriptions. */
enum nkv_syntax {
	/* JSON if the stream's first character other than blanks is '{', otherwise YAML */
	NKV_SYNTAX_AUTO,
	NKV_SYNTAX_YAML,
	NKV_SYNTAX_JSON, /* objects, a line each or several */
};

struct nkv_reader;

/*
 * A reader of `file`, which the caller owns, with `name` for diagnostics. Both
 * are NULL for a reader that only parses. The overrides must outlive the
 * reader. Returns NULL if there is no memory.
 */
struct nkv_reader *nkv_reader_new(FILE *file, const char *name,
				  const struct nkv_override *overrides, size_t override_count);

/* Before the first document: reads from a lookahead, which must outlive the reader. */
void nkv_reader_take(struct nkv_reader *reader, struct nkv_lookahead *ahead);

/* Before the first document: sets the syntax, however the stream begins. */
void nkv_reader_expect(struct nkv_reader *reader, enum nkv_syntax syntax);

/*
 * The next document. A stream without documents gives a document with an error.
 * Memory is used again: a stream of any length takes as much as its largest
 * document (formats: the machine description).
 */
enum nkv_read_result nkv_reader_next(struct nkv_reader *reader, struct nkv_document *document);

/*
 * The same in two steps. The first cuts the text of the next document out of
 * the stream; it is valid until the next cut. The second parses it, and can be
 * done by another reader.
 */
enum nkv_read_result nkv_reader_cut(struct nkv_reader *reader, struct nkv_cut *cut);
enum nkv_read_result nkv_reader_parse(struct nkv_reader *reader, const struct nkv_cut *cut,
				      struct nkv_document *document);

void nkv_reader_free(struct nkv_reader *reader);

#endif
