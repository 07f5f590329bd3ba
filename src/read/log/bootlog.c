/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Boot logs as inputs: one boot of a log is one document. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/text.h"
#include "base/text_check.h"
#include "read/input.h"
#include "read/forms/boot_facts.h"
#include "read/forms/take_line.h"
#include "read/forms/translate_line.h"
#include "read/lines/clean_line.h"
#include "read/lines/join_lines.h"
#include "read/lines/log_lines.h"
#include "read/log/assumptions.h"
#include "read/log/boots.h"
#include "read/log/contradictions.h"
#include "read/log/kernel_choice.h"
#include "read/log/log_check.h"
#include "read/log/log_machine.h"
#include "read/machine/builder.h"
#include "read/machine/found_machine.h"

enum {
	JOINED_LINES_MAX = 8, /* of one that a mail program broke */
	UNBROKEN_BYTES = 60,  /* what no mail program breaks */
	NAME_BYTES_MAX = 255,
};

struct bootlog {
	struct nkv_input input;
	struct nkv_log_lines *lines;
	struct nkv_log_boots boots;
	struct nkv_log_initrd loader; /* of the boot that is still to come */
	bool done;

	struct nkv_pool pool;
	struct nkv_report report;
	struct nkv_builder builder;
	struct nkv_kernel_choice choice;
	struct nkv_log_machine machine;
	struct nkv_log_assumptions assumptions;
};

static bool begin_boot(struct bootlog *bootlog, const struct nkv_position *first)
{
	struct nkv_boot_facts *facts = nkv_log_boots_add(&bootlog->boots);

	if (!facts)
		return false;
	nkv_boot_facts_begin(facts, first);
	facts->loader = bootlog->loader;
	bootlog->loader = (struct nkv_log_initrd){ { 0 }, { 0 } };
	return true;
}

/* --- lines that a mail program broke --- */

static bool is_command_line(const char *text)
{
	return nkv_text_begins_with(text, "Kernel command line:") ||
	       nkv_text_begins_with(text, "Command line:");
}

/*
 * Whether a line goes on with words of a command line: no name in them has a
 * capital letter or a bracket, as the kernel's sentences do.
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

static bool continues(const struct nkv_log_line *line, const char *next)
{
	if (nkv_srat_line_goes_on(line->text, next))
		return true;
	if (!is_command_line(line->text))
		return false;
	return line->stamped ||
	       (line->length + 1 + strcspn(next, " ") >= UNBROKEN_BYTES && has_options_alone(next));
}

static void join_tails(struct bootlog *bootlog, struct nkv_log_line *line)
{
	const char *more = nkv_log_lines_peek(bootlog->lines);

	for (int i = 0; i < JOINED_LINES_MAX * 8 && more && continues(line, more); i++) {
		if (!nkv_log_lines_join(bootlog->lines, line))
			return;
		more = nkv_log_lines_peek(bootlog->lines);
	}
}

/* A line of which a part is there: the rest is looked for in the next. */
static bool join_rest(struct bootlog *bootlog, struct nkv_log_line *line,
		      const struct nkv_position *position)
{
	char joined[NKV_LOG_LINE_BYTES_MAX + 1];
	const char *more = nkv_log_lines_peek(bootlog->lines);
	size_t length = line->length;
	enum nkv_match result;

	if (!more)
		return false;
	memcpy(joined, line->text, length + 1);
	if (!nkv_join_line(joined, &length, sizeof(joined), more))
		return false;
	result = nkv_loader_line_take(&bootlog->loader, joined, position);
	if (result == NKV_MATCH_NONE && nkv_log_boots_last(&bootlog->boots))
		result = nkv_line_take(nkv_log_boots_last(&bootlog->boots), joined, position);
	if (result == NKV_MATCH_NONE)
		return false;
	return nkv_log_lines_join(bootlog->lines, line) &&
	       (result == NKV_MATCH_WHOLE || join_rest(bootlog, line, position));
}

/* --- the log --- */

static void take_line(struct bootlog *bootlog, struct nkv_log_line *line)
{
	const struct nkv_position position = { bootlog->input.name, line->line, line->column };
	struct nkv_boot_facts *facts = nkv_log_boots_last(&bootlog->boots);
	enum nkv_match result;

	join_tails(bootlog, line);
	result = nkv_loader_line_take(&bootlog->loader, line->text, &position);
	if (result == NKV_MATCH_NONE && facts)
		result = nkv_line_take(facts, line->text, &position);
	if (result == NKV_MATCH_PART && join_rest(bootlog, line, &position))
		result = NKV_MATCH_WHOLE;
	if (result == NKV_MATCH_WHOLE)
		nkv_log_lines_noticed(bootlog->lines);
	else if (facts)
		nkv_line_take_broken(facts, line->text, &position);
}

/* Reads until the wanted boot is complete. Returns false with errno set if reading fails. */
static bool read_log(struct bootlog *bootlog)
{
	struct nkv_log_line line;
	enum nkv_log_lines_result result;

	while ((result = nkv_log_lines_next(bootlog->lines, &line)) == NKV_LOG_LINES_LINE) {
		const struct nkv_position position = { bootlog->input.name, line.line,
						       line.column };

		if (line.boot > bootlog->boots.seen) {
			if (bootlog->input.boot > 0 && line.boot > (size_t)bootlog->input.boot)
				return true;
			if (!begin_boot(bootlog, &position)) {
				errno = ENOMEM;
				return false;
			}
		}
		take_line(bootlog, &line);
	}
	return result == NKV_LOG_LINES_END;
}

/* How many boots lie behind the wanted one, counted from the last of those that are read. */
static size_t boots_back(const struct nkv_input *input)
{
	return input->boot < 0 ? (size_t)-input->boot : 0;
}

/* The boot that is wanted, or NULL, which is reported. */
static struct nkv_boot_facts *wanted_boot(struct bootlog *bootlog)
{
	const struct nkv_log_boots *boots = &bootlog->boots;
	const struct nkv_position position = { bootlog->input.name, 1, 1 };
	int wanted = bootlog->input.boot;
	size_t back = boots_back(&bootlog->input);

	if (boots->seen == 0)
		nkv_report_error(&bootlog->report, &position,
				 "no boot, wanted is what a kernel prints when it starts");
	else if (wanted > 0 ? boots->seen < (size_t)wanted : boots->count <= back)
		nkv_report_error(&bootlog->report, &position,
				 "there is no boot %d, the log has %zu", wanted, boots->seen);
	else
		return boots->kept[boots->count - 1 - back];
	return NULL;
}

static void note_boots(struct bootlog *bootlog, const struct nkv_boot_facts *facts)
{
	if (bootlog->boots.seen > 1 && bootlog->input.boot == 0)
		nkv_report_remark(&bootlog->report, NKV_GRAVITY_NOTE, &facts->first,
				  "this is the last of %zu boots in the log, --boot takes another",
				  bootlog->boots.seen);
}

/* --- the machine --- */

/* The file's name without directories and suffix; NULL if it is no text. */
static const char *machine_name(struct bootlog *bootlog)
{
	const char *name = bootlog->input.name, *slash = strrchr(name, '/'), *point;
	size_t length;

	if (name[0] == '<')
		return NULL;
	name = slash ? slash + 1 : name;
	point = strrchr(name, '.');
	length = point && point != name ? (size_t)(point - name) : strlen(name);
	if (length == 0 || length > NAME_BYTES_MAX || nkv_text_check(name, length).what)
		return NULL;
	name = nkv_pool_copy(&bootlog->pool, name, length);
	if (!name)
		bootlog->report.no_memory = true;
	return name;
}

/* Bytes that are no text become question marks. */
static void mend_command_line(struct bootlog *bootlog, struct nkv_boot_facts *facts)
{
	size_t length = strlen(facts->cmdline), mended = 0;

	for (size_t i = 0; i < length; i++) {
		if (((unsigned char)facts->cmdline[i] & 0x80) == 0)
			continue;
		if (!nkv_text_check(facts->cmdline, length).what)
			break;
		facts->cmdline[i] = '?';
		mended++;
	}
	if (mended > 0)
		nkv_report_remark(&bootlog->report, NKV_GRAVITY_WARNING, &facts->cmdline_position,
				  "the command line is not UTF-8, '?' stands for %zu of its bytes",
				  mended);
}

static void list_assumptions(struct bootlog *bootlog, const struct nkv_boot_facts *facts)
{
	const struct nkv_log_assumptions *assumptions = &bootlog->assumptions;

	if (!nkv_log_assume(facts, &bootlog->choice, &bootlog->machine, bootlog->input.overrides,
			    bootlog->input.override_count, &bootlog->pool, &bootlog->assumptions))
		bootlog->report.no_memory = true;
	/* Of several kernels one was taken: that is said where the log tells its version. */
	if (assumptions->count > 0 && strcmp(assumptions->list[0].key, "kernel.profile") == 0)
		nkv_report_remark(&bootlog->report, NKV_GRAVITY_NOTE,
				  facts->version[0] ? &facts->version_position : &facts->first,
				  "planned as %s: %s", assumptions->list[0].value,
				  assumptions->list[0].why);
}

static void finish_machine(struct bootlog *bootlog, const struct nkv_boot_facts *facts)
{
	struct nkv_found_machine found;

	bootlog->machine.machine.name = machine_name(bootlog);
	found = (struct nkv_found_machine){
		.machine = bootlog->machine.machine,
		.position = facts->first,
		.e820_positions = facts->e820_positions,
		.processor_positions = facts->processor_positions,
		.memory_positions = bootlog->machine.memory_positions,
	};
	nkv_found_machine_build(&found, bootlog->input.overrides, bootlog->input.override_count,
				&bootlog->builder, &bootlog->report);
}

/* Says where the log is not that of the machine which was found in it. */
static void hold_against_plan(struct bootlog *bootlog, const struct nkv_boot_facts *facts)
{
	size_t bytes = nkv_workspace_bytes(&bootlog->machine.machine);
	void *workspace = malloc(bytes);
	struct nkv_plan *plan = malloc(sizeof(*plan));

	if (!workspace || !plan)
		bootlog->report.no_memory = true;
	else if (nkv_plan_machine(&bootlog->machine.machine, workspace, bytes, plan) == NKV_OK)
		nkv_log_contradict(facts, plan, &bootlog->report);
	free(plan);
	free(workspace);
}

static void make_machine(struct bootlog *bootlog, struct nkv_boot_facts *facts)
{
	nkv_log_check_map(facts, &bootlog->report);
	if (!bootlog->input.srat_is_given)
		nkv_log_check_srat(facts, &bootlog->report);
	mend_command_line(bootlog, facts);
	if (bootlog->report.error_count > 0)
		return;
	if (!nkv_kernel_choose(facts, &bootlog->choice)) {
		bootlog->report.no_memory = true;
		return;
	}
	nkv_log_machine(facts, &bootlog->choice.candidate, &bootlog->machine);
	finish_machine(bootlog, facts);
	if (bootlog->choice.contradictions.count > 0)
		hold_against_plan(bootlog, facts);
	list_assumptions(bootlog, facts);
}

/* --- the reader --- */

static void *open_bootlog(const struct nkv_input *input)
{
	struct bootlog *bootlog = calloc(1, sizeof(*bootlog));

	if (!bootlog)
		return NULL;
	bootlog->input = *input;
	bootlog->boots.kept_max = 1 + boots_back(input);
	bootlog->report.pool = &bootlog->pool;
	bootlog->lines = nkv_log_lines_new(input->file);
	if (bootlog->lines)
		return bootlog;
	free(bootlog);
	return NULL;
}

static enum nkv_read_result next(void *state, struct nkv_document *document)
{
	struct bootlog *bootlog = state;
	struct nkv_boot_facts *facts;
	enum nkv_read_result result;

	if (bootlog->done)
		return NKV_READ_END;
	bootlog->done = true;
	if (!read_log(bootlog))
		return NKV_READ_FAILED;
	facts = wanted_boot(bootlog);
	if (facts) {
		note_boots(bootlog, facts);
		make_machine(bootlog, facts);
	}
	nkv_report_sort(&bootlog->report);
	result = nkv_report_document(&bootlog->report, &bootlog->builder.machine, document);
	if (result == NKV_READ_DOCUMENT) {
		document->name = bootlog->machine.machine.name;
		document->assumptions = bootlog->assumptions.list;
		document->assumption_count = bootlog->assumptions.count;
	}
	return result;
}

static void close_bootlog(void *state)
{
	struct bootlog *bootlog = state;

	nkv_log_lines_free(bootlog->lines);
	nkv_log_boots_free(&bootlog->boots);
	nkv_builder_free(&bootlog->builder);
	nkv_pool_free(&bootlog->pool);
	free(bootlog);
}

static bool recognises(const char *line, size_t length)
{
	char text[NKV_LOG_LINE_BYTES_MAX + 1];
	struct nkv_clean_line clean = nkv_clean_line(line, length, text);
	struct nkv_log_initrd loader = { { 0 }, { 0 } };
	const struct nkv_position position = { "", 0, 0 };

	return clean.stamped || nkv_line_has_form(text) ||
	       nkv_loader_line_take(&loader, text, &position) == NKV_MATCH_WHOLE;
}

const struct nkv_input_format nkv_input_bootlog = {
	.name = "bootlog",
	.summary = "what a kernel printed when it started, of this or any other Linux",
	.recognises = recognises,
	.open = open_bootlog,
	.next = next,
	.close = close_bootlog,
};
