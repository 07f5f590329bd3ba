/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * For a person who decides about a machine: pfns in hexadecimal, counts in
 * decimal pages with MiB beside them.
 */
#include <inttypes.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/paragraph.h"
#include "core/rules.h"
#include "write/text/text.h"
#include "write/text/text_early.h"
#include "write/text/text_sections.h"
#include "write/words/call_text.h"
#include "write/words/colored.h"
#include "write/words/hazard_text.h"
#include "write/words/hazard_walk.h"
#include "write/words/label.h"
#include "write/words/remedy_text.h"
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

static double mib(uint64_t pages)
{
	return (double)pages / 256;
}

/* --- what was planned --- */

static void put_head(const struct text *text, const struct nkv_subject *subject)
{
	char summary[NKV_SUMMARY_BYTES];

	nkv_put_machine_name(text->out, subject);
	fprintf(text->out, ": %s\n\n", nkv_machine_summary(text->plan, summary));
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

/* --- low memory --- */

static void put_area(const struct text *text, const char *name, uint32_t start_pfn, uint64_t pages)
{
	fprintf(text->out, "%-12s %7" PRIu64 " MiB  0x%" PRIx32 "..0x%" PRIx64, name,
		nkv_pages_mb(pages), start_pfn, start_pfn + pages);
}

static void put_kva(const struct text *text)
{
	const struct nkv_plan *plan = text->plan;
	bool above = plan->machine->kernel.profile->rules->kva_placement != NKV_KVA_IN_LOWMEM;

	if (!nkv_plan_knows(plan, NKV_FACT_WINDOWS) && plan->kva_pages == 0)
		return;
	if (!nkv_plan_knows(plan, NKV_FACT_WINDOWS)) {
		fprintf(text->out,
			"%-12s %7" PRIu64 " MiB  %" PRIu32 " pages, of %" PRIu64
			" MiB of low memory\n",
			"KVA", nkv_pages_mb(plan->kva_pages), plan->kva_pages,
			nkv_pages_mb(plan->lowmem_calls[0].max_low_pfn));
		return;
	}
	put_area(text, above ? "KVA" : "  KVA", plan->kva_start_pfn, plan->kva_pages);
	fprintf(text->out, "   %" PRIu32 " pages%s\n", plan->kva_pages,
		above ? ", taken off low memory" : "");
}

static void put_ram(const struct text *text)
{
	const struct nkv_ram *ram = &text->plan->ram;

	if (!nkv_plan_knows(text->plan, NKV_FACT_RAM))
		return;
	fprintf(text->out,
		"%-12s %7" PRIu64 " MiB  low %" PRIu64 " (%" PRIu64 " left), high %" PRIu64
		", under windows %" PRIu64 ", wasted %" PRIu64 ", unused %" PRIu64 "\n",
		"RAM", nkv_pages_mb(ram->pages), nkv_pages_mb(ram->low_pages),
		nkv_pages_mb(text->plan->lowmem_left_pages), nkv_pages_mb(ram->high_pages),
		nkv_pages_mb(ram->remap_pages), nkv_pages_mb(ram->wasted_pages),
		nkv_pages_mb(ram->unused_pages));
}

/* What is free of low memory when setup ends, and when the mem_maps are taken from it. */
static void put_free(const struct text *text, uint32_t low)
{
	const struct nkv_plan *plan = text->plan;

	if (!nkv_plan_knows(plan, NKV_FACT_FREE) || low == 0)
		return;
	fprintf(text->out, "   free after setup %" PRIu64 " MiB (%" PRIu64 " %%)",
		nkv_pages_mb(plan->free_pages), 100 * plan->free_pages / low);
	if (nkv_plan_knows(plan, NKV_FACT_RAM) && plan->lowmem_left_pages != plan->free_pages)
		fprintf(text->out, ", %" PRIu64 " left", nkv_pages_mb(plan->lowmem_left_pages));
}

static void put_memory(const struct text *text)
{
	const struct nkv_plan *plan = text->plan;
	uint32_t low = plan->max_low_pfn, high = plan->highend_pfn - plan->highstart_pfn;

	if (!nkv_plan_knows(plan, NKV_FACT_ENDS) && plan->kva_pages == 0)
		return;
	if (nkv_plan_knows(plan, NKV_FACT_ENDS)) {
		put_area(text, "Low memory", 0, low);
		put_free(text, low);
		fputc('\n', text->out);
	}
	put_kva(text);
	if (plan->machine->kernel.highmem != NKV_HIGHMEM_OFF &&
	    nkv_plan_knows(plan, NKV_FACT_ENDS)) {
		put_area(text, "High memory", plan->highstart_pfn, high);
		fputc('\n', text->out);
	}
	put_ram(text);
	fputc('\n', text->out);
}

/* --- nodes --- */

static void put_memmap(const struct text *text, const struct nkv_node *node)
{
	static const char *const places[] = {
		[NKV_MEMMAP_NONE] = "none",
		[NKV_MEMMAP_REMAP] = "MiB in it",
		[NKV_MEMMAP_BOOTMEM] = "MiB lowmem",
	};

	if (text->plan->stopped_at != NKV_STOP_NONE)
		fputs("-\n", text->out);
	else if (text->plan->pages_per_section > 0)
		fputs("by section\n", text->out);
	else if (node->memmap.from == NKV_MEMMAP_NONE)
		fprintf(text->out, "%s\n", places[NKV_MEMMAP_NONE]);
	else if (nkv_memmap_overruns(text->plan, node))
		fprintf(text->out, "%.1f MiB, past it\n",
			(double)nkv_memmap_true_bytes(text->plan, node) / 1048576);
	else
		fprintf(text->out, "%.1f %s\n", (double)node->memmap.bytes / 1048576,
			places[node->memmap.from]);
}

static void put_node(const struct text *text, const struct nkv_node *node)
{
	FILE *out = text->out;

	fprintf(out, "%4u  ", node->nid);
	if (node->pxm < 0)
		fputs("  -  ", out);
	else
		fprintf(out, "%3d  ", node->pxm);
	fprintf(out, "0x%-6" PRIx32 " 0x%-6" PRIx32 " ", node->memory_start_pfn,
		node->memory_end_pfn);
	if (!nkv_plan_knows(text->plan, NKV_FACT_ENDS))
		fprintf(out, "%-8s ", "-");
	else
		fprintf(out, "0x%-6" PRIx32 " ", node->end_pfn);
	if (node->is_unsearched)
		fprintf(out, "%6s %9s %7s  ", "-", "", "-");
	else
		fprintf(out, "%6" PRIu32 " %5.1f MiB %7" PRIu32 "  ", node->reserved_pages,
			mib(node->reserved_pages), node->alignment_pages);
	if (nkv_plan_knows(text->plan, NKV_FACT_WINDOWS | NKV_FACT_REMAP))
		fprintf(out, "%08" PRIx32 "..%08" PRIx32 "  ", node->remap_vaddr_start,
			node->remap_vaddr_end);
	else
		fprintf(out, "%-18s  ", "-");
	put_memmap(text, node);
}

static void put_nodes(const struct text *text)
{
	if (!nkv_plan_knows(text->plan, NKV_FACT_NODES))
		return;
	fprintf(text->out, "%4s  %3s  %-8s %-8s %-8s %16s %7s  %-18s  %s\n", "node", "pxm", "start",
		"end was", "end now", "given up", "aligned", "window", "mem_map");
	for (size_t i = 0; i < text->plan->node_count; i++)
		put_node(text, &text->plan->nodes[i]);
	fputc('\n', text->out);
}

static void put_wasted(const struct text *text)
{
	const struct nkv_hazard *wasted = nkv_plan_hazard(text->plan, NKV_HAZARD_PAGES_WASTED);

	if (!nkv_plan_knows(text->plan, NKV_FACT_NODES))
		return;
	if (wasted)
		fprintf(text->out, "Wasted: %" PRIu64 " pages (%.1f MiB)\n\n", wasted->pages,
			mib(wasted->pages));
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

static void put_calls(const struct text *text)
{
	if (!nkv_plan_knows(text->plan, NKV_FACT_BITMAP))
		return;
	fputs("Boot-time allocator\n", text->out);
	for (size_t i = 0; i < text->plan->call_count; i++) {
		const struct nkv_bootmem_call *call = &text->plan->calls[i];
		uint64_t pages = nkv_bytes_pages(call->size);
		char node[NKV_CALL_NODE_BYTES];

		fprintf(text->out,
			"%4zu  %-7s  0x%08" PRIx32 "  0x%08" PRIx32 " %8" PRIu64
			" pages %7.1f MiB  %s%s\n",
			i + 1, nkv_call_op(call), call->start, call->size, pages, mib(pages),
			call->by, nkv_call_node_text(text->plan, call, node));
		if (call->bug != NKV_BUG_NONE)
			put_bug(text, call);
	}
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

/* --- what would help --- */

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

	put_head(&text, subject);
	put_verdict(&text);
	put_memory(&text);
	put_nodes(&text);
	nkv_text_put_sections(output->file, subject->plan);
	put_wasted(&text);
	nkv_text_put_early(output->file, subject->plan);
	nkv_text_put_bitmaps(output->file, subject->plan);
	put_calls(&text);
	put_hazards(&text);
	put_help(&text);
	return true;
}
