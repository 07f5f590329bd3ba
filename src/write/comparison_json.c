/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A comparison as an object (numakva-plan(5)). */
#include <inttypes.h>
#include <stdio.h>

#include <numakva/numakva.h>

#include "write/comparison.h"
#include "write/json_object.h"
#include "write/json_pretty.h"

static void add_log(struct nkv_json *json, cJSON *object, const struct nkv_boot_record *record)
{
	cJSON *log = nkv_json_object(json, object, "log");

	nkv_json_text(json, log, "name", record->log);
	nkv_json_text(json, log, "kernel", record->version);
	nkv_json_number(json, log, "boot", record->boot);
	nkv_json_number(json, log, "boots", record->boot_count);
	nkv_json_number(json, log, "first_line", record->first_line);
	nkv_json_number(json, log, "last_line", record->last_line);
}

static void add_counts(struct nkv_json *json, cJSON *object,
		       const struct nkv_boot_comparison *comparison)
{
	cJSON *lines = nkv_json_object(json, object, "lines");

	nkv_json_number(json, lines, "same", comparison->counts[NKV_LINE_SAME]);
	nkv_json_number(json, lines, "different", comparison->counts[NKV_LINE_DIFFERENT]);
	nkv_json_number(json, lines, "only_planned", comparison->counts[NKV_LINE_ONLY_PLANNED]);
	nkv_json_number(json, lines, "only_in_log", comparison->counts[NKV_LINE_ONLY_LOGGED]);
	nkv_json_number(json, lines, "left_out", comparison->counts[NKV_LINE_LEFT_OUT]);
}

/* --- lines that are not the same --- */

/* A number that may be below 0, which no other of ours may. */
static void add_signed(struct nkv_json *json, cJSON *list, int64_t number)
{
	char digits[24];
	cJSON *item;

	snprintf(digits, sizeof(digits), "%" PRId64, number);
	item = json->failed ? NULL : cJSON_CreateRaw(digits);
	if (!item || !cJSON_AddItemToArray(list, item))
		json->failed = true;
}

/* How much more the log has of each number of the line. */
static void add_difference(struct nkv_json *json, cJSON *object,
			   const struct nkv_compared_line *line)
{
	cJSON *list;

	if (!line->plan_line || !line->log_line ||
	    line->plan_line->value_count != line->log_line->value_count) {
		nkv_json_null(json, object, "difference");
		return;
	}
	list = nkv_json_list(json, object, "difference");
	for (size_t i = 0; i < line->plan_line->value_count; i++)
		add_signed(json, list, line->log_line->values[i] - line->plan_line->values[i]);
}

static const char *state_word(enum nkv_line_state state)
{
	static const char *const words[] = {
		[NKV_LINE_SAME] = "same",
		[NKV_LINE_DIFFERENT] = "different",
		[NKV_LINE_ONLY_PLANNED] = "only-planned",
		[NKV_LINE_ONLY_LOGGED] = "only-in-log",
		[NKV_LINE_LEFT_OUT] = "left-out",
	};

	return words[state];
}

static const char *left_out_word(enum nkv_left_out why)
{
	static const char *const words[] = {
		[NKV_LEFT_OUT_NOT] = NULL,
		[NKV_LEFT_OUT_OTHER_KERNEL] = "other-kernel",
		[NKV_LEFT_OUT_NODES] = "other-nodes",
		[NKV_LEFT_OUT_LEVEL] = "debug-level",
		[NKV_LEFT_OUT_BEGINS] = "log-begins-later",
		[NKV_LEFT_OUT_ENDS] = "log-ends-before",
	};

	return words[why];
}

static void add_line(struct nkv_json *json, cJSON *list, const struct nkv_compared_line *line)
{
	cJSON *object = nkv_json_object(json, list, NULL);

	nkv_json_word(json, object, "state", state_word(line->state));
	nkv_json_word(json, object, "why", left_out_word(line->why));
	nkv_json_word(json, object, "section", nkv_compared_kind(line)->section);
	nkv_json_word(json, object, "step", nkv_compared_kind(line)->step);
	nkv_json_text(json, object, "planned", line->planned);
	nkv_json_text(json, object, "logged", line->logged ? line->logged->text : NULL);
	if (line->logged)
		nkv_json_number(json, object, "line", line->logged->line);
	else
		nkv_json_null(json, object, "line");
	add_difference(json, object, line);
}

static void add_lines(struct nkv_json *json, cJSON *object, const char *key,
		      const struct nkv_boot_comparison *comparison,
		      bool (*belongs)(enum nkv_line_state))
{
	cJSON *list = nkv_json_list(json, object, key);

	for (size_t i = 0; i < comparison->line_count; i++)
		if (belongs(comparison->lines[i].state))
			add_line(json, list, &comparison->lines[i]);
}

static bool is_difference(enum nkv_line_state state)
{
	return state != NKV_LINE_SAME && state != NKV_LINE_LEFT_OUT;
}

static bool is_left_out(enum nkv_line_state state)
{
	return state == NKV_LINE_LEFT_OUT;
}

/* --- the outcome --- */

static void add_memory(struct nkv_json *json, cJSON *object,
		       const struct nkv_boot_comparison *comparison)
{
	const struct nkv_boot_record *record = comparison->record;
	cJSON *memory;

	if (!record->has_memory_line) {
		nkv_json_null(json, object, "memory");
		return;
	}
	memory = nkv_json_object(json, object, "memory");
	nkv_json_number(json, memory, "line", record->memory_line);
	nkv_json_number(json, memory, "available_kb", record->available_kb);
	nkv_json_number(json, memory, "total_kb", record->total_kb);
	if (comparison->planned_total_kb > 0)
		nkv_json_number(json, memory, "planned_total_kb", comparison->planned_total_kb);
	else
		nkv_json_null(json, memory, "planned_total_kb");
	nkv_json_bool(json, memory, "differs", comparison->memory_differs);
}

static void add_faults(struct nkv_json *json, cJSON *object, const struct nkv_boot_record *record)
{
	cJSON *list = nkv_json_list(json, object, "faults");

	for (size_t i = 0; i < record->fault_count; i++) {
		cJSON *fault = nkv_json_object(json, list, NULL);

		nkv_json_word(json, fault, "kind", nkv_fault_name(record->faults[i].kind));
		nkv_json_number(json, fault, "line", record->faults[i].where.line);
		nkv_json_text(json, fault, "text", record->faults[i].where.text);
	}
}

static void add_page(struct nkv_json *json, cJSON *list, const struct nkv_compared_page *page)
{
	cJSON *object = nkv_json_object(json, list, NULL);

	nkv_json_number(json, object, "line", page->page->line);
	nkv_json_virtual(json, object, "page", page->page->vaddr);
	if (page->place == NKV_PAGE_UNKNOWN) {
		nkv_json_null(json, object, "pfn");
		nkv_json_null(json, object, "predicted");
	} else {
		nkv_json_number(json, object, "pfn", page->pfn);
		nkv_json_bool(json, object, "predicted", page->place == NKV_PAGE_PREDICTED);
	}
}

static void add_bad_pages(struct nkv_json *json, cJSON *object,
			  const struct nkv_boot_comparison *comparison)
{
	const struct nkv_boot_record *record = comparison->record;
	cJSON *pages = nkv_json_object(json, object, "bad_pages");
	cJSON *list;

	nkv_json_number(json, pages, "messages", record->bad_page_messages);
	nkv_json_number(json, pages, "predicted", comparison->pages_in[NKV_PAGE_PREDICTED]);
	nkv_json_number(json, pages, "unpredicted", comparison->pages_in[NKV_PAGE_UNPREDICTED]);
	nkv_json_number(json, pages, "unknown", comparison->pages_in[NKV_PAGE_UNKNOWN]);
	nkv_json_number(json, pages, "pgdat_pages", comparison->pgdat_pages);
	nkv_json_number(json, pages, "planned_pgdat_pages", comparison->planned_pgdat_pages);
	list = nkv_json_list(json, pages, "pages");
	for (size_t i = 0; i < record->bad_page_count; i++)
		add_page(json, list, &comparison->bad_pages[i]);
}

static void add_outcome(struct nkv_json *json, cJSON *object,
			const struct nkv_boot_comparison *comparison)
{
	cJSON *outcome = nkv_json_object(json, object, "outcome");

	nkv_json_word(json, outcome, "planned", nkv_verdict_name(comparison->plan->verdict));
	nkv_json_word(json, outcome, "verdict", nkv_agreement_name(comparison->outcome));
	nkv_json_word(json, outcome, "message", nkv_outcome_words(comparison->reason));
	add_memory(json, outcome, comparison);
	add_faults(json, outcome, comparison->record);
	add_bad_pages(json, outcome, comparison);
}

/* --- the whole --- */

static cJSON *comparison_object(const struct nkv_boot_comparison *comparison)
{
	const struct nkv_machine *machine = comparison->plan->machine;
	struct nkv_json json = { false };
	cJSON *object = cJSON_CreateObject();

	if (!object)
		return NULL;
	nkv_json_number(&json, object, "numakva", 1);
	nkv_json_text(&json, object, "machine", machine->name);
	nkv_json_word(&json, object, "profile", machine->kernel.profile->name);
	add_log(&json, object, comparison->record);
	nkv_json_bool(&json, object, "other_kernel", comparison->other_kernel);
	nkv_json_word(&json, object, "verdict", nkv_agreement_name(comparison->verdict));
	nkv_json_bool(&json, object, "differs", nkv_comparison_differs(comparison));
	add_counts(&json, object, comparison);
	add_lines(&json, object, "differences", comparison, is_difference);
	add_lines(&json, object, "left_out", comparison, is_left_out);
	add_outcome(&json, object, comparison);
	if (!json.failed)
		return object;
	cJSON_Delete(object);
	return NULL;
}

bool nkv_write_comparison_json(struct nkv_output *output,
			       const struct nkv_boot_comparison *comparison)
{
	cJSON *object = comparison_object(comparison);
	bool written = object && nkv_json_pretty(output->file, object);

	cJSON_Delete(object);
	return written;
}

bool nkv_write_comparison_ndjson(struct nkv_output *output,
				 const struct nkv_boot_comparison *comparison)
{
	cJSON *object = comparison_object(comparison);
	char *text = object ? cJSON_PrintUnformatted(object) : NULL;

	cJSON_Delete(object);
	if (!text)
		return false;
	fprintf(output->file, "%s\n", text);
	cJSON_free(text);
	return true;
}
