/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/log/boots.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "base/text.h"
#include "read/forms/line_notes.h"
#include "read/forms/take_line.h"
#include "read/forms/translate_line.h"
#include "read/lines/clean_line.h"
#include "read/lines/cut_line.h"
#include "read/lines/line_ends.h"

enum {
	JOINED_LINES_MAX = 64, /* of a line that a mail program broke */
	UNBROKEN_BYTES = 60,   /* no mail program breaks shorter lines */
};

struct reading {
	struct nkv_log_boots *boots;
	struct nkv_log_lines *lines;
	const struct nkv_input *input;
	struct nkv_log_loader loader; /* of the boot that is still to come */
};

static struct nkv_boot_facts *reuse_oldest(struct nkv_log_boots *boots)
{
	struct nkv_boot_facts *oldest = boots->kept[0];

	for (size_t i = 1; i < boots->count; i++)
		boots->kept[i - 1] = boots->kept[i];
	boots->kept[boots->count - 1] = oldest;
	return oldest;
}

static struct nkv_boot_facts *add_one(struct nkv_log_boots *boots)
{
	struct nkv_boot_facts **kept = nkv_grow(boots->kept, &boots->capacity, boots->count + 1,
						sizeof(struct nkv_boot_facts *));
	struct nkv_boot_facts *facts;

	if (!kept)
		return NULL;
	boots->kept = kept;
	facts = malloc(sizeof(*facts));
	if (facts)
		boots->kept[boots->count++] = facts;
	return facts;
}

/* Room for the facts of one more boot; the oldest gives way if enough are kept. NULL: no memory. */
static struct nkv_boot_facts *add_boot(struct nkv_log_boots *boots)
{
	boots->seen++;
	return boots->count == boots->kept_max ? reuse_oldest(boots) : add_one(boots);
}

/* The facts of the last boot; NULL before the first. */
static struct nkv_boot_facts *last_boot(const struct nkv_log_boots *boots)
{
	return boots->count > 0 ? boots->kept[boots->count - 1] : NULL;
}

static bool begin_boot(struct reading *reading, const struct nkv_position *first)
{
	struct nkv_boot_facts *facts = add_boot(reading->boots);

	if (!facts)
		return false;
	nkv_boot_facts_begin(facts, first);
	facts->loader = reading->loader;
	reading->loader = (struct nkv_log_loader){ 0 };
	if (reading->boots->seen == 1)
		facts->architecture = reading->boots->architecture;
	return true;
}

/* --- lines that a mail program broke --- */

static bool is_command_line(const char *text)
{
	return nkv_text_begins_with(text, "Kernel command line:") ||
	       nkv_text_begins_with(text, "Command line:");
}

/*
 * Whether a line continues a command line: no name in it has a capital letter
 * or a bracket, as the kernel's sentences do.
 */
static bool has_options_alone(const char *text)
{
	bool in_name = true;

	for (; *text; text++) {
		if (*text == ' ')
			in_name = true;
		else if (*text == '=')
			in_name = false;
		else if (in_name && (strchr("()[]:", *text) || (*text >= 'A' && *text <= 'Z')))
			return false;
	}
	return true;
}

/* Early 64-bit kernels print it in brackets, before their version. */
static bool is_open_command_line(const char *text)
{
	return nkv_text_begins_with(text, "Bootdata ok (command line is") &&
	       !nkv_text_ends_with(text, ")");
}

/* A quick test: the next line must be cleaned before it can be examined. */
static bool may_continue(const char *text)
{
	return nkv_srat_line_may_go_on(text) || is_open_command_line(text) || is_command_line(text);
}

static bool continues(const struct nkv_log_line *line, const char *next)
{
	if (nkv_srat_line_goes_on(line->text, next) ||
	    (is_open_command_line(line->text) && !nkv_text_begins_with(next, "Linux version")))
		return true;
	if (!is_command_line(line->text))
		return false;
	return line->stamped ||
	       (line->length + 1 + strcspn(next, " ") >= UNBROKEN_BYTES && has_options_alone(next));
}

static void join_tails(struct reading *reading, struct nkv_log_line *line)
{
	for (int i = 0; i < JOINED_LINES_MAX && may_continue(line->text); i++) {
		const char *more = nkv_log_lines_following(reading->lines);

		if (!more || !continues(line, more) || !nkv_log_lines_join(reading->lines, line))
			return;
	}
}

/* --- lines --- */

/* A loader's line belongs to the boot that follows. */
static enum nkv_match take_text(struct reading *reading, const char *text,
				const struct nkv_position *position)
{
	struct nkv_boot_facts *facts = last_boot(reading->boots);
	enum nkv_match match = nkv_loader_line_take(&reading->loader, text, position);

	return match == NKV_MATCH_NONE && facts ? nkv_line_take(facts, text, position) : match;
}

/* Looks for the rest of a partial line in the next one. */
static bool join_rest(struct reading *reading, struct nkv_log_line *line,
		      const struct nkv_position *position)
{
	char joined[NKV_LOG_LINE_BYTES_MAX + 1];
	const char *more = nkv_log_lines_following(reading->lines);
	size_t length = line->length;
	enum nkv_match result;

	if (!more)
		return false;
	memcpy(joined, line->text, length + 1);
	if (!nkv_join_line(joined, &length, sizeof(joined), more))
		return false;
	result = take_text(reading, joined, position);
	if (result == NKV_MATCH_NONE)
		return false;
	return nkv_log_lines_join(reading->lines, line) &&
	       (result == NKV_MATCH_WHOLE || join_rest(reading, line, position));
}

/* A note that something was cut out of the log. */
static void note_cut(struct nkv_boot_facts *facts, const struct nkv_position *position)
{
	if (facts->ends_in_map)
		nkv_log_fact_note(&facts->facts[NKV_LOG_FACT_MAP_CUT], 0, position);
	if (facts->ends_in_srat)
		nkv_log_fact_note(&facts->facts[NKV_LOG_FACT_SRAT_CUT], 0, position);
}

/* Kernels of other architectures print lines before their version; and a version can be missing. */
static void note_before_boot(struct nkv_log_boots *boots, const struct nkv_log_line *line,
			     const struct nkv_position *position)
{
	const char *architecture = nkv_architecture_of_line(line->text);

	if (!architecture && !line->stamped && !nkv_line_has_form(line->text))
		return;
	if (!boots->any)
		boots->first = *position;
	boots->any = true;
	if (!boots->architecture)
		boots->architecture = architecture;
}

static void take_line(struct reading *reading, struct nkv_log_line *line)
{
	const struct nkv_position position = { reading->input->name, line->line, line->column };
	struct nkv_boot_facts *facts = last_boot(reading->boots);
	enum nkv_match result;

	if (!facts)
		note_before_boot(reading->boots, line, &position);
	join_tails(reading, line);
	result = take_text(reading, line->text, &position);
	if (result == NKV_MATCH_PART && join_rest(reading, line, &position))
		result = NKV_MATCH_WHOLE;
	if (result == NKV_MATCH_WHOLE)
		nkv_log_lines_noticed(reading->lines);
	else if (facts && nkv_is_cut_line(line->text))
		note_cut(facts, &position);
	else if (facts)
		nkv_line_take_broken(facts, line->text, &position);
}

static bool read_boots(struct nkv_log_boots *boots, struct nkv_log_lines *lines,
		       const struct nkv_input *input)
{
	struct reading reading = { .boots = boots, .lines = lines, .input = input };
	struct nkv_log_line line;
	enum nkv_log_lines_result result;

	while ((result = nkv_log_lines_next(lines, &line)) == NKV_LOG_LINES_LINE) {
		const struct nkv_position position = { input->name, line.line, line.column };

		if (line.boot > boots->seen) {
			if (input->boot > 0 && line.boot > (size_t)input->boot)
				return true;
			if (!begin_boot(&reading, &position)) {
				errno = ENOMEM;
				return false;
			}
		}
		take_line(&reading, &line);
	}
	return result == NKV_LOG_LINES_END;
}

bool nkv_log_boots_read(struct nkv_log_boots *boots, struct nkv_log_lines *lines,
			const struct nkv_input *input)
{
	bool is_read = read_boots(boots, lines, input);

	for (size_t i = 0; i < boots->count; i++)
		nkv_boot_facts_settle(boots->kept[i]);
	return is_read;
}

void nkv_log_boots_free(struct nkv_log_boots *boots)
{
	for (size_t i = 0; i < boots->count; i++)
		free(boots->kept[i]);
	free(boots->kept);
}
