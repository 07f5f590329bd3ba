/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "cli/tree.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

struct nkv_tree_level {
	struct nkv_tree_level *above; /* the directory that it is in */
	char *path;
	struct dirent **entries;
	size_t count, next;
	size_t left_out;
	char names[NKV_LEFT_OUT_BYTES];
};

/* --- levels --- */

static int is_entry(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* By bytes, whatever the locale is. */
static int compare_entries(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void leave(struct nkv_tree *tree)
{
	struct nkv_tree_level *level = tree->level;

	for (size_t i = 0; i < level->count; i++)
		free(level->entries[i]);
	free(level->entries);
	free(tree->directory);
	tree->directory = level->path;
	tree->level = level->above;
	free(level);
}

enum nkv_tree_result nkv_tree_enter(struct nkv_tree *tree, const char *path)
{
	struct nkv_tree_level *level = calloc(1, sizeof(*level));
	int count = -1;

	if (!tree->level)
		tree->given = 0;
	if (level && (level->path = strdup(path)))
		count = scandir(path, &level->entries, is_entry, compare_entries);
	if (count >= 0) {
		level->count = (size_t)count;
		level->above = tree->level;
		tree->level = level;
		return NKV_TREE_END;
	}
	if (!level || !level->path || errno == ENOMEM) {
		free(level ? level->path : NULL);
		free(level);
		return NKV_TREE_NO_MEMORY;
	}
	free(tree->directory);
	tree->directory = level->path;
	free(level);
	return NKV_TREE_UNOPENED;
}

void nkv_tree_free(struct nkv_tree *tree)
{
	while (tree->level)
		leave(tree);
	free(tree->directory);
	free(tree->path);
}

/* --- entries --- */

static bool is_input(const char *name)
{
	static const char *const endings[] = { ".yaml", ".yml",	  ".json", ".ndjson", ".log",
					       ".txt",	".dmesg", ".eml",  ".msg" };
	size_t length = strlen(name);

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t ending = strlen(endings[i]);

		if (name[0] != '.' && length > ending &&
		    strcasecmp(name + length - ending, endings[i]) == 0)
			return true;
	}
	return false;
}

/* Puts the entry's path into `path`. Returns false if there is no memory. */
static bool find_path(struct nkv_tree *tree, const char *name)
{
	const char *directory = tree->level->path;
	size_t length = strlen(directory), bytes = length + strlen(name) + 2;
	const char *slash = directory[length - 1] == '/' ? "" : "/";

	if (bytes > tree->path_capacity) {
		char *grown = realloc(tree->path, bytes);

		if (!grown)
			return false;
		tree->path = grown;
		tree->path_capacity = bytes;
	}
	snprintf(tree->path, tree->path_capacity, "%s%s%s", directory, slash, name);
	return true;
}

/* What an entry is if it cannot be read as a file. NULL if it can, and if it does not exist. */
static const char *what_it_is(const char *path, bool *is_directory)
{
	struct stat link, status;

	*is_directory = false;
	if (lstat(path, &link) != 0 || stat(path, &status) != 0 || S_ISREG(status.st_mode))
		return NULL;
	if (S_ISDIR(status.st_mode)) {
		*is_directory = !S_ISLNK(link.st_mode);
		return *is_directory ? "a directory, which -r reads" : "a link to a directory";
	}
	return S_ISFIFO(status.st_mode)	  ? "a FIFO"
	       : S_ISSOCK(status.st_mode) ? "a socket"
					  : "a device";
}

/* Notes an entry that is left out. If there is no room for its name, it is only counted. */
static void leave_out(struct nkv_tree_level *level, const char *name, const char *what)
{
	size_t used = strlen(level->names);
	const char *separator = level->left_out++ == 0 ? "" : ", ";

	if (used + strlen(name) + 40 > sizeof(level->names))
		return;
	snprintf(level->names + used, sizeof(level->names) - used, what ? "%s%s (%s)" : "%s%s",
		 separator, name, what);
	for (char *c = level->names + used; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = '?';
}

/* Ends a directory. Returns NKV_TREE_END if nothing was left out. */
static enum nkv_tree_result end_level(struct nkv_tree *tree)
{
	tree->left_out = tree->level->left_out;
	memcpy(tree->names, tree->level->names, sizeof(tree->names));
	leave(tree);
	return tree->left_out > 0 ? NKV_TREE_LEFT_OUT : NKV_TREE_END;
}

/* NKV_TREE_END: this entry is no input. */
static enum nkv_tree_result take_entry(struct nkv_tree *tree, const char *name, const char **path)
{
	bool is_directory;
	const char *what;

	if (!find_path(tree, name))
		return NKV_TREE_NO_MEMORY;
	what = what_it_is(tree->path, &is_directory);
	if (is_directory && tree->recursive)
		return nkv_tree_enter(tree, tree->path);
	if (what || !is_input(name)) {
		leave_out(tree->level, name, what);
		return NKV_TREE_END;
	}
	tree->given++;
	*path = tree->path;
	return NKV_TREE_PATH;
}

enum nkv_tree_result nkv_tree_next(struct nkv_tree *tree, const char **path)
{
	enum nkv_tree_result result = NKV_TREE_END;

	while (tree->level && result == NKV_TREE_END) {
		struct nkv_tree_level *level = tree->level;

		result = level->next < level->count
				 ? take_entry(tree, level->entries[level->next++]->d_name, path)
				 : end_level(tree);
	}
	return result;
}
