/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/words/size_text.h"

#include <stdio.h>

#include "base/text.h"

/* Tables have a dozen of them: printf() takes several times as long. */
static const char *put_whole(uint64_t amount, const char *unit, char text[NKV_SIZE_TEXT_BYTES])
{
	struct nkv_text whole = { .text = text, .capacity = NKV_SIZE_TEXT_BYTES, .fixed = true };

	nkv_text_add_number(&whole, amount);
	nkv_text_add_char(&whole, ' ');
	nkv_text_add(&whole, unit);
	return nkv_text_string(&whole);
}

const char *nkv_size_text(uint64_t pages, char text[NKV_SIZE_TEXT_BYTES])
{
	static const char *const units[] = { "MiB", "GiB", "TiB", "PiB", "EiB" };
	double amount = (double)pages / 256;
	size_t unit = 0;

	if (pages < 256)
		return put_whole(pages * 4, "KiB", text);
	/* Up to 10 GiB in MiB, like the kernel's own figures. */
	for (; amount >= 10240 && unit + 1 < sizeof(units) / sizeof(units[0]); unit++)
		amount /= 1024;
	if (amount >= 100 || (uint64_t)(amount * 10 + 0.5) % 10 == 0)
		return put_whole((uint64_t)(amount + 0.05), units[unit], text);
	snprintf(text, NKV_SIZE_TEXT_BYTES, "%.1f %s", amount, units[unit]);
	return text;
}

const char *nkv_size_or_zero(uint64_t pages, char text[NKV_SIZE_TEXT_BYTES])
{
	return pages == 0 ? "0" : nkv_size_text(pages, text);
}
