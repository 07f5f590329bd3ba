/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A page of one or more machines. For several, a table comes first, with the
 * worst machines first, so all rows are kept until the end. If there are few
 * machines, each has a part of its own; if there are many, only the worst.
 */
#include "write/html/html.h"

#include <stdlib.h>

#include <numakva/numakva.h>

#include "base/grow.h"
#include "base/number.h"
#include "base/xml.h"
#include "write/html/html_parts.h"
#include "write/words/label.h"

enum {
	VERDICTS = NKV_VERDICT_PANICS + 1,
	OPEN_MOST = 12, /* the number of machines whose parts are open */
	/* with more machines, only those that fail have parts, and at most this number */
	PARTS_MOST = 200,
	PAGE_BYTES = 4900000, /* the size of such a page; parts are added until it is reached */
	FRAME_BYTES = 16384,  /* style, script and the page's frame */
	ROW_BYTES = 48,	      /* the frame of a row */
	NAME_COLUMNS = 60,
	RANK_UNREAD = 2 * VERDICTS,
};

struct page {
	struct nkv_buffer texts; /* of rows */
	struct nkv_html_row *rows;
	size_t count, capacity; /* of rows: machines, including those that could not be read */
	struct nkv_html_part *parts;
	size_t part_count, part_capacity;
	size_t unread;
	size_t failing; /* do not boot well, or do not pass their check */
	size_t verdicts[VERDICTS];
	bool is_checked; /* machines are checked against limits */
	bool broken;	 /* there was no memory for something */
};

static void free_page(struct page *page)
{
	nkv_buffer_free(&page->texts);
	free(page->rows);
	for (size_t i = 0; i < page->part_count; i++)
		nkv_html_part_free(&page->parts[i]);
	free(page->parts);
}

bool nkv_begin_html(struct nkv_output *output)
{
	struct page *page = nkv_output_keep(output, sizeof(*page));

	if (!page)
		return false;
	page->broken = !nkv_buffer_open(&page->texts);
	return !page->broken;
}

/* --- ranks --- */

static bool is_failing(const struct nkv_subject *subject)
{
	return subject->check ? !subject->check->check.pass
			      : subject->plan->verdict != NKV_VERDICT_BOOTS;
}

/* Failing is worse than passing; then a worse verdict is worse. */
static unsigned int rank_of(const struct nkv_subject *subject)
{
	return (unsigned int)(is_failing(subject) ? VERDICTS : 0) + subject->plan->verdict;
}

static bool fails(unsigned int rank)
{
	return rank >= VERDICTS;
}

/* --- the machines that have parts --- */

static size_t parts_as_bad_as(const struct page *page, unsigned int rank)
{
	size_t count = 0;

	for (size_t i = 0; i < page->part_count; i++)
		count += page->parts[i].rank >= rank;
	return count;
}

/* Whether the next machine, with this rank, may get a part. */
static bool wants_part(const struct page *page, unsigned int rank)
{
	return page->count < PARTS_MOST ||
	       (fails(rank) && parts_as_bad_as(page, rank) < PARTS_MOST);
}

static void drop_part(struct page *page, size_t index)
{
	nkv_html_part_free(&page->parts[index]);
	page->part_count--;
	for (size_t i = index; i < page->part_count; i++)
		page->parts[i] = page->parts[i + 1];
}

/* The last of the best machines. */
static size_t best_part(const struct page *page)
{
	size_t best = 0;

	for (size_t i = 1; i < page->part_count; i++)
		if (page->parts[i].rank <= page->parts[best].rank)
			best = i;
	return best;
}

/* Called when there are too many machines for all to have parts. */
static void drop_parts(struct page *page)
{
	for (size_t i = page->part_count; i > 0; i--)
		if (!fails(page->parts[i - 1].rank))
			drop_part(page, i - 1);
	while (page->part_count > PARTS_MOST)
		drop_part(page, best_part(page));
}

static bool add_part(struct page *page, const struct nkv_subject *subject)
{
	struct nkv_html_part *part;
	void *grown = nkv_grow(page->parts, &page->part_capacity, page->part_count + 1,
			       sizeof(*page->parts));

	if (!grown)
		return false;
	page->parts = grown;
	part = &page->parts[page->part_count++];
	*part = (struct nkv_html_part){ .number = page->count + 1, .rank = rank_of(subject) };
	return nkv_html_part_make(part, subject);
}

/* --- machines --- */

/* Adds a row: its name, and what `put` writes. Returns false if there was no memory. */
static bool add_row(struct page *page, const struct nkv_subject *subject, const char *name,
		    void (*put)(FILE *out, const struct nkv_subject *subject))
{
	struct nkv_text *text = &page->texts.text;
	struct nkv_html_row *row;
	void *grown = nkv_grow(page->rows, &page->capacity, page->count + 1, sizeof(*page->rows));

	if (!grown)
		return false;
	page->rows = grown;
	row = &page->rows[page->count++];
	*row = (struct nkv_html_row){ .start = text->length, .number = page->count };
	nkv_xml_text_within(page->texts.file, name, NAME_COLUMNS);
	fflush(page->texts.file);
	row->name_bytes = text->length - row->start;
	put(page->texts.file, subject);
	fflush(page->texts.file);
	row->bytes = text->length - row->start;
	row->rank = subject->plan ? rank_of(subject) : RANK_UNREAD;
	row->class = subject->plan ? nkv_verdict_name(subject->plan->verdict) : "panics";
	return !ferror(page->texts.file);
}

bool nkv_html_wants_help(const struct nkv_output *output, const struct nkv_subject *subject)
{
	return wants_part(output->state, rank_of(subject));
}

bool nkv_write_html(struct nkv_output *output, const struct nkv_subject *subject)
{
	struct page *page = output->state;
	bool wants = wants_part(page, rank_of(subject));
	char *label = nkv_label(subject);

	page->verdicts[subject->plan->verdict]++;
	page->failing += is_failing(subject);
	page->is_checked = page->is_checked || subject->check;
	page->broken = !label || (wants && !add_part(page, subject)) ||
		       !add_row(page, subject, label, nkv_html_put_row);
	free(label);
	if (page->count > PARTS_MOST)
		drop_parts(page);
	return !page->broken;
}

bool nkv_write_html_unread(struct nkv_output *output, const struct nkv_subject *subject)
{
	struct page *page = output->state;

	page->unread++;
	page->broken = !add_row(page, subject, subject->title, nkv_html_put_unread_row);
	if (page->count > PARTS_MOST)
		drop_parts(page);
	return !page->broken;
}

/* --- the page --- */

static int compare(unsigned int rank, unsigned int other_rank, size_t number, size_t other_number)
{
	if (rank != other_rank)
		return nkv_order(other_rank, rank);
	return nkv_order(number, other_number);
}

static int compare_rows(const void *a, const void *b)
{
	const struct nkv_html_row *row = a, *other = b;

	return compare(row->rank, other->rank, row->number, other->number);
}

static int compare_parts(const void *a, const void *b)
{
	const struct nkv_html_part *part = a, *other = b;

	return compare(part->rank, other->rank, part->number, other->number);
}

static bool has_part(const struct page *page, const struct nkv_html_row *row)
{
	for (size_t i = 0; i < page->part_count; i++)
		if (page->parts[i].number == row->number)
			return true;
	return false;
}

static void put_row(FILE *out, const struct page *page, const struct nkv_html_row *row)
{
	const char *text = page->texts.text.text + row->start;
	bool is_link = has_part(page, row);

	fprintf(out, "<tr class=%s><th>", row->class);
	if (is_link)
		fprintf(out, "<a href=\"#m%zu\">", row->number);
	fwrite(text, 1, row->name_bytes, out);
	fputs(is_link ? "</a>" : "", out);
	fwrite(text + row->name_bytes, 1, row->bytes - row->name_bytes, out);
	fputc('\n', out);
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

/* Notes which machines have parts, and which parts are closed, if not all are open. */
static void put_note(FILE *out, const struct page *page, size_t full)
{
	if (page->count <= OPEN_MOST)
		return;
	fputs("<p>The worst come first. ", out);
	if (page->count <= PARTS_MOST)
		fputs("Each machine has a part below the table, which opens at a click.", out);
	else if (page->part_count == page->failing)
		fprintf(out, "With so many machines, only those that fail have a part below, %zu",
			page->part_count);
	else
		fprintf(out,
			"With so many machines, only those that fail have a part below, the %zu "
			"worst of %zu",
			page->part_count, page->failing);
	if (page->count > PARTS_MOST && full < page->part_count)
		fprintf(out, "; the first %zu have pictures and all tables", full);
	if (page->count > PARTS_MOST)
		fputs(". To see another: numakva-plan -f html --where='name = NAME'.", out);
	fputs("</p>\n", out);
}

static void put_overview(FILE *out, const struct page *page, size_t full)
{
	put_counts(out, page);
	put_note(out, page, full);
	fputs("<h2>Machines</h2>\n", out);
	nkv_html_put_row_head(out, page->is_checked);
	for (size_t i = 0; i < page->count; i++)
		put_row(out, page, &page->rows[i]);
	nkv_html_end_table(out);
}

/*
 * The number of complete parts, from the first: all, or on a page of many
 * machines those that fit. Parts that do not fit at all are dropped.
 */
static size_t fit_parts(struct page *page)
{
	size_t bytes = FRAME_BYTES + page->texts.text.length + page->count * ROW_BYTES, full = 0;

	if (page->count <= PARTS_MOST)
		return page->part_count;
	for (size_t i = 0; i < page->part_count; i++)
		bytes += nkv_html_part_bytes(&page->parts[i], false);
	while (page->part_count > 0 && bytes > PAGE_BYTES) {
		bytes -= nkv_html_part_bytes(&page->parts[page->part_count - 1], false);
		drop_part(page, page->part_count - 1);
	}
	for (; full < page->part_count; full++) {
		const struct nkv_html_part *part = &page->parts[full];

		bytes += nkv_html_part_bytes(part, true) - nkv_html_part_bytes(part, false);
		if (bytes > PAGE_BYTES)
			break;
	}
	return full;
}

static void put_page(FILE *out, struct page *page)
{
	bool single = page->count == 1 && page->unread == 0;
	size_t full;

	if (page->count > 0)
		qsort(page->rows, page->count, sizeof(*page->rows), compare_rows);
	if (page->part_count > 0)
		qsort(page->parts, page->part_count, sizeof(*page->parts), compare_parts);
	full = fit_parts(page);
	nkv_html_put_head(out, single ? page->parts[0].name : "Boot memory layouts");
	fprintf(out, "<main>\n<h1>Boot memory layout%s</h1>\n", page->count == 1 ? "" : "s");
	if (!single)
		put_overview(out, page, full);
	for (size_t i = 0; i < page->part_count; i++)
		nkv_html_part_put(out, &page->parts[i], i<full, page->count> OPEN_MOST);
	fputs("</main>\n", out);
	nkv_html_put_script(out);
	fputs("</body>\n</html>\n", out);
}

bool nkv_end_html(struct nkv_output *output)
{
	struct page *page = output->state;
	bool whole = true;

	/* Failures to begin or to continue were reported when they occurred. */
	if (!page->broken) {
		whole = nkv_buffer_close(&page->texts);
		if (whole)
			put_page(output->file, page);
	}
	free_page(page);
	return whole;
}
