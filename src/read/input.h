/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The formats of inputs: each is a row of functions, which its reader defines
 * and the table in source.c lists. A reader knows its own row alone.
 */
#ifndef NUMAKVA_READ_INPUT_H
#define NUMAKVA_READ_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "read/document.h"

/* What is to be read, and how. All of it must outlive the reader. */
struct nkv_input {
	FILE *file;	  /* stays the caller's; NULL for a format that reads a tree */
	const char *path; /* of the tree; NULL for this machine's own */
	const char *name; /* in diagnostics */
	const struct nkv_override *overrides;
	size_t override_count;
	bool srat_is_given; /* it comes from elsewhere: the input's own is not looked for */
	int boot; /* of several boots: from 1 the first on, from 0 the last down, as in journalctl(1) */
};

struct nkv_input_format {
	const char *name;
	const char *summary; /* one line for --help */
	bool reads_tree;     /* what is read is a directory, not a stream */
	/* Whether a line, without its end, shows that the input is of this format; or NULL. */
	bool (*recognises)(const char *line, size_t length);
	/* The reader's own state; NULL if there is no memory. */
	void *(*open)(const struct nkv_input *input);
	/* The next document before it is parsed; NULL where documents are no text of their own. */
	enum nkv_read_result (*cut)(void *state, struct nkv_cut *cut);
	/* The next document. One at least is given; it is bad if there is nothing to be read. */
	enum nkv_read_result (*next)(void *state, struct nkv_document *document);
	void (*close)(void *state);
};

extern const struct nkv_input_format nkv_input_firmware;
extern const struct nkv_input_format nkv_input_yaml;
extern const struct nkv_input_format nkv_input_json;
extern const struct nkv_input_format nkv_input_bootlog;
/* YAML or JSON, whichever the stream begins with. */
extern const struct nkv_input_format nkv_input_description;
/* What is none of these, but of which can be said what it is; it gives an error. */
extern const struct nkv_input_format nkv_input_refused;

#endif
