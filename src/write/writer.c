/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/writer.h"

#include "write/rows/rows.h"

bool nkv_output_begin(struct nkv_output *output, const struct nkv_format *format)
{
	return !format->begin || format->begin(output);
}

/* Ends the output: a format without a state has nothing to end. */
static bool end(struct nkv_output *output, bool (*end_format)(struct nkv_output *output))
{
	bool ended = !output->state || end_format(output);

	free(output->state);
	output->state = NULL;
	return ended;
}

bool nkv_output_end(struct nkv_output *output, const struct nkv_format *format)
{
	return end(output, format->end);
}

bool nkv_output_is_in_parts(const struct nkv_output *output, const struct nkv_format *format)
{
	return format->in_parts && !(output->rows && output->rows->sort);
}

bool nkv_output_begin_part(struct nkv_output *output, const struct nkv_format *format)
{
	output->machines = 0;
	return !format->begin_part || format->begin_part(output);
}

bool nkv_output_end_part(struct nkv_output *output, const struct nkv_format *format)
{
	return end(output, format->end_part);
}

static void separate(struct nkv_output *output, const struct nkv_format *format)
{
	if (format->separator && output->machines > 0 && !output->ranges)
		fputs(format->separator, output->file);
}

static void count_machines(struct nkv_output *output, size_t count)
{
	output->machines += count;
	if (output->style.flush_each)
		fflush(output->file);
}

void nkv_output_part(struct nkv_output *output, const struct nkv_format *format, const char *part,
		     size_t bytes, size_t machines)
{
	if (machines == 0)
		return;
	separate(output, format);
	fwrite(part, 1, bytes, output->file);
	count_machines(output, machines);
}

static nkv_write *writer_of(const struct nkv_output *output, const struct nkv_format *format,
			    const struct nkv_subject *subject)
{
	if (!subject->plan)
		return format->unread;
	if (subject->comparison)
		return format->comparison;
	if (output->ranges)
		return format->range;
	return subject->check && format->check ? format->check : format->plan;
}

static bool keeps(const struct nkv_output *output, const struct nkv_subject *subject)
{
	return !output->rows || !subject->plan || nkv_rows_keep_subject(output->rows, subject);
}

static bool tells_help(const struct nkv_output *output, const struct nkv_format *format,
		       const struct nkv_subject *subject)
{
	return format->helps && (!format->wants_help || format->wants_help(output, subject));
}

bool nkv_output_wants_help(const struct nkv_output *output, const struct nkv_format *format,
			   const struct nkv_subject *subject)
{
	return writer_of(output, format, subject) == format->plan && subject->plan &&
	       tells_help(output, format, subject) && subject->plan->verdict != NKV_VERDICT_BOOTS &&
	       keeps(output, subject);
}

bool nkv_output_wants_remedies(const struct nkv_output *output, const struct nkv_format *format,
			       const struct nkv_subject *subject)
{
	return !subject->check->check.pass &&
	       (format->check || tells_help(output, format, subject)) && keeps(output, subject);
}

bool nkv_output_subject(struct nkv_output *output, const struct nkv_format *format,
			const struct nkv_subject *subject)
{
	nkv_write *write = writer_of(output, format, subject);

	if (!write || !keeps(output, subject))
		return true;
	separate(output, format);
	if (!write(output, subject))
		return false;
	count_machines(output, 1);
	return true;
}

bool nkv_output_plans(struct nkv_output *output, const struct nkv_format *format,
		      const struct nkv_subject *document, const struct nkv_plan *const *plans,
		      size_t count)
{
	separate(output, format);
	if (!format->side_by_side(output, document, plans, count))
		return false;
	count_machines(output, 1);
	return true;
}

bool nkv_output_lost(struct nkv_output *output, const struct nkv_format *format,
		     const struct nkv_subject *subject)
{
	return !format->lost || format->lost(output, subject);
}
