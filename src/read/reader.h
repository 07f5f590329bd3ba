/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Machine descriptions in, machines out: a stream is read one document at a
 * time, and what is wrong with a document is told with its place in the stream.
 */
#ifndef NUMAKVA_READ_READER_H
#define NUMAKVA_READ_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <numakva/machine.h>

enum {
	NKV_DIAGNOSTICS_MAX = 20,	  /* errors kept of one document */
	NKV_DOCUMENT_BYTES_MAX = 1 << 20, /* of one document */
};

/* One thing wrong with a document. */
struct nkv_diagnostic {
	const char *origin; /* where line and column count: the stream's name, or "--set KEY" */
	size_t line;	    /* from 1, over the whole stream */
	size_t column;	    /* from 1, in characters */
	const char *text;   /* "unknown key 'x' in kernel, did you mean 'y'?" */
};

/* A scalar that replaces what each document says (--set KEY=VALUE). */
struct nkv_override {
	const char *key; /* a path: "kernel.highmem", "cmdline", "e820[1].end" */
	const char *value;
};

/*
 * What one document of a stream came to. Owned by the reader; valid until the
 * next document is read.
 */
struct nkv_document {
	const struct nkv_machine *machine; /* NULL if the document is bad */
	const char *name;		   /* the machine's name as far as it was read, or NULL */
	const struct nkv_diagnostic *diagnostics;
	size_t diagnostic_count; /* not 0 if the document is bad */
};

enum nkv_read_result {
	NKV_READ_DOCUMENT, /* a document, good or bad */
	NKV_READ_END,
	NKV_READ_FAILED, /* reading failed: errno tells why */
};

enum { NKV_OVERRIDE_WHY_BYTES = 160 };

/*
 * Whether a description can have one value at that key. If not, `why` says
 * what is wrong with the key.
 */
bool nkv_override_check(const char *key, char why[NKV_OVERRIDE_WHY_BYTES]);

struct nkv_reader;

/*
 * A reader of `file`, which stays the caller's, called `name` in diagnostics.
 * The overrides must outlive the reader. NULL if there is no memory.
 */
struct nkv_reader *nkv_reader_new(FILE *file, const char *name,
				  const struct nkv_override *overrides, size_t override_count);

/*
 * The next document. A stream without any document gives one bad document
 * that says so. Memory is reused: a stream of any length takes as much as its
 * largest document (formats: the machine description).
 */
enum nkv_read_result nkv_reader_next(struct nkv_reader *reader, struct nkv_document *document);

void nkv_reader_free(struct nkv_reader *reader);

#endif
