/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What steps begin with in the explain form. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "core/rules.h"
#include "write/explain/fold.h"
#include "write/rows/columns.h"

/* How many figures of the plan the text names. */
static size_t count_figures(const char *text)
{
	size_t count = 0;

	for (const char *name = text; (name = strchr(name, '{')); count++) {
		const char *end = strchr(++name, '}');
		const struct nkv_column *column;

		cr_assert(end, "%s", text);
		column = nkv_column_find(name, (size_t)(end - name));
		cr_assert(column, "%s", text);
		cr_expect(!column->of_node && column->type == NKV_COLUMN_NUMBER, "%s", text);
	}
	return count;
}

static size_t count_in_steps(const struct nkv_step *const *steps)
{
	size_t count = 0;

	for (; *steps; steps++)
		if ((*steps)->explain)
			count += count_figures((*steps)->explain);
	return count;
}

/* Expect that each figure that a step of any kernel names is a number of the plan. */
Test(explain, names_figures_of_the_plan)
{
	size_t profile_count, count = 0;
	const struct nkv_profile *profiles = nkv_profile_all(&profile_count);

	for (size_t i = 0; i < profile_count; i++) {
		count += count_in_steps(profiles[i].rules->steps);
		if (profiles[i].rules->sparse)
			count += count_in_steps(profiles[i].rules->sparse->steps);
	}
	cr_expect_gt(count, 2 * profile_count);
}

static void expect_folded(const char *line, size_t columns, const char *wanted)
{
	char *copy = strdup(line), *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	cr_assert(copy && out);
	nkv_explain_fold(out, copy, columns);
	fclose(out);
	cr_expect_str_eq(text, wanted);
	free(copy);
	free(text);
}

/* Expect a line that just fits to stay as it is, with its blanks. */
Test(explain, folds_lines_that_do_not_fit)
{
	expect_folded("1.2  node  0\n", 12, "1.2  node  0\n");
	expect_folded("1.2  node  0\n", 10, "1.2  node\n       0\n");
}
