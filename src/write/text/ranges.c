/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ranges of points that share a verdict, in words: a line of ranges is a line. */
#include <inttypes.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/number.h"
#include "write/text/text.h"
#include "write/words/check_text.h"
#include "write/words/kernel_text.h"
#include "write/words/label.h"

/* An address in hexadecimal, all else in its shortest form. */
static void put_value(FILE *out, enum nkv_vary_key key, uint64_t value)
{
	char text[NKV_NUMBER_BYTES];

	if (key == NKV_VARY_INITRD_START)
		fprintf(out, "0x%" PRIx64, value);
	else
		fputs(nkv_number_text(value, text), out);
}

/* What the ranges of a line have in common. */
static void put_head(FILE *out, const struct nkv_subject *subject)
{
	const struct nkv_point *point = subject->point;
	char kernel[NKV_KERNEL_TEXT_BYTES];

	nkv_put_machine_name(out, subject);
	fprintf(out, " (%s)", nkv_kernel_text(&point->base->kernel, kernel));
	for (size_t i = 0; i + 1 < point->variation_count; i++) {
		const struct nkv_variation *variation = &point->variations[i];

		fprintf(out, "%s %s= ", i == 0 ? "" : ",", nkv_vary_info(variation->key)->name);
		put_value(out, variation->key, variation->value);
	}
	fprintf(out,
		": %s=", nkv_vary_info(point->variations[point->variation_count - 1].key)->name);
}

/* " (passes)", " (fails: max_kva, free-twice)" */
static void put_check(FILE *out, const struct nkv_check *check)
{
	char failures[NKV_FAILURES_BYTES];

	if (check->pass)
		fputs(" (passes)", out);
	else
		fprintf(out, " (fails: %s)", nkv_failures_text(check, failures));
}

bool nkv_write_text_range(struct nkv_output *output, const struct nkv_subject *subject)
{
	const struct nkv_point *point = subject->point;
	const struct nkv_variation *folded = &point->variations[point->variation_count - 1];
	const struct nkv_fold *fold = point->fold;

	if (fold->opens)
		put_head(output->file, subject);
	fputs(fold->opens ? " " : ", ", output->file);
	put_value(output->file, folded->key, folded->value);
	if (fold->points > 1) {
		fputs("..", output->file);
		put_value(output->file, folded->key, fold->last);
	}
	fprintf(output->file, " %s", nkv_verdict_name(subject->plan->verdict));
	if (subject->check)
		put_check(output->file, &subject->check->check);
	if (fold->closes)
		fputc('\n', output->file);
	return true;
}
