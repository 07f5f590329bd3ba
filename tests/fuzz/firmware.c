/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Any bytes as a tree such as /sys/firmware: a line "@memmap/0/start", what
 * that file has, and so on. Lines before the first "@" are for no file.
 */
#define _XOPEN_SOURCE 700 /* mkdtemp, nftw */

#include "fuzz/support/fuzz.h"

#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "read/input.h"

enum {
	FILES_MAX = 64,
	PATH_BYTES = 256,
	FILES_OPEN_MAX = 16,
};

/* --- the tree --- */

/* Whether a name stays below its directory: no part of it begins with a dot, or is empty. */
static bool stays_inside(const char *name)
{
	for (const char *part = name; part; part = strchr(part, '/')) {
		part += *part == '/' && part != name;
		if (*part == '\0' || *part == '/' || *part == '.')
			return false;
	}
	return true;
}

/* Makes the directories that the file is in. What is there as a file stays one. */
static void make_directories(char *path, size_t from)
{
	for (char *at = path + from; (at = strchr(at, '/')); at++) {
		*at = '\0';
		mkdir(path, 0700);
		*at = '/';
	}
}

static void make_file(const char *base, const uint8_t *name, size_t name_length,
		      const uint8_t *data, size_t size)
{
	char path[PATH_BYTES];
	size_t length = strlen(base) + 1;
	FILE *file;

	if (length + name_length >= sizeof(path) || memchr(name, '\0', name_length))
		return;
	snprintf(path, sizeof(path), "%s/%.*s", base, (int)name_length, (const char *)name);
	if (!stays_inside(path + length))
		return;
	make_directories(path, length);
	file = fopen(path, "w");
	if (!file)
		return;
	fwrite(data, 1, size, file);
	fclose(file);
}

/* What comes before the next line that begins with "@", or before the end. */
static size_t before_next(const uint8_t *data, size_t size)
{
	for (size_t i = 0; i + 1 < size; i++)
		if (data[i] == '\n' && data[i + 1] == '@')
			return i + 1;
	return size;
}

static void make_tree(const char *base, const uint8_t *data, size_t size)
{
	const uint8_t *end = data + size;

	for (int i = 0; i < FILES_MAX && data < end; i++) {
		size_t length = before_next(data, (size_t)(end - data));
		const uint8_t *line_end = memchr(data, '\n', length);

		if (*data == '@' && line_end)
			make_file(base, data + 1, (size_t)(line_end - data) - 1, line_end + 1,
				  length - (size_t)(line_end - data) - 1);
		data += length;
	}
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *place)
{
	(void)status, (void)type, (void)place;
	return remove(path);
}

/* --- what is read of it --- */

static void check_document(const struct nkv_document *document)
{
	size_t errors = 0;

	for (size_t i = 0; i < document->diagnostic_count; i++) {
		const struct nkv_diagnostic *diagnostic = &document->diagnostics[i];

		fuzz_require(diagnostic->text[0] != '\0', "a diagnostic without a text");
		fuzz_require(diagnostic->origin != NULL, "a diagnostic of no file");
		errors += diagnostic->gravity == NKV_GRAVITY_ERROR;
	}
	fuzz_require((document->machine == NULL) == (errors > 0),
		     "a machine with errors, or none without");
	fuzz_require(document->assumption_count > 0, "a tree that tells all");
	if (document->machine)
		fuzz_machine(document->machine);
}

static void read_tree(const char *base)
{
	const struct nkv_input_format *format = &nkv_input_firmware;
	const struct nkv_input input = { .name = base, .path = base };
	struct nkv_document document;
	void *reader = format->open(&input);

	fuzz_require(reader != NULL, "no memory for a reader");
	fuzz_require(format->next(reader, &document) == NKV_READ_DOCUMENT,
		     "a tree without a document");
	check_document(&document);
	fuzz_require(format->next(reader, &document) == NKV_READ_END, "a tree of two documents");
	format->close(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *directory = getenv("TMPDIR");
	char base[PATH_BYTES / 2];
	int length = snprintf(base, sizeof(base), "%s/fuzz-XXXXXX", directory ? directory : "/tmp");

	fuzz_require(length > 0 && (size_t)length < sizeof(base), "TMPDIR is too long");
	fuzz_require(mkdtemp(base) != NULL, "no directory for a tree");
	make_tree(base, data, size);
	read_tree(base);
	fuzz_require(nftw(base, remove_one, FILES_OPEN_MAX, FTW_DEPTH | FTW_PHYS) == 0,
		     "a tree that stays");
	return 0;
}
