/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/lines/boot_start.h"

#include <string.h>

#include "base/text.h"

/* Mail programs can break a line at any blank. */
static bool begins_map(const char *text)
{
	return nkv_text_begins_with(text, "BIOS-provided physical RAM") ||
	       nkv_text_begins_with(text, "e820: BIOS-provided physical RAM");
}

static bool begins_boot(const char *text)
{
	static const char words[] = "Linux version";

	return nkv_text_begins_with(text, words) &&
	       (text[sizeof(words) - 1] == ' ' || text[sizeof(words) - 1] == '\0');
}

bool nkv_boot_start_is_double(struct nkv_boot_start *start, const char *text)
{
	bool again = strcmp(text, start->former) == 0;
	bool is_once = begins_boot(text) || (!start->has_version && begins_map(text));

	if (is_once)
		start->doubled = again;
	if (again && start->doubled) {
		start->former[0] = '\0';
		return true;
	}
	if (start->doubled || is_once)
		memcpy(start->former, text, strlen(text) + 1);
	else
		start->former[0] = '\0';
	return false;
}

static bool begins_hypervisor(const char *text)
{
	return nkv_text_begins_with(text, NKV_HYPERVISOR_MARK "Xen version ");
}

static bool begins_hypervisor_map(const char *text)
{
	return nkv_text_begins_with(text, NKV_HYPERVISOR_MARK) &&
	       nkv_text_ends_with(text, " RAM map:");
}

/* For logs without the line with the version. */
static bool begins_with_map(const struct nkv_boot_start *start, const char *text, bool is_entry)
{
	if (begins_hypervisor_map(text))
		return !start->hypervisor;
	return begins_map(text) ? start->map_begun || start->boot == 0
				: is_entry && start->boot == 0;
}

bool nkv_boot_start_is_again(const struct nkv_boot_start *start, const char *text)
{
	return start->boot > 0 && begins_boot(text);
}

bool nkv_boot_start_is_shown(const struct nkv_boot_start *start, bool stamped, const char *next)
{
	return start->asks || (start->stamped && !stamped && !next);
}

void nkv_boot_start_count(struct nkv_boot_start *start, const char *text, bool stamped)
{
	bool is_entry = nkv_text_begins_with(text, "BIOS-e820:");
	size_t before = start->boot;

	if (begins_hypervisor(text) || begins_hypervisor_map(text)) {
		start->boot += begins_hypervisor(text) || begins_with_map(start, text, is_entry);
		start->hypervisor = true;
		start->map_begun = false;
	} else if (begins_boot(text)) {
		start->has_version = true;
		start->boot += !start->hypervisor;
		start->hypervisor = start->map_begun = false;
	} else if (begins_with_map(start, text, is_entry)) {
		start->boot++;
	}
	if (begins_map(text) || is_entry)
		start->map_begun = true;
	if (start->boot > before)
		start->stamped = stamped && !start->hypervisor;
}
