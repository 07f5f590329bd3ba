/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is to be read in a directory, and what of it is left out. */
#ifndef NUMAKVA_CLI_TREE_H
#define NUMAKVA_CLI_TREE_H

#include <stdbool.h>
#include <stddef.h>

enum { NKV_LEFT_OUT_BYTES = 320 };

/* What a directory's names end with, in any case, if they are inputs; for a message. */
#define NKV_TREE_WANTED "*.yaml, *.yml, *.json, *.ndjson, *.log, *.txt, *.dmesg, *.eml or *.msg"

struct nkv_tree_level;

/* All zero but for `recursive` before the first directory. */
struct nkv_tree {
	bool recursive;		      /* directories in it are entered, but not by links */
	struct nkv_tree_level *level; /* the directory under way; NULL: none is */
	size_t given;		      /* how many paths it had so far */
	char *path;		      /* of an entry ... */
	size_t path_capacity;
	char *directory; /* with NKV_TREE_LEFT_OUT and NKV_TREE_UNOPENED: which */
	size_t left_out; /* with NKV_TREE_LEFT_OUT: how many of its entries ... */
	char names
		[NKV_LEFT_OUT_BYTES]; /* ... and what they are called: "sub (a directory, which -r reads), x.bak" */
};

enum nkv_tree_result {
	NKV_TREE_PATH,
	NKV_TREE_END,
	NKV_TREE_LEFT_OUT, /* a directory has ended of which something was left out */
	NKV_TREE_UNOPENED, /* a directory cannot be opened: errno tells why */
	NKV_TREE_NO_MEMORY,
};

/* Begins with a directory: NKV_TREE_END, NKV_TREE_UNOPENED or NKV_TREE_NO_MEMORY. */
enum nkv_tree_result nkv_tree_enter(struct nkv_tree *tree, const char *path);

/*
 * The next path, by the bytes of names, valid until the next call. FIFOs,
 * devices and sockets are never opened, nor given.
 */
enum nkv_tree_result nkv_tree_next(struct nkv_tree *tree, const char **path);

void nkv_tree_free(struct nkv_tree *tree);

#endif
