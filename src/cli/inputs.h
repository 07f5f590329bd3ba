/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The inputs, one after another: the files of the command line, those in its
 * directories, and those of a list.
 */
#ifndef NUMAKVA_CLI_INPUTS_H
#define NUMAKVA_CLI_INPUTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "cli/options/choices.h"
#include "cli/tree.h"

enum { NKV_NAME_BYTES_MAX = 4096 }; /* of a name in a list, with the NUL: PATH_MAX of Linux */

struct nkv_inputs {
	const struct nkv_options *options;
	size_t next_file; /* in the files of the command line */
	FILE *list;	  /* --files-from; NULL before it is opened */
	bool list_ended;
	char line[NKV_NAME_BYTES_MAX]; /* of the list */
	bool in_tree;		       /* the entries of a directory are being returned */
	struct nkv_tree tree;
	const char *failed;	/* the subject of NKV_INPUTS_UNOPENED, _UNREAD and _BAD */
	const char *what, *why; /* with NKV_INPUTS_BAD, for a message */
};

enum nkv_inputs_result {
	NKV_INPUTS_PATH,
	NKV_INPUTS_END,
	NKV_INPUTS_UNOPENED, /* a directory or the list cannot be opened: errno tells why */
	NKV_INPUTS_UNREAD,   /* a read of the list failed: errno tells why */
	/* entries of a directory were left out: its name, and `tree` has the entries */
	NKV_INPUTS_LEFT_OUT,
	/* a directory without inputs, or a list with something that is not a name */
	NKV_INPUTS_BAD,
	NKV_INPUTS_NO_MEMORY, /* do not ask for another input */
};

/* Begins with the files of the options. The options must outlive the inputs. */
void nkv_inputs_begin(struct nkv_inputs *inputs, const struct nkv_options *options);

/*
 * The next path, valid until the next call; NULL means standard input. After a
 * failure, the next call continues with what follows.
 */
enum nkv_inputs_result nkv_inputs_next(struct nkv_inputs *inputs, const char **path);

/* Frees what the inputs allocated. */
void nkv_inputs_end(struct nkv_inputs *inputs);

/* Opens the file at `path`. Returns NULL with errno set, also for a directory. */
FILE *nkv_input_open(const char *path);

/* Whether somebody may be waiting for the results of this input. */
bool nkv_input_is_live(FILE *file);

#endif
