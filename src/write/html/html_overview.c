/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The table of machines. A fleet has many rows, so they are short: without tags
 * that are optional in HTML, and with columns that get their looks from the
 * style sheet.
 */
#include "write/html/html_parts.h"

#include <inttypes.h>

#include <numakva/numakva.h>

#include "base/xml.h"
#include "write/words/check_text.h"
#include "write/words/kernel_text.h"
#include "write/words/size_text.h"
#include "write/words/verdict.h"

/* --- heads --- */

void nkv_html_put_row_head(FILE *out, bool is_checked)
{
	static const char *const heads[] = {
		"machine",
		"verdict",
		NULL,
		"worst hazard",
		"kernel",
		"KVA",
		"nodes",
		"RAM",
		"unused RAM",
		"low memory",
		"low memory free",
		"low memory left",
	};

	fprintf(out,
		"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Machines\">\n"
		"<table class=\"sortable machines%s\" aria-label=\"Machines\">\n<thead><tr>",
		is_checked ? " checked" : "");
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		if (heads[i])
			fprintf(out, "<th scope=\"col\">%s</th>", heads[i]);
		else if (is_checked)
			fputs("<th scope=\"col\">check</th><th scope=\"col\">what fails</th>", out);
	fputs("</tr></thead>\n<tbody>\n", out);
}

/* --- rows --- */

static void put_size_if(FILE *out, const struct nkv_plan *plan, enum nkv_fact fact, uint64_t pages)
{
	char size[NKV_SIZE_TEXT_BYTES];

	if (!nkv_plan_knows(plan, fact))
		fputs("<td>", out);
	else if (pages == 0)
		fputs("<td>0", out);
	else
		fprintf(out, "<td>%s", nkv_size_text(pages, size));
}

static void put_check(FILE *out, const struct nkv_check *check)
{
	char failures[NKV_FAILURES_BYTES];

	fprintf(out, "<td>%s<td>%s", check->pass ? "passes" : "fails",
		nkv_failures_text(check, failures));
}

void nkv_html_put_row(FILE *out, const struct nkv_subject *subject)
{
	const struct nkv_plan *plan = subject->plan;
	const struct nkv_hazard *hazard = nkv_verdict_hazard(plan);
	char kernel[NKV_KERNEL_TEXT_BYTES], size[NKV_SIZE_TEXT_BYTES];

	fprintf(out, "<td>%s", nkv_verdict_name(plan->verdict));
	if (subject->check)
		put_check(out, &subject->check->check);
	fprintf(out, "<td>%s<td>%s", hazard ? nkv_hazard_info(hazard->code)->code : "",
		nkv_kernel_text(&plan->machine->kernel, kernel));
	put_size_if(out, plan, NKV_FACT_WINDOWS, plan->kva_pages);
	fprintf(out, "<td>%zu<td>%s", plan->node_count, nkv_size_text(plan->ram_pages, size));
	put_size_if(out, plan, NKV_FACT_RAM, plan->ram.unused_pages);
	put_size_if(out, plan, NKV_FACT_ENDS, plan->max_low_pfn);
	put_size_if(out, plan, NKV_FACT_FREE, plan->free_pages);
	put_size_if(out, plan, NKV_FACT_RAM, plan->lowmem_left_pages);
}

void nkv_html_put_unread_row(FILE *out, const struct nkv_subject *subject)
{
	fputs("<td>not read<td class=\"wide\" colspan=\"9\">", out);
	for (size_t i = 0; i < subject->error_count; i++) {
		fputs(i > 0 ? "<br>" : "", out);
		nkv_xml_text(out, subject->errors[i]);
	}
}
