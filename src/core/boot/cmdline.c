/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The kernel's command line (1.3).
 */
#include "core/boot/words.h"

#include <string.h>

#include "core/boot/boot.h"

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The value of a digit in any base up to 16; 16 for any other character. */
static unsigned int digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned int)(c - '0');
	if (c >= 'a' && c <= 'f')
		return (unsigned int)(c - 'a' + 10);
	if (c >= 'A' && c <= 'F')
		return (unsigned int)(c - 'A' + 10);
	return 16;
}

/*
 * simple_strtoull() with base 0: wraps at 64 bits, stops at the first character that is no
 * digit.
 */
static uint64_t parse_number(const char **cursor)
{
	const char *at = *cursor;
	unsigned int base = 10;
	uint64_t number = 0;

	if (at[0] == '0') {
		base = 8;
		at++;
		if ((at[0] == 'x' || at[0] == 'X') && digit_value(at[1]) < 16) {
			base = 16;
			at++;
		}
	}
	for (; digit_value(*at) < base; at++)
		number = number * base + digit_value(*at);
	*cursor = at;
	return number;
}

uint64_t nkv_word_parse_size(const char **cursor)
{
	uint64_t size = parse_number(cursor);

	switch (**cursor) {
	case 'K':
	case 'k':
		++*cursor;
		return size << 10;
	case 'M':
	case 'm':
		++*cursor;
		return size << 20;
	case 'G':
	case 'g':
		++*cursor;
		return size << 30;
	default:
		return size;
	}
}

uint32_t nkv_word_addition_type(char mark)
{
	switch (mark) {
	case '@':
		return NKV_E820_USABLE;
	case '#':
		return NKV_E820_ACPI_DATA;
	case '$':
		return NKV_E820_RESERVED;
	default:
		return 0;
	}
}

bool nkv_word_is(const struct nkv_word *word, const char *text)
{
	return word->length == strlen(text) && memcmp(word->text, text, word->length) == 0;
}

const char *nkv_word_value(const struct nkv_word *word, const char *name)
{
	size_t length;

	if (word->text[0] != name[0])
		return NULL;
	length = strlen(name);
	if (word->length <= length || memcmp(word->text, name, length) != 0 ||
	    word->text[length] != '=')
		return NULL;
	return word->text + length + 1;
}

static void parse_memmap(struct nkv_word *word, const char *value)
{
	if (nkv_word_is(word, "memmap=exactmap")) {
		word->kind = NKV_WORD_EXACTMAP;
		return;
	}
	word->size = nkv_word_parse_size(&value);
	word->addition.type = nkv_word_addition_type(*value);
	if (word->addition.type == 0) {
		word->kind = NKV_WORD_LIMIT;
		return;
	}
	value++;
	word->kind = NKV_WORD_ADD;
	word->addition.start = nkv_word_parse_size(&value);
	word->addition.size = word->size;
}

static void parse_word(struct nkv_word *word)
{
	static const struct {
		const char *name;
		enum nkv_word_kind kind;
	} sizes[] = {
		{ "mem", NKV_WORD_LIMIT },
		{ "highmem", NKV_WORD_HIGHMEM },
		{ "vmalloc", NKV_WORD_VMALLOC },
	};
	const char *value = nkv_word_value(word, "memmap");

	if (value != NULL) {
		parse_memmap(word, value);
		return;
	}
	if (nkv_word_is(word, "mem=nopentium"))
		return;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		value = nkv_word_value(word, sizes[i].name);
		if (value == NULL)
			continue;
		word->kind = sizes[i].kind;
		word->size = nkv_word_parse_size(&value);
		return;
	}
}

bool nkv_cmdline_next(const char **cursor, struct nkv_word *word)
{
	const char *at = *cursor;

	while (is_blank(*at))
		at++;
	*word = (struct nkv_word){ .kind = NKV_WORD_OTHER, .text = at };
	while (*at != '\0' && !is_blank(*at))
		at++;
	*cursor = at;
	word->length = (size_t)(at - word->text);
	if (word->length == 0)
		return false;
	parse_word(word);
	return true;
}

bool nkv_cmdline_read(const struct nkv_kernel *kernel, const char **cursor, struct nkv_word *word)
{
	const struct nkv_rules *rules = kernel->profile->rules;

	if (!nkv_cmdline_next(cursor, word))
		return false;
	if (rules->read_word != NULL)
		*word = rules->read_word(word);
	return true;
}

bool nkv_word_defines_map(const struct nkv_word *word)
{
	return word->kind == NKV_WORD_LIMIT || word->kind == NKV_WORD_EXACTMAP;
}

bool nkv_cmdline_apply(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	const char *cursor = boot->machine->cmdline != NULL ? boot->machine->cmdline : "";
	struct nkv_word word;

	plan->e820.count = plan->bios_e820.count;
	memcpy(plan->e820.entries, plan->bios_e820.entries,
	       plan->e820.count * sizeof(plan->e820.entries[0]));
	plan->highmem_given_pages = NKV_HIGHMEM_UNSET;
	while (nkv_cmdline_next(&cursor, &word)) {
		nkv_e820_apply(boot->kernel, &plan->e820, &word);
		plan->user_defined_e820 = plan->user_defined_e820 || nkv_word_defines_map(&word);
		if (word.kind == NKV_WORD_HIGHMEM) {
			plan->highmem_given = true;
			plan->highmem_given_pages = nkv_pfn_down64(word.size);
		} else if (word.kind == NKV_WORD_VMALLOC && !boot->rules->ignores_vmalloc) {
			plan->vmalloc_reserve = nkv_ulong_cut(word.size);
		}
	}
	boot->highmem_pages = plan->highmem_given_pages;
	plan->maxmem_pfn = nkv_pfn_down(0 - boot->kernel->page_offset - plan->vmalloc_reserve);
	return true;
}
