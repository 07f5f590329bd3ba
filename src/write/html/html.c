/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A page of one or more machines: where there are several, a table of them
 * comes first, so that all are kept until the end.
 */
#include "write/html/html.h"

#include <stdlib.h>

#include <numakva/numakva.h>

#include "base/buffer.h"
#include "base/xml.h"
#include "write/html/html_parts.h"
#include "write/words/label.h"

enum { VERDICTS = NKV_VERDICT_PANICS + 1 };

struct page {
	struct nkv_buffer machines;
	struct nkv_buffer rows; /* of the table of machines */
	struct nkv_buffer title;
	size_t count; /* machines, also those that could not be read */
	size_t unread;
	size_t failing; /* do not pass their check */
	size_t verdicts[VERDICTS];
	bool is_checked; /* machines are held against limits */
	bool broken;	 /* there was no memory for something */
};

static void free_page(struct page *page)
{
	nkv_buffer_free(&page->machines);
	nkv_buffer_free(&page->rows);
	nkv_buffer_free(&page->title);
}

bool nkv_begin_html(struct nkv_output *output)
{
	struct page *page = nkv_output_keep(output, sizeof(*page));

	if (!page)
		return false;
	page->broken = !nkv_buffer_open(&page->machines) || !nkv_buffer_open(&page->rows) ||
		       !nkv_buffer_open(&page->title);
	return !page->broken;
}

bool nkv_write_html(struct nkv_output *output, const struct nkv_subject *subject)
{
	const struct nkv_plan *plan = subject->plan;
	struct page *page = output->state;
	size_t number = ++page->count;
	char *label = nkv_label(subject);

	page->broken = !label;
	if (!label)
		return false;
	if (number == 1)
		fputs(label, page->title.file);
	page->verdicts[plan->verdict]++;
	page->is_checked = page->is_checked || subject->check;
	page->failing += subject->check && !subject->check->check.pass;
	nkv_html_put_row(page->rows.file, subject, label, number);
	free(label);
	page->broken = !nkv_html_put_machine(page->machines.file, subject, number);
	return !page->broken;
}

bool nkv_write_html_unread(struct nkv_output *output, const struct nkv_subject *subject)
{
	struct page *page = output->state;

	page->count++;
	page->unread++;
	fputs("<tr><th scope=\"row\">", page->rows.file);
	nkv_xml_text_within(page->rows.file, subject->title, 60);
	fputs("</th><td><strong>not read</strong></td><td class=\"wide\" colspan=\"9\">",
	      page->rows.file);
	for (size_t i = 0; i < subject->error_count; i++) {
		fputs(i > 0 ? "<br>" : "", page->rows.file);
		nkv_xml_text(page->rows.file, subject->errors[i]);
	}
	fputs("</td></tr>\n", page->rows.file);
	return true;
}

static void put_counts(FILE *out, const struct page *page)
{
	fprintf(out, "<p>%zu machine%s: ", page->count, page->count == 1 ? "" : "s");
	for (int i = 0; i < VERDICTS; i++)
		fprintf(out, "%s%zu %s", i > 0 ? ", " : "", page->verdicts[i],
			nkv_verdict_name((enum nkv_verdict)i));
	if (page->unread > 0)
		fprintf(out, ", %zu could not be read", page->unread);
	if (page->is_checked)
		fprintf(out, "; %zu fail%s the check", page->failing,
			page->failing == 1 ? "s" : "");
	fputs(".</p>\n", out);
}

static void put_page(FILE *out, const struct page *page)
{
	bool single = page->count == 1 && page->unread == 0;

	nkv_html_put_head(out, single ? page->title.text.text : "Boot memory layouts");
	fprintf(out, "<main>\n<h1>Boot memory layout%s</h1>\n", page->count == 1 ? "" : "s");
	if (!single) {
		put_counts(out, page);
		fputs("<h2>Machines</h2>\n", out);
		nkv_html_put_row_head(out, page->is_checked);
		nkv_buffer_put(out, &page->rows);
		fputs("</tbody></table></div>\n", out);
	}
	nkv_buffer_put(out, &page->machines);
	fputs("</main>\n", out);
	nkv_html_put_script(out);
	fputs("</body>\n</html>\n", out);
}

bool nkv_end_html(struct nkv_output *output)
{
	struct page *page = output->state;
	bool whole = true;

	/* What did not begin, or broke off, was said when it did. */
	if (!page->broken) {
		fputc('\0', page->title.file);
		whole = nkv_buffer_close(&page->machines);
		whole = nkv_buffer_close(&page->rows) && whole;
		whole = nkv_buffer_close(&page->title) && whole;
		if (whole)
			put_page(output->file, page);
	}
	free_page(page);
	return whole;
}
