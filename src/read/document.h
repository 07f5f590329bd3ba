/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What every reader returns: documents with their diagnostics. */
#ifndef NUMAKVA_READ_DOCUMENT_H
#define NUMAKVA_READ_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include <numakva/assumption.h>
#include <numakva/machine.h>

/*
 * The number of diagnostics that are kept for a document. One more then says that there are
 * more.
 */
enum {
	NKV_ERRORS_MAX = 20,
	NKV_DIAGNOSTICS_MAX = NKV_ERRORS_MAX + 1,
	NKV_WARNINGS_MAX = 44, /* and notes */
	NKV_REMARKS_MAX = NKV_WARNINGS_MAX + 1,
};

/* How serious a diagnostic is. */
enum nkv_gravity {
	NKV_GRAVITY_ERROR,   /* the document cannot be used */
	NKV_GRAVITY_WARNING, /* the document may not say what was meant */
	NKV_GRAVITY_NOTE,    /* how the document was understood */
};

/* A message about a document. */
struct nkv_diagnostic {
	enum nkv_gravity gravity;
	const char *origin; /* what line and column refer to: the stream's name, or "--set KEY" */
	size_t line;	    /* from 1, in the whole stream; 0: the input has no lines */
	size_t column;	    /* from 1, in characters; without lines the offset in bytes, or 0 */
	const char *text;   /* "unknown key 'x' in kernel, did you mean 'y'?" */
};

/* A value that replaces that of each document (--set KEY=VALUE). */
struct nkv_override {
	const char *key; /* a path: "kernel.highmem", "cmdline", "e820[1].end" */
	const char *value;
};

/* A document that was read. Its reader owns it; it is valid until the next one is read. */
struct nkv_document {
	const struct nkv_machine *machine; /* NULL if the document has errors */
	const char *name;		   /* the machine's name if it was read, or NULL */
	size_t line; /* its first line in the stream, from 1; 0: the input has no lines */
	const struct nkv_diagnostic *diagnostics;
	/* one of them is an error if, and only if, the document has errors */
	size_t diagnostic_count;
	const struct nkv_assumption *assumptions;
	size_t assumption_count;
};

/* A document that was cut out of its stream, but not parsed. */
struct nkv_cut {
	const char *origin; /* the stream's name */
	const char *text;   /* NUL-terminated; NULL: the stream has no document */
	size_t length;
	size_t first_line; /* its number in the stream, from 1 */
	bool json;	   /* a JSON object on one line */
	/* on one line; if it is JSON and plain text, YAML reads it the same way */
	bool simple_json;
	bool too_long; /* longer than a document may be: the text is only its beginning */
};

enum nkv_read_result {
	NKV_READ_DOCUMENT, /* a document, with or without errors */
	NKV_READ_END,
	NKV_READ_FAILED, /* reading failed: errno tells why */
};

enum { NKV_OVERRIDE_WHY_BYTES = 192 };

/*
 * Whether a key, in the form of --set, is a single value of a description. If
 * not, `why` says what is wrong with it.
 */
bool nkv_override_check(const char *key, char why[NKV_OVERRIDE_WHY_BYTES]);

#endif
