/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines of the E820 map. */
#include <stddef.h>

#include "read/forms/e820_type.h"
#include "read/forms/line_form.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* --- entries --- */

static void add_entry(struct nkv_boot_facts *facts, const struct nkv_e820_entry *entry,
		      const struct nkv_position *position)
{
	const struct nkv_e820_entry *last =
		facts->e820_count > 0 ? &facts->e820[facts->e820_count - 1] : NULL;

	/* Two consoles on one line print everything twice. */
	if (last && last->start == entry->start && last->size == entry->size &&
	    last->type == entry->type)
		return;
	if (facts->e820_count == NKV_LOG_E820_MAX) {
		nkv_log_fact_note(facts, NKV_LOG_FACT_MAP_OVERFLOW, 0, position);
		return;
	}
	facts->e820[facts->e820_count] = *entry;
	facts->e820_positions[facts->e820_count++] = *position;
}

static enum nkv_match take_entry(struct nkv_boot_facts *facts, const struct nkv_e820_entry *entry,
				 uint64_t end, const char *type,
				 const struct nkv_position *position)
{
	struct nkv_e820_entry typed = *entry;

	if (end < entry->start)
		return NKV_MATCH_NONE;
	switch (nkv_e820_type_read(type, &typed.type)) {
	case NKV_MATCH_WHOLE:
		add_entry(facts, &typed, position);
		return NKV_MATCH_WHOLE;
	case NKV_MATCH_PART:
		return NKV_MATCH_PART;
	case NKV_MATCH_NONE:
		break;
	}
	return NKV_MATCH_NONE;
}

static enum nkv_match take_exclusive(struct nkv_boot_facts *facts,
				     const struct nkv_capture *captures,
				     const struct nkv_position *position)
{
	const struct nkv_e820_entry entry = {
		.start = captures[0].number,
		.size = captures[1].number - captures[0].number,
	};

	return take_entry(facts, &entry, captures[1].number, captures[2].text, position);
}

static enum nkv_match take_inclusive(struct nkv_boot_facts *facts,
				     const struct nkv_capture *captures,
				     const struct nkv_position *position)
{
	const struct nkv_e820_entry entry = {
		.start = captures[0].number,
		.size = captures[1].number - captures[0].number + 1,
	};

	return take_entry(facts, &entry, captures[1].number, captures[2].text, position);
}

/* What lies between two entries, of kernels that say it. */
static enum nkv_match take_gap(struct nkv_boot_facts *facts, const struct nkv_capture *captures,
			       const struct nkv_position *position)
{
	(void)facts;
	(void)captures;
	(void)position;
	return NKV_MATCH_WHOLE;
}

static const struct nkv_line_form forms[] = {
	{ "BIOS-provided physical RAM map:", NULL, 1, { NKV_LOG_FACT_MAP_HEADER } },
	{ "BIOS-e820: %x - %x %*", take_exclusive, 0, { 0 } },
	{ "BIOS-e820: [mem %x-%x] %*", take_inclusive, 0, { 0 } },
	{ "BIOS-e820: [gap %x-%x] %*", take_gap, 0, { 0 } },
	{ "BIOS-e801:%*", NULL, 1, { NKV_LOG_FACT_OTHER_MAP } },
	{ "BIOS-88:%*", NULL, 1, { NKV_LOG_FACT_OTHER_MAP } },
	{ "Xen: %x - %x %*", NULL, 1, { NKV_LOG_FACT_OTHER_MAP } },
	{ "Xen: [mem %x-%x] %*", NULL, 1, { NKV_LOG_FACT_OTHER_MAP } },
};

const struct nkv_line_forms nkv_map_lines = { forms, COUNT(forms) };
