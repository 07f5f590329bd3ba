/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines of kernels that reserve memory before there is an allocator, and print pfns in hexadecimal. */
#include <string.h>

#include "base/text.h"
#include "read/forms/line_form.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* --- where memory lies --- */

static enum nkv_match take_two(const struct nkv_formed_line *line, enum nkv_log_fact first,
			       enum nkv_log_fact second)
{
	nkv_line_tells(line, NKV_LOG_FACT_HEXADECIMAL_LINE, 0);
	nkv_line_tells(line, first, line->captures[0].number);
	nkv_line_tells(line, second, line->captures[1].number);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_kva_start(const struct nkv_formed_line *line)
{
	return take_two(line, NKV_LOG_FACT_KVA_START_PFN, NKV_LOG_FACT_FIND_MAX_LOW_PFN);
}

static enum nkv_match take_zone(const struct nkv_formed_line *line)
{
	return take_two(line, NKV_LOG_FACT_DMA_START_PFN, NKV_LOG_FACT_DMA_END_PFN);
}

/* --- early reservations --- */

static enum nkv_match take_early_reservation(const struct nkv_formed_line *line)
{
	const char *name = line->captures[3].text + strspn(line->captures[3].text, " \t");

	if (!nkv_text_begins_with(name, "EBDA") && !nkv_text_begins_with(name, "BIOS reserved"))
		return NKV_MATCH_NONE;
	nkv_line_tells(line, NKV_LOG_FACT_EBDA, line->captures[1].number);
	return NKV_MATCH_WHOLE;
}

static const struct nkv_line_form forms[] = {
	{ "kva_start_pfn ~ %x max_low_pfn ~ %x", .take = take_kva_start },
	{ "DMA 0x%x -> 0x%x", .take = take_zone },
	{ "early res: %d [%x-%x] %*", .take = take_early_reservation },
	{ "#%d [%x - %x] %*", .take = take_early_reservation },
};

const struct nkv_line_forms nkv_late_lines = { forms, COUNT(forms) };
