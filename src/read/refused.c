/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Inputs that cannot be read as they are, but are recognised: tables, compressed data and
 * the like. The error says what the input is and what to do with it.
 */
#define _POSIX_C_SOURCE 200809L /* getline */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "base/text.h"
#include "read/input.h"
#include "read/report.h"

enum { NARROW_BYTES = 64 }; /* of a line, enough for any key of a description */

struct kind {
	bool (*recognises)(const char *line, size_t length);
	const char *what;
};

struct refused {
	struct nkv_input input;
	const struct kind *kind;
	struct nkv_pool pool;
	struct nkv_report report;
	bool done;
};

static bool contains(const char *line, size_t length, const char *word)
{
	for (size_t i = 0; i < length; i++)
		if (nkv_bytes_begin_with(line + i, length - i, word))
			return true;
	return false;
}

/* A length follows, whose high bytes are 0; its low one may be what ends a line. */
static bool is_table(const char *line, size_t length)
{
	return nkv_bytes_begin_with(line, length, "SRAT") &&
	       (length == 4 || (length >= 8 && line[6] == '\0' && line[7] == '\0'));
}

static bool is_disassembly(const char *line, size_t length)
{
	return nkv_bytes_begin_with(line, length, " * Intel ACPI Component Architecture") ||
	       nkv_bytes_begin_with(line, length, "[000h 0000");
}

static bool is_table_dump(const char *line, size_t length)
{
	return nkv_bytes_begin_with(line, length, "SRAT @ 0x");
}

static bool is_compressed(const char *line, size_t length)
{
	static const char *const magics[] = { "\x1f\x8b", "BZh", "\xfd\x37zXZ",
					      "\x28\xb5\x2f\xfd" };

	for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++)
		if (nkv_bytes_begin_with(line, length, magics[i]))
			return true;
	return false;
}

static bool is_journal(const char *line, size_t length)
{
	return nkv_bytes_begin_with(line, length, "LPKSHHRH") ||
	       (nkv_bytes_begin_with(line, length, "{") &&
		contains(line, length, "\"__REALTIME_TIMESTAMP\""));
}

/*
 * A line of a description in UTF-16 or UTF-32, whose characters are mostly
 * NULs. Boot logs are read in UTF-16, and what a crash leaves in one are NULs,
 * too; but those come before a line.
 */
static bool is_wide_description(const char *line, size_t length)
{
	char narrow[NARROW_BYTES];
	size_t nuls = 0, count = 0, room = sizeof(narrow);

	for (size_t i = 0; i < length && count < room; i++) {
		if (line[i] == '\0')
			nuls += count > 0;
		else if (count > 0 || !strchr("\xff\xfe", line[i]))
			narrow[count++] = line[i];
	}
	return count > 0 && nuls + 1 >= count && narrow[0] != '#' &&
	       nkv_input_description.recognises(narrow, count);
}

static const struct kind kinds[] = {
	{ is_table, "a table of the firmware, which --srat=FILE adds to another input" },
	{ is_disassembly, "what iasl makes of a table, which --srat=FILE adds to another input" },
	{ is_table_dump,
	  "a dump of a table: --srat=FILE adds what acpixtract makes of it to another input" },
	{ is_compressed, "compressed data, wanted is what was compressed" },
	{ is_journal, "records of the journal, wanted are lines as journalctl -k prints them" },
	{ is_wide_description, "UTF-16 or UTF-32 is not allowed, wanted is UTF-8" },
};

static const struct kind *find_kind(const char *line, size_t length)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (kinds[i].recognises(line, length))
			return &kinds[i];
	return NULL;
}

static bool recognises(const char *line, size_t length)
{
	return find_kind(line, length) != NULL;
}

static void *open_refused(const struct nkv_input *input)
{
	struct refused *refused = calloc(1, sizeof(*refused));

	if (!refused)
		return NULL;
	refused->input = *input;
	refused->report.pool = &refused->pool;
	return refused;
}

/* The first line that is recognised tells the kind. */
static bool read_kind(struct refused *refused)
{
	char *line = NULL;
	size_t capacity = 0;
	ssize_t length;

	while (!refused->kind && (length = getline(&line, &capacity, refused->input.file)) >= 0) {
		if (length > 0 && line[length - 1] == '\n')
			length--;
		refused->kind = find_kind(line, (size_t)length);
	}
	free(line);
	return refused->kind != NULL;
}

static enum nkv_read_result next(void *state, struct nkv_document *document)
{
	struct refused *refused = state;
	const struct nkv_position position = { refused->input.name, 1, 1 };
	enum nkv_read_result result;

	if (refused->done)
		return NKV_READ_END;
	refused->done = true;
	if (!read_kind(refused))
		return NKV_READ_FAILED;
	nkv_report_error(&refused->report, &position, "%s", refused->kind->what);
	result = nkv_report_document(&refused->report, NULL, document);
	if (result == NKV_READ_DOCUMENT)
		document->line = 1;
	return result;
}

static void close_refused(void *state)
{
	struct refused *refused = state;

	nkv_pool_free(&refused->pool);
	free(refused);
}

const struct nkv_input_format nkv_input_refused = {
	.name = "refused",
	.recognises = recognises,
	.open = open_refused,
	.next = next,
	.close = close_refused,
};
