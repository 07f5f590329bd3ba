/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A comparison as an object (numakva-plan(5)). */
#include <numakva/numakva.h>

#include "write/comparison/comparison.h"
#include "write/json/json_object.h"
#include "write/json/json_plan.h"
#include "write/json/json_pretty.h"

static void add_log(struct nkv_json *json, const struct nkv_boot_record *record)
{
	nkv_json_begin_object(json, "log");
	nkv_json_text(json, "name", record->log);
	nkv_json_text(json, "kernel", record->version);
	nkv_json_text(json, "architecture", record->architecture);
	nkv_json_number(json, "boot", record->boot);
	nkv_json_number(json, "boots", record->boot_count);
	nkv_json_number(json, "first_line", record->first_line);
	nkv_json_number(json, "last_line", record->last_line);
	nkv_json_end_object(json);
}

static void add_counts(struct nkv_json *json, const struct nkv_boot_comparison *comparison)
{
	nkv_json_begin_object(json, "lines");
	nkv_json_number(json, "same", comparison->counts[NKV_LINE_SAME]);
	nkv_json_number(json, "different", comparison->counts[NKV_LINE_DIFFERENT]);
	nkv_json_number(json, "only_planned", comparison->counts[NKV_LINE_ONLY_PLANNED]);
	nkv_json_number(json, "only_in_log", comparison->counts[NKV_LINE_ONLY_LOGGED]);
	nkv_json_number(json, "left_out", comparison->counts[NKV_LINE_LEFT_OUT]);
	nkv_json_end_object(json);
}

/* --- lines that differ --- */

/* Adds the difference of each number of the line: positive if the log has more. */
static void add_difference(struct nkv_json *json, const struct nkv_compared_line *line)
{
	if (!line->plan_line || !line->log_line ||
	    line->plan_line->value_count != line->log_line->value_count) {
		nkv_json_null(json, "difference");
		return;
	}
	nkv_json_begin_list(json, "difference");
	for (size_t i = 0; i < line->plan_line->value_count; i++)
		nkv_json_signed(json, NULL, line->log_line->values[i] - line->plan_line->values[i]);
	nkv_json_end_list(json);
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
		[NKV_LEFT_OUT_CUT] = "cut-out",
		[NKV_LEFT_OUT_NO_NUMA] = "no-numa",
	};

	return words[why];
}

static void add_line(struct nkv_json *json, const struct nkv_compared_line *line)
{
	nkv_json_begin_object(json, NULL);
	nkv_json_text(json, "state", state_word(line->state));
	nkv_json_text(json, "why", left_out_word(line->why));
	nkv_json_text(json, "section", nkv_compared_kind(line)->section);
	nkv_json_text(json, "step", nkv_compared_kind(line)->step);
	nkv_json_text(json, "planned", line->planned);
	nkv_json_text(json, "logged", line->logged ? line->logged->text : NULL);
	if (line->logged)
		nkv_json_number(json, "line", line->logged->line);
	else
		nkv_json_null(json, "line");
	add_difference(json, line);
	nkv_json_end_object(json);
}

static void add_lines(struct nkv_json *json, const char *key,
		      const struct nkv_boot_comparison *comparison,
		      bool (*belongs)(enum nkv_line_state))
{
	nkv_json_begin_list(json, key);
	for (size_t i = 0; i < comparison->line_count; i++)
		if (belongs(comparison->lines[i].state))
			add_line(json, &comparison->lines[i]);
	nkv_json_end_list(json);
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

static void add_memory(struct nkv_json *json, const struct nkv_boot_comparison *comparison)
{
	const struct nkv_boot_record *record = comparison->record;

	if (!record->has_memory_line) {
		nkv_json_null(json, "memory");
		return;
	}
	nkv_json_begin_object(json, "memory");
	nkv_json_number(json, "line", record->memory_line);
	nkv_json_number(json, "available_kb", record->available_kb);
	nkv_json_number(json, "total_kb", record->total_kb);
	if (comparison->planned_total_kb > 0)
		nkv_json_number(json, "planned_total_kb", comparison->planned_total_kb);
	else
		nkv_json_null(json, "planned_total_kb");
	if (record->has_highmem)
		nkv_json_number(json, "highmem_kb", record->highmem_kb);
	else
		nkv_json_null(json, "highmem_kb");
	if (nkv_plan_knows(comparison->plan, NKV_FACT_RAM))
		nkv_json_number(json, "planned_highmem_kb", comparison->planned_highmem_kb);
	else
		nkv_json_null(json, "planned_highmem_kb");
	nkv_json_bool(json, "differs", comparison->memory_differs);
	nkv_json_end_object(json);
}

static void add_zones(struct nkv_json *json, const struct nkv_boot_comparison *comparison)
{
	bool is_planned = nkv_plan_knows(comparison->plan, NKV_FACT_HIGH_ZONES);

	nkv_json_begin_list(json, "high_zones");
	for (size_t i = 0; i < comparison->record->zone_count; i++) {
		const struct nkv_compared_zone *zone = &comparison->zones[i];

		nkv_json_begin_object(json, NULL);
		nkv_json_number(json, "line", zone->zone->line);
		nkv_json_number(json, "nid", zone->zone->nid);
		nkv_json_number(json, "start_pfn", zone->zone->start_pfn);
		nkv_json_number(json, "end_pfn", zone->zone->end_pfn);
		if (is_planned) {
			nkv_json_begin_object(json, "planned");
			nkv_json_number(json, "start_pfn", zone->planned.start_pfn);
			nkv_json_number(json, "end_pfn", zone->planned.end_pfn);
			nkv_json_end_object(json);
		} else {
			nkv_json_null(json, "planned");
		}
		nkv_json_bool(json, "differs", zone->differs);
		nkv_json_end_object(json);
	}
	nkv_json_end_list(json);
}

static void add_faults(struct nkv_json *json, const struct nkv_boot_record *record)
{
	nkv_json_begin_list(json, "faults");
	for (size_t i = 0; i < record->fault_count; i++) {
		nkv_json_begin_object(json, NULL);
		nkv_json_text(json, "kind", nkv_fault_name(record->faults[i].kind));
		nkv_json_number(json, "line", record->faults[i].where.line);
		nkv_json_text(json, "text", record->faults[i].where.text);
		nkv_json_end_object(json);
	}
	nkv_json_end_list(json);
}

static void add_page(struct nkv_json *json, const struct nkv_compared_page *page)
{
	nkv_json_begin_object(json, NULL);
	nkv_json_number(json, "line", page->page->line);
	nkv_json_virtual(json, "page", page->page->vaddr);
	if (page->place == NKV_PAGE_UNKNOWN) {
		nkv_json_null(json, "pfn");
		nkv_json_null(json, "predicted");
	} else {
		nkv_json_number(json, "pfn", page->pfn);
		nkv_json_bool(json, "predicted", page->place == NKV_PAGE_PREDICTED);
	}
	nkv_json_end_object(json);
}

static void add_bad_pages(struct nkv_json *json, const struct nkv_boot_comparison *comparison)
{
	const struct nkv_boot_record *record = comparison->record;

	nkv_json_begin_object(json, "bad_pages");
	nkv_json_number(json, "messages", record->bad_page_messages);
	nkv_json_number(json, "predicted", comparison->pages_in[NKV_PAGE_PREDICTED]);
	nkv_json_number(json, "unpredicted", comparison->pages_in[NKV_PAGE_UNPREDICTED]);
	nkv_json_number(json, "unknown", comparison->pages_in[NKV_PAGE_UNKNOWN]);
	nkv_json_number(json, "pgdat_pages", comparison->pgdat_pages);
	nkv_json_number(json, "planned_pgdat_pages", comparison->planned_pgdat_pages);
	nkv_json_begin_list(json, "pages");
	for (size_t i = 0; i < record->bad_page_count; i++)
		add_page(json, &comparison->bad_pages[i]);
	nkv_json_end_list(json);
	nkv_json_end_object(json);
}

static void add_outcome(struct nkv_json *json, const struct nkv_boot_comparison *comparison)
{
	nkv_json_begin_object(json, "outcome");
	nkv_json_text(json, "planned", nkv_verdict_name(comparison->plan->verdict));
	nkv_json_text(json, "verdict", nkv_agreement_name(comparison->outcome));
	nkv_json_text(json, "message", nkv_outcome_words(comparison->reason));
	add_zones(json, comparison);
	add_memory(json, comparison);
	add_faults(json, comparison->record);
	add_bad_pages(json, comparison);
	nkv_json_end_object(json);
}

/* --- the whole --- */

static void put_comparison(struct nkv_json *json, const struct nkv_subject *subject)
{
	const struct nkv_boot_comparison *comparison = subject->comparison;
	const struct nkv_machine *machine = comparison->plan->machine;

	nkv_json_begin_object(json, NULL);
	nkv_json_number(json, "numakva", 1);
	nkv_json_text(json, "machine", machine->name);
	nkv_json_put_place(json, subject->origin, subject->line);
	nkv_json_text(json, "profile", machine->kernel.profile->name);
	nkv_json_text(json, "memory_model", nkv_memory_model_name(machine->kernel.memory_model));
	add_log(json, comparison->record);
	nkv_json_bool(json, "other_kernel", comparison->other_kernel);
	nkv_json_text(json, "verdict", nkv_agreement_name(comparison->verdict));
	nkv_json_bool(json, "differs", nkv_comparison_differs(comparison));
	add_counts(json, comparison);
	add_lines(json, "differences", comparison, is_difference);
	add_lines(json, "left_out", comparison, is_left_out);
	add_outcome(json, comparison);
	nkv_json_end_object(json);
}

bool nkv_write_comparison_json(struct nkv_output *output, const struct nkv_subject *subject)
{
	struct nkv_json json = { .line = output->state };

	put_comparison(&json, subject);
	return nkv_json_write(&json, output->file);
}
