/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/log/setup_line.h"

#include <string.h>

#include "base/text.h"
#include "read/lines/line_ends.h"

enum {
	REST_LINES_MAX = 6,  /* of an entry that a mail program broke */
	LIST_LINES_MAX = 64, /* of a list of numbers */
};

/* Parses the line in the form of the planned kernels. */
static bool parse(const char **text, char translated[NKV_TRANSLATED_BYTES],
		  struct nkv_console_line *parsed)
{
	if (nkv_translate_line(*text, translated) == NKV_MATCH_WHOLE &&
	    nkv_console_parse(translated, parsed)) {
		*text = translated;
		return true;
	}
	return nkv_console_parse(*text, parsed);
}

/* The line joined with the next one, if that may be its rest, broken by a mail program. */
static bool joined_with_rest(struct nkv_log_lines *lines, const struct nkv_log_line *line,
			     char joined[512])
{
	const char *rest = nkv_log_lines_following(lines);
	size_t length = line->length;

	if (!rest || length >= 512)
		return false;
	memcpy(joined, line->text, length + 1);
	return nkv_join_line(joined, &length, 512, rest);
}

/* Appends the rest of an entry of the map or the SRAT. */
static void mend_entry(struct nkv_log_lines *lines, struct nkv_log_line *line)
{
	char joined[512], translated[NKV_TRANSLATED_BYTES];
	const char *rest;
	int rests = 0;

	while (rests++ < REST_LINES_MAX &&
	       nkv_translate_line(line->text, translated) == NKV_MATCH_PART &&
	       joined_with_rest(lines, line, joined) &&
	       nkv_translate_line(joined, translated) != NKV_MATCH_NONE)
		if (!nkv_log_lines_join(lines, line))
			return;
	while (rests++ < REST_LINES_MAX && nkv_srat_line_may_go_on(line->text) &&
	       (rest = nkv_log_lines_following(lines)) && nkv_srat_line_goes_on(line->text, rest))
		if (!nkv_log_lines_join(lines, line))
			return;
}

/* Whether more follows, although that is a line of another kind as it is. */
static bool ends_in_arrow(const struct nkv_log_line *line)
{
	return nkv_text_ends_with(line->text, " ==>");
}

/* Appends the rest of another line. */
static void mend(struct nkv_log_lines *lines, struct nkv_log_line *line,
		 struct nkv_console_line *parsed)
{
	char joined[512];
	struct nkv_console_line whole;

	if (!joined_with_rest(lines, line, joined) || !nkv_console_parse(joined, &whole) ||
	    (whole.kind != parsed->kind && !ends_in_arrow(line)) || !whole.is_whole ||
	    !nkv_log_lines_join(lines, line))
		return;
	*parsed = whole;
}

static bool is_list(const struct nkv_console_kind *kind)
{
	return nkv_text_ends_with(kind->form, "%P") || nkv_text_ends_with(kind->form, "%B");
}

/* Appends the rest of a long list of numbers: no kernel prints two lists in a row. */
static void mend_list(struct nkv_log_lines *lines, struct nkv_log_line *line)
{
	struct nkv_console_line more;
	const char *rest;

	for (int rests = 0; rests < LIST_LINES_MAX; rests++) {
		rest = nkv_log_lines_following(lines);
		if (!rest || strcmp(rest, line->text) == 0 || !nkv_console_parse(rest, &more) ||
		    !nkv_text_ends_with(more.kind->form, "%P") || !nkv_log_lines_join(lines, line))
			return;
	}
}

const char *nkv_setup_line_read(struct nkv_log_lines *lines, struct nkv_log_line *line,
				char translated[NKV_TRANSLATED_BYTES],
				struct nkv_console_line *parsed)
{
	const char *text;

	mend_entry(lines, line);
	text = line->text;
	if (!parse(&text, translated, parsed))
		return NULL;
	if (is_list(parsed->kind))
		mend_list(lines, line);
	if (parsed->is_whole && !ends_in_arrow(line))
		return text;
	mend(lines, line, parsed);
	return line->text;
}
