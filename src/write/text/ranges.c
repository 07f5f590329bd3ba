/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ranges of points with the same verdict, in words. */
#include <inttypes.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/buffer.h"
#include "base/number.h"
#include "write/text/text.h"
#include "write/words/check_text.h"
#include "write/words/kernel_text.h"
#include "write/words/label.h"

/* Puts an address in hexadecimal, other values in their shortest form. */
static void put_value(FILE *out, enum nkv_vary_key key, uint64_t value)
{
	char text[NKV_NUMBER_BYTES];

	if (key == NKV_VARY_INITRD_START)
		fprintf(out, "0x%" PRIx64, value);
	else
		fputs(nkv_number_text(value, text), out);
}

/* Puts what the ranges of a line have in common. */
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

static void put_range(FILE *out, const struct nkv_subject *subject)
{
	const struct nkv_point *point = subject->point;
	const struct nkv_variation *folded = &point->variations[point->variation_count - 1];

	fputc(' ', out);
	put_value(out, folded->key, folded->value);
	if (point->fold->points > 1) {
		fputs("..", out);
		put_value(out, folded->key, point->fold->last);
	}
	fprintf(out, " %s", nkv_verdict_name(subject->plan->verdict));
	if (subject->check)
		put_check(out, &subject->check->check);
}

/* Puts words of a line. If there is no room, the line ends in a comma and continues in the next. */
static void put_words(struct nkv_output *output, const char *words)
{
	while (*words) {
		size_t length = 1 + strcspn(words + 1, " ");

		if (output->column + length >= output->style.columns) {
			fputs("\n ", output->file);
			output->column = 1;
		}
		fwrite(words, 1, length, output->file);
		output->column += length;
		words += length;
	}
}

static void go_on(struct nkv_output *output, const struct nkv_fold *fold, const char *words)
{
	if (fold->opens) {
		output->column = 0;
	} else {
		fputc(',', output->file);
		output->column++;
	}
	put_words(output, words);
	if (fold->closes)
		fputc('\n', output->file);
}

bool nkv_write_text_range(struct nkv_output *output, const struct nkv_subject *subject)
{
	const struct nkv_fold *fold = subject->point->fold;
	struct nkv_buffer buffer;
	char *words = NULL;

	if (nkv_buffer_open(&buffer)) {
		if (fold->opens)
			put_head(buffer.file, subject);
		put_range(buffer.file, subject);
		words = nkv_buffer_string(&buffer);
	}
	if (words)
		go_on(output, fold, words);
	nkv_buffer_free(&buffer);
	return words != NULL;
}
