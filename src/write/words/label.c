/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/words/label.h"

#include <string.h>

#include "base/buffer.h"
#include "base/escape.h"
#include "base/text.h"
#include "base/utf8.h"
#include "write/words/kernel_text.h"

static const char *origin_of(const struct nkv_subject *subject)
{
	return subject->origin ? subject->origin : "-";
}

void nkv_put_machine_name(FILE *out, const struct nkv_subject *subject)
{
	nkv_put_escaped(out, subject->title, strlen(subject->title));
}

static void put_label(FILE *out, const struct nkv_subject *subject)
{
	char kernel[NKV_KERNEL_TEXT_BYTES];

	nkv_put_machine_name(out, subject);
	if (subject->point)
		fprintf(out, " (%s)", nkv_kernel_text(&subject->point->base->kernel, kernel));
}

/* Returns the text as UTF-8, or NULL; frees the buffer. */
static char *finish(struct nkv_buffer *buffer)
{
	const char *text = nkv_buffer_string(buffer);
	char *valid = text ? nkv_utf8_valid(text) : NULL;

	nkv_buffer_free(buffer);
	return valid;
}

/* A fleet needs one for each machine, so no stream is opened for it. */
char *nkv_machine_title(const char *name, const char *origin, size_t line)
{
	struct nkv_text text = { 0 };
	const char *place;
	char *title = NULL;

	if (name)
		return nkv_utf8_valid(name);
	nkv_text_add(&text, origin);
	if (line > 0) {
		nkv_text_add_char(&text, ':');
		nkv_text_add_number(&text, line);
	}
	place = nkv_text_string(&text);
	if (place)
		title = nkv_utf8_valid(place);
	nkv_text_free(&text);
	return title;
}

char *nkv_label(const struct nkv_subject *subject)
{
	struct nkv_buffer buffer;

	if (!nkv_buffer_open(&buffer))
		return NULL;
	put_label(buffer.file, subject);
	return finish(&buffer);
}

char *nkv_one_line(const char *text)
{
	struct nkv_buffer buffer;

	if (!nkv_buffer_open(&buffer))
		return NULL;
	nkv_put_escaped(buffer.file, text, strlen(text));
	return finish(&buffer);
}

char *nkv_origin_label(const struct nkv_subject *subject)
{
	return nkv_one_line(origin_of(subject));
}
