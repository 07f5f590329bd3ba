/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What libyaml and cJSON cost a program that does nothing else with them:
 *
 *   parse_print PLANS
 *
 * Parses the YAML on standard input, and for each document builds the object of
 * a plan with cJSON, prints it unformatted and deletes it. The plans, an object
 * a line, are read first; they are taken in turn.
 */
#define _POSIX_C_SOURCE 200809L /* getline */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <yaml.h>

enum { PLANS_MAX = 1000 };

struct plans {
	cJSON *objects[PLANS_MAX];
	size_t count, next;
};

static void fail(const char *why)
{
	fprintf(stderr, "parse_print: %s\n", why);
	exit(EXIT_FAILURE);
}

static cJSON *build(const cJSON *plan);

static cJSON *build_items(const cJSON *plan, cJSON *made)
{
	const cJSON *item;

	cJSON_ArrayForEach(item, plan)
	{
		if (item->string)
			cJSON_AddItemToObject(made, item->string, build(item));
		else
			cJSON_AddItemToArray(made, build(item));
	}
	return made;
}

/* The same value, made as a program makes it that has numbers and strings. */
static cJSON *build(const cJSON *plan)
{
	if (cJSON_IsObject(plan))
		return build_items(plan, cJSON_CreateObject());
	if (cJSON_IsArray(plan))
		return build_items(plan, cJSON_CreateArray());
	if (cJSON_IsString(plan))
		return cJSON_CreateString(plan->valuestring);
	if (cJSON_IsNumber(plan))
		return cJSON_CreateNumber(plan->valuedouble);
	if (cJSON_IsBool(plan))
		return cJSON_CreateBool(cJSON_IsTrue(plan));
	return cJSON_CreateNull();
}

/* To be freed. */
static char *print(const cJSON *plan)
{
	cJSON *object = build(plan);
	char *text = cJSON_PrintUnformatted(object);

	cJSON_Delete(object);
	if (!text)
		fail("out of memory");
	return text;
}

/* What is printed must be the text that was read. */
static void take_plan(struct plans *plans, char *line)
{
	cJSON *plan;
	char *again;

	line[strcspn(line, "\n")] = '\0';
	plan = cJSON_Parse(line);
	if (!plan)
		fail("a plan cannot be read");
	again = print(plan);
	if (strcmp(again, line) != 0)
		fail("a plan is printed with another text");
	free(again);
	plans->objects[plans->count++] = plan;
}

static void read_plans(struct plans *plans, const char *path)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;

	if (!file)
		fail("the plans cannot be opened");
	while (plans->count < PLANS_MAX && getline(&line, &room, file) > 0)
		take_plan(plans, line);
	if (plans->count == 0)
		fail("there are no plans");
	free(line);
	fclose(file);
}

static void print_next(struct plans *plans)
{
	char *text = print(plans->objects[plans->next]);

	puts(text);
	free(text);
	plans->next = (plans->next + 1) % plans->count;
}

static void parse(struct plans *plans)
{
	yaml_parser_t parser;
	yaml_event_t event;
	yaml_event_type_t type;

	if (!yaml_parser_initialize(&parser))
		fail("out of memory");
	yaml_parser_set_input_file(&parser, stdin);
	do {
		if (!yaml_parser_parse(&parser, &event))
			fail("the input is no YAML");
		type = event.type;
		yaml_event_delete(&event);
		if (type == YAML_DOCUMENT_END_EVENT)
			print_next(plans);
	} while (type != YAML_STREAM_END_EVENT);
	yaml_parser_delete(&parser);
}

int main(int argc, char **argv)
{
	static struct plans plans;

	if (argc != 2)
		fail("usage: parse_print PLANS");
	read_plans(&plans, argv[1]);
	parse(&plans);
	for (size_t i = 0; i < plans.count; i++)
		cJSON_Delete(plans.objects[i]);
	return EXIT_SUCCESS;
}
