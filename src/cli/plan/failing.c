/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/plan/failing.h"

#include <inttypes.h>
#include <string.h>

#include "base/number.h"
#include "cli/output/diagnostics.h"
#include "write/words/kernel_text.h"

static const char *value_text(enum nkv_vary_key key, uint64_t value, char text[NKV_NUMBER_BYTES])
{
	if (key != NKV_VARY_INITRD_START)
		return nkv_number_text(value, text);
	snprintf(text, NKV_NUMBER_BYTES, "0x%" PRIx64, value);
	return text;
}

/* Sets the point of a plan. */
static void place(struct nkv_failing *failing, const struct nkv_point *point)
{
	char kernel[NKV_KERNEL_TEXT_BYTES], value[NKV_NUMBER_BYTES];
	size_t count = point->variation_count, used;

	used = (size_t)snprintf(failing->where, sizeof(failing->where), " with %s",
				nkv_kernel_text(&point->base->kernel, kernel));
	for (size_t i = 0; i + 1 < count; i++) {
		const struct nkv_variation *variation = &point->variations[i];

		used += (size_t)snprintf(failing->where + used, sizeof(failing->where) - used,
					 ", %s=%s", nkv_vary_info(variation->key)->name,
					 value_text(variation->key, variation->value, value));
	}
	if (count == 0)
		return;
	failing->key = point->variations[count - 1].key;
	failing->first = failing->last = point->variations[count - 1].value;
}

static bool are_alike(const struct nkv_failing *a, const struct nkv_failing *b)
{
	return a->key != NKV_VARY_KEYS && a->key == b->key && strcmp(a->where, b->where) == 0 &&
	       strcmp(a->failures, b->failures) == 0;
}

void nkv_failing_take(struct nkv_failing *failing, const struct nkv_subject *subject, FILE *to)
{
	struct nkv_failing next = { .count = 1, .key = NKV_VARY_KEYS };

	if (subject->check->check.pass) {
		nkv_failing_say(failing, subject->title, to);
		return;
	}
	nkv_failures_text(&subject->check->check, next.failures);
	if (subject->point)
		place(&next, subject->point);
	if (failing->count > 0 && are_alike(failing, &next)) {
		failing->last = next.last;
		failing->count++;
		return;
	}
	nkv_failing_say(failing, subject->title, to);
	*failing = next;
}

void nkv_failing_say(struct nkv_failing *failing, const char *title, FILE *to)
{
	char first[NKV_NUMBER_BYTES], last[NKV_NUMBER_BYTES], points[128] = "";
	char why[sizeof("fails: ") + sizeof(failing->failures) + NKV_FAILING_WHERE_BYTES +
		 sizeof(points)];

	if (failing->count == 0)
		return;
	value_text(failing->key, failing->first, first);
	value_text(failing->key, failing->last, last);
	if (failing->key != NKV_VARY_KEYS && failing->count == 1)
		snprintf(points, sizeof(points), ", %s=%s", nkv_vary_info(failing->key)->name,
			 first);
	else if (failing->key != NKV_VARY_KEYS)
		snprintf(points, sizeof(points), ", %s=%s..%s (%" PRIu64 " points)",
			 nkv_vary_info(failing->key)->name, first, last, failing->count);
	snprintf(why, sizeof(why), "fails%s%s: %s", failing->where, points, failing->failures);
	nkv_say_why(to, "check of", title, why);
	*failing = (struct nkv_failing){ .count = 0 };
}
