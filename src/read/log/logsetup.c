/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/log/logsetup.h"

#include <string.h>

#include "read/lines/logglue.h"

enum { REST_LINES_MAX = 6 }; /* of an entry that a mail program broke */

/* What the line is, as kernels that are planned would have printed it. */
static bool parse(const char **text, char old[NKV_LOGOLD_BYTES], struct nkv_console_line *parsed)
{
	if (nkv_logold(*text, old) == NKV_MATCH_WHOLE && nkv_console_parse(old, parsed)) {
		*text = old;
		return true;
	}
	return nkv_console_parse(*text, parsed);
}

/* The line with the next one, if that may be the rest of one that a mail program broke. */
static bool peek_joined(struct nkv_loglines *lines, const struct nkv_logline *line,
			char joined[512])
{
	const char *rest = nkv_loglines_peek(lines);
	size_t length = line->length;

	if (!rest || length >= 512)
		return false;
	memcpy(joined, line->text, length + 1);
	return nkv_logglue(joined, &length, 512, rest);
}

/* Adds the rest of an entry of the map or the SRAT. */
static void mend_entry(struct nkv_loglines *lines, struct nkv_logline *line)
{
	char joined[512], old[NKV_LOGOLD_BYTES];
	const char *rest;
	int rests = 0;

	while (rests++ < REST_LINES_MAX && nkv_logold(line->text, old) == NKV_MATCH_PART &&
	       peek_joined(lines, line, joined) && nkv_logold(joined, old) != NKV_MATCH_NONE)
		if (!nkv_loglines_join(lines, line))
			return;
	while (rests++ < REST_LINES_MAX && (rest = nkv_loglines_peek(lines)) &&
	       nkv_logold_goes_on(line->text, rest))
		if (!nkv_loglines_join(lines, line))
			return;
}

/* Adds the rest of another line. */
static void mend(struct nkv_loglines *lines, struct nkv_logline *line,
		 struct nkv_console_line *parsed)
{
	char joined[512];
	struct nkv_console_line whole;

	if (!peek_joined(lines, line, joined) || !nkv_console_parse(joined, &whole) ||
	    whole.kind != parsed->kind || !whole.is_whole || !nkv_loglines_join(lines, line))
		return;
	*parsed = whole;
}

const char *nkv_logsetup_read(struct nkv_loglines *lines, struct nkv_logline *line,
			      char old[NKV_LOGOLD_BYTES], struct nkv_console_line *parsed)
{
	const char *text;

	mend_entry(lines, line);
	text = line->text;
	if (!parse(&text, old, parsed))
		return NULL;
	if (parsed->is_whole)
		return text;
	mend(lines, line, parsed);
	return line->text;
}
