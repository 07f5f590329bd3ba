/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The formats of inputs. Each is a struct of functions that its reader defines;
 * the table in source.c lists them. A reader does not know the other formats.
 */
#ifndef NUMAKVA_READ_INPUT_H
#define NUMAKVA_READ_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "read/document.h"

/* What is to be read, and how. All of it must outlive the reader. */
struct nkv_input {
	FILE *file;		     /* stays the caller's; NULL for a format that reads a tree */
	struct nkv_lookahead *ahead; /* what the file replays, to be read in its place; or NULL */
	const char *path;	     /* of the tree; NULL for this machine's own */
	const char *name;	     /* in diagnostics */
	const struct nkv_override *overrides;
	size_t override_count;
	bool srat_is_given; /* by --srat: the input's own is not looked for */
	bool is_guessed;    /* the format was recognised, not asked for */
	int boot; /* which of several: 1 is the first, 0 the last, -1 the one before, as in journalctl(1) */
};

/* What a line shows of the format of its input. */
enum nkv_evidence {
	NKV_EVIDENCE_NONE,
	NKV_EVIDENCE_HINT, /* it is of this format unless a line below shows another */
	NKV_EVIDENCE_PROOF,
};

/* One of an input's first lines, without its end. */
struct nkv_first_line {
	const char *text; /* not NUL-terminated */
	size_t length;
	bool is_first;	 /* of the input */
	bool is_comment; /* it begins with '#' */
};

struct nkv_input_format {
	const char *name;
	const char *summary; /* one line for --help */
	bool reads_tree;     /* what is read is a directory, not a stream */
	/* What a line shows of this format; or NULL. */
	enum nkv_evidence (*recognise)(const struct nkv_first_line *line);
	/* Whether a line may stand before those that show this format; NULL: any may. */
	bool (*may_begin)(const struct nkv_first_line *line);
	/* The reader's own state; NULL if there is no memory. */
	void *(*open)(const struct nkv_input *input);
	/* The next document, not parsed yet; NULL if the format does not cut its input in documents. */
	enum nkv_read_result (*cut)(void *state, struct nkv_cut *cut);
	/* The next document. There is at least one: for an empty input a bad one that says so. */
	enum nkv_read_result (*next)(void *state, struct nkv_document *document);
	void (*close)(void *state);
};

extern const struct nkv_input_format nkv_input_firmware;
extern const struct nkv_input_format nkv_input_yaml;
extern const struct nkv_input_format nkv_input_json;
extern const struct nkv_input_format nkv_input_bootlog;
extern const struct nkv_input_format nkv_input_iomem;
/* YAML or JSON, whichever the stream begins with. */
extern const struct nkv_input_format nkv_input_description;
/* What shows no format: read as descriptions, but with NKV_ERRORS_MAX errors at most in all. */
extern const struct nkv_input_format nkv_input_unknown;
/* Inputs that are none of these, but are recognised: the error says what to do with them. */
extern const struct nkv_input_format nkv_input_refused;

#endif
