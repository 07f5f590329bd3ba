/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The command line, read word by word as early options (1.3), and the limit of low memory (0). */
#include <string.h>

#include "core/boot/words.h"
#include "core/late/late.h"
#include "core/machine.h"

static const uint32_t fixmap_top = UINT32_C(0xfffff000);

/* --- words --- */

static bool begins_with(const struct nkv_word *word, const char *value, const char *text)
{
	size_t left = word->length - (size_t)(value - word->text);

	return left >= strlen(text) && memcmp(value, text, strlen(text)) == 0;
}

static void read_memmap(struct nkv_word *word, const char *value)
{
	const char *at = value;

	if (begins_with(word, value, "exactmap")) {
		word->kind = NKV_WORD_EXACTMAP;
		return;
	}
	word->size = nkv_word_parse_size(&at);
	word->malformed = at == value;
	if (word->malformed)
		return;
	word->kind = NKV_WORD_LIMIT;
	word->addition.type = nkv_word_addition_type(*at);
	if (word->addition.type != 0) {
		at++;
		word->kind = NKV_WORD_ADD;
		word->addition.start = nkv_word_parse_size(&at);
		word->addition.size = word->size;
	}
	word->malformed = at != word->text + word->length;
}

static void read_size(struct nkv_word *word, enum nkv_word_kind kind, const char *value)
{
	word->kind = kind;
	word->size = nkv_word_parse_size(&value);
}

struct nkv_word nkv_late_word(const struct nkv_word *word)
{
	static const struct {
		const char *name;
		enum nkv_word_kind kind;
	} options[] = {
		{ "mem", NKV_WORD_LIMIT },
		{ "memmap", NKV_WORD_LIMIT },
		{ "highmem", NKV_WORD_HIGHMEM },
		{ "vmalloc", NKV_WORD_VMALLOC },
	};
	struct nkv_word late = { .text = word->text, .length = word->length };

	if (nkv_word_is(word, "mem=nopentium")) {
		late.kind = NKV_WORD_NOPENTIUM;
		return late;
	}
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
		const char *value = nkv_word_value(word, options[i].name);

		if (value == NULL)
			late.malformed = late.malformed || nkv_word_is(word, options[i].name);
		else if (strcmp(options[i].name, "memmap") == 0)
			read_memmap(&late, value);
		else
			read_size(&late, options[i].kind, value);
	}
	return late;
}

enum nkv_map_change nkv_late_limit(struct nkv_e820_map *map, uint64_t size)
{
	for (size_t i = 0; i < map->count; i++) {
		struct nkv_e820_entry *entry = &map->entries[i];

		if (entry->type != NKV_E820_USABLE)
			continue;
		if (entry->start >= size)
			*entry = (struct nkv_e820_entry){ 0 };
		else if (entry->start + entry->size > size)
			entry->size = size - entry->start;
	}
	return NKV_MAP_LIMITED;
}

/* --- the end of the address space --- */

/* The p of section 0, in pages. */
static uint32_t permanent_pages(const struct nkv_boot *boot)
{
	const struct nkv_late_rules *late = boot->rules->late;

	if (!nkv_has_highmem(boot->kernel) && !late->kmap_without_highmem)
		return late->fixmap_pages;
	return late->fixmap_pages + late->kmap_pages * boot->kernel->nr_cpus;
}

uint32_t nkv_fixmap_pages(const struct nkv_boot *boot)
{
	return permanent_pages(boot) / 256 * 256 + 256 + boot->rules->late->fixmap_tail_pages;
}

/* VMALLOC_END: below the fixed addresses, and with HIGHMEM also below the addresses of kmap(). */
static nkv_ulong vmalloc_end(const struct nkv_boot *boot)
{
	const nkv_ulong hole_bytes = 2 * NKV_PAGE_BYTES;
	nkv_ulong pages = boot->plan->pages_per_large_page;
	nkv_ulong kmap_start;

	if (!nkv_has_highmem(boot->kernel))
		return fixmap_top - nkv_pfn_phys(permanent_pages(boot)) - hole_bytes;
	kmap_start = fixmap_top - nkv_pfn_phys(nkv_fixmap_pages(boot) + pages + 1);
	return kmap_start / nkv_pfn_phys(pages) * nkv_pfn_phys(pages) - hole_bytes;
}

/* Sets MAXMEM_PFN (0). */
static void find_maxmem(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	if (boot->rules->late->lowmem_ends_below_fixmap)
		plan->vmalloc_end = vmalloc_end(boot);
	plan->maxmem_pfn =
		nkv_pfn_down(plan->vmalloc_end - boot->kernel->page_offset - plan->vmalloc_reserve);
}

/* --- what takes effect --- */

static bool is_about_map(const struct nkv_word *word)
{
	return nkv_word_defines_map(word) || word->kind == NKV_WORD_ADD;
}

static void take_word(struct nkv_boot *boot, const struct nkv_word *word)
{
	struct nkv_plan *plan = boot->plan;

	nkv_e820_apply(boot->kernel, &plan->e820, word);
	plan->user_defined_e820 = plan->user_defined_e820 || is_about_map(word);
	if (word->kind == NKV_WORD_HIGHMEM) {
		plan->highmem_given = true;
		plan->highmem_given_pages = nkv_pfn_down64(word->size);
	} else if (word->kind == NKV_WORD_VMALLOC) {
		plan->vmalloc_reserve = nkv_ulong_cut(word->size) + boot->rules->vmalloc_gap_bytes;
	} else if (word->kind == NKV_WORD_NOPENTIUM) {
		plan->page_tables.has_large_pages = false;
	}
}

bool nkv_late_cmdline(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	const char *cursor = boot->machine->cmdline != NULL ? boot->machine->cmdline : "";
	struct nkv_word word;

	plan->e820 = plan->bios_e820;
	plan->highmem_given_pages = NKV_HIGHMEM_UNSET;
	plan->page_tables.has_large_pages = true;
	while (nkv_cmdline_read(boot->kernel, &cursor, &word))
		take_word(boot, &word);
	boot->highmem_pages = plan->highmem_given_pages;
	find_maxmem(boot);
	return true;
}

bool nkv_late_user_map(struct nkv_boot *boot)
{
	struct nkv_e820_map *map = &boot->plan->e820;
	struct nkv_e820_map words = *map;

	if (!boot->plan->user_defined_e820)
		return true;
	if (map->count < NKV_E820_KEPT_MIN)
		return false;
	for (size_t i = 0; i < map->count; i++)
		if (map->entries[i].start + map->entries[i].size < map->entries[i].start)
			return false;
	nkv_e820_sanitise(words.entries, words.count, NKV_E820_MAX, map);
	return true;
}
