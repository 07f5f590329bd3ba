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
		.tree.recursive = options->fleet.recursive,
	};
}

/* --- directories --- */

static bool is_directory(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The result for a directory, or for the next of its entries; NKV_INPUTS_END: there are no more. */
static enum nkv_inputs_result tree_result(struct nkv_inputs *inputs, enum nkv_tree_result result)
{
	switch (result) {
	case NKV_TREE_PATH:
		return NKV_INPUTS_PATH;
	case NKV_TREE_LEFT_OUT:
		inputs->failed = inputs->tree.directory;
		return NKV_INPUTS_LEFT_OUT;
	case NKV_TREE_UNOPENED:
		inputs->failed = inputs->tree.directory;
		return NKV_INPUTS_UNOPENED;
	case NKV_TREE_NO_MEMORY:
		return NKV_INPUTS_NO_MEMORY;
	default:
		return NKV_INPUTS_END;
	}
}

/* The next entry. A directory without an entry to read is an error. */
static enum nkv_inputs_result next_entry(struct nkv_inputs *inputs, const char **path)
{
	enum nkv_inputs_result result = tree_result(inputs, nkv_tree_next(&inputs->tree, path));

	if (result != NKV_INPUTS_END)
		return result;
	inputs->in_tree = false;
	if (inputs->tree.given > 0)
		return NKV_INPUTS_END;
	inputs->failed = inputs->tree.directory;
	inputs->what = "nothing to read in";
	inputs->why = "expected " NKV_TREE_WANTED;
	return NKV_INPUTS_BAD;
}

static enum nkv_inputs_result enter_directory(struct nkv_inputs *inputs, const char *path)
{
	enum nkv_inputs_result result = tree_result(inputs, nkv_tree_enter(&inputs->tree, path));

	inputs->in_tree = result == NKV_INPUTS_END;
	return result;
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

/* Ends the list before something that is not a name. What follows is probably no list either. */
static enum nkv_inputs_result refuse_list(struct nkv_inputs *inputs, const char *why)
{
	end_list(inputs);
	inputs->what = "no list of names in";
	inputs->why = why;
	return NKV_INPUTS_BAD;
}

/*
 * Reads a name, which can have any bytes but the delimiter. getdelim() is not
 * used, because the input may never have a delimiter. Returns false at the end,
 * and if a read fails.
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

/* The next name of the list. It is a file even if it is "-". Empty names are skipped. */
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
		return refuse_list(inputs, "a name contains a NUL character; is -0 missing?");
	if (length == sizeof(inputs->line))
		return refuse_list(inputs, "a name is longer than 4095 bytes");
	inputs->line[length] = '\0';
	*path = inputs->line;
	return NKV_INPUTS_PATH;
}

/* --- all inputs --- */

/* Whether the input format reads directories as they are. */
static bool reads_trees(const struct nkv_options *options)
{
	return options->input.from && options->input.from->reads_tree;
}

static const char *next_of_command_line(struct nkv_inputs *inputs)
{
	const char *path = inputs->options->files[inputs->next_file++];

	return strcmp(path, "-") == 0 && !reads_trees(inputs->options) ? NULL : path;
}

/* Whether the single input has no name, because no file is given. */
static bool is_nameless(const struct nkv_inputs *inputs)
{
	return inputs->options->file_count == 0 && !inputs->options->fleet.files_from &&
	       inputs->next_file == 0;
}

/* Gets the name of the next file of the command line, or of the list. */
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
		if (inputs->in_tree) {
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
	nkv_tree_free(&inputs->tree);
	if (inputs->list && inputs->list != stdin)
		fclose(inputs->list);
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
