/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/rows/rows.h"

const char nkv_machine_default_columns[] =
	"profile,verdict,kva_pages,kva_start_pfn,wasted,lowmem_free,lowmem_left,unused,hazards";
const char nkv_kernel_default_columns[] =
	"profile,memory_model,verdict,kva_pages,kva_start_pfn,wasted,lowmem_free,lowmem_left,unused,hazards";
const char nkv_node_default_columns[] =
	"nid,pxm,start_pfn,end_pfn,present_end_pfn,reserved_pages,alignment_pages,"
	"remap_start_pfn,memmap.from,memmap.bytes";

const char nkv_fold_default_columns[] = "points,profile,verdict";
const char nkv_kernel_fold_default_columns[] = "points,profile,memory_model,verdict";

/* Whether all conditions hold. */
static bool keeps(const struct nkv_rows *rows, const struct nkv_row *row)
{
	for (size_t i = 0; i < rows->condition_count; i++)
		if (!nkv_condition_holds(&rows->conditions[i], row))
			return false;
	return true;
}

bool nkv_rows_keep_subject(const struct nkv_rows *rows, const struct nkv_subject *subject)
{
	const struct nkv_row row = nkv_row_of(subject);

	return rows->nodes || keeps(rows, &row);
}

/* Moves to the next row, whether or not it is kept. */
static bool advance(const struct nkv_rows *rows, const struct nkv_subject *subject,
		    struct nkv_row *row)
{
	const struct nkv_plan *plan = subject->plan;
	bool is_first = !row->plan;
	const struct nkv_node *node = row->node;

	*row = nkv_row_of(subject);
	if (!rows->nodes)
		return is_first;
	row->node = is_first ? plan->nodes : node + 1;
	return row->node < plan->nodes + plan->node_count;
}

bool nkv_rows_next(const struct nkv_rows *rows, const struct nkv_subject *subject,
		   struct nkv_row *row)
{
	while (advance(rows, subject, row))
		if (keeps(rows, row))
			return true;
	return false;
}
