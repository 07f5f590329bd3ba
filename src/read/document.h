/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What every reader returns: documents, each with its diagnostics. */
#ifndef NUMAKVA_READ_DOCUMENT_H
#define NUMAKVA_READ_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include <numakva/assumption.h>
#include <numakva/machine.h>

/* How many diagnostics of a document are kept; one more then says that there are more. */
enum {
	NKV_ERRORS_MAX = 20,
	NKV_DIAGNOSTICS_MAX = NKV_ERRORS_MAX + 1,
	NKV_WARNINGS_MAX = 44, /* and notes */
	NKV_REMARKS_MAX = NKV_WARNINGS_MAX + 1,
};

/* How much a diagnostic matters. */
enum nkv_gravity {
	NKV_GRAVITY_ERROR,   /* the document is bad */
	NKV_GRAVITY_WARNING, /* it may not mean what it should */
	NKV_GRAVITY_NOTE,    /* how it was understood */
};

/* A message about a document. */
struct nkv_diagnostic {
	enum nkv_gravity gravity;
	const char *origin; /* where line and column count: the stream's name, or "--set KEY" */
	size_t line;	    /* from 1, over the whole stream; 0: there are no lines */
	size_t column;	    /* from 1, in characters; without lines the offset in bytes, or 0 */
	const char *text;   /* "unknown key 'x' in kernel, did you mean 'y'?" */
};

/* A scalar that replaces what each document says (--set KEY=VALUE). */
struct nkv_override {
	const char *key; /* a path: "kernel.highmem", "cmdline", "e820[1].end" */
	const char *value;
};

/*
 * The result of reading one document. It belongs to its reader, and is valid
 * until the next document is read.
 */
struct nkv_document {
	const struct nkv_machine *machine; /* NULL if the document is bad */
	const char *name;		   /* the machine's name as far as it was read, or NULL */
	size_t line; /* its first in the stream, from 1; 0: there are no lines */
	const struct nkv_diagnostic *diagnostics;
	size_t diagnostic_count; /* one is an error if the document is bad, and only then */
	const struct nkv_assumption *assumptions;
	size_t assumption_count;
};

/* A document cut out of its stream, but not parsed. */
struct nkv_cut {
	const char *origin; /* the stream's name */
	const char *text;   /* NUL-terminated; NULL: the stream has no document */
	size_t length;
	size_t first_line; /* of the document in the stream, from 1 */
	bool json;	   /* an object on a line */
	bool simple_json; /* it is on one line; if it is JSON and plain text, YAML reads it alike */
	bool too_long;	  /* longer than a document may be: the text is only its beginning */
};

enum nkv_read_result {
	NKV_READ_DOCUMENT, /* a document, good or bad */
	NKV_READ_END,
	NKV_READ_FAILED, /* reading failed: errno tells why */
};

enum { NKV_OVERRIDE_WHY_BYTES = 192 };

/*
 * Whether a key, as --set names it, stands for one value of a description. If
 * not, `why` says what is wrong with it.
 */
bool nkv_override_check(const char *key, char why[NKV_OVERRIDE_WHY_BYTES]);

#endif
