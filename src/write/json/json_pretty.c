/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/json/json_pretty.h"

#include <string.h>

enum { COLUMNS = 100 };

/* A value on one line, as far as there is room. */
struct line {
	char text[COLUMNS + 1];
	size_t length;
	bool too_long;
	bool failed;
};

static void add(struct line *line, const char *text)
{
	size_t length = strlen(text);

	if (line->too_long || length > COLUMNS - line->length) {
		line->too_long = true;
		return;
	}
	memcpy(line->text + line->length, text, length + 1);
	line->length += length;
}

/* As cJSON prints it. Returns NULL if there is no memory; to be freed. */
static char *print_value(const cJSON *value)
{
	return cJSON_PrintUnformatted(value);
}

static void add_scalar(struct line *line, const cJSON *value)
{
	char *text = print_value(value);

	if (text)
		add(line, text);
	else
		line->failed = true;
	cJSON_free(text);
}

/* Keys are words: nothing in them needs an escape. */
static void add_key(struct line *line, const cJSON *item)
{
	add(line, "\"");
	add(line, item->string);
	add(line, "\": ");
}

static void add_value(struct line *line, const cJSON *value)
{
	bool is_object = cJSON_IsObject(value);
	const cJSON *item;

	if (!is_object && !cJSON_IsArray(value)) {
		add_scalar(line, value);
		return;
	}
	if (!value->child) {
		add(line, is_object ? "{}" : "[]");
		return;
	}
	add(line, is_object ? "{ " : "[");
	cJSON_ArrayForEach(item, value)
	{
		if (line->too_long || line->failed)
			return;
		if (is_object)
			add_key(line, item);
		add_value(line, item);
		if (item->next)
			add(line, ", ");
	}
	add(line, is_object ? " }" : "]");
}

static bool put_value(FILE *file, const cJSON *value, size_t depth, size_t before);

static void indent(FILE *file, size_t depth)
{
	fprintf(file, "%*s", (int)(2 * depth), "");
}

static bool put_items(FILE *file, const cJSON *value, size_t depth)
{
	const cJSON *item;

	cJSON_ArrayForEach(item, value)
	{
		size_t before = 2 * depth + 1;

		indent(file, depth);
		if (item->string) {
			fprintf(file, "\"%s\": ", item->string);
			before += strlen(item->string) + 4;
		}
		if (!put_value(file, item, depth, before))
			return false;
		fputs(item->next ? ",\n" : "\n", file);
	}
	return true;
}

/* `before`: how many columns of the line are taken, also by a comma to come. */
static bool put_value(FILE *file, const cJSON *value, size_t depth, size_t before)
{
	struct line line = { .length = 0 };
	bool is_object = cJSON_IsObject(value);
	char *text;

	add_value(&line, value);
	if (line.failed)
		return false;
	if (!line.too_long && before + line.length <= COLUMNS) {
		fputs(line.text, file);
		return true;
	}
	if (is_object || cJSON_IsArray(value)) {
		fputs(is_object ? "{\n" : "[\n", file);
		if (!put_items(file, value, depth + 1))
			return false;
		indent(file, depth);
		fputs(is_object ? "}" : "]", file);
		return true;
	}
	text = print_value(value);
	if (text)
		fputs(text, file);
	cJSON_free(text);
	return text != NULL;
}

bool nkv_json_pretty(FILE *file, const cJSON *value)
{
	bool is_object = cJSON_IsObject(value);

	fputs(is_object ? "{\n" : "[\n", file);
	if (!put_items(file, value, 1))
		return false;
	fputs(is_object ? "}\n" : "]\n", file);
	return true;
}

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
	cJSON *tree;
	bool written;

	if (json->line)
		return write_line(file, json->line);
	tree = nkv_json_tree(json);
	written = tree && nkv_json_pretty(file, tree);
	cJSON_Delete(tree);
	return written;
}
