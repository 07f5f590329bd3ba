/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Boot logs as inputs: one boot is one document. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/text.h"
#include "base/text_check.h"
#include "read/input.h"
#include "read/kernel_name.h"
#include "read/forms/boot_facts.h"
#include "read/forms/take_line.h"
#include "read/lines/clean_line.h"
#include "read/lines/line_ends.h"
#include "read/lines/log_lines.h"
#include "read/lines/mail_body.h"
#include "read/log/assumptions.h"
#include "read/log/boots.h"
#include "read/infer/contradictions.h"
#include "read/infer/kernel_choice.h"
#include "read/log/log_check.h"
#include "read/infer/log_machine.h"
#include "read/machine/builder.h"
#include "read/machine/found_machine.h"
#include "read/machine/override.h"

enum { NAME_BYTES_MAX = 255 };

struct bootlog {
	struct nkv_input input;
	struct nkv_log_lines *lines;
	struct nkv_log_boots boots;
	bool done;

	struct nkv_pool pool;
	struct nkv_report report;
	struct nkv_builder builder;
	struct nkv_kernel_choice choice;
	struct nkv_log_machine machine;
	struct nkv_log_assumptions assumptions;
};

/* How far the wanted boot is before the last one that is read. */
static size_t boots_back(const struct nkv_input *input)
{
	return input->boot < 0 ? (size_t)-input->boot : 0;
}

/*
 * The log of another architecture, or one that begins late, for example because the kernel's
 * buffer was too small.
 */
static void report_no_boot(struct bootlog *bootlog, const struct nkv_position *position)
{
	const struct nkv_log_boots *boots = &bootlog->boots;

	if (nkv_log_report_architecture(boots->architecture, &boots->first, &bootlog->report))
		return;
	if (boots->any)
		nkv_report_error(
			&bootlog->report, &boots->first,
			"no boot found: its first lines are missing, expected 'BIOS-e820:' "
			"lines, which /var/log/dmesg or 'journalctl -k' may still have");
	else
		nkv_report_error(&bootlog->report, position,
				 "no boot found, expected the messages of a kernel's boot%s",
				 bootlog->input.is_guessed ? ", or a description" : "");
}

/* The facts of the wanted boot, or NULL, which is reported. */
static struct nkv_boot_facts *wanted_boot(struct bootlog *bootlog)
{
	const struct nkv_log_boots *boots = &bootlog->boots;
	const struct nkv_position position = { bootlog->input.name, 1, 1 };
	int wanted = bootlog->input.boot;
	size_t back = boots_back(&bootlog->input);

	if (boots->seen == 0)
		report_no_boot(bootlog, &position);
	else if (wanted > 0 ? boots->seen < (size_t)wanted : boots->count <= back)
		nkv_report_error(&bootlog->report, &position,
				 "there is no boot %d, the log has %zu of them", wanted,
				 boots->seen);
	else
		return boots->kept[boots->count - 1 - back];
	return NULL;
}

static void note_boots(struct bootlog *bootlog, const struct nkv_boot_facts *facts)
{
	if (bootlog->boots.seen > 1 && bootlog->input.boot == 0)
		nkv_report_remark(
			&bootlog->report, NKV_GRAVITY_NOTE, &facts->first,
			"this is the last of %zu boots in the log; --boot selects another",
			bootlog->boots.seen);
}

/* --- the machine --- */

/* The file's name without directories and suffix; NULL if it is not text. */
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

/* Bytes that are not text become question marks. */
static void mend_command_line(struct bootlog *bootlog, struct nkv_boot_facts *facts)
{
	size_t length = strlen(facts->cmdline.text), mended = 0;

	for (size_t i = 0; i < length; i++) {
		if (((unsigned char)facts->cmdline.text[i] & 0x80) == 0)
			continue;
		if (!nkv_text_check(facts->cmdline.text, length).what)
			break;
		facts->cmdline.text[i] = '?';
		mended++;
	}
	if (mended > 0)
		nkv_report_remark(
			&bootlog->report, NKV_GRAVITY_WARNING, &facts->cmdline.position,
			"the command line is not UTF-8; %zu of its bytes are shown as '?'", mended);
}

static void list_assumptions(struct bootlog *bootlog, const struct nkv_boot_facts *facts)
{
	const struct nkv_log_assumptions *assumptions = &bootlog->assumptions;

	if (!nkv_log_assume(facts, &bootlog->choice, &bootlog->machine, bootlog->input.overrides,
			    bootlog->input.override_count, &bootlog->pool, &bootlog->assumptions))
		bootlog->report.no_memory = true;
	/*
	 * If several kernels were possible, one was taken: a note says so if the log has its
	 * version.
	 */
	if (assumptions->count > 0 && strcmp(assumptions->list[0].key, "kernel.profile") == 0)
		nkv_report_remark(&bootlog->report, NKV_GRAVITY_NOTE,
				  facts->version[0] ? &facts->version_position : &facts->first,
				  "planned as %s: %s", assumptions->list[0].value,
				  assumptions->list[0].why);
}

/* The line before which a kernel with DISCONTIGMEM would have printed more. */
static void note_sections(struct bootlog *bootlog, const struct nkv_boot_facts *facts)
{
	static const enum nkv_log_fact after[] = { NKV_LOG_FACT_KVA_TOTAL,
						   NKV_LOG_FACT_KVA_START_PFN,
						   NKV_LOG_FACT_RESERVE_PAGES };
	char words[NKV_KERNEL_WORDS_BYTES];

	if (bootlog->machine.machine.kernel.memory_model != NKV_MODEL_SPARSE ||
	    nkv_override_concerns(bootlog->input.overrides, bootlog->input.override_count,
				  "kernel.memory_model"))
		return;
	for (size_t i = 0; i < sizeof(after) / sizeof(after[0]); i++) {
		const struct nkv_log_fact_value *fact = nkv_log_fact(facts, after[i]);

		if (!fact->given)
			continue;
		nkv_report_remark(
			&bootlog->report, NKV_GRAVITY_NOTE, &fact->position,
			"no node's pages are printed before this line: planned with SPARSEMEM");
		break;
	}
	if (nkv_kernel_name_is_near(facts->version, words) &&
	    !nkv_override_concerns(bootlog->input.overrides, bootlog->input.override_count,
				   "kernel.profile"))
		nkv_report_remark(&bootlog->report, NKV_GRAVITY_NOTE, &facts->version_position,
				  "%s", words);
}

/*
 * A kernel that read the SRAT is better evidence than the list of tables, from
 * which it would follow that it cannot.
 */
static void note_tables(struct bootlog *bootlog, const struct nkv_boot_facts *facts)
{
	const struct nkv_log_fact_value *srat = nkv_log_fact(facts, NKV_LOG_FACT_SRAT_TABLE);
	struct nkv_machine machine = bootlog->builder.machine;
	size_t table;

	if (!bootlog->machine.reads_srat || bootlog->machine.has_some_tables ||
	    facts->table_count == 0 || bootlog->report.error_count > 0)
		return;
	machine.has_acpi = true;
	machine.acpi_tables = facts->tables;
	machine.acpi_table_count = facts->table_count;
	if (machine.has_srat && nkv_srat_stop_of(&machine, &table) != NKV_SRAT_IN_REACH)
		nkv_report_remark(
			&bootlog->report, NKV_GRAVITY_NOTE,
			srat->given ? &srat->position : &facts->table_positions[0],
			"with these tables the kernel would not have reached the SRAT, but it "
			"did: they are ignored");
}

static void finish_machine(struct bootlog *bootlog, const struct nkv_boot_facts *facts)
{
	struct nkv_found_machine found;

	bootlog->machine.machine.name = machine_name(bootlog);
	found = (struct nkv_found_machine){
		.machine = bootlog->machine.machine,
		.position = facts->first,
		.e820_positions = bootlog->machine.e820_positions,
		.processor_positions = facts->processor_positions,
		.memory_positions = bootlog->machine.memory_positions,
		.table_positions = facts->table_positions,
		.quad_positions = bootlog->machine.quad_positions,
	};
	nkv_found_machine_build(&found, bootlog->input.overrides, bootlog->input.override_count,
				&bootlog->builder, &bootlog->report);
}

/* Warns if the log contradicts the machine that was found in it. */
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
	note_sections(bootlog, facts);
	note_tables(bootlog, facts);
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
	if (!nkv_log_boots_read(&bootlog->boots, bootlog->lines, &bootlog->input))
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

static bool is_of_log(const struct nkv_clean_line *clean, const char *text)
{
	struct nkv_log_loader loader = { 0 };
	const struct nkv_position position = { "", 0, 0 };

	return (clean->stamped && text[0]) || nkv_line_has_form(text) ||
	       nkv_loader_line_take(&loader, text, &position) == NKV_MATCH_WHOLE;
}

/* Whether one of several lines is of a log, which a page or JSON has in one line. Each is put into
 * `clean_text` in turn. */
static bool has_line_of_log(const char *text, size_t length,
			    char clean_text[NKV_LOG_LINE_BYTES_MAX + 1])
{
	size_t (*find_end)(const char *, size_t, size_t *) =
		nkv_is_escaped_text(text, length) ? nkv_escaped_newline : nkv_break;
	size_t before, end;

	while ((end = find_end(text, length, &before)) > 0) {
		struct nkv_learned_prefix learned = { .length = 0 };
		struct nkv_clean_line clean = nkv_clean_line(text, before, &learned, clean_text);

		if (is_of_log(&clean, clean_text))
			return true;
		text += before + end;
		length -= before + end;
	}
	return false;
}

/*
 * A comment of a description may quote a log. "kernel:" and nothing after it is
 * a key of a description, too. A mail's encoding only shows that a text follows.
 */
static enum nkv_evidence recognise(const struct nkv_first_line *line)
{
	char text[NKV_LOG_LINE_BYTES_MAX + 1];
	struct nkv_learned_prefix learned = { .length = 0 };
	struct nkv_clean_line clean = nkv_clean_line(line->text, line->length, &learned, text);
	struct nkv_mail_body body = { 0 };

	if (line->is_comment)
		return clean.stamped || learned.length > 0 ? NKV_EVIDENCE_HINT : NKV_EVIDENCE_NONE;
	nkv_mail_body_note(&body, text);
	if (is_of_log(&clean, text) || has_line_of_log(line->text, line->length, text))
		return NKV_EVIDENCE_PROOF;
	return clean.stamped || body.encoding != NKV_MAIL_PLAIN || body.base64_follows
		       ? NKV_EVIDENCE_HINT
		       : NKV_EVIDENCE_NONE;
}

const struct nkv_input_format nkv_input_bootlog = {
	.name = "bootlog",
	.summary = "the messages of a kernel's boot, of any Linux",
	.recognise = recognise,
	.open = open_bootlog,
	.next = next,
	.close = close_bootlog,
};
