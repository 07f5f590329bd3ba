/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Descriptions as inputs. */
#include <string.h>

#include "base/text.h"
#include "read/input.h"
#include "read/description/reader.h"
#include "read/machine/keys.h"

static size_t blanks_at(const char *line, size_t length)
{
	size_t count = 0;

	while (count < length && (line[count] == ' ' || line[count] == '\t'))
		count++;
	return count;
}

static size_t trimmed(const char *line, size_t length)
{
	while (length > 0 && strchr(" \t\r", line[length - 1]))
		length--;
	return length;
}

/* "key:" of a description, quoted or not. */
static bool begins_with_key(const char *line, size_t length)
{
	bool quoted = length > 0 && (line[0] == '"' || line[0] == '\'');
	size_t skipped = quoted ? 1 : 0;

	for (size_t i = 0; i < nkv_description_keys.key_count; i++) {
		const char *name = nkv_description_keys.keys[i].name;
		size_t end = skipped + strlen(name);

		if (!nkv_bytes_begin_with(line + skipped, length - skipped, name))
			continue;
		if (quoted && end < length && line[end] == line[0])
			end++;
		end += blanks_at(line + end, length - end);
		if (end < length && line[end] == ':')
			return true;
	}
	return false;
}

static bool recognises(const char *line, size_t length)
{
	size_t blanks;

	if (nkv_bytes_begin_with(line, length, "\xef\xbb\xbf")) {
		line += 3;
		length -= 3;
	}
	length = trimmed(line, length);
	blanks = blanks_at(line, length);
	if (blanks < length && line[blanks] == '{')
		return true;
	if (nkv_bytes_are(line, length, "---"))
		return true;
	return nkv_bytes_begin_with(line, length, "%YAML") || begins_with_key(line, length);
}

static void *open_as(const struct nkv_input *input, enum nkv_syntax syntax)
{
	struct nkv_reader *reader =
		nkv_reader_new(input->file, input->name, input->overrides, input->override_count);

	if (reader)
		nkv_reader_expect(reader, syntax);
	return reader;
}

static void *open_description(const struct nkv_input *input)
{
	return open_as(input, NKV_SYNTAX_AUTO);
}

static void *open_yaml(const struct nkv_input *input)
{
	return open_as(input, NKV_SYNTAX_YAML);
}

static void *open_json(const struct nkv_input *input)
{
	return open_as(input, NKV_SYNTAX_JSON);
}

static enum nkv_read_result next(void *state, struct nkv_document *document)
{
	return nkv_reader_next(state, document);
}

static enum nkv_read_result cut(void *state, struct nkv_cut *cut)
{
	return nkv_reader_cut(state, cut);
}

static void close_description(void *state)
{
	nkv_reader_free(state);
}

const struct nkv_input_format nkv_input_description = {
	.name = "description",
	.recognises = recognises,
	.open = open_description,
	.cut = cut,
	.next = next,
	.close = close_description,
};

const struct nkv_input_format nkv_input_yaml = {
	.name = "yaml",
	.summary = "descriptions, as YAML documents",
	.open = open_yaml,
	.cut = cut,
	.next = next,
	.close = close_description,
};

const struct nkv_input_format nkv_input_json = {
	.name = "json",
	.summary = "descriptions, as JSON objects",
	.open = open_json,
	.cut = cut,
	.next = next,
	.close = close_description,
};
