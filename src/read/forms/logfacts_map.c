/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines of the E820 map. */
#include <stddef.h>

#include "read/forms/logform.h"
#include "read/forms/logtype.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* --- entries --- */

static void add_entry(struct nkv_logfacts *facts, const struct nkv_e820_entry *entry,
		      const struct nkv_mark *mark)
{
	const struct nkv_e820_entry *last =
		facts->e820_count > 0 ? &facts->e820[facts->e820_count - 1] : NULL;

	/* Two consoles on one line print everything twice. */
	if (last && last->start == entry->start && last->size == entry->size &&
	    last->type == entry->type)
		return;
	if (facts->e820_count == NKV_LOG_E820_MAX) {
		nkv_logfact_note(facts, NKV_LOGFACT_MAP_OVERFLOW, 0, mark);
		return;
	}
	facts->e820[facts->e820_count] = *entry;
	facts->e820_marks[facts->e820_count++] = *mark;
}

static enum nkv_logfacts_result take_entry(struct nkv_logfacts *facts,
					   const struct nkv_e820_entry *entry, uint64_t end,
					   const char *type, const struct nkv_mark *mark)
{
	struct nkv_e820_entry typed = *entry;

	if (end < entry->start)
		return NKV_LOGFACTS_NOTHING;
	switch (nkv_logtype_read(type, &typed.type)) {
	case NKV_MATCH_WHOLE:
		add_entry(facts, &typed, mark);
		return NKV_LOGFACTS_TAKEN;
	case NKV_MATCH_PART:
		return NKV_LOGFACTS_PART;
	case NKV_MATCH_NONE:
		break;
	}
	return NKV_LOGFACTS_NOTHING;
}

static enum nkv_logfacts_result take_exclusive(struct nkv_logfacts *facts,
					       const struct nkv_capture *captures,
					       const struct nkv_mark *mark)
{
	const struct nkv_e820_entry entry = {
		.start = captures[0].number,
		.size = captures[1].number - captures[0].number,
	};

	return take_entry(facts, &entry, captures[1].number, captures[2].text, mark);
}

static enum nkv_logfacts_result take_inclusive(struct nkv_logfacts *facts,
					       const struct nkv_capture *captures,
					       const struct nkv_mark *mark)
{
	const struct nkv_e820_entry entry = {
		.start = captures[0].number,
		.size = captures[1].number - captures[0].number + 1,
	};

	return take_entry(facts, &entry, captures[1].number, captures[2].text, mark);
}

/* What lies between two entries, of kernels that say it. */
static enum nkv_logfacts_result take_gap(struct nkv_logfacts *facts,
					 const struct nkv_capture *captures,
					 const struct nkv_mark *mark)
{
	(void)facts;
	(void)captures;
	(void)mark;
	return NKV_LOGFACTS_TAKEN;
}

static const struct nkv_logform forms[] = {
	{ "BIOS-provided physical RAM map:", NULL, 1, { NKV_LOGFACT_MAP_HEADER } },
	{ "BIOS-e820: %x - %x %*", take_exclusive, 0, { 0 } },
	{ "BIOS-e820: [mem %x-%x] %*", take_inclusive, 0, { 0 } },
	{ "BIOS-e820: [gap %x-%x] %*", take_gap, 0, { 0 } },
	{ "BIOS-e801:%*", NULL, 1, { NKV_LOGFACT_OTHER_MAP } },
	{ "BIOS-88:%*", NULL, 1, { NKV_LOGFACT_OTHER_MAP } },
	{ "Xen: %x - %x %*", NULL, 1, { NKV_LOGFACT_OTHER_MAP } },
	{ "Xen: [mem %x-%x] %*", NULL, 1, { NKV_LOGFACT_OTHER_MAP } },
};

const struct nkv_logform_table nkv_logforms_map = { forms, COUNT(forms) };
