/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A report for a person who decides about a machine. Each number says what it is: addresses
 * and pfns are hexadecimal, counts are in pages, with sizes next to them. No table is wider
 * than 80 columns.
 */
#include <inttypes.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/escape.h"
#include "base/paragraph.h"
#include "base/text.h"
#include "core/rules.h"
#include "write/text/text.h"
#include "write/text/text_early.h"
#include "write/text/text_nodes.h"
#include "write/text/text_sections.h"
#include "write/words/call_text.h"
#include "write/words/colored.h"
#include "write/words/hazard_text.h"
#include "write/words/hazard_walk.h"
#include "write/words/label.h"
#include "write/words/remedy_text.h"
#include "write/words/size_text.h"
#include "write/words/units.h"
#include "write/words/verdict.h"

struct text {
	FILE *out;
	const struct nkv_plan *plan;
	const struct nkv_help *help; /* or NULL */
	bool color;
	size_t columns; /* of a line */
};

static const char *const severity_colors[] = {
	[NKV_SEVERITY_INFO] = "\033[36m",
	[NKV_SEVERITY_WARNING] = "\033[33m",
	[NKV_SEVERITY_CORRUPTING] = "\033[35m",
	[NKV_SEVERITY_FATAL] = "\033[31m",
};

/* --- what was planned --- */

static bool put_head(const struct text *text, const struct nkv_subject *subject)
{
	struct nkv_text line = { 0 };
	char summary[NKV_SUMMARY_BYTES];
	const char *head;

	nkv_text_add_escaped(&line, subject->title);
	nkv_text_add(&line, ": ");
	nkv_text_add(&line, nkv_machine_summary(text->plan, summary));
	head = nkv_text_string(&line);
	if (head)
		nkv_paragraph(text->out, head, 0, 2, text->columns);
	fputc('\n', text->out);
	nkv_text_free(&line);
	return head != NULL;
}

static void put_verdict(const struct text *text)
{
	const char *verdict = nkv_verdict_words(text->plan);
	char reason[NKV_REASON_BYTES];
	bool boots = text->plan->verdict == NKV_VERDICT_BOOTS;

	fputs("  ", text->out);
	nkv_put_colored(text->out, text->color,
			boots ? "\033[32m" : severity_colors[nkv_verdict_severity(text->plan)],
			verdict);
	fputs(": ", text->out);
	nkv_paragraph(text->out, nkv_verdict_reason(text->plan, reason), strlen(verdict) + 4, 2,
		      text->columns);
	fputc('\n', text->out);
}

/* --- memory --- */

enum { AREA_WIDTH = 26 }; /* the width of a name and a size */

/* Puts a name and a size: in MiB, as the kernel counts them, or in KiB below 1 MiB. */
static void put_size(const struct text *text, const char *name, uint64_t pages)
{
	bool is_small = pages < 256;

	fprintf(text->out, "%-12s %7" PRIu64 " %s  ", name,
		is_small ? pages * 4 : nkv_pages_mb(pages), is_small ? "KiB" : "MiB");
}

static void put_area(const struct text *text, const char *name, uint32_t start_pfn, uint64_t pages)
{
	put_size(text, name, pages);
	fprintf(text->out, "pfn 0x%" PRIx32 "..0x%" PRIx64, start_pfn, start_pfn + pages);
}

static void put_kva(const struct text *text)
{
	const struct nkv_plan *plan = text->plan;
	bool above = plan->machine->kernel.profile->rules->kva_placement != NKV_KVA_IN_LOWMEM;

	if (!nkv_plan_knows(plan, NKV_FACT_WINDOWS) && plan->kva_pages == 0)
		return;
	if (!nkv_plan_knows(plan, NKV_FACT_WINDOWS)) {
		put_size(text, "KVA", plan->kva_pages);
		fprintf(text->out, "%" PRIu32 " pages, of %" PRIu64 " MiB of low memory\n",
			plan->kva_pages, nkv_pages_mb(plan->lowmem_calls[0].max_low_pfn));
		return;
	}
	put_area(text, above ? "KVA" : "  KVA", plan->kva_start_pfn, plan->kva_pages);
	fprintf(text->out, ", %" PRIu32 " pages%s\n", plan->kva_pages,
		above ? " above low memory" : "");
}

/* A size in whole MiB, as the kernel counts them; below 1 MiB in KiB. */
static const char *mib_text(uint64_t pages, char text[NKV_SIZE_TEXT_BYTES])
{
	if (pages < 256)
		return nkv_size_or_zero(pages, text);
	snprintf(text, NKV_SIZE_TEXT_BYTES, "%" PRIu64 " MiB", nkv_pages_mb(pages));
	return text;
}

static void put_ram(const struct text *text)
{
	const struct nkv_ram *ram = &text->plan->ram;
	char low[NKV_SIZE_TEXT_BYTES], left[NKV_SIZE_TEXT_BYTES], high[NKV_SIZE_TEXT_BYTES];
	char remap[NKV_SIZE_TEXT_BYTES], wasted[NKV_SIZE_TEXT_BYTES], unused[NKV_SIZE_TEXT_BYTES];
	char line[8 * NKV_SIZE_TEXT_BYTES];

	if (!nkv_plan_knows(text->plan, NKV_FACT_RAM))
		return;
	put_size(text, "RAM", ram->pages);
	snprintf(line, sizeof(line),
		 "low %s (%s left), high %s, under windows %s, wasted %s, unused %s",
		 mib_text(ram->low_pages, low), mib_text(text->plan->lowmem_left_pages, left),
		 mib_text(ram->high_pages, high), mib_text(ram->remap_pages, remap),
		 nkv_size_or_zero(ram->wasted_pages, wasted),
		 nkv_size_or_zero(ram->unused_pages, unused));
	nkv_paragraph(text->out, line, AREA_WIDTH, AREA_WIDTH, text->columns);
}

/* Puts the low memory that is free when setup ends, and what the mem_maps leave of it. */
static void put_free(const struct text *text, uint32_t low)
{
	const struct nkv_plan *plan = text->plan;

	if (!nkv_plan_knows(plan, NKV_FACT_FREE) || low == 0)
		return;
	put_size(text, "  free", plan->free_pages);
	fprintf(text->out, "%" PRIu64 " %% of it, when setup ends\n", 100 * plan->free_pages / low);
	if (!nkv_plan_knows(plan, NKV_FACT_RAM) || plan->lowmem_left_pages == plan->free_pages)
		return;
	put_size(text, "  left", plan->lowmem_left_pages);
	fputs("after the mem_maps are taken from it, too\n", text->out);
}

static void put_memory(const struct text *text)
{
	const struct nkv_plan *plan = text->plan;
	uint32_t low = plan->max_low_pfn, high = plan->highend_pfn - plan->highstart_pfn;

	if (!nkv_plan_knows(plan, NKV_FACT_ENDS) && plan->kva_pages == 0)
		return;
	if (nkv_plan_knows(plan, NKV_FACT_ENDS)) {
		put_area(text, "Low memory", 0, low);
		fputc('\n', text->out);
		put_free(text, low);
	}
	put_kva(text);
	if (plan->machine->kernel.highmem != NKV_HIGHMEM_OFF &&
	    nkv_plan_knows(plan, NKV_FACT_ENDS)) {
		put_area(text, "High memory", plan->highstart_pfn, high);
		fputs(high > 0 ? ", holes included\n" : "\n", text->out);
	}
	put_ram(text);
	fputc('\n', text->out);
}

static void put_wasted(const struct text *text)
{
	const struct nkv_hazard *wasted = nkv_plan_hazard(text->plan, NKV_HAZARD_PAGES_WASTED);
	char size[NKV_SIZE_TEXT_BYTES];

	if (!nkv_plan_knows(text->plan, NKV_FACT_NODES))
		return;
	if (wasted)
		fprintf(text->out, "Wasted: %" PRIu64 " pages (%s)\n\n", wasted->pages,
			nkv_size_text(wasted->pages, size));
	else
		fputs("Wasted: nothing\n\n", text->out);
}

/* --- the boot-time allocator --- */

static void put_bug(const struct text *text, const struct nkv_bootmem_call *call)
{
	char why[NKV_BUG_TEXT_BYTES];

	nkv_call_bug_text(text->plan, call, why);
	fputs("      ", text->out);
	nkv_put_colored(text->out, text->color, severity_colors[NKV_SEVERITY_FATAL], "BUG");
	fprintf(text->out, ": %s\n", why);
}

static void put_call(const struct text *text, size_t number, const struct nkv_bootmem_call *call)
{
	uint64_t pages = nkv_bytes_pages(call->size);
	char node[NKV_CALL_NODE_BYTES], size[NKV_SIZE_TEXT_BYTES];

	fprintf(text->out,
		"%4zu  %-7s  0x%08" PRIx32 "..0x%08" PRIx64 "  %7" PRIu64 "  %8s  %s%s\n", number,
		nkv_call_op(call), call->start, (uint64_t)call->start + call->size, pages,
		nkv_size_text(pages, size), call->by, nkv_call_node_text(text->plan, call, node));
	if (call->bug != NKV_BUG_NONE)
		put_bug(text, call);
}

static void put_calls(const struct text *text)
{
	if (!nkv_plan_knows(text->plan, NKV_FACT_BITMAP))
		return;
	fputs("Boot-time allocator\n", text->out);
	fprintf(text->out, "%4s  %-7s  %-22s  %7s  %8s  %s\n", "", "call", "addresses", "pages",
		"size", "for");
	for (size_t i = 0; i < text->plan->call_count; i++)
		put_call(text, i + 1, &text->plan->calls[i]);
	fputc('\n', text->out);
}

/* --- hazards --- */

static void put_hazard(const struct text *text, const struct nkv_hazard *hazard)
{
	enum { INDENT = 14 };
	const struct nkv_hazard_info *info = nkv_hazard_info(hazard->code);
	char message[2 * NKV_HAZARD_TEXT_BYTES];
	size_t used;

	fputs("  ", text->out);
	nkv_put_colored(text->out, text->color, severity_colors[hazard->severity],
			nkv_severity_name(hazard->severity));
	fprintf(text->out, "%*s%s\n%*s",
		(int)(INDENT - 2 - strlen(nkv_severity_name(hazard->severity))), "", info->code,
		INDENT, "");
	nkv_hazard_message(text->plan, hazard, message);
	used = strlen(message);
	if (nkv_helps(info, text->help))
		snprintf(message + used, sizeof(message) - used, ". %s.", info->helps);
	else
		snprintf(message + used, sizeof(message) - used, ".");
	nkv_paragraph(text->out, message, INDENT, INDENT, text->columns);
}

static void put_hazards(const struct text *text)
{
	const struct nkv_hazard *hazard;
	size_t next = 0;

	if (text->plan->hazard_count == 0) {
		fputs("Hazards: none\n", text->out);
		return;
	}
	fputs("Hazards\n", text->out);
	while ((hazard = nkv_hazard_next_worst(text->plan, &next)))
		put_hazard(text, hazard);
}

/* --- remedies --- */

static void put_help(const struct text *text)
{
	const struct nkv_help *help = text->help;
	FILE *out = text->out;

	if (!help)
		return;
	fprintf(out, "\n%s", nkv_help_title(help));
	if (help->remedy_count == 0) {
		fputc(' ', out);
		nkv_paragraph(out, nkv_remedies_tried, strlen(nkv_help_title(help)) + 1, 2,
			      text->columns);
		return;
	}
	fputc('\n', out);
	nkv_put_remedies(out, help->remedies, help->remedy_count, 2, text->columns);
}

bool nkv_write_text(struct nkv_output *output, const struct nkv_subject *subject)
{
	const struct text text = { output->file, subject->plan, subject->help, output->style.color,
				   output->style.columns };

	if (!put_head(&text, subject))
		return false;
	put_verdict(&text);
	put_memory(&text);
	nkv_text_put_nodes(output->file, subject->plan);
	nkv_text_put_windows(output->file, subject->plan);
	nkv_text_put_sections(output->file, subject->plan);
	put_wasted(&text);
	nkv_text_put_early(output->file, subject->plan);
	nkv_text_put_bitmaps(output->file, subject->plan);
	put_calls(&text);
	put_hazards(&text);
	put_help(&text);
	return true;
}
