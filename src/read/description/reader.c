/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/description/reader.h"

#include <stdlib.h>

#include "base/text_check.h"
#include "read/report.h"
#include "read/description/events_json.h"
#include "read/description/events_yaml.h"
#include "read/description/stream.h"
#include "read/description/walk.h"
#include "read/machine/builder_finish.h"

struct nkv_reader {
	const char *name;
	const struct nkv_override *overrides;
	size_t override_count;
	struct nkv_lookahead ahead; /* of a file that was not looked ahead */
	struct nkv_stream stream;
	struct nkv_pool pool;
	struct nkv_report report;
	struct nkv_builder builder;
	struct nkv_events events;
	struct nkv_json_events json;
	struct nkv_yaml_events yaml;
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
	nkv_lookahead_begin(&reader->ahead, file);
	reader->stream.ahead = &reader->ahead;
	reader->report.pool = &reader->pool;
	return reader;
}

void nkv_reader_take(struct nkv_reader *reader, struct nkv_lookahead *ahead)
{
	reader->stream.ahead = ahead;
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
	nkv_yaml_events_free(&reader->yaml);
	nkv_builder_free(&reader->builder);
	nkv_pool_free(&reader->pool);
	free(reader);
}

/*
 * The checks that need no parser. Returns whether the text can be parsed. Sets
 * *plain if it is only plain text.
 */
static bool check_text(struct nkv_reader *reader, const struct nkv_cut *cut, bool *plain)
{
	struct nkv_position position = { cut->origin, cut->first_line, 1 };
	struct nkv_text_fault fault;

	if (!cut->text) {
		nkv_report_error(&reader->report, &position,
				 "empty input, expected a description or a boot log");
		return false;
	}
	if (cut->too_long) {
		nkv_report_error(&reader->report, &position,
				 "a document of more than 1 MiB, expected at most 1048576 bytes");
		return false;
	}
	fault = nkv_text_check(cut->text, cut->length);
	*plain = fault.plain;
	if (!fault.what)
		return true;
	position.line += fault.line;
	position.column += fault.column;
	nkv_report_error(&reader->report, &position, "%s is not allowed", fault.what);
	return false;
}

static void begin_document(struct nkv_reader *reader, const struct nkv_cut *cut)
{
	const struct nkv_position position = { cut->origin, cut->first_line, 1 };

	nkv_pool_reset(&reader->pool);
	nkv_report_reset(&reader->report);
	nkv_builder_begin(&reader->builder, &reader->report, &position);
}

static bool walk(struct nkv_reader *reader, const struct nkv_walk_input *input,
		 const struct nkv_event_source *source, void *state)
{
	reader->events.source = source;
	reader->events.state = state;
	return nkv_walk_document(input, &reader->events, &reader->builder, &reader->report);
}

/* Reads with libyaml. Returns whether the document is finished. */
static bool walk_yaml(struct nkv_reader *reader, const struct nkv_cut *cut,
		      const struct nkv_walk_input *input, bool plain)
{
	if (plain && nkv_yaml_may_take_turns(cut->text, cut->length)) {
		bool complete = walk(reader, input, &nkv_yaml_in_turn, &reader->yaml);

		if (!reader->events.unsure)
			return complete;
		begin_document(reader, cut);
	}
	return walk(reader, input, &nkv_yaml_alone, &reader->yaml);
}

static void finish(struct nkv_reader *reader)
{
	nkv_builder_finish(&reader->builder);
	nkv_builder_warn(&reader->builder);
}

/* Reads with cJSON. Returns whether that is enough: there is a machine, and no diagnostic. */
static bool read_json(struct nkv_reader *reader, const struct nkv_walk_input *input)
{
	if (!walk(reader, input, &nkv_json_at_once, &reader->json))
		return false;
	finish(reader);
	return reader->report.count == 0 && !reader->report.no_memory;
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
	bool plain = false;

	if (!check_text(reader, cut, &plain))
		return;
	if (plain && cut->simple_json) {
		if (read_json(reader, &input))
			return;
		begin_document(reader, cut);
	}
	if (walk_yaml(reader, cut, &input, plain))
		finish(reader);
}

static enum nkv_read_result give_document(struct nkv_reader *reader, const struct nkv_cut *cut,
					  struct nkv_document *document)
{
	const struct nkv_machine *machine = &reader->builder.machine;
	enum nkv_read_result result;

	nkv_report_sort(&reader->report);
	result = nkv_report_document(&reader->report, machine, document);
	if (result == NKV_READ_DOCUMENT) {
		document->name = machine->name;
		document->line = cut->first_line;
	}
	return result;
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
			.simple_json = stream->simple_json,
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
	begin_document(reader, cut);
	read_document(reader, cut);
	return give_document(reader, cut, document);
}

enum nkv_read_result nkv_reader_next(struct nkv_reader *reader, struct nkv_document *document)
{
	struct nkv_cut cut;
	enum nkv_read_result result = nkv_reader_cut(reader, &cut);

	return result == NKV_READ_DOCUMENT ? nkv_reader_parse(reader, &cut, document) : result;
}
