/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Columns of a range of points of a sweep with the same verdict. Other columns show its first
 * point.
 */
#include "write/rows/column_tables.h"

static struct nkv_cell get_points(const struct nkv_row *row)
{
	return nkv_cell_number(nkv_row_fold(row)->points);
}

/* The last value of the key, if this key is folded. */
static struct nkv_cell last_of(const struct nkv_row *row, enum nkv_vary_key key)
{
	const struct nkv_point *point = row->subject->point;

	if (point->variations[point->variation_count - 1].key != key)
		return nkv_cell_none();
	return nkv_cell_number(point->fold->last);
}

static struct nkv_cell get_mem_last(const struct nkv_row *row)
{
	return last_of(row, NKV_VARY_MEM);
}

static struct nkv_cell get_highmem_last(const struct nkv_row *row)
{
	return last_of(row, NKV_VARY_HIGHMEM);
}

static struct nkv_cell get_vmalloc_last(const struct nkv_row *row)
{
	return last_of(row, NKV_VARY_VMALLOC);
}

static struct nkv_cell get_struct_page_last(const struct nkv_row *row)
{
	return last_of(row, NKV_VARY_STRUCT_PAGE);
}

static struct nkv_cell get_pg_data_last(const struct nkv_row *row)
{
	return last_of(row, NKV_VARY_PG_DATA);
}

static struct nkv_cell get_initrd_start_last(const struct nkv_row *row)
{
	return last_of(row, NKV_VARY_INITRD_START);
}

static struct nkv_cell get_initrd_size_last(const struct nkv_row *row)
{
	return last_of(row, NKV_VARY_INITRD_SIZE);
}

static struct nkv_cell get_memory_last(const struct nkv_row *row)
{
	return last_of(row, NKV_VARY_MEMORY);
}

const struct nkv_column nkv_fold_columns[] = {
	{ .name = "mem.last",
	  .explanation = "the last value of mem in the range",
	  .of_fold = true,
	  .unit = NKV_UNIT_BYTES,
	  .get = get_mem_last },
	{ .name = "highmem.last",
	  .explanation = "the last value of highmem in the range",
	  .of_fold = true,
	  .unit = NKV_UNIT_BYTES,
	  .get = get_highmem_last },
	{ .name = "vmalloc.last",
	  .explanation = "the last value of vmalloc in the range",
	  .of_fold = true,
	  .unit = NKV_UNIT_BYTES,
	  .get = get_vmalloc_last },
	{ .name = "struct_page.last",
	  .explanation = "the last value of struct_page in the range",
	  .of_fold = true,
	  .unit = NKV_UNIT_BYTES,
	  .get = get_struct_page_last },
	{ .name = "pg_data.last",
	  .explanation = "the last value of pg_data in the range",
	  .of_fold = true,
	  .unit = NKV_UNIT_BYTES,
	  .get = get_pg_data_last },
	{ .name = "initrd.start.last",
	  .explanation = "the last value of initrd.start in the range",
	  .of_fold = true,
	  .unit = NKV_UNIT_PHYSICAL,
	  .get = get_initrd_start_last },
	{ .name = "initrd.size.last",
	  .explanation = "the last value of initrd.size in the range",
	  .of_fold = true,
	  .unit = NKV_UNIT_BYTES,
	  .get = get_initrd_size_last },
	{ .name = "memory.last",
	  .explanation = "the last value of memory in the range",
	  .of_fold = true,
	  .unit = NKV_UNIT_BYTES,
	  .get = get_memory_last },
	{ .name = "points",
	  .explanation = "how many points the range has",
	  .of_fold = true,
	  .get = get_points },
};

const size_t nkv_fold_column_count = sizeof(nkv_fold_columns) / sizeof(nkv_fold_columns[0]);
