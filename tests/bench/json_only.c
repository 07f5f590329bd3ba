/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cJSON alone over the lines of standard input: the least that reading JSON costs. */
#define _POSIX_C_SOURCE 200809L /* getline */
#include <stdio.h>
#include <stdlib.h>

#include <cjson/cJSON.h>

int main(void)
{
	unsigned long objects = 0;
	char *line = NULL;
	size_t capacity = 0;

	for (; getline(&line, &capacity, stdin) > 0; objects++) {
		cJSON *object = cJSON_Parse(line);

		if (!object)
			return EXIT_FAILURE;
		cJSON_Delete(object);
	}
	free(line);
	printf("%lu objects\n", objects);
	return EXIT_SUCCESS;
}
