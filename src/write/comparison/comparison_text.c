/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A comparison for people: first the verdict, then each line that differs. */
#include <inttypes.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/escape.h"
#include "base/paragraph.h"
#include "base/text.h"
#include "write/comparison/comparison.h"
#include "write/words/colored.h"
#include "write/words/kernel_text.h"

enum {
	INDENT = 10,
	PAGES_SHOWN = 8, /* of the bad pages, which can be thousands */
	PLACE_WIDTH = 12,
	SENTENCE_BYTES = 320,
};

struct text {
	FILE *out;
	const struct nkv_boot_comparison *comparison;
	bool color;
	size_t columns; /* of a line */
};

static void put_escaped(const struct text *text, const char *string)
{
	nkv_put_escaped(text->out, string, strlen(string));
}

/* --- the verdict --- */

static void add_head(struct nkv_text *line, const struct nkv_boot_comparison *comparison,
		     const char *title)
{
	const struct nkv_boot_record *record = comparison->record;
	char kernel[NKV_KERNEL_TEXT_BYTES];

	nkv_text_add_escaped(line, title);
	nkv_text_add(line, ": the plan for kernel ");
	nkv_text_add(line, nkv_kernel_text(&comparison->plan->machine->kernel, kernel));
	nkv_text_add(line, " against ");
	nkv_text_add_escaped(line, record->log);
	if (record->boot_count > 1) {
		nkv_text_add(line, ", boot ");
		nkv_text_add_number(line, record->boot);
		nkv_text_add(line, " of ");
		nkv_text_add_number(line, record->boot_count);
	}
	if (record->version) {
		nkv_text_add(line, ", kernel ");
		nkv_text_add_escaped(line, record->version);
	}
	if (record->architecture) {
		nkv_text_add(line, " of ");
		nkv_text_add(line, record->architecture);
	}
}

static bool put_head(const struct text *text, const char *title)
{
	struct nkv_text line = { 0 };
	const char *head;

	add_head(&line, text->comparison, title);
	head = nkv_text_string(&line);
	if (head)
		nkv_paragraph(text->out, head, 0, 2, text->columns);
	fputc('\n', text->out);
	nkv_text_free(&line);
	return head != NULL;
}

/* Puts the verdict in a sentence. */
static void put_sentence(const struct nkv_boot_comparison *comparison,
			 char sentence[SENTENCE_BYTES])
{
	bool has_figures =
		comparison->verdict == NKV_CONTRADICTED && comparison->outcome != NKV_CONTRADICTED;

	if (comparison->verdict == NKV_OTHER_MACHINE)
		snprintf(sentence, SENTENCE_BYTES,
			 "the log's SRAT differs from that of the planned machine, and it has no "
			 "memory map to show that the machine is the same");
	else
		snprintf(sentence, SENTENCE_BYTES, "%s%s",
			 has_figures ? "the log has other figures; " : "",
			 nkv_outcome_words(comparison->reason));
}

static void put_verdict(const struct text *text)
{
	static const struct {
		const char *words, *color;
	} verdicts[] = {
		[NKV_CONFIRMED] = { "CONFIRMED", "\033[32m" },
		[NKV_NOT_CONTRADICTED] = { "NOT CONTRADICTED", "\033[33m" },
		[NKV_CONTRADICTED] = { "CONTRADICTED", "\033[31m" },
		[NKV_OTHER_MACHINE] = { "OTHER MACHINE", "\033[31m" },
		[NKV_NOTHING_TO_COMPARE] = { "NOTHING TO COMPARE", "\033[33m" },
	};
	const struct nkv_boot_comparison *comparison = text->comparison;
	const char *words = verdicts[comparison->verdict].words;
	char sentence[SENTENCE_BYTES];

	put_sentence(comparison, sentence);
	fputs("  ", text->out);
	nkv_put_colored(text->out, text->color, verdicts[comparison->verdict].color, words);
	fputs(": ", text->out);
	nkv_paragraph(text->out, sentence, strlen(words) + 4, 2, text->columns);
	fputc('\n', text->out);
}

static void put_counts(const struct text *text)
{
	const size_t *counts = text->comparison->counts;

	fputs("Lines     ", text->out);
	for (int state = 0; state < NKV_LINE_STATES; state++)
		fprintf(text->out, "%s%zu %s", state > 0 ? ", " : "", counts[state],
			nkv_line_state_name((enum nkv_line_state)state));
	fputc('\n', text->out);
}

static void put_left_out(const struct text *text)
{
	for (int why = NKV_LEFT_OUT_NOT + 1; why < NKV_LEFT_OUT_COUNT; why++) {
		char sentence[SENTENCE_BYTES];

		if (text->comparison->left_out[why] == 0)
			continue;
		snprintf(sentence, sizeof(sentence), "%zu %s", text->comparison->left_out[why],
			 nkv_left_out_words((enum nkv_left_out)why));
		fprintf(text->out, "%*s", INDENT, "");
		nkv_paragraph(text->out, sentence, INDENT, INDENT, text->columns);
	}
}

/* --- lines --- */

/* Puts ": 952 less" for a number that differs, seen from the log. */
static void put_number_difference(FILE *out, const char *before, int64_t planned, int64_t logged)
{
	bool is_less = logged < planned;
	uint64_t amount = is_less ? (uint64_t)planned - (uint64_t)logged
				  : (uint64_t)logged - (uint64_t)planned;

	fprintf(out, "%s%" PRIu64 " %s", before, amount, is_less ? "less" : "more");
}

static void put_differences(const struct text *text, const struct nkv_compared_line *line)
{
	const struct nkv_console_line *plan = line->plan_line, *log = line->log_line;
	const char *before = "the log has ";

	if (plan->value_count != log->value_count)
		return;
	for (size_t i = 0; i < plan->value_count; i++) {
		if (plan->values[i] == log->values[i])
			continue;
		if (before[0] == 't')
			fprintf(text->out, "%*s", 2 + PLACE_WIDTH, "");
		put_number_difference(text->out, before, plan->values[i], log->values[i]);
		before = ", ";
	}
	if (before[0] != 't')
		fputc('\n', text->out);
}

static void put_side(const struct text *text, const char *side, const char *line)
{
	fprintf(text->out, "%*s%-8s ", 2 + PLACE_WIDTH, "", side);
	put_escaped(text, line);
	fputc('\n', text->out);
}

static void put_line(const struct text *text, const struct nkv_compared_line *line)
{
	const struct nkv_console_kind *kind = nkv_compared_kind(line);
	char place[32] = "";

	if (line->logged)
		snprintf(place, sizeof(place), "line %zu", line->logged->line);
	fprintf(text->out, "  %-*s%s: %s (%s)\n", PLACE_WIDTH, place,
		nkv_line_state_name(line->state), kind->step, kind->section);
	if (line->planned)
		put_side(text, "planned", line->planned);
	if (line->logged)
		put_side(text, "log", line->logged->text);
	if (line->planned && line->logged)
		put_differences(text, line);
}

static void put_lines(const struct text *text)
{
	const struct nkv_boot_comparison *comparison = text->comparison;
	bool any = false;

	for (size_t i = 0; i < comparison->line_count; i++) {
		const struct nkv_compared_line *line = &comparison->lines[i];

		if (line->state == NKV_LINE_SAME || line->state == NKV_LINE_LEFT_OUT)
			continue;
		if (!any)
			fputs("\nDifferences\n", text->out);
		any = true;
		put_line(text, line);
	}
}

/* --- the outcome --- */

static void put_place(const struct text *text, size_t line)
{
	char place[32];

	snprintf(place, sizeof(place), "line %zu", line);
	fprintf(text->out, "  %-*s", PLACE_WIDTH, place);
}

static void put_page(const struct text *text, const struct nkv_compared_page *page)
{
	put_place(text, page->page->line);
	fprintf(text->out, "bad page %08" PRIx32, page->page->vaddr);
	if (page->place == NKV_PAGE_UNKNOWN)
		fputs(", in no mem_map whose address is known\n", text->out);
	else
		fprintf(text->out, ", pfn %" PRIu64 ", ", page->pfn);
	if (page->place == NKV_PAGE_PREDICTED)
		fprintf(text->out, "predicted: %" PRIu64 "..%" PRIu64 "\n",
			page->predicted.start_pfn, page->predicted.end_pfn);
	else if (page->place == NKV_PAGE_UNPREDICTED)
		fputs("not predicted\n", text->out);
}

/* Puts words next to a place; further lines begin in the same column. */
static void put_beside(const struct text *text, const char *words)
{
	nkv_paragraph(text->out, words, 2 + PLACE_WIDTH, 2 + PLACE_WIDTH, text->columns);
}

/* Shows all pages that were not predicted, and the first of the others. */
static void put_bad_pages(const struct text *text)
{
	const struct nkv_boot_comparison *comparison = text->comparison;
	const struct nkv_boot_record *record = comparison->record;
	char words[SENTENCE_BYTES];
	size_t shown = 0;

	for (size_t i = 0; i < record->bad_page_count && shown < PAGES_SHOWN; i++, shown++)
		put_page(text, &comparison->bad_pages[i]);
	if (record->bad_page_messages > shown)
		fprintf(text->out, "  %*sand %zu more messages of bad pages\n", PLACE_WIDTH, "",
			record->bad_page_messages - shown);
	if (record->bad_page_count == 0)
		return;
	if (comparison->pgdat_pages != comparison->planned_pgdat_pages) {
		snprintf(words, sizeof(words),
			 "if a pg_data_t has %" PRIu32 " to %" PRIu32
			 " bytes, which no kernel prints; planned %" PRIu32,
			 (comparison->pgdat_pages - 1) * NKV_PAGE_BYTES + 1,
			 comparison->pgdat_pages * NKV_PAGE_BYTES,
			 comparison->plan->machine->kernel.pg_data_bytes);
		fprintf(text->out, "  %*s", PLACE_WIDTH, "");
		put_beside(text, words);
	}
	fprintf(text->out, "  %*sbad pages: %zu predicted, %zu not predicted, %zu unknown\n",
		PLACE_WIDTH, "", comparison->pages_in[NKV_PAGE_PREDICTED],
		comparison->pages_in[NKV_PAGE_UNPREDICTED], comparison->pages_in[NKV_PAGE_UNKNOWN]);
}

/* Shows the zones that differ. */
static void put_zones(const struct text *text)
{
	const struct nkv_boot_comparison *comparison = text->comparison;

	for (size_t i = 0; i < comparison->record->zone_count; i++) {
		const struct nkv_compared_zone *zone = &comparison->zones[i];

		if (!zone->differs)
			continue;
		put_place(text, zone->zone->line);
		fprintf(text->out,
			"high memory of node %" PRIu32 ": %" PRIu32 "..%" PRIu32
			", planned %" PRIu64 "..%" PRIu64 "\n",
			zone->zone->nid, zone->zone->start_pfn, zone->zone->end_pfn,
			zone->planned.start_pfn, zone->planned.end_pfn);
	}
}

static void add_size(struct nkv_text *line, const char *before, uint64_t kb, const char *after)
{
	nkv_text_add(line, before);
	nkv_text_add_number(line, kb);
	nkv_text_add(line, "k");
	nkv_text_add(line, after);
}

static void put_memory(const struct text *text)
{
	static const char *const whys[] = {
		[NKV_HIGHMEM_HELD] = "",
		[NKV_HIGHMEM_NO_MAP] = ": this needs the memory map, which the log does not have",
		[NKV_HIGHMEM_IMPOSSIBLE] = ": the line leaves more low memory than there is",
	};
	const struct nkv_boot_comparison *comparison = text->comparison;
	const struct nkv_boot_record *record = comparison->record;
	bool is_other = record->has_highmem && nkv_plan_knows(comparison->plan, NKV_FACT_RAM) &&
			record->highmem_kb != comparison->planned_highmem_kb;
	char words[SENTENCE_BYTES];
	struct nkv_text line = { .text = words, .capacity = sizeof(words), .fixed = true };

	if (!record->has_memory_line)
		return;
	add_size(&line, "memory: ", record->available_kb, "");
	add_size(&line, " of ", record->total_kb, " available");
	if (record->has_highmem)
		add_size(&line, ", ", record->highmem_kb, " highmem");
	if (comparison->memory_differs)
		add_size(&line, ", planned ", comparison->planned_total_kb, "");
	if (comparison->memory_differs && nkv_plan_knows(comparison->plan, NKV_FACT_RAM))
		add_size(&line, ", ", comparison->planned_highmem_kb, " highmem");
	put_place(text, record->memory_line);
	put_beside(text, nkv_text_string(&line));
	if (!is_other || comparison->highmem_why == NKV_HIGHMEM_HELD)
		return;
	snprintf(words, sizeof(words), "%" PRIu64 "k highmem is planned, but not compared%s",
		 comparison->planned_highmem_kb, whys[comparison->highmem_why]);
	fprintf(text->out, "  %*s", PLACE_WIDTH, "");
	put_beside(text, words);
}

static void put_faults(const struct text *text)
{
	const struct nkv_boot_record *record = text->comparison->record;

	for (size_t i = 0; i < record->fault_count; i++) {
		put_place(text, record->faults[i].where.line);
		put_escaped(text, record->faults[i].where.text);
		fputc('\n', text->out);
	}
}

static void put_outcome(const struct text *text)
{
	fprintf(text->out, "\nOutcome, planned: %s\n",
		nkv_verdict_name(text->comparison->plan->verdict));
	put_bad_pages(text);
	put_zones(text);
	put_memory(text);
	put_faults(text);
}

bool nkv_write_comparison_text(struct nkv_output *output, const struct nkv_subject *subject)
{
	const struct text text = { output->file, subject->comparison, output->style.color,
				   output->style.columns };

	if (!put_head(&text, subject->title))
		return false;
	put_verdict(&text);
	put_counts(&text);
	put_left_out(&text);
	put_lines(&text);
	put_outcome(&text);
	return true;
}
