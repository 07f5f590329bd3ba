/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/description/stream.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "base/text.h"
#include "read/description/json_span.h"

enum {
	/* of a line: the longest document and a line's end; a longer line is too long */
	LINE_KEPT_MAX = NKV_DOCUMENT_BYTES_MAX + 2,
	BLOCK_BYTES = 1 << 14, /* read at once, if available */
	MARKER_BYTES = 3,      /* of "---" and "..." */
};

/* --- lines --- */

/*
 * Reads to the end of the next line, of which `length` bytes were read without an end.
 * Bytes beyond the size of a document are dropped.
 */
static bool read_on(struct nkv_stream *stream, size_t *length)
{
	ssize_t got;
	char *block;

	if (*length > LINE_KEPT_MAX)
		*length = LINE_KEPT_MAX + 1;
	if (stream->next > 0)
		memmove(stream->block, stream->block + stream->next, *length);
	stream->next = 0;
	stream->used = *length;
	block = nkv_grow(stream->block, &stream->block_capacity,
			 *length > 0 ? *length + 1 : BLOCK_BYTES, 1);
	if (!block)
		return false;
	stream->block = block;
	got = nkv_lookahead_read(stream->ahead, block + *length, stream->block_capacity - *length);
	if (got > 0)
		stream->used += (size_t)got;
	stream->ended = got == 0;
	return got >= 0;
}

static bool is_line_whole(const struct nkv_stream *stream)
{
	return stream->line_length > 0 && stream->line[stream->line_length - 1] == '\n';
}

/* Adds what was read of the next line to its length. Returns whether it has its end. */
static bool find_end(const struct nkv_stream *stream, size_t *length)
{
	size_t left = stream->used - stream->next - *length;
	const char *rest = left > 0 ? stream->block + stream->next + *length : NULL;
	const char *newline = rest ? memchr(rest, '\n', left) : NULL;

	*length += newline ? (size_t)(newline - rest) + 1 : left;
	return newline != NULL;
}

/* Gets the next line with its end, unless one is waiting. */
static enum nkv_stream_result need_line(struct nkv_stream *stream)
{
	size_t length = 0;

	if (stream->line_waits)
		return NKV_STREAM_DOCUMENT;
	while (!find_end(stream, &length) && !stream->ended)
		if (!read_on(stream, &length))
			return NKV_STREAM_FAILED;
	if (length == 0)
		return NKV_STREAM_END;
	stream->line = stream->block + stream->next;
	stream->next += length;
	stream->line_cut = length > LINE_KEPT_MAX;
	stream->line_length = stream->line_cut ? LINE_KEPT_MAX : length;
	stream->line_number++;
	stream->line_waits = true;
	return NKV_STREAM_DOCUMENT;
}

/* The length of the end of the waiting line: "\n" or "\r\n". */
static size_t line_end_bytes(const struct nkv_stream *stream)
{
	if (!is_line_whole(stream))
		return 0;
	return stream->line_length > 1 && stream->line[stream->line_length - 2] == '\r' ? 2 : 1;
}

/* Makes room for `bytes` more of the document. */
static bool make_room(struct nkv_stream *stream, size_t bytes)
{
	char *text = nkv_grow(stream->text, &stream->capacity, bytes, 1);

	if (text)
		stream->text = text;
	return text != NULL;
}

/* The end of a document's last line does not count. Which line is the last shows at the next. */
static bool take_line(struct nkv_stream *stream)
{
	size_t length = stream->length + stream->line_length;
	size_t counted = length - stream->marker_bytes;

	stream->line_waits = false;
	if (stream->line_cut || (counted > NKV_DOCUMENT_BYTES_MAX &&
				 counted - line_end_bytes(stream) > NKV_DOCUMENT_BYTES_MAX))
		stream->too_long = true;
	if (stream->too_long)
		return true;
	if (!make_room(stream, length + 1))
		return false;
	memcpy(stream->text + stream->length, stream->line, stream->line_length);
	stream->length = length;
	return true;
}

/* --- kinds of lines --- */

enum line_kind {
	LINE_EMPTY,	/* blanks or a comment */
	LINE_DIRECTIVE, /* %YAML ... */
	LINE_BEGIN,	/* --- */
	LINE_END,	/* ... */
	LINE_CONTENT,
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t skip_byte_order_mark(const char *line, size_t length)
{
	return nkv_bytes_begin_with(line, length, "\xef\xbb\xbf") ? 3 : 0;
}

static bool is_marker(const char *line, size_t length, const char *marker)
{
	return nkv_bytes_begin_with(line, length, marker) &&
	       (length == MARKER_BYTES || is_blank(line[MARKER_BYTES]));
}

/* Skips comments and blanks: in YAML a CR alone ends a line, too. */
static size_t skip_comments(const char *line, size_t i, size_t length)
{
	while (i < length && line[i] == '#') {
		while (i < length && line[i] != '\r')
			i++;
		while (i < length && is_blank(line[i]))
			i++;
	}
	return i;
}

static enum line_kind kind_of(const struct nkv_stream *stream)
{
	size_t mark = skip_byte_order_mark(stream->line, stream->line_length);
	const char *line = stream->line + mark;
	size_t length = stream->line_length - mark, i = 0;

	if (is_marker(line, length, "---"))
		return LINE_BEGIN;
	if (is_marker(line, length, "..."))
		return LINE_END;
	while (i < length && is_blank(line[i]))
		i++;
	if (skip_comments(line, i, length) == length)
		return LINE_EMPTY;
	return line[0] == '%' ? LINE_DIRECTIVE : LINE_CONTENT;
}

/* The line without a byte order mark and blanks at its beginning. */
static const char *line_content(const struct nkv_stream *stream, size_t *length)
{
	size_t i = skip_byte_order_mark(stream->line, stream->line_length);

	while (i < stream->line_length && is_blank(stream->line[i]))
		i++;
	*length = stream->line_length - i;
	return stream->line + i;
}

static bool begins_object(const struct nkv_stream *stream)
{
	size_t length;
	const char *content = line_content(stream, &length);

	return length > 0 && content[0] == '{';
}

static bool is_blank_line(const struct nkv_stream *stream)
{
	size_t length;

	(void)line_content(stream, &length);
	return length == 0;
}

/* --- documents --- */

static void begin_document(struct nkv_stream *stream)
{
	stream->length = stream->marker_bytes = 0;
	stream->too_long = stream->simple_json = false;
	stream->first_line = stream->line_number;
}

static enum nkv_stream_result finish(struct nkv_stream *stream)
{
	if (!make_room(stream, stream->length + 1))
		return NKV_STREAM_FAILED;
	stream->text[stream->length] = '\0';
	return NKV_STREAM_DOCUMENT;
}

/* Takes the rest of an object on several lines, to where its brackets close. */
static enum nkv_stream_result take_spread_object(struct nkv_stream *stream,
						 struct nkv_json_span *span)
{
	enum nkv_stream_result result = NKV_STREAM_DOCUMENT;

	while (span->depth > 0 && !stream->line_cut &&
	       (result = need_line(stream)) == NKV_STREAM_DOCUMENT) {
		if (nkv_json_span_is_broken(span, stream->line, stream->line_length))
			break;
		nkv_json_span_take(span, stream->line, stream->line_length);
		if (!take_line(stream))
			return NKV_STREAM_FAILED;
	}
	return result == NKV_STREAM_FAILED ? result : finish(stream);
}

/* Tabs may indent JSON, but not YAML. */
static void blank_leading_tabs(char *text, size_t length)
{
	for (size_t i = 0; i < length && (text[i] == ' ' || text[i] == '\t'); i++)
		text[i] = ' ';
}

static enum nkv_stream_result next_json(struct nkv_stream *stream)
{
	enum nkv_stream_result result;

	while ((result = need_line(stream)) == NKV_STREAM_DOCUMENT) {
		struct nkv_json_span span = { 0 };

		if (is_blank_line(stream)) {
			stream->line_waits = false;
			continue;
		}
		begin_document(stream);
		blank_leading_tabs(stream->line, stream->line_length);
		if (begins_object(stream)) {
			nkv_json_span_take(&span, stream->line, stream->line_length);
			stream->simple_json = span.depth == 0 && !span.odd;
		}
		if (!take_line(stream))
			return NKV_STREAM_FAILED;
		return take_spread_object(stream, &span);
	}
	return result;
}

/* "---" before a description, and "..." after it, belong to the stream if alone on their lines. */
static void count_marker(struct nkv_stream *stream)
{
	size_t mark = skip_byte_order_mark(stream->line, stream->line_length);

	if (stream->line_length - mark == MARKER_BYTES + line_end_bytes(stream))
		stream->marker_bytes += stream->line_length;
}

/* Takes the lines to the next "---", or to "...". Comments alone are not a document. */
static enum nkv_stream_result next_yaml(struct nkv_stream *stream)
{
	enum nkv_stream_result result = need_line(stream);
	bool begun = false;

	if (result != NKV_STREAM_DOCUMENT)
		return result;
	begin_document(stream);
	while ((result = need_line(stream)) == NKV_STREAM_DOCUMENT) {
		enum line_kind kind = kind_of(stream);

		if (kind == LINE_BEGIN && begun)
			return finish(stream);
		if (kind == LINE_BEGIN || kind == LINE_CONTENT)
			begun = true;
		if (kind == LINE_BEGIN || kind == LINE_END)
			count_marker(stream);
		if (!take_line(stream))
			return NKV_STREAM_FAILED;
		if (kind != LINE_END)
			continue;
		if (begun)
			return finish(stream);
		stream->length = stream->marker_bytes = 0;
	}
	return result == NKV_STREAM_END && (begun || stream->too_long) ? finish(stream) : result;
}

enum nkv_stream_result nkv_stream_next(struct nkv_stream *stream)
{
	while (!stream->started) {
		enum nkv_stream_result result = need_line(stream);

		if (result != NKV_STREAM_DOCUMENT)
			return result;
		if (is_blank_line(stream) && !stream->line_cut) {
			stream->line_waits = false;
			continue;
		}
		stream->started = true;
		stream->json_lines = begins_object(stream);
	}
	return stream->json_lines ? next_json(stream) : next_yaml(stream);
}

void nkv_stream_free(struct nkv_stream *stream)
{
	free(stream->text);
	free(stream->block);
}
