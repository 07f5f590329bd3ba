/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A document of pictures. The height of a picture is known only when it is
 * drawn, so all are kept until the end.
 */

#include <numakva/numakva.h>

#include "base/buffer.h"
#include "base/xml.h"
#include "write/chart/chart.h"
#include "write/svg/svg_parts.h"
#include "write/svg/svg_picture.h"
#include "write/svg/svg_style.h"
#include "write/svg_document.h"
#include "write/words/check_text.h"

enum { NAME_COLUMNS = 200, GAP = 12 };

struct document {
	struct nkv_buffer pictures;
	struct nkv_buffer descriptions; /* in words, for <desc> */
	struct nkv_buffer title;
	struct nkv_chart chart; /* of the current sweep */
	size_t height;
	bool broken; /* there was no memory for something */
};

static void free_document(struct document *document)
{
	nkv_buffer_free(&document->pictures);
	nkv_buffer_free(&document->descriptions);
	nkv_buffer_free(&document->title);
	nkv_chart_free(&document->chart);
}

bool nkv_begin_svg(struct nkv_output *output)
{
	struct document *document = nkv_output_keep(output, sizeof(*document));

	if (!document)
		return false;
	document->broken = !nkv_buffer_open(&document->pictures) ||
			   !nkv_buffer_open(&document->descriptions) ||
			   !nkv_buffer_open(&document->title);
	return !document->broken;
}

/* --- pictures --- */

/* Begins a picture below the others. */
static FILE *begin_picture(struct document *document)
{
	document->height += document->height > 0 ? GAP : 0;
	fprintf(document->pictures.file, "<g transform=\"translate(0 %zu)\">\n", document->height);
	return document->pictures.file;
}

static void end_picture(struct document *document, size_t height)
{
	fputs("</g>\n", document->pictures.file);
	document->height += height;
}

/* Begins the description of a picture, with its name. */
static FILE *begin_description(struct document *document, const char *name)
{
	FILE *descriptions = document->descriptions.file, *title = document->title.file;
	bool first = document->height == 0;

	fputs(first ? "" : ", ", title);
	nkv_xml_text_within(title, name, NAME_COLUMNS);
	fputs(first ? "" : "\n", descriptions);
	nkv_xml_text_within(descriptions, name, NAME_COLUMNS);
	fputs(": ", descriptions);
	return descriptions;
}

/* Adds the result of a check to the title. */
static void put_check(struct document *document, const struct nkv_check *check)
{
	char failures[NKV_FAILURES_BYTES], text[NKV_CHECK_TEXT_BYTES];

	fprintf(document->descriptions.file, " Check %s.", nkv_check_text(check, text));
	if (check->pass)
		fputs(" (check passes)", document->title.file);
	else
		fprintf(document->title.file, " (check fails: %s)",
			nkv_failures_text(check, failures));
}

static bool add_machine(struct document *document, const struct nkv_subject *subject)
{
	size_t height = 0;

	nkv_svg_put_description(begin_description(document, subject->title), subject->plan);
	if (subject->check)
		put_check(document, &subject->check->check);
	if (!nkv_svg_draw(begin_picture(document), subject, NKV_SVG_ALONE, &height))
		return false;
	end_picture(document, height);
	return true;
}

/* Adds the chart of the current sweep, if there is one. */
static bool add_chart(struct document *document)
{
	const struct nkv_chart *chart = &document->chart;
	size_t verdicts[NKV_VERDICT_PANICS + 1] = { 0 }, failing = 0, height = 0;
	FILE *description;

	if (chart->count == 0)
		return true;
	for (size_t i = 0; i < chart->count; i++) {
		verdicts[chart->points[i].verdict]++;
		failing += chart->points[i].fails;
	}
	description = begin_description(document, chart->name);
	fprintf(description, "%s, a sweep over %s of %zu points", chart->summary,
		nkv_chart_key_words(chart->x_key), chart->count);
	for (int verdict = 0; verdict <= NKV_VERDICT_PANICS; verdict++)
		fprintf(description, "; %s at %zu", nkv_verdict_name((enum nkv_verdict)verdict),
			verdicts[verdict]);
	fputs(".", description);
	if (chart->is_checked)
		fprintf(document->title.file, " (check fails at %zu of %zu points)", failing,
			chart->count);
	if (!nkv_chart_draw(begin_picture(document), chart, &height))
		return false;
	end_picture(document, height);
	nkv_chart_free(&document->chart);
	return true;
}

static bool add_point(struct document *document, const struct nkv_subject *subject,
		      const struct nkv_column *column)
{
	if (!nkv_chart_continues(&document->chart, subject)) {
		if (!add_chart(document))
			return false;
		nkv_chart_begin(&document->chart, subject, column);
	}
	return nkv_chart_add(&document->chart, subject);
}

bool nkv_write_svg(struct nkv_output *output, const struct nkv_subject *subject)
{
	struct document *document = output->state;
	bool done;

	if (subject->point && subject->point->variation_count > 0)
		done = add_point(document, subject, output->chart_column);
	else
		done = add_machine(document, subject);
	document->broken = !done;
	return done;
}

/* --- the document --- */

static void put_document(FILE *out, const struct document *document)
{
	size_t height = document->height;

	fprintf(out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"nkv\" width=\"%d\" "
		"height=\"%zu\" viewBox=\"0 0 %d %zu\" role=\"img\" "
		"aria-labelledby=\"nkv-title nkv-desc\">\n"
		"<title id=\"nkv-title\">Boot memory layout: ",
		NKV_SVG_WIDTH, height, NKV_SVG_WIDTH, height);
	nkv_buffer_put(out, &document->title);
	fputs("</title>\n<desc id=\"nkv-desc\">", out);
	nkv_buffer_put(out, &document->descriptions);
	fputs("</desc>\n<style>\n", out);
	nkv_svg_put_style(out);
	fputs("</style>\n", out);
	nkv_svg_put_definitions(out);
	fprintf(out, "<rect class=\"paper\" width=\"%d\" height=\"%zu\"/>\n", NKV_SVG_WIDTH,
		height);
	nkv_buffer_put(out, &document->pictures);
	fputs("</svg>\n", out);
}

static void put_empty_document(FILE *out)
{
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"48\" "
	      "viewBox=\"0 0 1200 48\" role=\"img\" aria-label=\"No machine was planned\">"
	      "<title>No machine was planned</title><rect width=\"1200\" height=\"48\" "
	      "fill=\"#ffffff\"/><text x=\"24\" y=\"30\" "
	      "font-family=\"monospace\" font-size=\"14\">No machine was planned</text></svg>\n",
	      out);
}

bool nkv_end_svg(struct nkv_output *output)
{
	struct document *document = output->state;
	bool whole = true;

	/* Failures to begin or to continue were reported when they occurred. */
	if (!document->broken) {
		whole = add_chart(document);
		whole = nkv_buffer_close(&document->pictures) && whole;
		whole = nkv_buffer_close(&document->descriptions) && whole;
		whole = nkv_buffer_close(&document->title) && whole;
		if (whole && document->height > 0)
			put_document(output->file, document);
		else if (whole)
			put_empty_document(output->file);
	}
	free_document(document);
	return whole;
}
