/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The directory in which a running kernel shows what its firmware told it: that
 * of this machine, or a copy from another. Only this file knows where it is.
 */
#ifndef NUMAKVA_READ_FIRMWARE_TREE_H
#define NUMAKVA_READ_FIRMWARE_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "read/report.h"

struct nkv_firmware_tree {
	const char *base; /* /sys/firmware or its copy */
	struct nkv_pool *pool;
};

/*
 * Opens the tree at `path`: a copy of /sys/firmware, or a directory that
 * contains one as "firmware" or "sys/firmware"; NULL: this machine. Strings
 * come from the pool. Returns false if there is no memory.
 */
bool nkv_firmware_tree_open(struct nkv_firmware_tree *tree, const char *path,
			    struct nkv_pool *pool);

/* The path of a name in the tree, for messages and for reading; NULL if there is no memory. */
const char *nkv_firmware_tree_path(const struct nkv_firmware_tree *tree, const char *name);

/*
 * The names of the subdirectories of `name` that are numbers, in ascending
 * order. The pool owns *numbers. Returns false with errno set.
 */
bool nkv_firmware_tree_numbers(const struct nkv_firmware_tree *tree, const char *name,
			       unsigned long **numbers, size_t *count);

struct nkv_firmware_tree_names {
	const char **names; /* owned by the pool, sorted by bytes */
	size_t count;
};

/* The names of the files in `name`, without directories. Returns false with errno set. */
bool nkv_firmware_tree_files(const struct nkv_firmware_tree *tree, const char *name,
			     struct nkv_firmware_tree_names *names);

/* Reports what cannot be read, and why; with errno ENOMEM, notes that there is no memory. */
void nkv_firmware_tree_unread(struct nkv_report *report, const char *path, const char *what,
			      const char *why);

#endif
