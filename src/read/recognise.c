/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/recognise.h"

#include <string.h>

#include "base/text.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* The first format for which a line is proof is chosen. */
static const struct nkv_input_format *const formats[] = {
	&nkv_input_refused,
	&nkv_input_description,
	&nkv_input_iomem,
	&nkv_input_bootlog,
};

/* Of a line longer than the lookahead so much is looked at: enough to recognise any beginning. */
enum { CUT_BYTES_MIN = NKV_LOOKAHEAD_BYTES_MAX / 2 };

struct looking {
	struct nkv_lookahead *ahead;
	size_t seen;			     /* bytes of the lines that were examined */
	bool is_out[COUNT(formats)];	     /* a line excluded this format */
	const struct nkv_input_format *hint; /* the first format with a hint that is not excluded */
	bool any;			     /* there was more than blanks and comments */
	bool with_comments;		     /* comments are examined: they give hints, no proof */
};

static bool is_blank(const struct nkv_first_line *line)
{
	for (size_t i = 0; i < line->length; i++)
		if (!strchr(" \t\r", line->text[i]) || !line->text[i])
			return false;
	return true;
}

/*
 * A report can contain several files: one that is refused does not hide another that can be
 * read.
 */
static void look_for(struct looking *looking, size_t i, const struct nkv_first_line *line,
		     enum nkv_evidence evidence)
{
	const struct nkv_input_format *format = formats[i];

	if (evidence == NKV_EVIDENCE_HINT &&
	    (!looking->hint || (looking->hint == &nkv_input_refused && format == &nkv_input_iomem)))
		looking->hint = format;
	if (evidence != NKV_EVIDENCE_NONE || line->is_comment || !format->may_begin ||
	    format->may_begin(line))
		return;
	looking->is_out[i] = true;
	if (looking->hint == format)
		looking->hint = NULL;
}

/* The format for which the line is proof, or NULL. */
static const struct nkv_input_format *look_at(struct looking *looking,
					      const struct nkv_first_line *line)
{
	if (is_blank(line) || (line->is_comment && !looking->with_comments))
		return NULL;
	looking->any |= !line->is_comment;
	for (size_t i = 0; i < COUNT(formats); i++) {
		enum nkv_evidence evidence =
			looking->is_out[i] ? NKV_EVIDENCE_NONE : formats[i]->recognise(line);

		if (evidence == NKV_EVIDENCE_PROOF)
			return formats[i];
		look_for(looking, i, line, evidence);
		/* A time before the range comes from a logger, not from the kernel. */
		if (evidence != NKV_EVIDENCE_NONE && formats[i] == &nkv_input_iomem)
			break;
	}
	return NULL;
}

static struct nkv_first_line line_of(const char *text, size_t length, bool is_first)
{
	struct nkv_first_line line = { text, length, is_first, false };

	if (is_first && nkv_bytes_begin_with(text, length, "\xef\xbb\xbf")) {
		line.text += 3;
		line.length -= 3;
	}
	/* In a syslog this begins a colour. */
	line.is_comment = nkv_bytes_begin_with(line.text, line.length, "#") &&
			  !nkv_bytes_begin_with(line.text, line.length, "#033[");
	return line;
}

/* The end of a line, which can also be a carriage return alone; NULL if it is not there. */
static const char *end_of_line(const char *text, size_t length)
{
	const char *newline = memchr(text, '\n', length);
	const char *end = newline ? newline : text + length;
	const char *at = memchr(text, '\r', (size_t)(end - text));

	return at && at + 1 < end ? at : newline;
}

/* Examines the new lines: whole ones, and the available part of a very long one. */
static const struct nkv_input_format *look_at_lines(struct looking *looking)
{
	const struct nkv_lookahead *ahead = looking->ahead;
	const struct nkv_input_format *format = NULL;

	while (!format && looking->seen < ahead->length) {
		const char *text = ahead->head + looking->seen;
		size_t rest = ahead->length - looking->seen;
		const char *end = end_of_line(text, rest);
		struct nkv_first_line line;

		if (!end && !ahead->ended && rest < CUT_BYTES_MIN)
			return NULL;
		line = line_of(text, end ? (size_t)(end - text) : rest, looking->seen == 0);
		format = look_at(looking, &line);
		looking->seen += end ? (size_t)(end - text) + 1 : rest;
	}
	return format;
}

/* A description cannot have a NUL, but a crash leaves many in a log. */
static const struct nkv_input_format *format_of_unproved(const struct looking *looking)
{
	const struct nkv_lookahead *ahead = looking->ahead;
	bool has_nul = ahead->length > 0 && memchr(ahead->head, '\0', ahead->length);
	bool is_short = ahead->ended || ahead->error != 0;

	if (looking->hint)
		return looking->hint;
	if (has_nul || (looking->any && !is_short))
		return &nkv_input_bootlog;
	return looking->any ? &nkv_input_unknown : &nkv_input_description;
}

const struct nkv_input_format *nkv_recognise(struct nkv_lookahead *ahead)
{
	struct looking looking = { .ahead = ahead };
	const struct nkv_input_format *format = NULL;

	while (!format && nkv_lookahead_more(ahead))
		format = look_at_lines(&looking);
	if (!format)
		format = look_at_lines(&looking);
	if (format)
		return format;
	/* Most descriptions begin with comments, and are proved by another line. */
	looking = (struct looking){ .ahead = ahead, .with_comments = true };
	look_at_lines(&looking);
	return format_of_unproved(&looking);
}
