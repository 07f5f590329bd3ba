/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "read/firmware/tree.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DIGITS_MAX = 9 };

static const char *join(struct nkv_pool *pool, const char *directory, const char *name)
{
	size_t bytes = strlen(directory) + 1 + strlen(name) + 1;
	char *path = nkv_pool_take(pool, bytes);

	if (path)
		snprintf(path, bytes, "%s/%s", directory, name);
	return path;
}

static bool is_directory(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool nkv_firmware_tree_open(struct nkv_firmware_tree *tree, const char *path, struct nkv_pool *pool)
{
	static const char *const inner[] = { "sys/firmware", "firmware" };

	*tree = (struct nkv_firmware_tree){ .base = path ? path : "/sys/firmware", .pool = pool };
	for (size_t i = 0; path && i < sizeof(inner) / sizeof(inner[0]); i++) {
		const char *base = join(pool, path, inner[i]);

		if (!base)
			return false;
		if (is_directory(base)) {
			tree->base = base;
			break;
		}
	}
	return true;
}

const char *nkv_firmware_tree_path(const struct nkv_firmware_tree *tree, const char *name)
{
	return join(tree->pool, tree->base, name);
}

void nkv_firmware_tree_unread(struct nkv_report *report, const char *path, const char *what,
			      const char *why)
{
	const struct nkv_position position = { .origin = path };

	if (errno == ENOMEM)
		report->no_memory = true;
	else
		nkv_report_error(report, &position, "%s: %s", what, why);
}

/* --- numbered directories --- */

/* Whether a name is a number in the kernel's form. */
static bool parse_name(const char *name, unsigned long *number)
{
	size_t digits = strspn(name, "0123456789");

	if (digits == 0 || digits > DIGITS_MAX || name[digits] || (digits > 1 && name[0] == '0'))
		return false;
	*number = strtoul(name, NULL, 10);
	return true;
}

static size_t count_entries(DIR *directory)
{
	size_t count = 0;

	while (readdir(directory))
		count++;
	rewinddir(directory);
	return count;
}

static int by_number(const void *a, const void *b)
{
	unsigned long first = *(const unsigned long *)a, second = *(const unsigned long *)b;

	return first < second ? -1 : first > second;
}

bool nkv_firmware_tree_numbers(const struct nkv_firmware_tree *tree, const char *name,
			       unsigned long **numbers, size_t *count)
{
	const char *path = nkv_firmware_tree_path(tree, name);
	DIR *directory = path ? opendir(path) : NULL;
	const struct dirent *entry;
	size_t room;

	*count = 0;
	if (!directory) {
		errno = path ? errno : ENOMEM;
		return false;
	}
	room = count_entries(directory);
	*numbers = nkv_pool_take(tree->pool, (room + 1) * sizeof(**numbers));
	while (*numbers && *count < room && (entry = readdir(directory)))
		*count += parse_name(entry->d_name, &(*numbers)[*count]);
	closedir(directory);
	if (!*numbers) {
		errno = ENOMEM;
		return false;
	}
	qsort(*numbers, *count, sizeof(**numbers), by_number);
	return true;
}

/* --- files --- */

static int by_name(const void *a, const void *b)
{
	const char *const *first = a, *const *second = b;

	return strcmp(*first, *second);
}

/* Adds an entry that is not a directory. Returns false if there is no memory. */
static bool add_file(const struct nkv_firmware_tree *tree, const char *directory, const char *name,
		     struct nkv_firmware_tree_names *names)
{
	const char *path = join(tree->pool, directory, name);
	const char *copy = path ? nkv_pool_copy(tree->pool, name, strlen(name)) : NULL;

	if (copy && !is_directory(path))
		names->names[names->count++] = copy;
	return copy != NULL;
}

bool nkv_firmware_tree_files(const struct nkv_firmware_tree *tree, const char *name,
			     struct nkv_firmware_tree_names *names)
{
	const char *path = nkv_firmware_tree_path(tree, name);
	DIR *directory = path ? opendir(path) : NULL;
	const struct dirent *entry;
	size_t room;
	bool is_whole;

	names->count = 0;
	if (!directory) {
		errno = path ? errno : ENOMEM;
		return false;
	}
	room = count_entries(directory);
	names->names = nkv_pool_take(tree->pool, (room + 1) * sizeof(*names->names));
	is_whole = names->names != NULL;
	while (is_whole && names->count < room && (entry = readdir(directory)))
		is_whole = add_file(tree, path, entry->d_name, names);
	closedir(directory);
	if (!is_whole) {
		errno = ENOMEM;
		return false;
	}
	qsort(names->names, names->count, sizeof(*names->names), by_name);
	return true;
}
