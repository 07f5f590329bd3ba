/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "cli/inputs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void nkv_inputs_begin(struct nkv_inputs *inputs, const struct nkv_options *options)
{
	*inputs = (struct nkv_inputs){
		.options = options,
		.list_ended = options->fleet.files_from == NULL,
	};
}

/* --- directories --- */

static void leave_directory(struct nkv_inputs *inputs)
{
	for (size_t i = 0; i < inputs->entry_count; i++)
		free(inputs->entries[i]);
	free(inputs->entries);
	inputs->entries = NULL;
	inputs->entry_count = inputs->next_entry = 0;
	inputs->directory = NULL;
}

static bool ends_with(const char *name, const char *ending)
{
	size_t length = strlen(name), ending_length = strlen(ending);

	return length > ending_length && strcmp(name + length - ending_length, ending) == 0;
}

/* As *.yaml and *.json are for a shell. */
static int is_description(const struct dirent *entry)
{
	const char *name = entry->d_name;

	return name[0] != '.' && (ends_with(name, ".yaml") || ends_with(name, ".json"));
}

/* By their bytes, whatever the locale. */
static int compare_entries(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* NKV_INPUTS_END: its entries follow. */
static enum nkv_inputs_result enter_directory(struct nkv_inputs *inputs, const char *path)
{
	int count = scandir(path, &inputs->entries, is_description, compare_entries);

	if (count < 0 && errno == ENOMEM)
		return NKV_INPUTS_NO_MEMORY;
	inputs->failed = path;
	if (count < 0)
		return NKV_INPUTS_UNOPENED;
	inputs->directory = path;
	inputs->entry_count = (size_t)count;
	if (count > 0)
		return NKV_INPUTS_END;
	leave_directory(inputs);
	inputs->what = "nothing to read in";
	inputs->why = "wanted are *.yaml or *.json";
	return NKV_INPUTS_BAD;
}

static bool is_directory(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The path of the next entry; NULL if there is no memory. */
static const char *entry_path(struct nkv_inputs *inputs)
{
	const char *directory = inputs->directory;
	const char *name = inputs->entries[inputs->next_entry++]->d_name;
	size_t bytes = strlen(directory) + strlen(name) + 2;
	const char *slash = ends_with(directory, "/") || strcmp(directory, "/") == 0 ? "" : "/";

	if (bytes > inputs->path_capacity) {
		char *grown = realloc(inputs->path, bytes);

		if (!grown)
			return NULL;
		inputs->path = grown;
		inputs->path_capacity = bytes;
	}
	snprintf(inputs->path, inputs->path_capacity, "%s%s%s", directory, slash, name);
	return inputs->path;
}

/* Directories in it are not entered, whatever their names. NKV_INPUTS_END: there is no more. */
static enum nkv_inputs_result next_entry(struct nkv_inputs *inputs, const char **path)
{
	while (inputs->next_entry < inputs->entry_count) {
		*path = entry_path(inputs);
		if (!*path)
			return NKV_INPUTS_NO_MEMORY;
		if (!is_directory(*path))
			return NKV_INPUTS_PATH;
	}
	leave_directory(inputs);
	return NKV_INPUTS_END;
}

/* --- the list --- */

static enum nkv_inputs_result open_list(struct nkv_inputs *inputs)
{
	const char *name = inputs->options->fleet.files_from;

	inputs->list = strcmp(name, "-") == 0 ? stdin : nkv_input_open(name);
	if (inputs->list)
		return NKV_INPUTS_PATH;
	inputs->failed = name;
	inputs->list_ended = true;
	return NKV_INPUTS_UNOPENED;
}

static enum nkv_inputs_result end_list(struct nkv_inputs *inputs)
{
	inputs->list_ended = true;
	inputs->failed = inputs->list == stdin ? "<stdin>" : inputs->options->fleet.files_from;
	return ferror(inputs->list) ? NKV_INPUTS_UNREAD : NKV_INPUTS_END;
}

/* Ends it before what is no name. What follows is as little the list that was meant. */
static enum nkv_inputs_result refuse_list(struct nkv_inputs *inputs, const char *why)
{
	end_list(inputs);
	inputs->what = "no list of names in";
	inputs->why = why;
	return NKV_INPUTS_BAD;
}

/*
 * Reads a name, of any bytes but the delimiter, into the line. Not getdelim():
 * what is longer than any name may have no end. Returns false where nothing is
 * left, or no more can be read.
 */
static bool read_name(struct nkv_inputs *inputs, int delimiter, size_t *length)
{
	int c = EOF;

	for (*length = 0; *length < sizeof(inputs->line); inputs->line[(*length)++] = (char)c) {
		c = getc_unlocked(inputs->list);
		if (c == EOF || c == delimiter)
			break;
	}
	return !ferror(inputs->list) && (*length > 0 || c != EOF);
}

/* A name of the list, which stands for a file also if it is "-". Empty ones are left out. */
static enum nkv_inputs_result next_of_list(struct nkv_inputs *inputs, const char **path)
{
	int delimiter = inputs->options->fleet.nul_separated ? '\0' : '\n';
	size_t length;

	if (!inputs->list && open_list(inputs) != NKV_INPUTS_PATH)
		return NKV_INPUTS_UNOPENED;
	do {
		if (!read_name(inputs, delimiter, &length))
			return end_list(inputs);
	} while (length == 0);
	if (memchr(inputs->line, '\0', length))
		return refuse_list(inputs, "a name has a NUL, is -0 missing?");
	if (length == sizeof(inputs->line))
		return refuse_list(inputs, "a name is longer than 4095 bytes");
	inputs->line[length] = '\0';
	*path = inputs->line;
	return NKV_INPUTS_PATH;
}

/* --- all of them --- */

/* Whether directories are inputs of their own. */
static bool reads_trees(const struct nkv_options *options)
{
	return options->input.from && options->input.from->reads_tree;
}

static const char *next_of_command_line(struct nkv_inputs *inputs)
{
	const char *path = inputs->options->files[inputs->next_file++];

	return strcmp(path, "-") == 0 && !reads_trees(inputs->options) ? NULL : path;
}

/* Without any file there is one that has no name. */
static bool is_nameless(const struct nkv_inputs *inputs)
{
	return inputs->options->file_count == 0 && !inputs->options->fleet.files_from &&
	       inputs->next_file == 0;
}

/* What the next file of the command line, or of the list, is called. */
static enum nkv_inputs_result next_name(struct nkv_inputs *inputs, const char **path)
{
	*path = NULL;
	if (is_nameless(inputs)) {
		inputs->next_file++;
		return NKV_INPUTS_PATH;
	}
	if (inputs->next_file < inputs->options->file_count) {
		*path = next_of_command_line(inputs);
		return NKV_INPUTS_PATH;
	}
	return inputs->list_ended ? NKV_INPUTS_END : next_of_list(inputs, path);
}

enum nkv_inputs_result nkv_inputs_next(struct nkv_inputs *inputs, const char **path)
{
	enum nkv_inputs_result result = NKV_INPUTS_END;

	while (result == NKV_INPUTS_END) {
		if (inputs->directory) {
			result = next_entry(inputs, path);
			continue;
		}
		result = next_name(inputs, path);
		if (result == NKV_INPUTS_END)
			return result;
		if (result != NKV_INPUTS_PATH || !*path || reads_trees(inputs->options) ||
		    !is_directory(*path))
			return result;
		result = enter_directory(inputs, *path);
	}
	return result;
}

void nkv_inputs_end(struct nkv_inputs *inputs)
{
	leave_directory(inputs);
	if (inputs->list && inputs->list != stdin)
		fclose(inputs->list);
	free(inputs->path);
}

/* --- one input --- */

FILE *nkv_input_open(const char *path)
{
	struct stat status;
	FILE *file = fopen(path, "re");

	if (!file || fstat(fileno(file), &status) != 0 || !S_ISDIR(status.st_mode))
		return file;
	fclose(file);
	errno = EISDIR;
	return NULL;
}

bool nkv_input_is_live(FILE *file)
{
	struct stat status;

	return fstat(fileno(file), &status) == 0 && !S_ISREG(status.st_mode);
}
