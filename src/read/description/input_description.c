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

/* --- recognising a description --- */

/*
 * What can follow a key whose value is a mapping or a list: the value, or nothing if it is
 * below.
 */
static bool begins_collection(const char *rest, size_t length)
{
	size_t blanks = blanks_at(rest, length);

	return blanks == length || strchr("\r#{[&*!|>~", rest[blanks]) != NULL ||
	       nkv_bytes_begin_with(rest + blanks, length - blanks, "null");
}

/* Other texts can have such keys, too. Only required keys are proof. */
static enum nkv_evidence evidence_of(const struct nkv_key *key, const char *rest, size_t length)
{
	bool is_collection = key->type == NKV_VALUE_MAPPING || key->type == NKV_VALUE_LIST;

	if (is_collection && !begins_collection(rest, length))
		return NKV_EVIDENCE_NONE;
	return key->example ? NKV_EVIDENCE_PROOF : NKV_EVIDENCE_HINT;
}

/* "key:" of a description, quoted or not. */
static enum nkv_evidence recognise_key(const char *line, size_t length)
{
	bool quoted = length > 0 && (line[0] == '"' || line[0] == '\'');
	size_t skipped = quoted ? 1 : 0;

	for (size_t i = 0; i < nkv_description_keys.key_count; i++) {
		const struct nkv_key *key = &nkv_description_keys.keys[i];
		size_t end = skipped + strlen(key->name);

		if (!nkv_bytes_begin_with(line + skipped, length - skipped, key->name))
			continue;
		if (quoted && end < length && line[end] == line[0])
			end++;
		end += blanks_at(line + end, length - end);
		if (end < length && line[end] == ':')
			return evidence_of(key, line + end + 1, length - end - 1);
	}
	return NKV_EVIDENCE_NONE;
}

/* "{" and a key of a description, or "{" alone. JSON of other programs has other keys. */
static enum nkv_evidence recognise_object(const char *line, size_t length)
{
	size_t i = 1 + blanks_at(line + 1, length - 1);

	if (i == length || line[i] == '\r')
		return NKV_EVIDENCE_HINT;
	return recognise_key(line + i, length - i) != NKV_EVIDENCE_NONE ? NKV_EVIDENCE_PROOF
									: NKV_EVIDENCE_NONE;
}

static enum nkv_evidence recognise(const struct nkv_first_line *line)
{
	size_t blanks = blanks_at(line->text, line->length);
	const char *text = line->text + blanks;
	size_t length = line->length - blanks;

	if (line->is_comment || length == 0)
		return NKV_EVIDENCE_NONE;
	if (text[0] == '{')
		return recognise_object(text, length);
	if (nkv_bytes_begin_with(line->text, line->length, "%YAML"))
		return NKV_EVIDENCE_HINT;
	/* Keys of the description itself are indented only in JSON, and there they have quotes. */
	return blanks == 0 || text[0] == '"' ? recognise_key(text, length) : NKV_EVIDENCE_NONE;
}

/* Whether the line can be YAML: a marker, an entry, "key: value", or what is below them. */
static bool may_begin(const struct nkv_first_line *line)
{
	static const char key_letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
					  "0123456789_-./ ";
	size_t i = 0;

	if (strchr(" \t-%{}[]\"'?", line->text[0]) && line->text[0])
		return true;
	if (nkv_bytes_begin_with(line->text, line->length, "..."))
		return true;
	while (i < line->length && line->text[i] && strchr(key_letters, line->text[i]))
		i++;
	return i > 0 && i < line->length && line->text[i] == ':' &&
	       (i + 1 == line->length || strchr(" \t\r", line->text[i + 1]));
}

/* --- the readers --- */

static void *open_as(const struct nkv_input *input, enum nkv_syntax syntax)
{
	struct nkv_reader *reader =
		nkv_reader_new(input->file, input->name, input->overrides, input->override_count);

	if (reader && input->ahead)
		nkv_reader_take(reader, input->ahead);
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
	.recognise = recognise,
	.may_begin = may_begin,
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
