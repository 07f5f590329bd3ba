/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A machine with more or less memory: the shares of its nodes. */
#include "core/vary/scaling.h"

/* An entry without RAM has room for more. It moves with the top of RAM. */
static struct nkv_srat_memory shift_entry(const struct nkv_scaling *scaling,
					  const struct nkv_srat_memory *entry)
{
	struct nkv_srat_memory after = *entry;
	uint64_t before_top = nkv_layout_end(&scaling->before, scaling->bytes_before);
	uint64_t after_top = nkv_layout_end(&scaling->after, scaling->bytes_after);

	if (entry->start >= before_top && after_top > before_top)
		after.start += after_top - before_top;
	return after;
}

/* The end of an entry whose RAM ends at an offset. It can reach into the hole after it. */
static uint64_t scaled_end(const struct nkv_scaling *scaling, uint64_t end, uint64_t offset)
{
	uint64_t beyond = end - nkv_layout_end(&scaling->before, offset);
	uint64_t scaled = nkv_scaling_border(scaling, offset),
		 after = nkv_layout_end(&scaling->after, scaled);

	if (scaled == scaling->bytes_after)
		return after + beyond;
	return nkv_lesser64(after + beyond, nkv_layout_start(&scaling->after, scaled));
}

/* Scales an entry into one or two. Returns their number. */
static size_t scale_entry(const struct nkv_scaling *scaling, const struct nkv_srat_memory *entry,
			  struct nkv_srat_memory after[2])
{
	uint64_t end = entry->start + entry->size;
	uint64_t first = nkv_layout_offset(&scaling->before, entry->start);
	uint64_t last = nkv_layout_offset(&scaling->before, end);
	bool spans = entry->start < NKV_FOUR_GIB && end > NKV_FOUR_GIB;

	after[0] = shift_entry(scaling, entry);
	if (first == last)
		return 1;
	after[1] = after[0] = *entry;
	if (first > 0)
		after[0].start =
			nkv_layout_start(&scaling->after, nkv_scaling_border(scaling, first));
	end = scaled_end(scaling, end, last);
	after[0].size = end > after[0].start ? end - after[0].start : 0;
	if (spans || after[0].start >= NKV_FOUR_GIB || end <= NKV_FOUR_GIB ||
	    nkv_scaling_border(scaling, last) <= nkv_layout_offset(&scaling->after, NKV_FOUR_GIB))
		return 1;
	after[0].size = scaling->low_top_after - after[0].start;
	after[1].start =
		nkv_layout_start(&scaling->after, nkv_layout_offset(&scaling->after, NKV_FOUR_GIB));
	after[1].size = end - after[1].start;
	return 2;
}

/*
 * A quad has a single range, so the hole below 4 GiB may be inside it. The size
 * of its private memory does not change.
 */
static struct nkv_quad scale_quad(const struct nkv_scaling *scaling, const struct nkv_quad *quad)
{
	const struct nkv_srat_memory whole = { .start = quad->start - quad->private_bytes,
					       .size = quad->size + quad->private_bytes };
	struct nkv_srat_memory parts[2];
	const struct nkv_srat_memory *last = &parts[scale_entry(scaling, &whole, parts) - 1];
	uint64_t start = parts[0].start / NKV_QUAD_UNIT_BYTES * NKV_QUAD_UNIT_BYTES;
	uint64_t end = (last->start + last->size + NKV_QUAD_UNIT_BYTES - 1) / NKV_QUAD_UNIT_BYTES *
		       NKV_QUAD_UNIT_BYTES;
	struct nkv_quad after = *quad;

	after.private_bytes = nkv_lesser64(quad->private_bytes, end - start);
	after.start = start + after.private_bytes;
	after.size = end - after.start;
	return after;
}

enum nkv_error nkv_scaling_make_nodes(const struct nkv_scaling *scaling,
				      struct nkv_machine *machine, struct nkv_arena *arena)
{
	struct nkv_srat_memory *entries =
		nkv_arena_take(arena, 2 * machine->memory_count, sizeof(*entries));
	struct nkv_quad *quads = nkv_arena_take(arena, machine->quad_count, sizeof(*quads));
	size_t count = 0;

	if (!entries || !quads)
		return NKV_ERROR_WORKSPACE;
	for (size_t i = 0; i < machine->memory_count; i++)
		count += scale_entry(scaling, &machine->memory[i], entries + count);
	for (size_t i = 0; i < machine->quad_count; i++)
		quads[i] = scale_quad(scaling, &machine->quads[i]);
	machine->memory = entries;
	machine->memory_count = count;
	machine->quads = quads;
	return NKV_OK;
}

size_t nkv_scaling_nodes_bytes(const struct nkv_machine *machine)
{
	return nkv_arena_bytes(2 * machine->memory_count, sizeof(struct nkv_srat_memory)) +
	       nkv_arena_bytes(machine->quad_count, sizeof(struct nkv_quad));
}
