/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every recorded machine as a line of JSON, by cJSON and by libyaml. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "read/description/reader.h"
#include "support/document_text.h"
#include "support/planning.h"

enum { MACHINES_LEAST = 6000 };

static char *read_as(struct nkv_reader *reader, const struct nkv_cut *cut)
{
	struct nkv_document document;
	char *text;

	cr_assert_eq(nkv_reader_parse(reader, cut, &document), NKV_READ_DOCUMENT);
	text = document_text(&document);
	cr_assert(text);
	return text;
}

static void expect_alike(const char *machine)
{
	FILE *file = fmemopen((void *)(uintptr_t)machine, strlen(machine), "r");
	struct nkv_reader *reader = nkv_reader_new(file, "m", NULL, 0);
	struct nkv_cut cut;
	char *got, *wanted;

	cr_assert_eq(nkv_reader_cut(reader, &cut), NKV_READ_DOCUMENT);
	cr_expect(cut.simple_json || strchr(machine, '\\'), "%s", machine);
	got = read_as(reader, &cut);
	cut.simple_json = false;
	wanted = read_as(reader, &cut);
	cr_expect_str_eq(got, wanted, "%s", machine);
	free(got);
	free(wanted);
	nkv_reader_free(reader);
	fclose(file);
}

/* Returns whether the line has a machine. */
static bool check_line(const char *line)
{
	cJSON *object = cJSON_Parse(line);
	const cJSON *machine = cJSON_GetObjectItemCaseSensitive(object, "machine");
	char *text = machine ? cJSON_PrintUnformatted(machine) : NULL;

	if (text)
		expect_alike(text);
	cJSON_free(text);
	cJSON_Delete(object);
	return text != NULL;
}

static size_t check_file(const char *name)
{
	FILE *file = open_test_file(name);
	char *line = NULL;
	size_t bytes = 0, count = 0;

	while (getline(&line, &bytes, file) > 0)
		count += check_line(line);
	free(line);
	fclose(file);
	return count;
}

/* "data/NAME" of a file of lines of JSON, packed or not. */
static bool name_lines(const char *entry, char name[512])
{
	char *end;

	snprintf(name, 512, "data/%s", entry);
	end = strstr(name, ".ndjson");
	if (!end)
		return false;
	end[strlen(".ndjson")] = '\0';
	return true;
}

/* Expect the same machine, or the same refusals, whoever reads them. */
Test(both_sources, recorded_machines)
{
	const char *tests = getenv("NUMAKVA_TESTS_DIR");
	char path[512], name[512];
	const struct dirent *entry;
	size_t count = 0;
	DIR *data;

	snprintf(path, sizeof(path), "%s/data", tests ? tests : "tests");
	data = opendir(path);
	cr_assert(data, "%s", path);
	while ((entry = readdir(data)))
		if (name_lines(entry->d_name, name))
			count += check_file(name);
	closedir(data);
	cr_expect_geq(count, MACHINES_LEAST, "%zu machines", count);
}
