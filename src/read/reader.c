/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/reader.h"

#include <errno.h>
#include <stdlib.h>

#include "read/builder.h"
#include "read/report.h"
#include "read/stream.h"
#include "read/text.h"
#include "read/walk.h"

struct nkv_reader {
	const char *name;
	const struct nkv_override *overrides;
	size_t override_count;
	struct nkv_stream stream;
	struct nkv_pool pool;
	struct nkv_report report;
	struct nkv_builder builder;
	bool any; /* a document was found */
};

struct nkv_reader *nkv_reader_new(FILE *file, const char *name,
				  const struct nkv_override *overrides, size_t override_count)
{
	struct nkv_reader *reader = calloc(1, sizeof(*reader));

	if (!reader)
		return NULL;
	reader->name = name;
	reader->overrides = overrides;
	reader->override_count = override_count;
	reader->stream.file = file;
	reader->report.pool = &reader->pool;
	return reader;
}

void nkv_reader_expect(struct nkv_reader *reader, enum nkv_syntax syntax)
{
	reader->stream.started = syntax != NKV_SYNTAX_AUTO;
	reader->stream.json_lines = syntax == NKV_SYNTAX_JSON;
}

void nkv_reader_free(struct nkv_reader *reader)
{
	if (!reader)
		return;
	nkv_stream_free(&reader->stream);
	nkv_builder_free(&reader->builder);
	nkv_pool_free(&reader->pool);
	free(reader);
}

/* What can be told without parsing. Returns whether the text may be parsed. */
static bool check_text(struct nkv_reader *reader, const struct nkv_cut *cut)
{
	struct nkv_mark mark = { cut->origin, cut->first_line, 1 };
	struct nkv_text_fault fault;

	if (!cut->text) {
		nkv_report_error(&reader->report, &mark, "no document, wanted is a description");
		return false;
	}
	if (cut->too_long) {
		nkv_report_error(&reader->report, &mark,
				 "a document of more than 1 MiB, wanted is at most 1048576 bytes");
		return false;
	}
	fault = nkv_text_check(cut->text, cut->length);
	if (!fault.what)
		return true;
	mark.line += fault.line;
	mark.column += fault.column;
	nkv_report_error(&reader->report, &mark, "%s is not allowed", fault.what);
	return false;
}

static void read_document(struct nkv_reader *reader, const struct nkv_cut *cut)
{
	const struct nkv_walk_input input = {
		.text = cut->text,
		.length = cut->length,
		.origin = cut->origin,
		.first_line = cut->first_line,
		.json = cut->json,
		.overrides = reader->overrides,
		.override_count = reader->override_count,
	};

	if (check_text(reader, cut) && nkv_walk_document(&input, &reader->builder, &reader->report))
		nkv_builder_finish(&reader->builder);
}

static enum nkv_read_result give_document(struct nkv_reader *reader, const struct nkv_cut *cut,
					  struct nkv_document *document)
{
	const struct nkv_report *report = &reader->report;

	if (report->no_memory) {
		errno = ENOMEM;
		return NKV_READ_FAILED;
	}
	nkv_report_sort(&reader->report);
	*document = (struct nkv_document){
		.machine = report->error_count == 0 ? &reader->builder.machine : NULL,
		.name = reader->builder.machine.name,
		.line = cut->first_line,
		.diagnostics = report->diagnostics,
		.diagnostic_count = report->count,
	};
	return NKV_READ_DOCUMENT;
}

enum nkv_read_result nkv_reader_cut(struct nkv_reader *reader, struct nkv_cut *cut)
{
	const struct nkv_stream *stream = &reader->stream;

	switch (nkv_stream_next(&reader->stream)) {
	case NKV_STREAM_DOCUMENT:
		*cut = (struct nkv_cut){
			.origin = reader->name,
			.text = stream->text,
			.length = stream->length,
			.first_line = stream->first_line,
			.json = stream->json_lines,
			.too_long = stream->too_long,
		};
		break;
	case NKV_STREAM_END:
		if (reader->any)
			return NKV_READ_END;
		*cut = (struct nkv_cut){ .origin = reader->name, .first_line = 1 };
		break;
	case NKV_STREAM_FAILED:
		return NKV_READ_FAILED;
	}
	reader->any = true;
	return NKV_READ_DOCUMENT;
}

enum nkv_read_result nkv_reader_parse(struct nkv_reader *reader, const struct nkv_cut *cut,
				      struct nkv_document *document)
{
	const struct nkv_mark mark = { cut->origin, cut->first_line, 1 };

	nkv_pool_reset(&reader->pool);
	nkv_report_reset(&reader->report);
	nkv_builder_begin(&reader->builder, &reader->report, &mark);
	read_document(reader, cut);
	return give_document(reader, cut, document);
}

enum nkv_read_result nkv_reader_next(struct nkv_reader *reader, struct nkv_document *document)
{
	struct nkv_cut cut;
	enum nkv_read_result result = nkv_reader_cut(reader, &cut);

	return result == NKV_READ_DOCUMENT ? nkv_reader_parse(reader, &cut, document) : result;
}
