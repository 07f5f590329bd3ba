/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The lines that kernels print about their setup, by their forms (9).
 */
#include <numakva/compare.h>

#include <string.h>

#define VARIES NKV_CONSOLE_VARIES
#define DEBUG NKV_CONSOLE_DEBUG
#define SRAT NKV_CONSOLE_SRAT
#define FOLLOWS NKV_CONSOLE_FOLLOWS
#define FIRMWARE NKV_CONSOLE_FIRMWARE
#define NO_KEY NKV_CONSOLE_NO_KEY

/* A form that another begins with comes after it. */
static const struct nkv_console_kind kinds[] = {
	{ "BIOS-provided physical RAM map:", "1.2", "the firmware's map", FIRMWARE, NO_KEY },
	{ "BIOS-e820: & - & *", "1.2", "the firmware's map", FIRMWARE, 0 },
	{ "Ooops! Too many entries in the memory map!", "1.2", "entries that do not fit", 0,
	  NO_KEY },
	{ "limit_regions start: & - & *", "1.3", "the map before a limit", VARIES, 0 },
	{ "limit_regions endfor: & - & *", "1.3", "the map after a limit", VARIES, 0 },
	{ "limit_regions endfunc: & - & *", "1.3", "the map after a limit", VARIES, 0 },
	{ "user-defined physical RAM map:", "1.3", "the map after the command line", 0, NO_KEY },
	{ "user: & - & *", "1.3", "the map after the command line", 0, 0 },
	{ "Node: #, start_pfn: #, end_pfn: #", "1.5, 2", "the pages of a node", 0, 1 },
	{ "Setting physnode_map array to node # for pfns:", "2", "which node a page is of", DEBUG,
	  0 },
	{ "CPU & in proximity domain &", "2", "a processor of the SRAT", SRAT | FIRMWARE, 0 },
	{ "Memory range & to & (type &) in proximity domain & *", "2", "memory of the SRAT",
	  SRAT | FIRMWARE, 0 },
	{ "Too many mem chunks in SRAT. Ignoring # MBytes at &", "2", "memory that is dropped",
	  SRAT, 1 },
	{ "pxm bitmap: *", "2", "the domains seen", SRAT, NO_KEY },
	{ "Number of logical nodes in system = #", "2", "how many nodes there are", SRAT, NO_KEY },
	{ "Number of memory chunks in system = #", "2", "how many chunks there are", SRAT, NO_KEY },
	{ "chunk # nid # start_pfn & end_pfn &", "2", "the chunks, sorted", SRAT, 0 },
	{ "Ignoring SRAT pfns: & -> &", "2", "chunks beyond max_pfn", SRAT, 0 },
	{ "Entering add_active_range(#, #, #) # entries of # used", "2, 6", "the active ranges",
	  VARIES | DEBUG, 1 },
	{ "could not finy any ACPI SRAT memory areas.", "2", "an SRAT without memory", SRAT,
	  NO_KEY },
	{ "failed to get NUMA memory information from SRAT table", "2", "whether there is an SRAT",
	  SRAT, NO_KEY },
	{ "NUMA - single node, flat memory mode", "2", "one node for all memory", SRAT, NO_KEY },
	{ "Reserving # pages of KVA for lmem_map of node #", "3.3", "what a node gives", 0, 1 },
	{ "Shrinking node # further by # pages for proper alignment", "3.6",
	  "what a node loses to alignment", 0, 0 },
	{ "Shrinking node # from # pages to # pages", "3.6", "what a node keeps", 0, 0 },
	{ "Reserving total of # pages for numa KVA remap", "3", "what all nodes give", 0, NO_KEY },
	{ "only #MB highmem pages available, ignoring highmem size of #MB.", "4.2",
	  "find_max_low_pfn()", VARIES, NO_KEY },
	{ "Warning only #MB will be used.", "4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	{ "Warning only 4GB will be used.", "4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	{ "Use a HIGHMEM64G enabled kernel.", "4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	{ "Use a HIGHMEM enabled kernel.", "4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	{ "Use a PAE enabled kernel.", "4.2", "find_max_low_pfn()", VARIES, NO_KEY },
	{ "highmem size specified (#MB) is bigger than pages available (#MB)!.", "4.2",
	  "find_max_low_pfn()", VARIES, NO_KEY },
	{ "highmem size #MB results in smaller than 64MB lowmem, ignoring it.", "4.2",
	  "find_max_low_pfn()", VARIES, NO_KEY },
	{ "ignoring highmem size on non-highmem kernel!", "4.2", "find_max_low_pfn()", VARIES,
	  NO_KEY },
	{ "kva_start_pfn ~ # find_max_low_pfn() ~ #", "4.4, 4.5", "where the KVA goes", VARIES,
	  NO_KEY },
	{ "reserve_pages = # find_max_low_pfn() ~ #", "4", "what the KVA takes", VARIES, NO_KEY },
	{ "max_pfn = #", "4.2", "the end of memory", VARIES, NO_KEY },
	{ "#MB HIGHMEM available.", "4.6", "high memory", VARIES, NO_KEY },
	{ "#MB LOWMEM available.", "4.6", "low memory", VARIES, NO_KEY },
	{ "min_low_pfn = #, max_low_pfn = #, highstart_pfn = #", "4.1, 4.5, 4.6",
	  "where low memory begins and ends", VARIES, NO_KEY },
	{ "Low memory ends at vaddr &", "4.5", "where low memory ends", VARIES, NO_KEY },
	{ "node # will remap to vaddr & - &", "4.7", "a node's window", VARIES, 0 },
	{ "High memory starts at vaddr &", "4.6", "where high memory begins", VARIES, NO_KEY },
	{ "initrd extends beyond end of memory (& > &)", "5", "whether the initrd fits", VARIES,
	  NO_KEY },
	{ "initrd wraps around end of memory, disabling initrd", "5.1", "whether the initrd fits",
	  VARIES, NO_KEY },
	{ "initrd too large to handle, disabling initrd", "5.1", "whether the initrd fits", VARIES,
	  NO_KEY },
	{ "disabling initrd", "5", "whether the initrd fits", VARIES, NO_KEY },
	{ "early_node_map[#] active PFN ranges", "6", "the active ranges", VARIES, NO_KEY },
	{ "#: # -> #", "6", "the active ranges", VARIES | FOLLOWS, 1 },
};

/* The pfns that physnode_map was set for: numbers alone, none of which counts as a value. */
static const struct nkv_console_kind pfns_kind = { "# *", "2", "which node a page is of",
						   DEBUG | FOLLOWS, NO_KEY };

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static unsigned int digit_value(char c, unsigned int base)
{
	unsigned int value = 16;

	if (c >= '0' && c <= '9')
		value = (unsigned int)(c - '0');
	else if (c >= 'a' && c <= 'f')
		value = (unsigned int)(c - 'a' + 10);
	else if (c >= 'A' && c <= 'F')
		value = (unsigned int)(c - 'A' + 10);
	return value < base ? value : 16;
}

/* Takes a number off the text. Returns false if there is none. */
static bool take_number(const char **text, unsigned int base, int64_t *number)
{
	const char *at = *text;
	bool is_negative = base == 10 && *at == '-';
	uint64_t value = 0;

	if (is_negative)
		at++;
	else if (base == 16 && at[0] == '0' && (at[1] == 'x' || at[1] == 'X'))
		at += 2;
	if (digit_value(*at, base) == 16)
		return false;
	for (; digit_value(*at, base) != 16; at++)
		value = value * base + digit_value(*at, base);
	*number = (int64_t)(is_negative ? 0 - value : value);
	*text = at;
	return true;
}

/* How far a text goes with a form. */
enum match {
	MATCH_NOT,
	MATCH_BEGINNING, /* the text ends within the form, after something of its own */
	MATCH_WHOLE,
};

enum { BEGINNING_MIN = 12 }; /* characters that tell a line that is cut off */

/* A blank of a form stands for any number of blanks, as in columns. */
static enum match match_form(const char *form, const char *text, struct nkv_console_line *line)
{
	const char *start = text;

	line->value_count = 0;
	for (; *form; form++) {
		bool is_number = *form == '#' || *form == '&';

		if (!*text && text - start >= BEGINNING_MIN)
			return *form == '*' ? MATCH_WHOLE : MATCH_BEGINNING;
		if (*form == '*')
			return MATCH_WHOLE;
		if (is_number) {
			if (!take_number(&text, *form == '#' ? 10 : 16,
					 &line->values[line->value_count]))
				return MATCH_NOT;
			line->value_count++;
		} else if (is_blank(*form) && is_blank(*text)) {
			while (is_blank(*text))
				text++;
		} else if (*form != *text++) {
			return MATCH_NOT;
		}
	}
	return *text ? MATCH_NOT : MATCH_WHOLE;
}

static bool is_all_pfns(const char *text)
{
	size_t digits = 0;

	for (; *text; text++) {
		if (digit_value(*text, 10) != 16)
			digits++;
		else if (!is_blank(*text) && *text != '-')
			return false;
	}
	return digits > 0;
}

bool nkv_console_parse(const char *text, struct nkv_console_line *line)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		enum match match = match_form(kinds[i].form, text, line);

		line->kind = &kinds[i];
		line->is_whole = match == MATCH_WHOLE;
		if (match != MATCH_NOT)
			return true;
	}
	if (!is_all_pfns(text))
		return false;
	line->kind = &pfns_kind;
	line->is_whole = true;
	line->value_count = 0;
	return true;
}
