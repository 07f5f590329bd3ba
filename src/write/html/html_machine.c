/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The part of a page for one machine. */
#include "write/html/html_parts.h"

#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/buffer.h"
#include "base/xml.h"
#include "write/console/console.h"
#include "write/svg/svg_parts.h"
#include "write/svg/svg_picture.h"
#include "write/words/hazard_text.h"
#include "write/words/hazard_walk.h"
#include "write/words/label.h"
#include "write/words/remedy_text.h"
#include "write/words/verdict.h"
#include "write/yaml/yaml.h"

enum { VERDICT_SHAPE = 32, HAZARD_SHAPE = 20 };

/* --- verdict --- */

static void put_cell(FILE *out, const char *class, const char *text)
{
	fprintf(out, "<td class=\"%s\">", class);
	nkv_xml_text(out, text);
	fputs("</td>", out);
}

void nkv_html_put_remedies(FILE *out, const struct nkv_remedy *remedies, size_t count)
{
	struct nkv_remedy_row row;
	size_t next = 0;

	if (count == 0)
		return;
	fputs("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"What helps\">"
	      "<table class=\"remedies\"><thead><tr><th scope=\"col\">with</th>"
	      "<th scope=\"col\" class=\"r\">RAM lost</th>"
	      "<th scope=\"col\" class=\"r\">low memory left</th>"
	      "<th scope=\"col\">initrd</th></tr></thead><tbody>\n",
	      out);
	while (nkv_remedy_row_next(remedies, count, &next, &row)) {
		fputs("<tr>", out);
		put_cell(out, "wide", row.change);
		put_cell(out, "r", row.ram);
		put_cell(out, "r", row.lowmem);
		put_cell(out, "", row.initrd);
		fputs("</tr>\n", out);
	}
	fputs("</tbody></table></div>\n", out);
	if (nkv_remedies_note(remedies, count))
		fprintf(out, "<p>%s</p>\n", nkv_remedies_note(remedies, count));
}

static void put_help(FILE *out, const struct nkv_help *help)
{
	if (!help)
		return;
	fprintf(out, "<p>%s", nkv_help_title(help));
	if (help->remedy_count == 0)
		fprintf(out, " %s", nkv_remedies_tried);
	fputs("</p>\n", out);
	nkv_html_put_remedies(out, help->remedies, help->remedy_count);
}

static void put_verdict(FILE *out, const struct nkv_plan *plan)
{
	char summary[NKV_SUMMARY_BYTES], reason[NKV_REASON_BYTES];

	fputs("<p>", out);
	nkv_xml_text(out, nkv_machine_summary(plan, summary));
	fprintf(out, "</p>\n<div class=\"verdict %s\">", nkv_verdict_name(plan->verdict));
	nkv_svg_put_verdict(out, plan->verdict, VERDICT_SHAPE);
	fprintf(out, "<p><strong>%s</strong>: ", nkv_verdict_words(plan));
	nkv_xml_text(out, nkv_verdict_reason(plan, reason));
	fputs("</p></div>\n", out);
}

/* --- the picture --- */

static bool put_picture(FILE *out, const struct nkv_subject *subject)
{
	struct nkv_buffer picture;
	size_t height = 0;
	bool whole = nkv_buffer_open(&picture) &&
		     nkv_svg_draw(picture.file, subject, NKV_SVG_IN_PAGE, &height);

	whole = nkv_buffer_close(&picture) && whole;
	if (whole) {
		fprintf(out,
			"<figure class=\"scroll\" tabindex=\"0\" role=\"region\" "
			"aria-label=\"Picture\">\n<svg class=\"nkv\" viewBox=\"0 0 %d %zu\" "
			"role=\"img\"><title>Boot memory layout</title><desc>",
			NKV_SVG_WIDTH, height);
		nkv_svg_put_description(out, subject->plan);
		fprintf(out, "</desc>\n<rect class=\"paper\" width=\"%d\" height=\"%zu\"/>\n",
			NKV_SVG_WIDTH, height);
		nkv_buffer_put(out, &picture);
		fputs("</svg></figure>\n", out);
	}
	nkv_buffer_free(&picture);
	return whole;
}

/* --- hazards --- */

static void put_hazard(FILE *out, const struct nkv_subject *subject,
		       const struct nkv_hazard *hazard)
{
	const struct nkv_hazard_info *info = nkv_hazard_info(hazard->code);
	const char *code = info->code;
	char message[NKV_HAZARD_TEXT_BYTES];

	fprintf(out, "<li tabindex=\"0\" data-hazard=\"%s\">", code);
	nkv_svg_put_severity(out, hazard->severity, HAZARD_SHAPE);
	fprintf(out, "<div><strong>%s</strong>, %s<br>", code, nkv_severity_name(hazard->severity));
	nkv_hazard_message(subject->plan, hazard, message);
	nkv_xml_text(out, message);
	fputs(".", out);
	if (nkv_helps(info, subject->help)) {
		fputc(' ', out);
		nkv_xml_text(out, info->helps);
		fputc('.', out);
	}
	fputs("</div></li>\n", out);
}

static void put_hazards(FILE *out, const struct nkv_subject *subject)
{
	const struct nkv_plan *plan = subject->plan;
	const struct nkv_hazard *hazard;
	size_t next = 0;

	fputs("<h3>Hazards</h3>\n", out);
	if (plan->hazard_count == 0) {
		fputs("<p>None.</p>\n", out);
		return;
	}
	fputs("<ul class=\"hazards\">\n", out);
	while ((hazard = nkv_hazard_next_worst(plan, &next)))
		put_hazard(out, subject, hazard);
	fputs("</ul>\n", out);
}

/* --- output of other formats --- */

/* Puts the output of another format for the subject. */
static bool put_form(FILE *out, const struct nkv_subject *subject, nkv_write *write,
		     const char *title)
{
	struct nkv_buffer form;
	bool whole =
		nkv_buffer_open(&form) && write(&(struct nkv_output){ .file = form.file }, subject);

	if (form.file)
		fputc('\0', form.file);
	whole = nkv_buffer_close(&form) && whole;
	if (whole) {
		fprintf(out,
			"<details open><summary>%s</summary>\n<pre tabindex=\"0\" role=\"region\" "
			"aria-label=\"%s\">",
			title, title);
		nkv_xml_lines(out, form.text.text);
		fputs("</pre></details>\n", out);
	}
	nkv_buffer_free(&form);
	return whole;
}

/* --- the part --- */

static bool put_verdict_stage(FILE *out, const struct nkv_subject *subject)
{
	put_verdict(out, subject->plan);
	/* Remedies that pass also boot. */
	if (subject->check)
		nkv_html_put_check(out, subject->plan, subject->check);
	if (!subject->check || subject->check->check.pass || subject->check->remedy_count == 0)
		put_help(out, subject->help);
	return true;
}

static bool put_figures_stage(FILE *out, const struct nkv_subject *subject)
{
	const struct nkv_plan *plan = subject->plan;

	put_hazards(out, subject);
	fputs("<h3>Memory</h3>\n", out);
	nkv_html_put_memory(out, plan);
	fputs("<h3>Nodes</h3>\n", out);
	nkv_html_put_nodes(out, plan);
	if (nkv_plan_knows(plan, NKV_FACT_SECTIONS))
		nkv_html_put_sections(out, plan);
	return true;
}

static bool put_rest_stage(FILE *out, const struct nkv_subject *subject)
{
	const struct nkv_plan *plan = subject->plan;

	if (plan->call_count > 0) {
		fputs("<h3>Boot-time allocator</h3>\n", out);
		nkv_html_put_calls(out, plan);
	}
	fputs("<h3>Map</h3>\n", out);
	nkv_html_put_map(out, plan);
	return put_form(out, subject, nkv_write_console, "What the kernel is expected to print") &&
	       put_form(out, subject, nkv_write_yaml, "The description");
}

static bool make_stage(struct nkv_buffer *stage, const struct nkv_subject *subject,
		       bool (*put)(FILE *out, const struct nkv_subject *subject))
{
	bool done = nkv_buffer_open(stage) && put(stage->file, subject);

	return nkv_buffer_close(stage) && done;
}

bool nkv_html_part_make(struct nkv_html_part *part, const struct nkv_subject *subject)
{
	static bool (*const stages[NKV_HTML_STAGES])(FILE * out,
						     const struct nkv_subject *subject) = {
		[NKV_HTML_VERDICT] = put_verdict_stage,
		[NKV_HTML_PICTURE] = put_picture,
		[NKV_HTML_FIGURES] = put_figures_stage,
		[NKV_HTML_REST] = put_rest_stage,
	};
	bool done;

	part->name = nkv_label(subject);
	part->verdict = subject->plan->verdict;
	done = part->name != NULL;
	for (int i = 0; i < NKV_HTML_STAGES && done; i++)
		done = make_stage(&part->stages[i], subject, stages[i]);
	return done;
}

void nkv_html_part_free(struct nkv_html_part *part)
{
	for (int i = 0; i < NKV_HTML_STAGES; i++)
		nkv_buffer_free(&part->stages[i]);
	free(part->name);
}

static bool is_in(enum nkv_html_stage stage, bool in_full)
{
	return in_full || stage == NKV_HTML_VERDICT || stage == NKV_HTML_FIGURES;
}

size_t nkv_html_part_bytes(const struct nkv_html_part *part, bool in_full)
{
	enum { AROUND = 200 }; /* the frame of a part, without its name */
	size_t bytes = AROUND + strlen(part->name);

	for (int i = 0; i < NKV_HTML_STAGES; i++)
		if (is_in((enum nkv_html_stage)i, in_full))
			bytes += part->stages[i].text.length;
	return bytes;
}

static void put_heading(FILE *out, const struct nkv_html_part *part, bool closed)
{
	const char *verdict = nkv_verdict_name(part->verdict);

	fprintf(out, "<article id=\"m%zu\" aria-labelledby=\"h%zu\">\n%s<h2 id=\"h%zu\">",
		part->number, part->number, closed ? "<details class=\"part\"><summary>" : "",
		part->number);
	nkv_xml_text_within(out, part->name, 200);
	fputs("</h2>", out);
	if (closed)
		fprintf(out, " <span class=\"%s\"><strong>%s</strong></span></summary>", verdict,
			verdict);
	fputc('\n', out);
}

void nkv_html_part_put(FILE *out, const struct nkv_html_part *part, bool in_full, bool closed)
{
	put_heading(out, part, closed);
	for (int i = 0; i < NKV_HTML_STAGES; i++)
		if (is_in((enum nkv_html_stage)i, in_full))
			nkv_buffer_put(out, &part->stages[i]);
	fprintf(out, "%s</article>\n", closed ? "</details>" : "");
}
