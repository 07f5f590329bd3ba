/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/source.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "read/recognise.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct nkv_input_format *const formats[] = {
	&nkv_input_yaml, &nkv_input_json, &nkv_input_bootlog, &nkv_input_iomem, &nkv_input_firmware,
};

struct nkv_source {
	struct nkv_input input;
	const struct nkv_input_format *format;
	void *reader; /* the state of the format's reader */
	struct nkv_lookahead ahead;
	FILE *replay; /* NULL if the input was not looked ahead */
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

/* --- the source --- */

static bool find_format(struct nkv_source *source)
{
	nkv_lookahead_begin(&source->ahead, source->input.file);
	source->format = nkv_recognise(&source->ahead);
	source->replay = nkv_lookahead_replay(&source->ahead);
	source->input.file = source->replay;
	source->input.ahead = &source->ahead;
	source->input.is_guessed = true;
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
