/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The machine of a plan, written as a description, and read again: whole, and without one of its keys. */
#include <stdlib.h>
#include <string.h>

#include "fuzz/support/fuzz.h"
#include "fuzz/support/planned.h"
#include "read/description/reader.h"

/* --- reading --- */

/* A description's reader, and its first document. */
struct reading {
	FILE *file;
	struct nkv_reader *reader;
	struct nkv_document document;
};

static void begin_reading(struct reading *reading, const char *text)
{
	reading->file = fuzz_open((const uint8_t *)text, strlen(text));
	reading->reader = nkv_reader_new(reading->file, "again", NULL, 0);
	fuzz_require(reading->reader && nkv_reader_next(reading->reader, &reading->document) ==
						NKV_READ_DOCUMENT,
		     "no memory to read a description");
}

static void end_reading(struct reading *reading)
{
	nkv_reader_free(reading->reader);
	fclose(reading->file);
}

static char *plan_again(const struct nkv_machine *machine)
{
	struct fuzz_planned *planned = fuzz_plan(machine, 0);
	char *text;

	fuzz_require(planned->error == NKV_OK, "a description that is read, and not planned");
	text = fuzz_write_plan("ndjson", &planned->plan);
	fuzz_planned_free(planned);
	return text;
}

static void check_whole(const char *description, const char *wanted)
{
	struct reading reading;
	char *got;

	begin_reading(&reading, description);
	if (!reading.document.machine)
		fuzz_fail("a description is refused: %s\n%s", reading.document.diagnostics[0].text,
			  description);
	got = plan_again(reading.document.machine);
	if (strcmp(wanted, got) != 0)
		fuzz_fail("a description plans otherwise:\n%s%s%s", description, wanted, got);
	free(got);
	end_reading(&reading);
}

/* --- without a key --- */

/* A key of a description, and all that goes with it. */
struct part {
	const char *key;
	size_t key_length;
	const char *start, *end;
};

struct parts {
	struct part *parts;
	size_t count;
};

/* The length of the key there; 0 if there is none. */
static size_t key_length(const char *text)
{
	size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return text[length] == ':' ? length : 0;
}

static void add_part(struct parts *parts, const char *key, const char *start, const char *end)
{
	parts->parts = realloc(parts->parts, (parts->count + 1) * sizeof(*parts->parts));
	fuzz_require(parts->parts != NULL, "no memory for keys");
	parts->parts[parts->count++] = (struct part){ key, key_length(key), start, end };
}

static const char *next_line(const char *text)
{
	const char *end = strchr(text, '\n');

	return end ? end + 1 : text + strlen(text);
}

/* Whether a key is all that the one in the line before it has: without it that has no value. */
static bool is_alone(const char *before, size_t indent, const char *end)
{
	return before && strspn(before, " ") < indent && strspn(end, " ") < indent;
}

/* A key that begins a line, with all lines below that are further to the right. */
static void find_block(struct parts *parts, const char *before, const char *line)
{
	size_t indent = strspn(line, " ");
	const char *end = next_line(line);

	if (key_length(line + indent) == 0)
		return;
	while (*end && strspn(end, " ") > indent)
		end = next_line(end);
	if (!is_alone(before, indent, end))
		add_part(parts, line + indent, line, end);
}

/* The keys of a mapping in braces, each with the comma after it, or the last with that before it. */
static void find_in_braces(struct parts *parts, const char *brace)
{
	const char *before = brace + 1, *key = brace + 1, *end;

	for (end = brace; *end != '}'; before = end, key = end + 1) {
		key += strspn(key, " ");
		end = key + strcspn(key, ",}");
		add_part(parts, key, *end == ',' ? key : before, *end == ',' ? end + 1 : end);
	}
}

static struct parts find_parts(const char *text)
{
	struct parts parts = { 0 };
	const char *before = NULL;

	for (const char *line = text; *line; before = line, line = next_line(line)) {
		const char *brace = line + strcspn(line, "{\"#\n");

		find_block(&parts, before, line);
		if (*brace == '{')
			find_in_braces(&parts, brace);
	}
	return parts;
}

static char *without(const char *text, const struct part *part)
{
	size_t before = (size_t)(part->start - text);
	char *shorter = malloc(strlen(text) + 1);

	fuzz_require(shorter != NULL, "no memory for a description");
	memcpy(shorter, text, before);
	strcpy(shorter + before, part->end);
	return shorter;
}

/* The key above a block, of the mapping that it is in; NULL if that is the document. */
static const char *mapping_of(const char *description, const struct part *part)
{
	const char *line = part->start;
	size_t indent = strspn(line, " ");

	if (line != description && line[-1] != '\n')
		return NULL;
	while (line != description && strspn(line, " ") >= indent)
		for (line--; line != description && line[-1] != '\n';)
			line--;
	return strspn(line, " ") < indent ? line + strspn(line, " ") : NULL;
}

/* By itself, as what a key that is named is in, or as all that there was in such a one. */
static bool is_named(const struct nkv_document *document, const char *description,
		     const struct part *part)
{
	const char *mapping = mapping_of(description, part);
	char quoted[64], holder[64], emptied[64] = "";

	snprintf(quoted, sizeof(quoted), "'%.*s'", (int)part->key_length, part->key);
	snprintf(holder, sizeof(holder), "' in %.*s", (int)part->key_length, part->key);
	if (mapping)
		snprintf(emptied, sizeof(emptied), "'%.*s' has no value", (int)key_length(mapping),
			 mapping);
	for (size_t i = 0; i < document->diagnostic_count; i++)
		if (strstr(document->diagnostics[i].text, quoted) ||
		    strstr(document->diagnostics[i].text, holder) ||
		    (mapping && strstr(document->diagnostics[i].text, emptied)))
			return true;
	return false;
}

/* It is planned, or it is refused for want of that key. */
static void check_without(const char *description, const struct part *part)
{
	char *shorter = without(description, part);
	struct reading reading;

	begin_reading(&reading, shorter);
	if (reading.document.machine)
		free(plan_again(reading.document.machine));
	else if (!is_named(&reading.document, description, part))
		fuzz_fail("without '%.*s': %s\n%s", (int)part->key_length, part->key,
			  reading.document.diagnostics[0].text, shorter);
	end_reading(&reading);
	free(shorter);
}

/* One of them, which depends on all of the text. */
static size_t choose(const char *text, size_t count)
{
	uint32_t hash = 2166136261;

	while (*text)
		hash = (hash ^ (uint8_t)*text++) * 16777619;
	return hash % count;
}

void fuzz_check_description(const struct nkv_plan *plan)
{
	char *description = fuzz_write_plan("yaml", plan);
	char *wanted = fuzz_write_plan("ndjson", plan);
	struct parts parts = find_parts(description);

	check_whole(description, wanted);
	fuzz_require(parts.count > 0, "a description without a key");
	check_without(description, &parts.parts[choose(description, parts.count)]);
	free(parts.parts);
	free(wanted);
	free(description);
}
