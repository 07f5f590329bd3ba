/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tables of a page. */
#include "write/html/html_parts.h"

#include <inttypes.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/xml.h"
#include "write/words/call_text.h"
#include "write/words/machine_text.h"
#include "write/words/section_runs.h"
#include "write/words/size_text.h"
#include "write/words/units.h"

/* --- parts of a table --- */

void nkv_html_begin_table(FILE *out, const char *title, const char *heads)
{
	fprintf(out,
		"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">\n"
		"<table class=\"sortable\" aria-label=\"%s\">\n<thead><tr>",
		title, title);
	while (*heads) {
		size_t length = strcspn(heads, ",");
		bool number = *heads == '#';

		fprintf(out, "<th scope=\"col\"%s>%.*s</th>", number ? " class=\"r\"" : "",
			(int)(length - number), heads + number);
		heads += length;
		heads += *heads == ',';
	}
	fputs("</tr></thead>\n<tbody>\n", out);
}

void nkv_html_end_table(FILE *out)
{
	fputs("</tbody></table></div>\n", out);
}

static void put_number(FILE *out, uint64_t number)
{
	fprintf(out, "<td class=\"r\">%" PRIu64 "</td>", number);
}

static void put_size(FILE *out, uint64_t pages)
{
	char size[NKV_SIZE_TEXT_BYTES];

	fprintf(out, "<td class=\"r\">%s</td>", nkv_size_text(pages, size));
}

static void put_hexadecimal(FILE *out, uint64_t number)
{
	fprintf(out, "<td class=\"f\">0x%" PRIx64 "</td>", number);
}

static void put_words(FILE *out, const char *words)
{
	fputs("<td>", out);
	nkv_xml_text(out, words);
	fputs("</td>", out);
}

/* Says that the boot stopped before these figures were known. */
static void put_nothing(FILE *out, const char *class)
{
	fprintf(out, "<td class=\"%s\">not reached</td>", class);
}

/* --- low and high memory --- */

static void put_area(FILE *out, const char *name, uint64_t start_pfn, uint64_t pages)
{
	fprintf(out, "<tr><th scope=\"row\">%s</th>", name);
	put_hexadecimal(out, start_pfn);
	put_hexadecimal(out, start_pfn + pages);
	put_number(out, pages);
	put_size(out, pages);
	fputs("</tr>\n", out);
}

static void put_amount(FILE *out, const char *name, uint64_t pages)
{
	fprintf(out, "<tr><th scope=\"row\">%s</th><td></td><td></td>", name);
	put_number(out, pages);
	put_size(out, pages);
	fputs("</tr>\n", out);
}

/* Puts how RAM is used. */
static void put_ram(FILE *out, const struct nkv_ram *ram)
{
	put_amount(out, "RAM that is low memory", ram->low_pages);
	put_amount(out, "RAM that becomes free high memory", ram->high_pages);
	put_amount(out, "RAM under the windows", ram->remap_pages);
	put_amount(out, "RAM lost to alignment above low memory", ram->wasted_pages);
	put_amount(out, "RAM unused", ram->unused_pages);
}

void nkv_html_put_memory(FILE *out, const struct nkv_plan *plan)
{
	const struct nkv_hazard *wasted = nkv_plan_hazard(plan, NKV_HAZARD_PAGES_WASTED);
	bool settled = nkv_plan_knows(plan, NKV_FACT_ENDS);

	nkv_html_begin_table(out, "Memory", "what,start pfn,end pfn,#pages,#in MiB or GiB");
	put_amount(out, "RAM", plan->ram_pages);
	if (nkv_plan_knows(plan, NKV_FACT_RAM))
		put_ram(out, &plan->ram);
	if (settled)
		put_area(out, "low memory", 0, plan->max_low_pfn);
	if (nkv_plan_knows(plan, NKV_FACT_WINDOWS))
		put_area(out, "KVA", plan->kva_start_pfn, plan->kva_pages);
	if (settled && plan->machine->kernel.highmem != NKV_HIGHMEM_OFF)
		put_area(out, "high memory", plan->highstart_pfn,
			 plan->highend_pfn - plan->highstart_pfn);
	if (nkv_plan_knows(plan, NKV_FACT_FREE))
		put_amount(out, "low memory free after setup", plan->free_pages);
	if (nkv_plan_knows(plan, NKV_FACT_RAM))
		put_amount(out, "low memory left after the mem_maps", plan->lowmem_left_pages);
	put_amount(out, "wasted", wasted ? wasted->pages : 0);
	nkv_html_end_table(out);
}

/* --- nodes --- */

static void put_memmap(FILE *out, const struct nkv_plan *plan, const struct nkv_node *node)
{
	static const char *const places[] = {
		[NKV_MEMMAP_NONE] = "none",
		[NKV_MEMMAP_REMAP] = "its window",
		[NKV_MEMMAP_BOOTMEM] = "low memory",
	};

	if (!nkv_plan_knows(plan, NKV_FACT_MEMMAPS)) {
		put_nothing(out, "r");
		put_nothing(out, "");
		return;
	}
	if (plan->pages_per_section > 0) {
		put_nothing(out, "r");
		put_words(out, "by section");
		return;
	}
	if (nkv_memmap_overruns(plan, node)) {
		put_size(out, nkv_bytes_pages(nkv_memmap_true_bytes(plan, node)));
		put_words(out, "its window, and past it");
		return;
	}
	put_size(out, nkv_bytes_pages(node->memmap.bytes));
	put_words(out, places[node->memmap.from]);
}

static void put_node(FILE *out, const struct nkv_plan *plan, const struct nkv_node *node)
{
	fprintf(out, "<tr><th scope=\"row\">%u</th><td>", node->nid);
	if (node->pxm >= 0)
		fprintf(out, "%d", node->pxm);
	fputs("</td>", out);
	put_hexadecimal(out, node->memory_start_pfn);
	put_hexadecimal(out, node->memory_end_pfn);
	if (nkv_plan_knows(plan, NKV_FACT_ENDS))
		put_hexadecimal(out, node->end_pfn);
	else
		put_nothing(out, "");
	put_number(out, node->reserved_pages);
	put_size(out, node->reserved_pages);
	put_number(out, node->alignment_pages);
	if (nkv_plan_knows(plan, NKV_FACT_WINDOWS | NKV_FACT_REMAP))
		fprintf(out, "<td class=\"f\">%08" PRIx32 "..%08" PRIx32 "</td>",
			node->remap_vaddr_start, node->remap_vaddr_end);
	else
		put_nothing(out, "");
	put_memmap(out, plan, node);
	fputs("</tr>\n", out);
}

void nkv_html_put_nodes(FILE *out, const struct nkv_plan *plan)
{
	nkv_html_begin_table(
		out, "Nodes",
		"node,pxm,start,end as found,end now,#pages given up,#MiB given up,#lost to "
		"alignment,window,#mem_map,mem_map from");
	for (size_t i = 0; i < plan->node_count; i++)
		put_node(out, plan, &plan->nodes[i]);
	nkv_html_end_table(out);
}

/* Sections that are alike share a row. */
void nkv_html_put_sections(FILE *out, const struct nkv_plan *plan)
{
	struct nkv_section_run run = { 0 };
	char text[NKV_SECTION_RUN_BYTES];

	nkv_html_begin_table(out, "Sections", "section,start,end,home,owner,#each mem_map,mem_map");
	while (nkv_section_run_next(plan, &run)) {
		fprintf(out, "<tr><th scope=\"row\">%s</th>", nkv_section_run_text(&run, text));
		put_hexadecimal(out, (uint64_t)run.first * plan->pages_per_section);
		put_hexadecimal(out, (uint64_t)run.end * plan->pages_per_section);
		fprintf(out, "<td>%u</td><td>%u</td>", run.section->home_nid, run.section->nid);
		put_size(out, nkv_bytes_pages(plan->section_memmap_bytes));
		put_words(out, nkv_section_memmap_words(run.section));
		fputs("</tr>\n", out);
	}
	nkv_html_end_table(out);
}

/* --- calls --- */

void nkv_html_put_calls(FILE *out, const struct nkv_plan *plan)
{
	nkv_html_begin_table(out, "Boot-time allocator, call by call",
			     "#call,op,start,bytes,#pages,#in MiB,by,result");
	for (size_t i = 0; i < plan->call_count; i++) {
		const struct nkv_bootmem_call *call = &plan->calls[i];
		char bug[NKV_BUG_TEXT_BYTES];

		fputs("<tr>", out);
		put_number(out, i + 1);
		put_words(out, nkv_call_op(call));
		put_hexadecimal(out, call->start);
		put_hexadecimal(out, call->size);
		put_number(out, nkv_bytes_pages(call->size));
		put_size(out, nkv_bytes_pages(call->size));
		put_words(out, call->by);
		nkv_call_bug_text(plan, call, bug);
		fprintf(out, "<td class=\"wide\">%s%s</td></tr>\n",
			*bug ? "<strong>BUG</strong>: " : "ok", bug);
	}
	nkv_html_end_table(out);
}

/* --- the map --- */

void nkv_html_put_map(FILE *out, const struct nkv_plan *plan)
{
	nkv_html_begin_table(out, "E820 map in effect", "start,end,#size,type");
	for (size_t i = 0; i < plan->e820.count; i++) {
		const struct nkv_e820_entry *entry = &plan->e820.entries[i];
		char type[NKV_TYPE_TEXT_BYTES];

		fputs("<tr>", out);
		put_hexadecimal(out, entry->start);
		put_hexadecimal(out, entry->start + entry->size);
		put_size(out, nkv_bytes_pages(entry->size));
		put_words(out, nkv_type_text(entry->type, type));
		fputs("</tr>\n", out);
	}
	nkv_html_end_table(out);
}
