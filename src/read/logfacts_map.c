/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines of the E820 map. */
#include <string.h>

#include "read/logform.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* --- types --- */

static const struct {
	const char *name;
	uint32_t type;
} types[] = {
	{ "usable", NKV_E820_USABLE },
	{ "reserved", NKV_E820_RESERVED },
	{ "ACPI data", NKV_E820_ACPI_DATA },
	{ "ACPI NVS", NKV_E820_ACPI_NVS },
	{ "unusable", 5 },
	{ "device reserved", 6 },
	{ "persistent", 7 },
	{ "soft reserved", UINT32_C(0xefffffff) },
	{ "Soft Reserved", UINT32_C(0xefffffff) },
};

/* Whether the name is a part of one that has blanks in it. */
static bool is_part_of_name(const char *name, size_t length)
{
	if (length == strlen("type") && memcmp(name, "type", length) == 0)
		return true;
	for (size_t i = 0; i < COUNT(types); i++)
		if (length < strlen(types[i].name) && types[i].name[length] == ' ' &&
		    memcmp(name, types[i].name, length) == 0)
			return true;
	return false;
}

/* "type 7", and "persistent (type 12)". */
static bool read_type_number(const char *name, uint32_t *type)
{
	struct nkv_capture captures[NKV_CAPTURES_MAX];
	const char *number = NULL;

	if (nkv_match(name, "type %d%*", captures) == NKV_MATCH_WHOLE)
		number = captures[1].text;
	else if (nkv_match(name, "persistent (type %d)%*", captures) == NKV_MATCH_WHOLE)
		number = captures[1].text;
	if (!number || strspn(number, ") ") != strlen(number) || captures[0].number == 0 ||
	    captures[0].number > UINT32_MAX)
		return false;
	*type = (uint32_t)captures[0].number;
	return true;
}

/* A type in brackets, as kernels before 3.4 have it, or without. */
static enum nkv_logfacts_result read_type(const char *text, uint32_t *type)
{
	bool opened = *text == '(';
	const char *name = text + opened;
	size_t length = strlen(name);
	bool closed = opened && length > 0 && name[length - 1] == ')';

	if (read_type_number(name, type))
		return NKV_LOGFACTS_TAKEN;
	length -= closed;
	for (size_t i = 0; i < COUNT(types) && opened == closed; i++) {
		if (strlen(types[i].name) == length && memcmp(types[i].name, name, length) == 0) {
			*type = types[i].type;
			return NKV_LOGFACTS_TAKEN;
		}
	}
	return !closed && is_part_of_name(name, length) ? NKV_LOGFACTS_PART : NKV_LOGFACTS_NOTHING;
}

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
	enum nkv_logfacts_result result = read_type(type, &typed.type);

	if (end < entry->start)
		return NKV_LOGFACTS_NOTHING;
	if (result == NKV_LOGFACTS_TAKEN)
		add_entry(facts, &typed, mark);
	return result;
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

static const struct nkv_logform forms[] = {
	{ "BIOS-provided physical RAM map:", NULL, 1, { NKV_LOGFACT_MAP_HEADER } },
	{ "BIOS-e820: %x - %x %*", take_exclusive, 0, { 0 } },
	{ "BIOS-e820: [mem %x-%x] %*", take_inclusive, 0, { 0 } },
	{ "BIOS-e801:%*", NULL, 1, { NKV_LOGFACT_OTHER_MAP } },
	{ "BIOS-88:%*", NULL, 1, { NKV_LOGFACT_OTHER_MAP } },
	{ "Xen: %x - %x %*", NULL, 1, { NKV_LOGFACT_OTHER_MAP } },
	{ "Xen: [mem %x-%x] %*", NULL, 1, { NKV_LOGFACT_OTHER_MAP } },
};

const struct nkv_logform_table nkv_logforms_map = { forms, COUNT(forms) };
