/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/forms/e820_type.h"

#include <ctype.h>
#include <string.h>

#include <numakva/machine.h>

#include "base/text.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
	const char *name;
	uint32_t type;
} types[] = {
	{ "usable", NKV_E820_USABLE },
	{ "System RAM", NKV_E820_USABLE },
	{ "reserved", NKV_E820_RESERVED },
	{ "device reserved", NKV_E820_RESERVED },
	{ "ACPI data", NKV_E820_ACPI_DATA },
	{ "ACPI NVS", NKV_E820_ACPI_NVS },
	{ "unusable", 5 },
	{ "persistent", 7 },
	{ "soft reserved", UINT32_C(0xefffffff) },
	{ "Soft Reserved", UINT32_C(0xefffffff) },
};

/* Names that are followed by a number. */
static const char *const numbered[] = { "type", "persistent (type", "persistent RAM (type" };

/* Whether the name is the beginning of one that contains blanks. */
static bool is_part(const char *name, size_t length, const char *whole)
{
	return length < strlen(whole) && whole[length] == ' ' && memcmp(name, whole, length) == 0;
}

static bool is_part_of_name(const char *name, size_t length)
{
	for (size_t i = 0; i < COUNT(types); i++)
		if (is_part(name, length, types[i].name))
			return true;
	for (size_t i = 0; i < COUNT(numbered); i++)
		if (is_part(name, length, numbered[i]) ||
		    (nkv_bytes_are(name, length, numbered[i])))
			return true;
	return false;
}

/* "type 7", and "persistent (type 12)". */
static bool read_number(const char *name, uint32_t *type)
{
	static const char *const forms[] = { "type %d%*", "persistent (type %d)%*",
					     "persistent RAM (type %d)%*" };
	struct nkv_capture captures[NKV_CAPTURES_MAX];

	for (size_t i = 0; i < COUNT(forms); i++) {
		if (nkv_match(name, forms[i], captures) != NKV_MATCH_WHOLE)
			continue;
		if (strspn(captures[1].text, ") ") != strlen(captures[1].text) ||
		    captures[0].number == 0 || captures[0].number > UINT32_MAX)
			return false;
		*type = (uint32_t)captures[0].number;
		return true;
	}
	return false;
}

/* Skips the size of a range, "639   KB ", if there is one. */
static const char *skip_size(const char *text)
{
	static const char *const units[] = { "B", "KB", "MB", "GB", "TB" };
	size_t digits = strspn(text, "0123456789.");
	const char *unit = text + digits + strspn(text + digits, " ");
	size_t length = strcspn(unit, " ");

	if (digits == 0)
		return text;
	for (size_t i = 0; i < COUNT(units); i++)
		if (nkv_bytes_are(unit, length, units[i]))
			return unit + length + strspn(unit + length, " ");
	return *unit ? text : unit;
}

/*
 * The length of a name without a remark after it: all after "(usable)", and after "usable" what
 * does not begin with a letter. A change continues with the new type, and some names with a
 * number.
 */
static size_t without_remark(const char *name, size_t length, bool opened)
{
	const char *end = strchr(name, opened ? ')' : ' ');

	for (; end; end = opened ? NULL : strchr(end + 1, ' ')) {
		const char *rest = end + strspn(end, opened ? ")" : " ");

		if (opened ||
		    (*rest && !isalpha((unsigned char)*rest) &&
		     !nkv_text_begins_with(rest, "==>") && !nkv_text_begins_with(rest, "(type")))
			return (size_t)(end - name) + opened;
	}
	return length;
}

enum nkv_match nkv_e820_type_read(const char *text, uint32_t *type)
{
	const char *sized = skip_size(text);
	bool opened = *sized == '(';
	const char *name = sized + opened;
	size_t length = without_remark(name, strlen(name), opened);
	bool closed = opened && length > 0 && name[length - 1] == ')';

	/* Where the end of a line was lost, what is behind the type is no remark. */
	if (strstr(text, "BIOS-e820:"))
		return NKV_MATCH_NONE;
	if (read_number(name, type))
		return NKV_MATCH_WHOLE;
	length -= closed;
	for (size_t i = 0; i < COUNT(types) && opened == closed; i++) {
		if (nkv_bytes_are(name, length, types[i].name)) {
			*type = types[i].type;
			return NKV_MATCH_WHOLE;
		}
	}
	if (length == 0 && !closed)
		return NKV_MATCH_PART;
	return !closed && is_part_of_name(name, length) ? NKV_MATCH_PART : NKV_MATCH_NONE;
}
