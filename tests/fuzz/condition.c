/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a condition (--where), which holds for a row or does not. */
#include "fuzz/support/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "write/rows/condition_parse.h"
#include "fuzz/support/planned.h"

/* The opposite of each comparison, which must hold where the value is known and the comparison does not. */
static const enum nkv_comparison opposites[] = {
	[NKV_EQUAL] = NKV_NOT_EQUAL,	   [NKV_NOT_EQUAL] = NKV_EQUAL,
	[NKV_LESS] = NKV_AT_LEAST,	   [NKV_AT_LEAST] = NKV_LESS,
	[NKV_GREATER] = NKV_AT_MOST,	   [NKV_AT_MOST] = NKV_GREATER,
	[NKV_CONTAINS] = NKV_CONTAINS_NOT, [NKV_CONTAINS_NOT] = NKV_CONTAINS,
};

static void check_row(const struct nkv_condition *condition, const struct nkv_row *row)
{
	struct nkv_condition opposite = *condition;
	bool holds = nkv_condition_holds(condition, row);

	opposite.comparison = opposites[condition->comparison];
	if (nkv_column_cell(condition->column, row).known)
		fuzz_require(nkv_condition_holds(&opposite, row) != holds,
			     "a condition and its opposite agree");
}

/* Of a machine with so much memory. */
static void check_rows(const struct nkv_condition *condition, uint64_t bytes)
{
	const struct nkv_e820_entry e820[] = {
		{ .start = 0, .size = 0x9fc00, .type = NKV_E820_USABLE },
		{ .start = 0x100000, .size = bytes, .type = NKV_E820_USABLE },
	};
	const struct nkv_machine machine = {
		.name = "fuzz",
		.kernel = nkv_kernel_default(),
		.e820 = e820,
		.e820_count = sizeof(e820) / sizeof(e820[0]),
	};
	struct fuzz_planned *planned = fuzz_plan(&machine, 0xa5);
	struct nkv_row row = { .plan = &planned->plan };

	fuzz_require(planned->error == NKV_OK, "a machine that cannot be planned");
	check_row(condition, &row);
	for (size_t i = 0; i < planned->plan.node_count; i++) {
		row.node = &planned->plan.nodes[i];
		check_row(condition, &row);
	}
	fuzz_planned_free(planned);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = calloc(1, size + 1), why[NKV_CONDITION_WHY_BYTES] = "";
	struct nkv_condition condition;

	fuzz_require(text != NULL, "no memory for a condition");
	memcpy(text, data, size);
	if (nkv_condition_parse(text, &condition, why)) {
		/* One boots; the other stops before anything is known of its memory. */
		check_rows(&condition, UINT64_C(1) << 29);
		check_rows(&condition, UINT64_C(1) << 20);
	} else {
		fuzz_require(why[0] != '\0', "a condition is refused without a word");
	}
	free(text);
	return 0;
}
