/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/description/syntax_faults.h"

#include <stdbool.h>
#include <string.h>

#include "read/machine/scalar.h"

/* --- keys without a blank after their colon --- */

size_t nkv_joined_key_bytes(const char *text, size_t length)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz_0123456789";
	size_t i = 0;

	while (i < length && text[i] && strchr(letters, text[i]))
		i++;
	return i > 0 && i + 1 < length && text[i] == ':' && !strchr(" \t\r\n", text[i + 1]) ? i : 0;
}

void nkv_refuse_joined(const struct nkv_events *events, const struct nkv_position *position,
		       const char *text, size_t length)
{
	size_t end = 0;

	while (end < length && text[end] && !strchr(" \t\r\n", text[end]))
		end++;
	nkv_report_error(events->report, position, "expected a space after ':' in '%.*s'",
			 nkv_shown_length(text, end), text);
}

/* --- errors of the parser --- */

struct line {
	const char *text;
	size_t length;
};

/* A line of a text, counted from 0; empty beyond the last. */
static struct line line_at(const char *text, size_t length, size_t number)
{
	struct line line = { text, length };
	const char *end;

	for (; number > 0 && (end = memchr(line.text, '\n', line.length)); number--) {
		line.length -= (size_t)(end + 1 - line.text);
		line.text = end + 1;
	}
	if (number > 0)
		line.length = 0;
	end = memchr(line.text, '\n', line.length);
	if (end)
		line.length = (size_t)(end - line.text);
	return line;
}

static struct nkv_position position_at(const struct nkv_events *events, yaml_mark_t mark)
{
	return (struct nkv_position){ events->event.position.origin, events->first_line + mark.line,
				      mark.column + 1 };
}

/* Whether a tab indents the line. If so, sets the position to it. */
static bool find_tab(struct line line, struct nkv_position *position)
{
	size_t i = 0;

	while (i < line.length && (line.text[i] == ' ' || line.text[i] == '-'))
		i++;
	if (i == line.length || line.text[i] != '\t')
		return false;
	position->column = i + 1;
	return true;
}

/* Whether the parser expected a colon after a key that has one, but no blank after it. */
static bool refuse_joined_line(const struct nkv_events *events, const yaml_parser_t *parser,
			       const char *text, size_t length)
{
	const yaml_mark_t mark = parser->context_mark;
	const struct nkv_position position = position_at(events, mark);
	struct line line;

	if (!parser->context || strcmp(parser->context, "while scanning a simple key") != 0)
		return false;
	line = line_at(text, length, mark.line);
	if (mark.column >= line.length ||
	    nkv_joined_key_bytes(line.text + mark.column, line.length - mark.column) == 0)
		return false;
	nkv_refuse_joined(events, &position, line.text + mark.column, line.length - mark.column);
	return true;
}

/* What the parser says, and what it means for the writer. */
static const struct fault {
	const char *problem;
	bool at_context; /* reported at the beginning of what was not finished */
	const char *words;
} faults[] = {
	{ "mapping values are not allowed in this context", false,
	  "a key inside a value, expected quotes around the value, or the key indented as the one "
	  "before" },
	{ "did not find expected key", false,
	  "expected a key, indented as the one before, and each quote and bracket closed" },
	{ "did not find expected '-' indicator", false,
	  "expected '-', indented as the one before, or a key" },
	{ "could not find expected ':'", true, "expected ':' after a key" },
	{ "did not find expected ',' or '}'", false, "expected ',' or '}'" },
	{ "did not find expected ',' or ']'", false, "expected ',' or ']'" },
	{ "found unexpected end of stream", true, "a quote that is not closed" },
};

static void refuse_problem(const struct nkv_events *events, const yaml_parser_t *parser)
{
	struct nkv_position position = position_at(events, parser->problem_mark);

	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		if (strcmp(parser->problem, faults[i].problem) != 0)
			continue;
		if (faults[i].at_context)
			position = position_at(events, parser->context_mark);
		nkv_report_error(events->report, &position, "%s", faults[i].words);
		return;
	}
	nkv_report_error(events->report, &position, "syntax error%s%s: %s",
			 parser->context ? " " : "", parser->context ? parser->context : "",
			 parser->problem);
}

void nkv_refuse_syntax(const struct nkv_events *events, const yaml_parser_t *parser,
		       const char *text, size_t length)
{
	struct nkv_position position = position_at(events, parser->problem_mark);

	/* Other errors follow from this one. */
	if (events->joined || refuse_joined_line(events, parser, text, length))
		return;
	if (strcmp(parser->problem, "did not find expected <document start>") == 0)
		nkv_report_error(events->report, &position,
				 "text after the end of the description, %s",
				 events->json ? "expected one object on each line"
					      : "expected '---' on a line before it");
	else if (parser->flow_level == 0 &&
		 find_tab(line_at(text, length, parser->problem_mark.line), &position))
		nkv_report_error(events->report, &position,
				 "a tab in the indentation, expected spaces");
	else
		refuse_problem(events, parser);
}
