/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/json/json_pretty.h"

#include <string.h>

enum { COLUMNS = 100, INDENT = 2 };

static const char *end_of_string(const char *at)
{
	for (at++; *at != '"'; at++)
		if (*at == '\\')
			at++;
	return at + 1;
}

static const char *end_of_scalar(const char *at)
{
	return *at == '"' ? end_of_string(at) : at + strcspn(at, ",]}");
}

static bool is_open(char c)
{
	return c == '{' || c == '[';
}

/* --- on one line --- */

/* A value on one line, if there is room. There are many, so the text is not cleared. */
struct line {
	size_t length, room;
	bool too_long;
	char text[COLUMNS];
};

static void add(struct line *line, const char *text, size_t length)
{
	if (length > line->room - line->length) {
		line->too_long = true;
		return;
	}
	memcpy(line->text + line->length, text, length);
	line->length += length;
}

/* Adds the next token: a bracket, a comma, a colon, a key or a scalar. Returns its end. */
static const char *add_token(struct line *line, const char *at)
{
	const char *end = at + 1;

	switch (*at) {
	case '{':
	case '[':
		end = at[1] == '}' || at[1] == ']' ? at + 2 : at + 1;
		add(line, at, (size_t)(end - at));
		if (end[-1] == '{')
			add(line, " ", 1);
		break;
	case '}':
		add(line, " }", 2);
		break;
	case ']':
		add(line, "]", 1);
		break;
	case ',':
	case ':':
		add(line, at, 1);
		add(line, " ", 1);
		break;
	default:
		end = end_of_scalar(at);
		add(line, at, (size_t)(end - at));
	}
	return end;
}

/* Adds the next value. Returns its end, or NULL if it is too long. */
static const char *add_value(struct line *line, const char *at)
{
	size_t depth = 0;

	do {
		const char *begin = at;

		at = add_token(line, at);
		if (line->too_long)
			return NULL;
		if (is_open(at[-1]))
			depth++;
		else if (at == begin + 1 && (*begin == '}' || *begin == ']'))
			depth--;
	} while (depth > 0);
	return at;
}

/* --- on several --- */

static const char *put_value(struct nkv_text *text, const char *at, size_t depth, size_t before);

static void indent(struct nkv_text *text, size_t depth)
{
	for (size_t i = 0; i < INDENT * depth; i++)
		nkv_text_add_char(text, ' ');
}

/* Puts the items of an object or list, one on each line. Returns its end. */
static const char *put_items(struct nkv_text *text, const char *at, size_t depth)
{
	bool is_object = *at == '{', more;

	nkv_text_add_bytes(text, at, 1);
	nkv_text_add_char(text, '\n');
	do {
		size_t before = INDENT * (depth + 1) + 1;

		at++;
		indent(text, depth + 1);
		if (is_object) {
			size_t length = (size_t)(end_of_string(at) - at);

			nkv_text_add_bytes(text, at, length);
			nkv_text_add_bytes(text, ": ", 2);
			at += length + 1;
			before += length + 2;
		}
		at = put_value(text, at, depth + 1, before);
		more = *at == ',';
		nkv_text_add(text, more ? ",\n" : "\n");
	} while (more);
	indent(text, depth);
	nkv_text_add_bytes(text, at, 1);
	return at + 1;
}

/*
 * `before`: the columns of the line that are in use, including a comma to come. Returns the
 * value's end.
 */
static const char *put_value(struct nkv_text *text, const char *at, size_t depth, size_t before)
{
	struct line line;
	const char *end;

	line.length = 0;
	line.room = before < COLUMNS ? COLUMNS - before : 0;
	line.too_long = false;
	end = add_value(&line, at);
	if (end) {
		nkv_text_add_bytes(text, line.text, line.length);
		return end;
	}
	if (is_open(*at))
		return put_items(text, at, depth);
	end = end_of_scalar(at);
	nkv_text_add_bytes(text, at, (size_t)(end - at));
	return end;
}

bool nkv_json_pretty(FILE *file, const char *object)
{
	struct nkv_text text = { 0 };
	bool whole;

	put_items(&text, object, 0);
	nkv_text_add_char(&text, '\n');
	whole = !text.failed;
	if (whole)
		fwrite(text.text, 1, text.length, file);
	nkv_text_free(&text);
	return whole;
}

/* --- either --- */

static bool write_line(FILE *file, struct nkv_text *line)
{
	nkv_text_add_char(line, '\n');
	if (!line->failed)
		fwrite(line->text, 1, line->length, file);
	line->length = 0;
	return !line->failed;
}

bool nkv_json_write(struct nkv_json *json, FILE *file)
{
	const char *object;
	bool written;

	if (json->line)
		return write_line(file, json->line);
	object = nkv_text_string(&json->own);
	written = object && nkv_json_pretty(file, object);
	nkv_text_free(&json->own);
	return written;
}
