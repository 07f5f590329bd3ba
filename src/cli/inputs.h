/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is to be read, one after the other: the files of the command line, the
 * inputs in its directories, and those of a list.
 */
#ifndef NUMAKVA_CLI_INPUTS_H
#define NUMAKVA_CLI_INPUTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "cli/options/choices.h"
#include "cli/tree.h"

enum { NKV_NAME_BYTES_MAX = 4096 }; /* of a name in a list, with a NUL: PATH_MAX of Linux */

struct nkv_inputs {
	const struct nkv_options *options;
	size_t next_file; /* of those of the command line */
	FILE *list;	  /* --files-from; NULL before it is opened */
	bool list_ended;
	char line[NKV_NAME_BYTES_MAX]; /* of the list */
	bool in_tree;		       /* a directory's entries are being given */
	struct nkv_tree tree;
	const char *failed;	/* what NKV_INPUTS_UNOPENED, _UNREAD and _BAD are about */
	const char *what, *why; /* with NKV_INPUTS_BAD, for a message */
};

enum nkv_inputs_result {
	NKV_INPUTS_PATH,
	NKV_INPUTS_END,
	NKV_INPUTS_UNOPENED,  /* a directory or the list cannot be opened: errno tells why */
	NKV_INPUTS_UNREAD,    /* the list cannot be read on: errno tells why */
	NKV_INPUTS_LEFT_OUT,  /* entries of a directory were: its name, and what is in `tree` */
	NKV_INPUTS_BAD,	      /* a directory without any input, or a list with what is no name */
	NKV_INPUTS_NO_MEMORY, /* and nothing more is to be asked for */
};

/* Begins with the files of the options, which must outlive the inputs. */
void nkv_inputs_begin(struct nkv_inputs *inputs, const struct nkv_options *options);

/*
 * The next path, valid until the next call; *path is NULL where standard input
 * is meant. After a failure it goes on with what follows.
 */
enum nkv_inputs_result nkv_inputs_next(struct nkv_inputs *inputs, const char **path);

/* Frees what the inputs allocated. */
void nkv_inputs_end(struct nkv_inputs *inputs);

/* A stream of the file at `path`; NULL with errno set, also for a directory. */
FILE *nkv_input_open(const char *path);

/* Whether somebody may be waiting at the other end of this input for what it brings. */
bool nkv_input_is_live(FILE *file);

#endif
