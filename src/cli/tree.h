/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The inputs in a directory, and the entries that are left out. */
#ifndef NUMAKVA_CLI_TREE_H
#define NUMAKVA_CLI_TREE_H

#include <stdbool.h>
#include <stddef.h>

enum { NKV_LEFT_OUT_BYTES = 320 };

/* The endings of names that are inputs, in upper or lower case; for a message. */
#define NKV_TREE_WANTED "*.yaml, *.yml, *.json, *.ndjson, *.log, *.txt, *.dmesg, *.eml or *.msg"

struct nkv_tree_level;

/* All zero, except `recursive`, before the first directory. */
struct nkv_tree {
	bool recursive;		      /* subdirectories are entered, but links to them are not */
	struct nkv_tree_level *level; /* the current directory; NULL: none */
	size_t given;		      /* the number of paths returned from it */
	char *path;		      /* of an entry ... */
	size_t path_capacity;
	char *directory; /* the directory of NKV_TREE_LEFT_OUT and NKV_TREE_UNOPENED */
	size_t left_out; /* for NKV_TREE_LEFT_OUT: the number of entries that were left out ... */
	/* ... and their names: "sub (a directory, which -r reads), x.bak" */
	char names[NKV_LEFT_OUT_BYTES];
};

enum nkv_tree_result {
	NKV_TREE_PATH,
	NKV_TREE_END,
	NKV_TREE_LEFT_OUT, /* a directory has ended, and some of its entries were left out */
	NKV_TREE_UNOPENED, /* a directory cannot be opened: errno tells why */
	NKV_TREE_NO_MEMORY,
};

/* Begins with a directory. Returns NKV_TREE_END, NKV_TREE_UNOPENED or NKV_TREE_NO_MEMORY. */
enum nkv_tree_result nkv_tree_enter(struct nkv_tree *tree, const char *path);

/*
 * The next path, valid until the next call. Names are sorted by bytes. FIFOs,
 * devices and sockets are never opened or returned.
 */
enum nkv_tree_result nkv_tree_next(struct nkv_tree *tree, const char **path);

void nkv_tree_free(struct nkv_tree *tree);

#endif
