/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/rows/cell_text.h"

enum { VIRTUAL_DIGITS = 8, SET_BYTES = 64 * 32 }; /* at most 64 words, of 31 letters */

/* Tenths of a unit, rounded to the nearest. */
static uint64_t tenths(uint64_t bytes, unsigned int shift)
{
	uint64_t whole = bytes >> shift, rest = bytes & ((UINT64_C(1) << shift) - 1);

	/* The whole part is at most 2^34, as no larger unit is left for more. */
	return whole * 10 + ((rest >> (shift - 10)) * 10 + 512) / 1024;
}

void nkv_text_add_size(struct nkv_text *line, uint64_t bytes)
{
	static const char units[] = "KMGT";
	size_t unit = 0;
	uint64_t value;

	if (bytes < 1024) {
		nkv_text_add_number(line, bytes);
		return;
	}
	while (units[unit + 1] && tenths(bytes, 10 * (unsigned int)(unit + 1)) >= UINT64_C(10240))
		unit++;
	value = tenths(bytes, 10 * (unsigned int)(unit + 1));
	nkv_text_add_number(line, value / 10);
	if (value % 10 != 0) {
		nkv_text_add_char(line, '.');
		nkv_text_add_char(line, (char)('0' + value % 10));
	}
	nkv_text_add_char(line, units[unit]);
}

/* Uses put_text, because a comma has a meaning in some formats. */
static void put_set(struct nkv_text *line, const struct nkv_column *column, uint64_t set,
		    const struct nkv_cell_style *style)
{
	char room[SET_BYTES];
	struct nkv_text text = { .text = room, .capacity = sizeof(room), .fixed = true };

	for (size_t i = 0; i < 64 && set >> i != 0; i++) {
		if (!(set >> i & 1))
			continue;
		if (text.length > 0)
			nkv_text_add_char(&text, ',');
		nkv_text_add(&text, column->word(i));
	}
	style->put_text(line, set ? nkv_text_string(&text) : style->none);
}

static void put_number(struct nkv_text *line, enum nkv_unit unit, uint64_t number, bool human)
{
	if (unit == NKV_UNIT_PHYSICAL)
		nkv_text_add_hex(line, number, 1);
	else if (unit == NKV_UNIT_VIRTUAL)
		nkv_text_add_hex(line, number, VIRTUAL_DIGITS);
	else if (unit == NKV_UNIT_BYTES && human)
		nkv_text_add_size(line, number);
	else
		nkv_text_add_number(line, number);
}

void nkv_cell_put(struct nkv_text *line, const struct nkv_column *column, struct nkv_cell cell,
		  const struct nkv_cell_style *style)
{
	if (!cell.known) {
		nkv_text_add(line, style->none);
		return;
	}
	switch (column->type) {
	case NKV_COLUMN_NUMBER:
		put_number(line, column->unit, cell.number, style->human);
		break;
	case NKV_COLUMN_WORD:
		nkv_text_add(line, cell.text);
		break;
	case NKV_COLUMN_TEXT:
		style->put_text(line, cell.text);
		break;
	case NKV_COLUMN_SET:
		put_set(line, column, cell.number, style);
		break;
	}
}
