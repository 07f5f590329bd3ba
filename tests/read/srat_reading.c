/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "srat_reading.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "copy_alone.h"

struct reading *reading_of(const unsigned char *bytes, size_t length)
{
	struct reading *reading = calloc(1, sizeof(*reading));
	unsigned char *alone = copy_alone(bytes, length);

	cr_assert(reading);
	reading->report.pool = &reading->pool;
	reading->is_good =
		nkv_srat_list_read(&reading->list, alone, length, "SRAT", &reading->report);
	free(alone);
	return reading;
}

void reading_free(struct reading *reading)
{
	nkv_srat_list_free(&reading->list);
	nkv_pool_free(&reading->pool);
	free(reading);
}

char *file_text(const char *name, size_t *length)
{
	char path[256];
	char *text = calloc(1, 65536);
	FILE *file;

	snprintf(path, sizeof(path), "tests/data/srat/%s", name);
	file = fopen(path, "rb");
	cr_assert(file && text, "%s is missing", path);
	*length = fread(text, 1, 65535, file);
	fclose(file);
	return text;
}

struct reading *read_file(const char *name)
{
	size_t length;
	char *text = file_text(name, &length);
	struct reading *reading = reading_of((unsigned char *)text, length);

	free(text);
	cr_assert(reading->is_good, "%s: %s", name,
		  reading->report.count > 0 ? reading->report.diagnostics[0].text : "");
	return reading;
}

void expect_memory(const struct nkv_srat_memory *memory, unsigned int pxm, uint64_t start,
		   uint64_t end)
{
	cr_expect_eq(memory->pxm, pxm);
	cr_expect_eq(memory->start, start);
	cr_expect_eq(memory->start + memory->size, end);
}
