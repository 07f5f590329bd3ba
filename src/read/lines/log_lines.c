/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/lines/log_lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "read/lines/boot_start.h"
#include "read/lines/clean_line.h"
#include "read/lines/cut_line.h"
#include "read/lines/line_ends.h"
#include "read/lines/raw_lines.h"

struct nkv_log_lines {
	struct nkv_raw_lines raw;
	struct nkv_boot_start start;
	struct nkv_learned_prefix learned;
	bool is_full; /* the last raw line fills a terminal's line */

	char text[NKV_LOG_LINE_BYTES_MAX + 1];	    /* the current line */
	char following[NKV_LOG_LINE_BYTES_MAX + 1]; /* the line after it */
};

struct nkv_log_lines *nkv_log_lines_new(FILE *file)
{
	struct nkv_log_lines *lines = calloc(1, sizeof(*lines));

	if (lines && nkv_raw_lines_open(&lines->raw, file))
		return lines;
	free(lines);
	return NULL;
}

void nkv_log_lines_free(struct nkv_log_lines *lines)
{
	if (!lines)
		return;
	nkv_raw_lines_close(&lines->raw);
	free(lines);
}

void nkv_log_lines_noticed(struct nkv_log_lines *lines)
{
	lines->raw.unnoticed = 0;
}

static void give_line(struct nkv_log_lines *lines, const struct nkv_clean_line *clean,
		      size_t line_number, struct nkv_log_line *line)
{
	if (!nkv_boot_start_is_again(&lines->start, lines->text) ||
	    !nkv_boot_start_is_shown(&lines->start, clean->stamped, nkv_log_lines_following(lines)))
		nkv_boot_start_count(&lines->start, lines->text, clean->stamped);
	lines->start.asks = strstr(lines->text, "/proc/version") != NULL;
	lines->learned.is_of_boot = lines->start.boot > 0;
	*line = (struct nkv_log_line){
		.text = lines->text,
		.length = clean->length,
		.line = line_number,
		.column = clean->column,
		.stamped = clean->stamped,
		.boot = lines->start.boot,
	};
}

/* Cleans the next line, if it may belong to the current one. */
static bool find_following(struct nkv_log_lines *lines, struct nkv_raw_line *raw,
			   struct nkv_clean_line *clean)
{
	if (lines->raw.inside_line || !nkv_raw_lines_find(&lines->raw, raw))
		return false;
	*clean = nkv_clean_line(raw->bytes, raw->length, &lines->learned, lines->following);
	return clean->length > 0 && !clean->stamped && !nkv_is_cut_line(lines->following);
}

/* Appends the following line; without a blank if a terminal broke the line within a word. */
static bool join(struct nkv_log_lines *lines, struct nkv_log_line *line,
		 const struct nkv_raw_line *raw, const struct nkv_clean_line *clean)
{
	const size_t room = sizeof(lines->text);

	if (lines->is_full && clean->column == 1
		    ? !nkv_join_line_directly(lines->text, &line->length, room, lines->following)
		    : !nkv_join_line(lines->text, &line->length, room, lines->following))
		return false;
	lines->is_full = nkv_fills_terminal(raw->bytes, raw->length);
	nkv_raw_lines_take(&lines->raw, raw);
	return true;
}

/*
 * Appends the following lines of a terminal. Only if lines have times is it
 * certain that a line without one is not a new line.
 */
static void join_full(struct nkv_log_lines *lines, struct nkv_log_line *line)
{
	struct nkv_raw_line raw;
	struct nkv_clean_line clean;

	while (lines->is_full && line->stamped && find_following(lines, &raw, &clean))
		if (!join(lines, line, &raw, &clean))
			return;
}

enum nkv_log_lines_result nkv_log_lines_next(struct nkv_log_lines *lines, struct nkv_log_line *line)
{
	struct nkv_raw_line raw;

	for (;;) {
		struct nkv_clean_line clean;
		size_t line_number;

		nkv_raw_lines_skip_noise(&lines->raw);
		nkv_raw_lines_pass_rest(&lines->raw);
		if (!nkv_raw_lines_find(&lines->raw, &raw))
			break;
		line_number = lines->raw.line_number;
		clean = nkv_clean_line(raw.bytes, raw.length, &lines->learned, lines->text);
		lines->is_full = nkv_fills_terminal(raw.bytes, raw.length);
		nkv_raw_lines_take(&lines->raw, &raw);
		nkv_mail_body_note(&lines->raw.body, lines->text);
		if (clean.length > 0 && !nkv_boot_start_is_double(&lines->start, lines->text)) {
			give_line(lines, &clean, line_number, line);
			join_full(lines, line);
			return NKV_LOG_LINES_LINE;
		}
	}
	if (lines->raw.error == 0)
		return NKV_LOG_LINES_END;
	errno = lines->raw.error;
	return NKV_LOG_LINES_FAILED;
}

const char *nkv_log_lines_following(struct nkv_log_lines *lines)
{
	struct nkv_raw_line raw;
	struct nkv_clean_line clean;

	return find_following(lines, &raw, &clean) ? lines->following : NULL;
}

bool nkv_log_lines_join(struct nkv_log_lines *lines, struct nkv_log_line *line)
{
	struct nkv_raw_line raw;
	struct nkv_clean_line clean;

	return find_following(lines, &raw, &clean) && join(lines, line, &raw, &clean);
}
