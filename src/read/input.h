/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The formats of inputs. Each is a struct of functions, defined by its reader.
 * source.c has the table of them. A reader does not know the other formats.
 */
#ifndef NUMAKVA_READ_INPUT_H
#define NUMAKVA_READ_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "read/document.h"

/* An input, and how to read it. All members must outlive the reader. */
struct nkv_input {
	/* the caller owns it; NULL for a format that reads a directory tree */
	FILE *file;
	struct nkv_lookahead *ahead; /* the lookahead that is read instead of the file; or NULL */
	const char *path;	     /* of the tree; NULL for that of this machine */
	const char *name;	     /* for diagnostics */
	const struct nkv_override *overrides;
	size_t override_count;
	bool srat_is_given; /* by --srat: the SRAT of the input is not used */
	bool is_guessed;    /* the format was recognised, not given by the user */
	/*
	 * which boot of several: 1 is the first, 0 the last, -1 the one before,
	 * as in journalctl(1)
	 */
	int boot;
};

/* How far a line shows the format of its input. */
enum nkv_evidence {
	NKV_EVIDENCE_NONE,
	NKV_EVIDENCE_HINT, /* the input has this format unless a later line shows another */
	NKV_EVIDENCE_PROOF,
};

/* One of the first lines of an input, without its end. */
struct nkv_first_line {
	const char *text; /* not NUL-terminated */
	size_t length;
	bool is_first;	 /* the first of the input */
	bool is_comment; /* it begins with '#' */
};

struct nkv_input_format {
	const char *name;
	const char *summary; /* one line for --help */
	bool reads_tree;     /* it reads a directory, not a stream */
	/* How far a line shows this format; or NULL. */
	enum nkv_evidence (*recognise)(const struct nkv_first_line *line);
	/* Whether a line can come before those that show this format; NULL: any line can. */
	bool (*may_begin)(const struct nkv_first_line *line);
	/* Returns the reader's state; NULL if there is no memory. */
	void *(*open)(const struct nkv_input *input);
	/*
	 * The next document, not yet parsed; NULL if the format does not divide its input into
	 * documents.
	 */
	enum nkv_read_result (*cut)(void *state, struct nkv_cut *cut);
	/*
	 * The next document. There is at least one: an empty input gives a document with an
	 * error.
	 */
	enum nkv_read_result (*next)(void *state, struct nkv_document *document);
	void (*close)(void *state);
};

extern const struct nkv_input_format nkv_input_firmware;
extern const struct nkv_input_format nkv_input_yaml;
extern const struct nkv_input_format nkv_input_json;
extern const struct nkv_input_format nkv_input_bootlog;
extern const struct nkv_input_format nkv_input_iomem;
/* YAML or JSON, depending on how the stream begins. */
extern const struct nkv_input_format nkv_input_description;
/*
 * Inputs without a known format: read as descriptions, with at most NKV_ERRORS_MAX errors in
 * all.
 */
extern const struct nkv_input_format nkv_input_unknown;
/* Known kinds of inputs that cannot be read: the error says what to do with them. */
extern const struct nkv_input_format nkv_input_refused;

#endif
