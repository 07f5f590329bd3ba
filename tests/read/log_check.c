/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is said of a log's map: what is missing, in disorder, or contradicted by other lines. */
#include <criterion/criterion.h>

#include "read/log/log_check.h"
#include "told_lines.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { LINES_MAX = 8 };

#define HEADER "BIOS-provided physical RAM map:"
#define LOW "BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)"
#define HIGH "BIOS-e820: 0000000000100000 - 0000000040000000 (usable)"
#define MAP HEADER, LOW, HIGH
#define END "DMI 2.3 present."
#define MORE_RAM "user: 0000000000000000 - 0000000080000000 (usable)"
#define TABLES "BIOS-e820: 0000000040000000 - 0000000040010000 (ACPI data)"
#define LAST_PFN(pfn) "last_pfn = " pfn " max_arch_pfn = 0x1000000"
#define TOTAL(kib) "Memory: 1031392k/" kib "k available (x)"
#define RAM(range) "node 0: [mem " range "]"
#define LIST "BIOS-e820: 0000000140000000 - 0000000160000000 (reserved)"
#define UNACCEPTED "efi: SMBIOS=0x1 Unaccepted=0x150000018 "

static const struct {
	const char *lines[LINES_MAX];
	const char *said;
} cases[] = {
	{ { MAP, END }, "" },
	/* Its beginning. */
	{ { LOW, HIGH, END }, "W1 marks the beginning" },
	{ { HEADER, HIGH, END }, "W2 below 640 KiB" },
	{ { HEADER, "BIOS-e820: 000000000009f000 - 00000000000a0000 (usable)", HIGH, END }, "" },
	{ { HEADER, "BIOS-e820: 00000000000a0000 - 00000000000b0000 (usable)", HIGH, END },
	  "W2 below 640 KiB" },
	{ { HEADER, "BIOS-e820: 0000000000000000 - 000000000009fc00 (reserved)", HIGH, END },
	  "W2 below 640 KiB" },
	/* Its order. */
	{ { MAP, "BIOS-e820: 0000000040000000 - 0000000050000000 (reserved)", END }, "" },
	{ { MAP, "BIOS-e820: 000000003ffff000 - 0000000050000000 (reserved)", END },
	  "W4 does not begin above" },
	{ { HEADER, HIGH, LOW, HIGH, LOW, END }, "W3 does not begin above" },
	/* Its end: no page behind it, if the maps have all memory. */
	{ { MAP, LAST_PFN("0x40000") }, "" },
	{ { MAP, LAST_PFN("0x40001") }, "W4 last_pfn is 0x40001" },
	{ { MAP, LAST_PFN("0x40001"), LAST_PFN("0x100") }, "W4 map end at 0x40000" },
	{ { MAP, LAST_PFN("0x100"), LAST_PFN("0x40001") }, "W5 map end at 0x40000" },
	{ { MAP, MORE_RAM, LAST_PFN("0x80000") }, "" },
	{ { MAP, MORE_RAM, LAST_PFN("0x80001") }, "W5 map end at 0x80000" },
	{ { "Linux version 6.11.0 (a@b)", MAP, TABLES, LAST_PFN("0x40010") }, "" },
	{ { "Linux version 6.11.0 (a@b)", MAP, TABLES, LAST_PFN("0x40011") },
	  "W6 map end at 0x40000" },
	{ { "Linux version 6.10.0 (a@b)", MAP, TABLES, LAST_PFN("0x40010") },
	  "W6 map end at 0x40000" },
	{ { MAP, TOTAL("1048576") }, "" },
	{ { MAP, TOTAL("1048579") }, "" },
	{ { MAP, TOTAL("1048580") }, "W4 memory ends at 0x40001, " },
	{ { MAP, LAST_PFN("0x40000"), TOTAL("1048580") }, "W5 memory ends at 0x40001, " },
	{ { MAP, "max_pfn = 262144", TOTAL("1048580") }, "" },
	{ { MAP, "Kernel command line: memmap=1M@1G", TOTAL("1048580") }, "" },
	{ { MAP, "Kernel command line: add_efi_memmap", TOTAL("1048580") }, "" },
	{ { MAP, "Kernel command line: mem=1G", TOTAL("1048580") }, "W5 memory ends" },
	/* Memory of nodes, from its first byte to its last. */
	{ { MAP, RAM("0x00000000-0x0009fbff"), RAM("0x00100000-0x3fffffff") }, "" },
	{ { MAP, RAM("0x00000000-0x0009fc00"), RAM("0x00000000-0x0009fc00") }, "W4 not usable" },
	{ { MAP, RAM("0x00100000-0x40000000") }, "W4 not usable" },
	{ { MAP, RAM("0x000fffff-0x3fffffff") }, "W4 not usable" },
	{ { MAP, MORE_RAM, RAM("0x00100000-0x7fffffff") }, "" },
	{ { MAP, "Initmem setup node 0 [mem 0x00000000-0xffffffff]" }, "" },
	{ { MAP, "Kernel command line: memmap=1M@1G", RAM("0x40000000-0x400fffff") }, "" },
	/* The EFI's list of memory that is not accepted is memory from its first page on. */
	{ { MAP, LIST, UNACCEPTED, RAM("0x150000000-0x15fffffff") }, "" },
	{ { MAP, LIST, UNACCEPTED, RAM("0x14ffff000-0x15fffffff") }, "W6 not usable" },
	{ { MAP, LIST, UNACCEPTED, RAM("0x150000000-0x160000000") }, "W6 not usable" },
	{ { MAP, LIST, "efi: Unaccepted=0x13ffff018 ", RAM("0x140000000-0x15fffffff") },
	  "W6 not usable" },
	{ { MAP, LIST, "efi: Unaccepted=0x160000000 ", RAM("0x160000000-0x16fffffff") },
	  "W6 not usable" },
	{ { MAP, LIST, RAM("0x150000000-0x15fffffff") }, "W5 not usable" },
	/* Cuts, and a boot that ends there. */
	{ { HEADER, LOW, "[snip]", HIGH, END }, "W3 was cut here" },
	{ { MAP, "[snip]", END }, "" },
	{ { MAP }, "W3 boot ends" },
	{ { HEADER, LOW, "BIOS-e820: 1 of 2" }, "W3 unreadable|W2 boot ends" },
	/* Other maps. */
	{ { "(XEN) Xen-e820 RAM map:", "(XEN) 0000000000000000 - 000000000009f000 (usable)",
	    LAST_PFN("0x40000"), RAM("0x40000000-0x400fffff") },
	  "" },
	{ { HEADER, "BIOS-88: 0000000000000000 - 000000000009f000 (usable)",
	    "BIOS-88: 0000000000100000 - 0000000001000000 (usable)", END },
	  "N2 not from E820" },
	{ { MORE_RAM, "user: 0000000080000000 - 0000000090000000 (reserved)", END },
	  "W1 does not have the firmware's map" },
	/* Lines that are read in part, or not at all. */
	{ { MAP, "BIOS-e820: 1 of 2", "BIOS-e820: 2 of 2", END }, "W4 (2 in total)" },
	{ { MAP, "BIOS-e820: 0000000050000000 - 0000000060000000 (strange)", END },
	  "W4 an unknown type" },
	{ { MAP, "BIOS-e820: [mem 0x50000000-0x5fffffff] strange",
	    "BIOS-e820: 0000000060000000 - 0000000070000000 (reserved)", END },
	  "W4 an unknown type" },
	{ { MAP, "user: [mem 0x00000000-0x5fffffff] strange", END }, "W4 an unknown type" },
	{ { MAP, "user: 0000000050000000 - 0000000060000000 strange", END }, "W4 an unknown type" },
	{ { MAP, "BIOS-e820: 0000000060000000 - 0000000050000000 (strange)", END },
	  "W4 (1 in total)" },
	{ { HEADER, "BIOS-e820: 1 of 2", END }, "E2 cannot be read" },
	/* No map. */
	{ { HEADER, "Xen: 0000000000000000 - 0000000000000001 (usable)",
	    "Booting Linux on physical CPU 0x0" },
	  "E2 not from E820" },
	{ { HEADER, "Booting Linux on physical CPU 0x0" }, "E1 a log of arm" },
	{ { "Command line: ro", HEADER, "Int 14: CR2 f8000000" }, "E2 has no entries" },
	{ { END, "Int 14: CR2 f8000000" }, "E2 before this boot ends" },
	{ { END }, "E1 no E820 map" },
};

Test(log_check, the_map)
{
	static struct nkv_boot_facts facts;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_pool pool = { 0 };
		struct nkv_report report = { .pool = &pool };

		take_lines(&facts, cases[i].lines);
		nkv_log_check_map(&facts, &report);
		expect_said(report.diagnostics, report.count, cases[i].said);
		nkv_pool_free(&pool);
	}
}

/* One entry more than is kept. */
Test(log_check, a_map_that_is_too_long)
{
	static const char *const lines[] = { MAP, END, NULL };
	static struct nkv_boot_facts facts;
	const struct nkv_position position = { "log", 3, 1 };
	struct nkv_pool pool = { 0 };
	struct nkv_report report = { .pool = &pool };

	take_lines(&facts, lines);
	nkv_log_fact_note(&facts.facts[NKV_LOG_FACT_MAP_OVERFLOW], 0, &position);
	nkv_log_check_map(&facts, &report);
	expect_said(report.diagnostics, report.count, "E3 more than 256 entries");
	nkv_pool_free(&pool);
}
