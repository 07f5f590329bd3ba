/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/rows/columns.h"

#include <string.h>

#include "write/rows/column_tables.h"

static const struct {
	const struct nkv_column *columns;
	const size_t *count;
} tables[] = {
	{ nkv_machine_columns, &nkv_machine_column_count },
	{ nkv_plan_columns, &nkv_plan_column_count },
	{ nkv_node_columns, &nkv_node_column_count },
	{ nkv_fold_columns, &nkv_fold_column_count },
	{ nkv_check_columns, &nkv_check_column_count },
};

enum { TABLES = sizeof(tables) / sizeof(tables[0]) };

const struct nkv_column *nkv_column_at(size_t index)
{
	for (size_t i = 0; i < TABLES; index -= *tables[i++].count)
		if (index < *tables[i].count)
			return &tables[i].columns[index];
	return NULL;
}

const struct nkv_column *nkv_column_find(const char *name, size_t length)
{
	for (size_t i = 0; i < TABLES; i++)
		for (size_t j = 0; j < *tables[i].count; j++) {
			const struct nkv_column *column = &tables[i].columns[j];

			if (strncmp(column->name, name, length) == 0 &&
			    column->name[length] == '\0')
				return column;
		}
	return NULL;
}

static bool is_known(const struct nkv_column *column, const struct nkv_row *row)
{
	if (column->of_node && !row->node)
		return false;
	if (column->of_fold && !nkv_row_fold(row))
		return false;
	if (column->of_check && !(row->subject && row->subject->check))
		return false;
	return nkv_plan_knows(row->plan, column->known);
}

struct nkv_cell nkv_figure(const struct nkv_column *column, const struct nkv_row *row)
{
	const void *from = column->of_node ? (const void *)row->node : (const void *)row->plan;
	uint32_t number;
	uint64_t wide;

	if (column->get)
		return column->get(row);
	memcpy(&number, (const char *)from + column->member, sizeof(number));
	if (!column->is_wide)
		return nkv_cell_number(number);
	memcpy(&wide, (const char *)from + column->member, sizeof(wide));
	return nkv_cell_number(wide);
}

struct nkv_cell nkv_column_cell(const struct nkv_column *column, const struct nkv_row *row)
{
	return is_known(column, row) ? nkv_figure(column, row) : nkv_cell_none();
}

const struct nkv_column *nkv_plan_figures(size_t *count)
{
	*count = nkv_plan_column_count;
	return nkv_plan_columns;
}

const struct nkv_column *nkv_node_figures(size_t *count)
{
	*count = nkv_node_column_count;
	return nkv_node_columns;
}

const char *nkv_unit_name(enum nkv_unit unit)
{
	static const char *const names[] = {
		[NKV_UNIT_NONE] = "-",		[NKV_UNIT_BYTES] = "bytes",
		[NKV_UNIT_MIB] = "MiB",		[NKV_UNIT_PAGES] = "pages",
		[NKV_UNIT_PFN] = "pfn",		[NKV_UNIT_PHYSICAL] = "address",
		[NKV_UNIT_VIRTUAL] = "address",
	};

	return names[unit];
}
