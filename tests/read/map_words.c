/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether a planned map is that of a log, and the words that make it. */
#include <criterion/criterion.h>
#include <string.h>

#include "read/infer/map_words.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define PAGES(start, end)                                                                          \
	{                                                                                          \
		(uint64_t)(start) << 12, (uint64_t)((end) - (start)) << 12, NKV_E820_USABLE        \
	}
#define HOLE(start, end)                                                                           \
	{                                                                                          \
		(uint64_t)(start) << 12, (uint64_t)((end) - (start)) << 12, NKV_E820_RESERVED      \
	}

enum { ENTRIES_MAX = 6 };

/* Two maps; an entry of type 0 ends each. */
static const struct {
	struct nkv_e820_entry logged[ENTRIES_MAX], planned[ENTRIES_MAX];
	bool is_same, is_exact;
} cases[] = {
	{ { { 0, 0, 0 } }, { { 0, 0, 0 } }, true, true },
	{ { PAGES(0, 159), PAGES(256, 4096) }, { PAGES(0, 159), PAGES(256, 4096) }, true, true },
	{ { PAGES(0, 159), HOLE(200, 256), PAGES(256, 4096) },
	  { PAGES(0, 159), PAGES(256, 4096), HOLE(4096, 5000) },
	  true,
	  true },
	{ { PAGES(0, 159), PAGES(256, 256), PAGES(256, 4096) },
	  { PAGES(0, 159), PAGES(256, 4096) },
	  true,
	  true },
	/* Bytes that make no page. */
	{ { { 0, 0x9fc00, NKV_E820_USABLE }, PAGES(256, 4096) },
	  { PAGES(0, 159), PAGES(256, 4096) },
	  true,
	  false },
	{ { { 0, 0xfff, NKV_E820_USABLE } }, { { 0, 0, 0 } }, true, false },
	/* Entries that touch, lie in one another, or come in another order. */
	{ { PAGES(0, 100), PAGES(100, 159), PAGES(256, 4096) },
	  { PAGES(0, 159), PAGES(256, 4096) },
	  true,
	  false },
	{ { PAGES(0, 159), PAGES(256, 4096), PAGES(300, 400) },
	  { PAGES(0, 159), PAGES(256, 4096) },
	  true,
	  false },
	{ { PAGES(256, 4096), PAGES(0, 159) }, { PAGES(0, 159), PAGES(256, 4096) }, true, false },
	{ { PAGES(0, 100), PAGES(200, 300), PAGES(400, 500), PAGES(50, 450) },
	  { PAGES(0, 500) },
	  true,
	  false },
	{ { PAGES(0, 100), PAGES(200, 300), PAGES(150, 600) },
	  { PAGES(0, 100), PAGES(150, 600) },
	  true,
	  false },
	/* Others. */
	{ { PAGES(0, 159), PAGES(256, 4096) }, { PAGES(0, 159), PAGES(256, 4095) }, false, false },
	{ { PAGES(0, 159), PAGES(256, 4096) }, { PAGES(0, 159), PAGES(257, 4097) }, false, false },
	{ { PAGES(0, 159), PAGES(256, 4096) }, { PAGES(0, 159) }, false, false },
	{ { PAGES(0, 159) }, { PAGES(0, 159), PAGES(256, 4096) }, false, false },
	{ { PAGES(0, 100), PAGES(101, 159) }, { PAGES(0, 159) }, false, false },
};

static size_t count_of(const struct nkv_e820_entry entries[ENTRIES_MAX])
{
	size_t count = 0;

	while (count < ENTRIES_MAX && entries[count].type != 0)
		count++;
	return count;
}

Test(map_words, maps_that_are_the_same)
{
	static struct nkv_log_map map;
	static struct nkv_e820_map planned;

	for (size_t i = 0; i < COUNT(cases); i++) {
		planned.count = count_of(cases[i].planned);
		memcpy(planned.entries, cases[i].planned, sizeof(cases[i].planned));
		map.count = count_of(cases[i].logged);
		memcpy(map.entries, cases[i].logged, sizeof(cases[i].logged));
		cr_expect_eq(nkv_log_map_is(&map, &planned), cases[i].is_same, "case %zu", i);
		cr_expect_eq(nkv_log_map_is_exactly(&map, &planned), cases[i].is_exact, "case %zu",
			     i);
	}
}

/* The map in effect: RAM to 1 GiB, then ACPI data, and RAM of no size. */
Test(map_words, words)
{
	static const struct nkv_e820_entry entries[] = {
		PAGES(0, 159),
		{ 0x100000, 0x3ff00000, NKV_E820_USABLE },
		{ 0x40000000, 0x10000, NKV_E820_ACPI_DATA },
		{ 0x40010000, 0x1000, NKV_E820_ACPI_NVS },
		{ 0x18000000, 0, NKV_E820_USABLE },
		{ 0x20000000, 0x1000, NKV_E820_USABLE },
	};
	static const char *const wanted[NKV_LOG_WORDS_COUNT] = {
		[NKV_LOG_WORDS_OWN] = "",
		[NKV_LOG_WORDS_LIMIT] = " mem=0x40000000",
		[NKV_LOG_WORDS_EXACT] =
			" memmap=exactmap memmap=0x9f000@0x0 memmap=0x3ff00000@0x100000"
			" memmap=0x10000#0x40000000 memmap=0x1000$0x40010000"
			" memmap=0x1000@0x20000000",
	};
	static struct nkv_boot_facts facts;

	facts.user_map.count = COUNT(entries);
	memcpy(facts.user_map.entries, entries, sizeof(entries));
	for (size_t i = 0; i < NKV_LOG_WORDS_COUNT; i++) {
		char text[NKV_LOG_MAP_WORDS_BYTES] = "x";

		nkv_log_map_words(&facts, (enum nkv_log_words)i, text, sizeof(text));
		cr_expect_str_eq(text, wanted[i]);
	}
}
