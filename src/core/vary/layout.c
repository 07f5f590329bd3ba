/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/vary/layout.h"

void nkv_layout_add(struct nkv_ram_layout *layout, uint64_t start, uint64_t end)
{
	if (end > start)
		layout->stretches[layout->count++] = (struct nkv_ram_stretch){ start, end };
}

uint64_t nkv_layout_bytes(const struct nkv_ram_layout *layout)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < layout->count; i++)
		bytes += layout->stretches[i].end - layout->stretches[i].start;
	return bytes;
}

uint64_t nkv_layout_low_top(const struct nkv_ram_layout *layout)
{
	uint64_t top = NKV_FIRST_MIB;

	for (size_t i = 0; i < layout->count && layout->stretches[i].end <= NKV_FOUR_GIB; i++)
		top = layout->stretches[i].end;
	return top;
}

bool nkv_layout_has_high(const struct nkv_ram_layout *layout)
{
	return layout->stretches[layout->count - 1].end > NKV_FOUR_GIB;
}

uint64_t nkv_layout_offset(const struct nkv_ram_layout *layout, uint64_t address)
{
	uint64_t offset = 0;

	for (size_t i = 0; i < layout->count && layout->stretches[i].start < address; i++)
		offset += nkv_lesser64(layout->stretches[i].end, address) -
			  layout->stretches[i].start;
	return offset;
}

uint64_t nkv_layout_start(const struct nkv_ram_layout *layout, uint64_t offset)
{
	for (size_t i = 0; i < layout->count; i++) {
		uint64_t size = layout->stretches[i].end - layout->stretches[i].start;

		if (offset < size)
			return layout->stretches[i].start + offset;
		offset -= size;
	}
	return layout->stretches[layout->count - 1].end;
}

uint64_t nkv_layout_end(const struct nkv_ram_layout *layout, uint64_t offset)
{
	return offset == 0 ? NKV_FIRST_MIB : nkv_layout_start(layout, offset - 1) + 1;
}
