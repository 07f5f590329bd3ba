/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Columns of a node, named as in the plan. */
#include <stddef.h>

#include <numakva/numakva.h>

#include "write/rows/column_tables.h"

static struct nkv_cell get_nid(const struct nkv_row *row)
{
	return nkv_cell_number(row->node->nid);
}

static struct nkv_cell get_pxm(const struct nkv_row *row)
{
	return row->node->pxm < 0 ? nkv_cell_none() : nkv_cell_number((uint64_t)row->node->pxm);
}

/* The figures of a node that the boot did not reach are not known. */
static struct nkv_cell given(const struct nkv_node *node, uint32_t figure)
{
	return node->is_unsearched ? nkv_cell_none() : nkv_cell_number(figure);
}

static struct nkv_cell get_present_end_pfn(const struct nkv_row *row)
{
	return given(row->node, row->node->present_end_pfn);
}

static struct nkv_cell get_reserved_pages(const struct nkv_row *row)
{
	return given(row->node, row->node->reserved_pages);
}

static struct nkv_cell get_remap_start_pfn(const struct nkv_row *row)
{
	return given(row->node, row->node->remap_start_pfn);
}

static struct nkv_cell get_remap_offset_pages(const struct nkv_row *row)
{
	return given(row->node, row->node->remap_offset_pages);
}

static const char *from_word(size_t index)
{
	return index <= NKV_MEMMAP_BOOTMEM ? nkv_memmap_from_name((enum nkv_memmap_from)index)
					   : NULL;
}

static struct nkv_cell get_memmap_from(const struct nkv_row *row)
{
	enum nkv_memmap_from from = row->node->memmap.from;

	return nkv_cell_word((uint64_t)from, nkv_memmap_from_name(from));
}

static struct nkv_cell get_memmap_vaddr(const struct nkv_row *row)
{
	const struct nkv_node *node = row->node;

	return node->memmap.from == NKV_MEMMAP_REMAP ? nkv_cell_number(node->memmap.vaddr)
						     : nkv_cell_none();
}

const struct nkv_column nkv_node_columns[] = {
	{ .name = "nid",
	  .object = NKV_FIGURE_NODE,
	  .explanation = "the node's id",
	  .of_node = true,
	  .get = get_nid },
	{ .name = "pxm",
	  .object = NKV_FIGURE_NODE,
	  .explanation = "its proximity domain; none without an SRAT",
	  .of_node = true,
	  .get = get_pxm },
	{ .name = "start_pfn",
	  .object = NKV_FIGURE_NODE,
	  .written = NKV_FACT_ENDS,
	  .explanation = "where it begins when setup ends",
	  .of_node = true,
	  .unit = NKV_UNIT_PFN,
	  .known = NKV_FACT_ENDS,
	  .member = offsetof(struct nkv_node, start_pfn) },
	{ .name = "end_pfn",
	  .object = NKV_FIGURE_NODE,
	  .written = NKV_FACT_ENDS,
	  .explanation = "where it ends when setup ends",
	  .of_node = true,
	  .unit = NKV_UNIT_PFN,
	  .known = NKV_FACT_ENDS,
	  .member = offsetof(struct nkv_node, end_pfn) },
	{ .name = "present_end_pfn",
	  .object = NKV_FIGURE_NODE,
	  .explanation = "where it ends before it gives up pages",
	  .of_node = true,
	  .unit = NKV_UNIT_PFN,
	  .get = get_present_end_pfn },
	{ .name = "memmap_bytes",
	  .object = NKV_FIGURE_NODE,
	  .explanation = "what its mem_map is expected to take",
	  .of_node = true,
	  .unit = NKV_UNIT_BYTES,
	  .member = offsetof(struct nkv_node, memmap_bytes) },
	{ .name = "reserved_pages",
	  .object = NKV_FIGURE_NODE,
	  .explanation = "what it gives up for its part of the KVA",
	  .of_node = true,
	  .unit = NKV_UNIT_PAGES,
	  .worst = NKV_WORST_GREATEST,
	  .get = get_reserved_pages },
	{ .name = "alignment_pages",
	  .object = NKV_FIGURE_NODE,
	  .explanation = "what it also loses to alignment",
	  .of_node = true,
	  .unit = NKV_UNIT_PAGES,
	  .worst = NKV_WORST_GREATEST,
	  .member = offsetof(struct nkv_node, alignment_pages) },
	{ .name = "remap_start_pfn",
	  .object = NKV_FIGURE_NODE,
	  .explanation = "where the pages that it gives up begin",
	  .of_node = true,
	  .unit = NKV_UNIT_PFN,
	  .get = get_remap_start_pfn },
	{ .name = "remap_offset_pages",
	  .object = NKV_FIGURE_NODE,
	  .explanation = "where its part begins within the KVA",
	  .of_node = true,
	  .unit = NKV_UNIT_PAGES,
	  .get = get_remap_offset_pages },
	{ .name = "remap_vaddr_start",
	  .object = NKV_FIGURE_NODE,
	  .written = NKV_FACT_KVA,
	  .explanation = "start of the window in which they are mapped",
	  .of_node = true,
	  .unit = NKV_UNIT_VIRTUAL,
	  .known = NKV_FACT_WINDOWS,
	  .member = offsetof(struct nkv_node, remap_vaddr_start) },
	{ .name = "remap_vaddr_end",
	  .object = NKV_FIGURE_NODE,
	  .written = NKV_FACT_KVA,
	  .explanation = "end of the window in which they are mapped",
	  .of_node = true,
	  .unit = NKV_UNIT_VIRTUAL,
	  .known = NKV_FACT_WINDOWS,
	  .member = offsetof(struct nkv_node, remap_vaddr_end) },
	{ .name = "pgdat_vaddr",
	  .object = NKV_FIGURE_NODE,
	  .written = NKV_FACT_KVA,
	  .explanation = "where its pgdat is",
	  .of_node = true,
	  .unit = NKV_UNIT_VIRTUAL,
	  .known = NKV_FACT_WINDOWS,
	  .member = offsetof(struct nkv_node, pgdat_vaddr) },
	{ .name = "memmap.from",
	  .explanation = "where its mem_map is taken from",
	  .of_node = true,
	  .type = NKV_COLUMN_WORD,
	  .known = NKV_FACT_MEMMAPS,
	  .get = get_memmap_from,
	  .word = from_word },
	{ .name = "memmap.bytes",
	  .explanation = "size of its mem_map",
	  .of_node = true,
	  .unit = NKV_UNIT_BYTES,
	  .known = NKV_FACT_MEMMAPS,
	  .member = offsetof(struct nkv_node, memmap.bytes) },
	{ .name = "memmap.vaddr",
	  .explanation = "address of its mem_map in the window",
	  .of_node = true,
	  .unit = NKV_UNIT_VIRTUAL,
	  .known = NKV_FACT_MEMMAPS,
	  .get = get_memmap_vaddr },
};

const size_t nkv_node_column_count = sizeof(nkv_node_columns) / sizeof(nkv_node_columns[0]);
