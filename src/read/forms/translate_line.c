/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/forms/translate_line.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <numakva/machine.h>

#include "base/text.h"
#include "read/forms/e820_type.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* --- the map --- */

static void print_type(uint32_t type, char text[32])
{
	static const char *const names[] = {
		[NKV_E820_USABLE] = "(usable)",
		[NKV_E820_RESERVED] = "(reserved)",
		[NKV_E820_ACPI_DATA] = "(ACPI data)",
		[NKV_E820_ACPI_NVS] = "(ACPI NVS)",
	};

	if (type < COUNT(names) && names[type])
		snprintf(text, 32, "%s", names[type]);
	else
		snprintf(text, 32, "type %" PRIu32, type);
}

static enum nkv_match print_entry(const char *who, uint64_t start, uint64_t end,
				  const char *type_name, char translated[NKV_TRANSLATED_BYTES])
{
	uint32_t type;
	char text[32];
	enum nkv_match match = nkv_e820_type_read(type_name, &type);

	if (match != NKV_MATCH_WHOLE)
		return match;
	print_type(type, text);
	snprintf(translated, NKV_TRANSLATED_BYTES, "%s %016" PRIx64 " - %016" PRIx64 " %s", who,
		 start, end, text);
	return match;
}

/* Later kernels print the last byte as the end, and have other names of types. */
static enum nkv_match from_range(const char *who, const char *range,
				 char translated[NKV_TRANSLATED_BYTES])
{
	struct nkv_capture captures[NKV_CAPTURES_MAX];
	enum nkv_match later = nkv_match(range, " [mem %x-%x] %*", captures), older;

	if (later == NKV_MATCH_WHOLE)
		return print_entry(who, captures[0].number, captures[1].number + 1,
				   captures[2].text, translated);
	older = nkv_match(range, " %x - %x %*", captures);
	if (older == NKV_MATCH_WHOLE)
		return print_entry(who, captures[0].number, captures[1].number, captures[2].text,
				   translated);
	return later == NKV_MATCH_PART ? later : older;
}

static enum nkv_match from_map(const char *line, char translated[NKV_TRANSLATED_BYTES])
{
	static const char *const whose[] = { "BIOS-e820:", "user:" };

	for (size_t i = 0; i < COUNT(whose); i++)
		if (nkv_text_begins_with(line, whose[i]))
			return from_range(whose[i], line + strlen(whose[i]), translated);
	return NKV_MATCH_NONE;
}

/* --- the SRAT --- */

struct form {
	const char *pattern;
	/*
	 * Prints the captures. NKV_MATCH_NONE if a kernel that is planned cannot have such an
	 * entry.
	 */
	enum nkv_match (*print)(const struct nkv_capture *captures,
				char translated[NKV_TRANSLATED_BYTES]);
};

static enum nkv_match print_processor(uint64_t pxm, uint64_t apic,
				      char translated[NKV_TRANSLATED_BYTES])
{
	if (apic > UINT8_MAX)
		return NKV_MATCH_NONE;
	snprintf(translated, NKV_TRANSLATED_BYTES,
		 "CPU 0x%02" PRIX64 " in proximity domain 0x%02" PRIX64, apic, pxm);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match print_pxm(const struct nkv_capture *captures,
				char translated[NKV_TRANSLATED_BYTES])
{
	return print_processor(captures[0].number, captures[1].number, translated);
}

static enum nkv_match print_cpu(const struct nkv_capture *captures,
				char translated[NKV_TRANSLATED_BYTES])
{
	return print_processor(captures[1].number, captures[0].number, translated);
}

static enum nkv_match print_memory(uint64_t start_pfn, uint64_t end_pfn, uint64_t pxm,
				   const char *flags, char translated[NKV_TRANSLATED_BYTES])
{
	snprintf(translated, NKV_TRANSLATED_BYTES,
		 "Memory range 0x%" PRIX64 " to 0x%" PRIX64
		 " (type 0x0) in proximity domain 0x%02" PRIX64 " %s",
		 start_pfn, end_pfn, pxm, flags);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match print_node(const struct nkv_capture *captures,
				 char translated[NKV_TRANSLATED_BYTES])
{
	bool hotplug = strstr(captures[4].text, "hotplug");

	return print_memory(captures[2].number >> NKV_PAGE_SHIFT,
			    (captures[3].number + 1) >> NKV_PAGE_SHIFT, captures[1].number,
			    hotplug ? "enabled and removable" : "enabled", translated);
}

static enum nkv_match print_pfns(const struct nkv_capture *captures,
				 char translated[NKV_TRANSLATED_BYTES])
{
	return print_memory(captures[0].number, captures[1].number, captures[2].number,
			    captures[3].text, translated);
}

static const struct form forms[] = {
	{ "SRAT: PXM %d -> APIC %i -> Node %d", print_pxm },
	{ "SRAT: PXM %d -> APIC %i -> CPU %d -> Node %d", print_pxm },
	{ "CPU %x in proximity domain %x", print_cpu },
	{ "SRAT: Node %d PXM %d [mem %x-%x]%*", print_node },
	{ "Memory range %x to %x in proximity domain %x %*", print_pfns },
};

static enum nkv_match from_srat(const char *line, char translated[NKV_TRANSLATED_BYTES])
{
	struct nkv_capture captures[NKV_CAPTURES_MAX];
	enum nkv_match best = NKV_MATCH_NONE;

	for (size_t i = 0; i < COUNT(forms); i++) {
		enum nkv_match match = nkv_match(line, forms[i].pattern, captures);

		if (match == NKV_MATCH_WHOLE)
			return forms[i].print(captures, translated);
		if (match == NKV_MATCH_PART)
			best = match;
	}
	return best;
}

/* --- all forms --- */

static const char e820[] = "e820: ", acpi_srat[] = "ACPI: SRAT: ";

enum nkv_match nkv_translate_line(const char *line, char translated[NKV_TRANSLATED_BYTES])
{
	enum nkv_match match;

	if (nkv_text_begins_with(line, acpi_srat))
		line += strlen("ACPI: ");
	if (nkv_text_begins_with(line, e820)) {
		snprintf(translated, NKV_TRANSLATED_BYTES, "%s", line + sizeof(e820) - 1);
		return NKV_MATCH_WHOLE;
	}
	match = from_map(line, translated);
	return match == NKV_MATCH_NONE ? from_srat(line, translated) : match;
}

bool nkv_is_later_form(const char *line)
{
	static const char *const beginnings[] = { e820, acpi_srat, "BIOS-e820: [", "SRAT: PXM ",
						  "SRAT: Node " };

	for (size_t i = 0; i < COUNT(beginnings); i++)
		if (nkv_text_begins_with(line, beginnings[i]))
			return true;
	return false;
}

static bool is_bitmap(const char *line)
{
	return nkv_text_begins_with(line, "pxm bitmap: ");
}

static bool is_memory(const char *line)
{
	return nkv_text_begins_with(line, "SRAT: Node ") || nkv_text_begins_with(line, acpi_srat) ||
	       nkv_text_begins_with(line, "Memory range ");
}

bool nkv_srat_line_may_go_on(const char *line)
{
	return is_bitmap(line) || is_memory(line);
}

bool nkv_srat_line_goes_on(const char *line, const char *next)
{
	if (is_bitmap(line))
		return strspn(next, "0123456789ABCDEFabcdef ") == strlen(next);
	if (is_memory(line) && nkv_text_ends_with(line, " and"))
		return strcmp(next, "removable") == 0;
	return is_memory(line) &&
	       (strcmp(next, "hotplug") == 0 || strcmp(next, "hotplug non-volatile") == 0 ||
		strcmp(next, "non-volatile") == 0 || strcmp(next, "and removable") == 0);
}
