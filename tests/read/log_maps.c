/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The maps of a log: the firmware's, the user's, and what the kernel made of them. */
#include <criterion/criterion.h>

#include "read/infer/map_words.h"
#include "told_lines.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define KVA "Reserving total of 1024 pages for numa KVA remap"

enum { LINES_MAX = 6 };

static struct nkv_boot_facts facts;

#define E820 "BIOS-e820: 0000000000000000 - 000000000009f000 (usable)"
#define EMPTY "BIOS-e820: 0000000000100000 - 0000000000100000 (usable)"
#define MORE "BIOS-e820: 0000000000100000 - 0000000000200000 (usable)"
#define USER "user: 0000000000000000 - 0000000000001000 (usable)"
#define MODIFIED "modified: 0000000000000000 - 0000000000002000 (usable)"

/* The map in effect is the firmware's if the log has no more than an entry of that. */
Test(log_maps, in_effect)
{
	static const struct {
		const char *lines[LINES_MAX];
		const struct nkv_log_map *in_effect, *of_firmware;
	} cases[] = {
		{ { E820, MORE }, NULL, &facts.map },
		{ { E820, MORE, USER }, &facts.user_map, &facts.map },
		{ { E820, MORE, USER, MODIFIED }, &facts.user_map, &facts.map },
		{ { E820, MORE, USER, MODIFIED, KVA }, &facts.final_map, &facts.map },
		{ { E820, MORE, KVA }, NULL, &facts.map },
		{ { E820, USER }, &facts.user_map, &facts.user_map },
		{ { E820, EMPTY, USER }, &facts.user_map, &facts.user_map },
		{ { E820, EMPTY, MORE, USER }, &facts.user_map, &facts.map },
		{ { USER }, &facts.user_map, &facts.user_map },
		{ { E820 }, NULL, &facts.map },
		{ { KVA }, NULL, &facts.map },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		take_lines(&facts, cases[i].lines);
		cr_expect_eq(nkv_log_map_in_effect(&facts), cases[i].in_effect, "case %zu", i);
		cr_expect_eq(nkv_log_map_of_firmware(&facts), cases[i].of_firmware, "case %zu", i);
	}
}

/* Changes of the maps, and what they leave of them: starts and sizes, in pages. */
Test(log_maps, changed)
{
	static const struct {
		const char *lines[LINES_MAX];
		unsigned int final[5][3], user[5][3]; /* a size of 0 ends each */
	} cases[] = {
		{ { E820, MORE, "update [mem 0x00001000-0x00001fff] usable ==> reserved" },
		  { { 0, 1, 1 }, { 1, 1, 2 }, { 2, 0x9d, 1 }, { 0x100, 0x100, 1 } },
		  { { 0 } } },
		{ { E820, MORE,
		    "e820 update range: 0000000000001000 - 0000000000002000 (usable) ==> "
		    "(reserved)" },
		  { { 0, 1, 1 }, { 1, 1, 2 }, { 2, 0x9d, 1 }, { 0x100, 0x100, 1 } },
		  { { 0 } } },
		{ { E820, MORE, "remove [mem 0x00001000-0x0017ffff] usable" },
		  { { 0, 1, 1 }, { 0x180, 0x80, 1 } },
		  { { 0 } } },
		{ { E820, MORE, "e820 remove range: 0000000000001000 - 0000000000180000 (usable)" },
		  { { 0, 1, 1 }, { 0x180, 0x80, 1 } },
		  { { 0 } } },
		{ { E820, MORE, "remove [mem 0x00180000-0xfffffffffffffffe] usable" },
		  { { 0, 0x9f, 1 }, { 0x100, 0x80, 1 } },
		  { { 0, 0x9f, 1 }, { 0x100, 0x80, 1 } } },
		{ { E820, MORE, "remove [mem 0x00180000-0xfffffffffffffffd] usable" },
		  { { 0, 0x9f, 1 }, { 0x100, 0x80, 1 } },
		  { { 0, 0x9f, 1 }, { 0x100, 0x80, 1 } } },
		{ { E820, MORE, "remove [mem 0x00180000-0xfffffffffffffffc] usable" },
		  { { 0, 0x9f, 1 }, { 0x100, 0x80, 1 } },
		  { { 0 } } },
		{ { E820, MORE, "e820 remove range: 0000000000180000 - ffffffffffffffff (usable)" },
		  { { 0, 0x9f, 1 }, { 0x100, 0x80, 1 } },
		  { { 0, 0x9f, 1 }, { 0x100, 0x80, 1 } } },
		{ { E820, MORE, "update [mem 0x00180000-0xffffffffffffffff] reserved ==> usable" },
		  { { 0, 0x9f, 1 }, { 0x100, 0x100, 1 } },
		  { { 0 } } },
		{ { E820, MORE, USER, "update [mem 0x00000000-0x0000ffff] usable ==> reserved" },
		  { { 0, 1, 2 } },
		  { { 0, 1, 1 } } },
		{ { E820, "limit_regions start: 0000000000000000 - 0000000000001000 (usable)",
		    "limit_regions endfor: 0000000000000000 - 0000000000001000 (usable)" },
		  { { 0, 1, 1 } },
		  { { 0, 1, 1 } } },
		{ { E820, USER,
		    "user-defined physical RAM map:", "user: [mem 0x00000000-0x00002fff] usable" },
		  { { 0, 3, 1 } },
		  { { 0, 3, 1 } } },
		{ { "(XEN) Xen-e820 RAM map:", "(XEN) 0000000000000000 - 0000000000001000 (usable)",
		    "(XEN) [0000000000001000, 0000000000001fff] (reserved)", USER,
		    "remove [mem 0x00000000-0x00000fff] usable" },
		  { { 0 } },
		  { { 0 } } },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_log_map *maps[] = { &facts.final_map, &facts.user_map };

		take_lines(&facts, cases[i].lines);
		for (size_t j = 0; j < COUNT(maps); j++) {
			size_t count = 0;
			const unsigned int(*wanted)[3] = j == 0 ? cases[i].final : cases[i].user;

			for (; count < 5 && wanted[count][1] > 0; count++) {
				cr_assert(count < maps[j]->count, "case %zu, map %zu", i, j);
				cr_expect_eq(maps[j]->entries[count].start >> 12, wanted[count][0],
					     "case %zu, map %zu", i, j);
				cr_expect_eq(maps[j]->entries[count].size >> 12, wanted[count][1],
					     "case %zu, map %zu", i, j);
				cr_expect_eq(maps[j]->entries[count].type, wanted[count][2],
					     "case %zu, map %zu", i, j);
			}
			cr_expect_eq(maps[j]->count, count, "case %zu, map %zu", i, j);
		}
	}
}
