/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "write/label.h"

#include <stdlib.h>
#include <string.h>

#include "write/escape.h"
#include "write/utf8.h"

static void put_name(FILE *out, const struct nkv_output *output, const char *name)
{
	const char *origin = output->origin ? output->origin : "-";

	if (name) {
		nkv_put_escaped(out, name, strlen(name));
		return;
	}
	nkv_put_escaped(out, origin, strlen(origin));
	if (output->line > 0)
		fprintf(out, ":%zu", output->line);
}

static void put_label(FILE *out, const struct nkv_output *output, const char *name)
{
	put_name(out, output, name);
	if (output->point)
		fprintf(out, " (%s)", output->point->base->kernel.profile->name);
}

/* What was written into the memory, as UTF-8; frees `text`. */
static char *finish(FILE *memory, char **text)
{
	bool written = memory && fclose(memory) == 0;
	char *valid = written ? nkv_utf8_valid(*text) : NULL;

	free(*text);
	return valid;
}

char *nkv_label(const struct nkv_output *output, const char *name)
{
	size_t bytes;
	char *text = NULL;
	FILE *memory = open_memstream(&text, &bytes);

	if (memory)
		put_label(memory, output, name);
	return finish(memory, &text);
}

char *nkv_one_line(const char *text)
{
	size_t bytes;
	char *line = NULL;
	FILE *memory = open_memstream(&line, &bytes);

	if (memory)
		nkv_put_escaped(memory, text, strlen(text));
	return finish(memory, &line);
}
