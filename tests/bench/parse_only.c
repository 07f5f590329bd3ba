/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libyaml alone over standard input: the least that reading YAML costs. */
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

int main(void)
{
	yaml_parser_t parser;
	yaml_event_t event;
	yaml_event_type_t type;
	unsigned long events = 0;

	if (!yaml_parser_initialize(&parser))
		return EXIT_FAILURE;
	yaml_parser_set_input_file(&parser, stdin);
	do {
		if (!yaml_parser_parse(&parser, &event))
			return EXIT_FAILURE;
		type = event.type;
		yaml_event_delete(&event);
		events++;
	} while (type != YAML_STREAM_END_EVENT);
	yaml_parser_delete(&parser);
	printf("%lu events\n", events);
	return EXIT_SUCCESS;
}
