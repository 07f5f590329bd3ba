/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/lines/clean_line.h"

#include <string.h>

#include "read/lines/json_log.h"
#include "read/lines/prefix.h"
#include "read/lines/shown.h"
#include "read/lines/wrapping.h"

/* A line of a container's log is JSON; its text is shown instead. */
static size_t show_object(const char *raw, size_t raw_length, char *text)
{
	char unpacked[NKV_LOG_LINE_BYTES_MAX];
	size_t length = nkv_json_log_unpack(raw, raw_length, unpacked, sizeof(unpacked));

	return length > 0 ? nkv_shown(unpacked, length, text) : nkv_shown(raw, raw_length, text);
}

static size_t show(const char *raw, size_t raw_length, char *text)
{
	return raw_length > 0 && raw[0] == '{' ? show_object(raw, raw_length, text)
					       : nkv_shown(raw, raw_length, text);
}

size_t nkv_show_line(const char *raw, size_t raw_length, char text[NKV_LOG_LINE_BYTES_MAX + 1])
{
	size_t length = nkv_wrapping_without_end(text, show(raw, raw_length, text));

	text[length] = '\0';
	return length;
}

/* The end of a hypervisor's mark in the prefix of the message, or at its beginning; or 0. */
static size_t end_of_mark(const char *text, size_t prefix)
{
	static const char mark[] = NKV_HYPERVISOR_MARK;
	const char *found = strstr(text, mark);

	return found && found <= text + prefix ? (size_t)(found - text) + sizeof(mark) - 1 : 0;
}

/* The number of bytes before the message; *kept is how many of these stay. */
static size_t prefix_of(char *text, bool *stamped, size_t *kept)
{
	size_t prefix = nkv_prefix_length(text, stamped), mark = end_of_mark(text, prefix);

	*kept = 0;
	if (mark == 0)
		return prefix;
	*stamped = true;
	*kept = sizeof(NKV_HYPERVISOR_MARK) - 1;
	prefix = mark + nkv_prefix_length(text + mark, stamped);
	memcpy(text + prefix - *kept, NKV_HYPERVISOR_MARK, *kept);
	return prefix;
}

/* Takes the text of a line whose message begins at `begin`. */
static void take_message(char *text, size_t begin, struct nkv_clean_line *clean)
{
	clean->length = clean->length > begin ? clean->length - begin : 0;
	memmove(text, text + begin, clean->length);
	text[clean->length] = '\0';
}

struct nkv_clean_line nkv_clean_line(const char *raw, size_t raw_length,
				     struct nkv_learned_prefix *learned,
				     char text[NKV_LOG_LINE_BYTES_MAX + 1])
{
	struct nkv_clean_line clean = { .length = show(raw, raw_length, text) };
	size_t skipped = nkv_learned_prefix_at(learned, text), kept;
	size_t prefix = skipped + prefix_of(text + skipped, &clean.stamped, &kept);

	if (skipped > 0)
		clean.stamped |= learned->stamped;
	else
		skipped = nkv_learn_prefix(learned, text, prefix, clean.stamped);
	if (skipped > prefix) {
		prefix = skipped;
		kept = 0;
	}
	clean.length = nkv_wrapping_without_end(text, clean.length);
	clean.length = nkv_wrapping_without_quote(text, prefix, clean.length);
	take_message(text, prefix - kept, &clean);
	nkv_learn_suffix(learned, text);
	clean.length = nkv_without_learned_suffix(learned, text, clean.length);
	text[clean.length] = '\0';
	clean.column = nkv_shown_column(raw, raw_length, prefix);
	return clean;
}
