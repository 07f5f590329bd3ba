/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * libyaml alone over standard input, the least that reading YAML costs:
 *
 *   parse_only [lines]
 *
 * With "lines" each line is a document; there is one parser all the same, which
 * is given "--- " before each line.
 */
#define _POSIX_C_SOURCE 200809L /* getline */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct lines {
	char *line;
	size_t capacity;
	const char *rest; /* of the line, not given yet */
	size_t left;
	const char *begun; /* of what begins a document */
};

static void read_line(struct lines *lines)
{
	ssize_t length = getline(&lines->line, &lines->capacity, stdin);

	lines->rest = lines->line;
	lines->left = length > 0 ? (size_t)length : 0;
	lines->begun = length > 0 ? "--- " : "";
}

static int give(void *data, unsigned char *buffer, size_t size, size_t *given)
{
	struct lines *lines = data;
	size_t begun, rest;

	if (lines->left == 0)
		read_line(lines);
	begun = strlen(lines->begun) < size ? strlen(lines->begun) : size;
	rest = lines->left < size - begun ? lines->left : size - begun;
	memcpy(buffer, lines->begun, begun);
	if (rest > 0)
		memcpy(buffer + begun, lines->rest, rest);
	lines->begun += begun;
	lines->rest += rest;
	lines->left -= rest;
	*given = begun + rest;
	return 1;
}

int main(int argc, char **argv)
{
	struct lines lines = { .begun = "" };
	yaml_parser_t parser;
	yaml_event_t event;
	yaml_event_type_t type;
	unsigned long events = 0;

	if (!yaml_parser_initialize(&parser))
		return EXIT_FAILURE;
	if (argc > 1 && strcmp(argv[1], "lines") == 0)
		yaml_parser_set_input(&parser, give, &lines);
	else
		yaml_parser_set_input_file(&parser, stdin);
	do {
		if (!yaml_parser_parse(&parser, &event))
			return EXIT_FAILURE;
		type = event.type;
		yaml_event_delete(&event);
		events++;
	} while (type != YAML_STREAM_END_EVENT);
	yaml_parser_delete(&parser);
	free(lines.line);
	printf("%lu events\n", events);
	return EXIT_SUCCESS;
}
