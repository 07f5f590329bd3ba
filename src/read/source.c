/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/source.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "read/lookahead.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct nkv_input_format *const formats[] = {
	&nkv_input_yaml,
	&nkv_input_json,
	&nkv_input_bootlog,
	&nkv_input_firmware,
};

struct nkv_source {
	struct nkv_input input;
	const struct nkv_input_format *format;
	void *reader; /* the format's */
	struct nkv_lookahead ahead;
	FILE *replay; /* NULL if nothing was looked at */
};

const struct nkv_input_format *const *nkv_input_format_all(size_t *count)
{
	*count = COUNT(formats);
	return formats;
}

const struct nkv_input_format *nkv_input_format_find(const char *name)
{
	for (size_t i = 0; i < COUNT(formats); i++)
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	return NULL;
}

/* --- what the first lines show --- */

static const struct nkv_input_format *format_of_line(const char *line, size_t length)
{
	/* A comment of a description may quote a log, and a prompt of a shell a description. */
	if (length > 0 && line[0] == '#')
		return NULL;
	if (nkv_input_refused.recognises(line, length))
		return &nkv_input_refused;
	if (nkv_input_description.recognises(line, length))
		return &nkv_input_description;
	return nkv_input_bootlog.recognises(line, length) ? &nkv_input_bootlog : NULL;
}

/* Looks at the lines from *seen on that are whole, and moves *seen behind them. */
static const struct nkv_input_format *format_of_lines(const struct nkv_lookahead *ahead,
						      size_t *seen)
{
	const struct nkv_input_format *format = NULL;

	while (!format && *seen < ahead->length) {
		const char *line = ahead->head + *seen;
		size_t rest = ahead->length - *seen;
		const char *end = memchr(line, '\n', rest);

		if (!end && !ahead->ended)
			return NULL;
		format = format_of_line(line, end ? (size_t)(end - line) : rest);
		*seen += end ? (size_t)(end - line) + 1 : rest;
	}
	return format;
}

/* No description may have a NUL; a crash leaves many of them in a log. */
static const struct nkv_input_format *format_of_unrecognised(const struct nkv_lookahead *ahead)
{
	bool has_nul = ahead->length > 0 && memchr(ahead->head, '\0', ahead->length);

	return has_nul ? &nkv_input_bootlog : &nkv_input_description;
}

static const struct nkv_input_format *look(struct nkv_lookahead *ahead)
{
	const struct nkv_input_format *format = NULL;
	size_t seen = 0;

	while (!format && nkv_lookahead_more(ahead))
		format = format_of_lines(ahead, &seen);
	if (!format)
		format = format_of_lines(ahead, &seen);
	return format ? format : format_of_unrecognised(ahead);
}

/* --- the source --- */

static bool find_format(struct nkv_source *source)
{
	nkv_lookahead_begin(&source->ahead, source->input.file);
	source->format = look(&source->ahead);
	source->replay = nkv_lookahead_replay(&source->ahead);
	source->input.file = source->replay;
	return source->replay != NULL;
}

struct nkv_source *nkv_source_new(const struct nkv_input *input,
				  const struct nkv_input_format *format)
{
	struct nkv_source *source = calloc(1, sizeof(*source));

	if (!source)
		return NULL;
	source->input = *input;
	source->format = format;
	if (source->format || find_format(source))
		source->reader = source->format->open(&source->input);
	if (source->reader)
		return source;
	nkv_source_free(source);
	return NULL;
}

enum nkv_read_result nkv_source_next(struct nkv_source *source, struct nkv_document *document)
{
	return source->format->next(source->reader, document);
}

bool nkv_source_cuts(const struct nkv_source *source)
{
	return source->format->cut != NULL;
}

enum nkv_read_result nkv_source_cut(struct nkv_source *source, struct nkv_cut *cut)
{
	return source->format->cut(source->reader, cut);
}

void nkv_source_free(struct nkv_source *source)
{
	if (!source)
		return;
	if (source->reader)
		source->format->close(source->reader);
	if (source->replay)
		fclose(source->replay);
	nkv_lookahead_free(&source->ahead);
	free(source);
}
