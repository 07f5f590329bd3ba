/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines of other kernels, in the form of those that are planned; and lines that go on in the next. */
#include <criterion/criterion.h>
#include <string.h>

#include "read/forms/e820_type.h"
#include "read/forms/fault_line.h"
#include "read/forms/translate_line.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define OLD_MEMORY "Memory range 0x0 to 0x40000 (type 0x0) in proximity domain 0x01 "

Test(translated, lines)
{
	static const struct {
		const char *line, *translated; /* NULL: it is none */
		enum nkv_match match;
	} cases[] = {
		{ "BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable",
		  "BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)", NKV_MATCH_WHOLE },
		{ "BIOS-e820: 0000000000001000 - 00000000000a0000 (reserved)",
		  "BIOS-e820: 0000000000001000 - 00000000000a0000 (reserved)", NKV_MATCH_WHOLE },
		{ "user: [mem 0x123456789000-0x23456789afff] reserved",
		  "user: 0000123456789000 - 000023456789b000 (reserved)", NKV_MATCH_WHOLE },
		{ "user: [mem 0x1000-0x1fff] ACPI data",
		  "user: 0000000000001000 - 0000000000002000 (ACPI data)", NKV_MATCH_WHOLE },
		{ "user: [mem 0x1000-0x1fff] ACPI NVS",
		  "user: 0000000000001000 - 0000000000002000 (ACPI NVS)", NKV_MATCH_WHOLE },
		{ "user: [mem 0x1000-0x1fff] unusable",
		  "user: 0000000000001000 - 0000000000002000 type 5", NKV_MATCH_WHOLE },
		{ "user: 0000000000001000 - 0000000000002000 type 20",
		  "user: 0000000000001000 - 0000000000002000 type 20", NKV_MATCH_WHOLE },
		{ "user: 0000000000001000 - 0000000000002000 strange", NULL, NKV_MATCH_NONE },
		{ "BIOS-e820: [mem 0x1000-0x1fff] ACPI", NULL, NKV_MATCH_PART },
		{ "BIOS-e820: [mem 0x1000-", NULL, NKV_MATCH_PART },
		{ "BIOS-e820: 0000000000001000 -", NULL, NKV_MATCH_PART },
		{ "BIOS-e820: [mem", NULL, NKV_MATCH_PART },
		{ "BIOS-e820: x", NULL, NKV_MATCH_NONE },
		{ "BIOS-e801: 0000000000000000 - 000000000009f000 (usable)", NULL, NKV_MATCH_NONE },
		{ "SRAT: PXM 1 -> APIC 10 -> Node 0", "CPU 0x0A in proximity domain 0x01",
		  NKV_MATCH_WHOLE },
		{ "SRAT: PXM 1 -> APIC 0xff -> Node 0", "CPU 0xFF in proximity domain 0x01",
		  NKV_MATCH_WHOLE },
		{ "SRAT: PXM 1 -> APIC 0x100 -> Node 0", NULL, NKV_MATCH_NONE },
		{ "SRAT: PXM 2 -> APIC 3 -> CPU 4 -> Node 5", "CPU 0x03 in proximity domain 0x02",
		  NKV_MATCH_WHOLE },
		{ "ACPI: SRAT: PXM 2 -> APIC 3 -> Node 5", "CPU 0x03 in proximity domain 0x02",
		  NKV_MATCH_WHOLE },
		{ "CPU 03 in proximity domain 02", "CPU 0x03 in proximity domain 0x02",
		  NKV_MATCH_WHOLE },
		{ "SRAT: PXM 2 -> APIC", NULL, NKV_MATCH_PART },
		{ "CPU 03 in proximity", NULL, NKV_MATCH_PART },
		{ "SRAT: Node 0 PXM 1 [mem 0x00000000-0x3fffffff]", OLD_MEMORY "enabled",
		  NKV_MATCH_WHOLE },
		{ "SRAT: Node 0 PXM 1 [mem 0x40000000-0x7fffffff]",
		  "Memory range 0x40000 to 0x80000 (type 0x0) in proximity domain 0x01 enabled",
		  NKV_MATCH_WHOLE },
		{ "SRAT: Node 0 PXM 1 [mem 0x00000000-0x3fffffff] hotplug",
		  OLD_MEMORY "enabled and removable", NKV_MATCH_WHOLE },
		{ "Memory range 00000000 to 00040000 in proximity domain 01 enabled",
		  OLD_MEMORY "enabled", NKV_MATCH_WHOLE },
		{ "Memory range 00000000 to 00040000 in", NULL, NKV_MATCH_PART },
		{ "e820: update [mem 0x0-0x1]", "update [mem 0x0-0x1]", NKV_MATCH_WHOLE },
		{ "max_pfn = 5", NULL, NKV_MATCH_NONE },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char translated[NKV_TRANSLATED_BYTES];
		enum nkv_match match = nkv_translate_line(cases[i].line, translated);

		cr_expect_eq(match, cases[i].match, "%s: %d", cases[i].line, (int)match);
		if (match == NKV_MATCH_WHOLE && cases[i].translated)
			cr_expect_str_eq(translated, cases[i].translated);
	}
}

Test(translated, forms_of_later_kernels)
{
	static const char *const later[] = { "e820: x", "ACPI: SRAT: x", "BIOS-e820: [mem 0x0",
					     "SRAT: PXM 0", "SRAT: Node 0" };
	static const char *const others[] = { "e820:", "ACPI: SRAT x", "BIOS-e820: 0", "SRAT: x",
					      "" };

	for (size_t i = 0; i < COUNT(later); i++)
		cr_expect(nkv_is_later_form(later[i]), "%s", later[i]);
	for (size_t i = 0; i < COUNT(others); i++)
		cr_expect_not(nkv_is_later_form(others[i]), "%s", others[i]);
}

Test(translated, lines_that_go_on)
{
	static const struct {
		const char *line, *next;
		bool may, does;
	} cases[] = {
		{ "pxm bitmap: 03 00", "00 aF", true, true },
		{ "pxm bitmap: 03 00", "00 0g", true, false },
		{ "pxm bitmap: 03 00", "", true, true },
		{ "pxm bitmap 03 00", "00", false, false },
		{ "Memory range x enabled and", "removable", true, true },
		{ "Memory range x enabled and", "and removable", true, false },
		{ "Memory range x enabled and", "removables", true, false },
		{ "Memory range x enabled", "and removable", true, true },
		{ "Memory range x enabled", "removable", true, false },
		{ "SRAT: Node 0 x", "hotplug", true, true },
		{ "SRAT: Node 0 x", "hotplug non-volatile", true, true },
		{ "ACPI: SRAT: x", "non-volatile", true, true },
		{ "SRAT: Node 0 x", "x", true, false },
		{ "SRAT: PXM 0 x", "hotplug", false, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		cr_expect_eq(nkv_srat_line_may_go_on(cases[i].line), cases[i].may, "%s",
			     cases[i].line);
		cr_expect_eq(nkv_srat_line_goes_on(cases[i].line, cases[i].next), cases[i].does,
			     "%s, %s", cases[i].line, cases[i].next);
	}
}

/* Types, whatever follows; and what may be the beginning of one. */
Test(translated, types)
{
	static const struct {
		const char *text;
		enum nkv_match match;
		uint32_t type;
	} cases[] = {
		{ "usable", NKV_MATCH_WHOLE, 1 },
		{ "(usable)", NKV_MATCH_WHOLE, 1 },
		{ "System RAM", NKV_MATCH_WHOLE, 1 },
		{ "reserved", NKV_MATCH_WHOLE, 2 },
		{ "device reserved", NKV_MATCH_WHOLE, 2 },
		{ "ACPI data", NKV_MATCH_WHOLE, 3 },
		{ "ACPI NVS", NKV_MATCH_WHOLE, 4 },
		{ "unusable", NKV_MATCH_WHOLE, 5 },
		{ "persistent", NKV_MATCH_WHOLE, 7 },
		{ "persistent (type 7)", NKV_MATCH_WHOLE, 7 },
		{ "persistent (type 12)", NKV_MATCH_WHOLE, 12 },
		{ "persistent RAM (type 12)", NKV_MATCH_WHOLE, 12 },
		{ "soft reserved", NKV_MATCH_WHOLE, 0xefffffff },
		{ "Soft Reserved", NKV_MATCH_WHOLE, 0xefffffff },
		{ "type 20", NKV_MATCH_WHOLE, 20 },
		{ "type 4294967295", NKV_MATCH_WHOLE, UINT32_MAX },
		{ "type 4294967296", NKV_MATCH_PART, 0 },
		{ "type 0", NKV_MATCH_PART, 0 },
		{ "type 7 x", NKV_MATCH_PART, 0 },
		{ "type", NKV_MATCH_PART, 0 },
		{ "persistent (type", NKV_MATCH_PART, 0 },
		{ "ACPI", NKV_MATCH_PART, 0 },
		{ "(ACPI", NKV_MATCH_PART, 0 },
		{ "device", NKV_MATCH_PART, 0 },
		{ "", NKV_MATCH_PART, 0 },
		{ "(", NKV_MATCH_PART, 0 },
		{ "()", NKV_MATCH_NONE, 0 },
		{ "(ACPI)", NKV_MATCH_NONE, 0 },
		{ "(usable", NKV_MATCH_NONE, 0 },
		{ "usable)", NKV_MATCH_NONE, 0 },
		{ "usabl", NKV_MATCH_NONE, 0 },
		{ "ACPI dat", NKV_MATCH_NONE, 0 },
		/* Sizes before, remarks behind. */
		{ "640KB usable", NKV_MATCH_WHOLE, 1 },
		{ "640 KB usable", NKV_MATCH_WHOLE, 1 },
		{ "639.5 KB (usable)", NKV_MATCH_WHOLE, 1 },
		{ "1 B usable", NKV_MATCH_WHOLE, 1 },
		{ "1 MB usable", NKV_MATCH_WHOLE, 1 },
		{ "1 GB usable", NKV_MATCH_WHOLE, 1 },
		{ "1   TB   usable", NKV_MATCH_WHOLE, 1 },
		{ "1 PB usable", NKV_MATCH_NONE, 0 },
		{ "640", NKV_MATCH_PART, 0 },
		{ "640 ", NKV_MATCH_PART, 0 },
		{ "640 KB", NKV_MATCH_PART, 0 },
		{ "(usable) 640 KB", NKV_MATCH_WHOLE, 1 },
		{ "(usable)x", NKV_MATCH_WHOLE, 1 },
		{ "usable (640 KB)", NKV_MATCH_WHOLE, 1 },
		{ "usable # x", NKV_MATCH_WHOLE, 1 },
		{ "ACPI data # x", NKV_MATCH_WHOLE, 3 },
		{ "usable x", NKV_MATCH_NONE, 0 },
		{ "usable ==> reserved", NKV_MATCH_NONE, 0 },
		{ "(usable) BIOS-e820: x", NKV_MATCH_NONE, 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		uint32_t type = 0;
		enum nkv_match match = nkv_e820_type_read(cases[i].text, &type);

		cr_expect_eq(match, cases[i].match, "'%s': %d", cases[i].text, (int)match);
		if (match == NKV_MATCH_WHOLE)
			cr_expect_eq(type, cases[i].type, "'%s': %u", cases[i].text, type);
	}
}

Test(translated, faults)
{
	static const struct {
		const char *line;
		enum nkv_fault_kind kind;
	} cases[] = {
		{ "kernel BUG at x", NKV_FAULT_BUG },
		{ "invalid opcode: 0000", NKV_FAULT_BUG },
		{ "invalid operand: 0000", NKV_FAULT_BUG },
		{ "Int 6: CR2 0", NKV_FAULT_BUG },
		{ "BUG: Int 6: CR2 0", NKV_FAULT_BUG },
		{ "Int 14: CR2 0", NKV_FAULT_TRAP },
		{ "BUG: Int 14: CR2 0", NKV_FAULT_TRAP },
		{ "BUG: unable to handle kernel x", NKV_FAULT_TRAP },
		{ "Unable to handle kernel x", NKV_FAULT_TRAP },
		{ "Oops: 0000", NKV_FAULT_TRAP },
		{ "general protection fault: 0", NKV_FAULT_TRAP },
		{ "double fault: 0", NKV_FAULT_TRAP },
		{ "divide error: 0", NKV_FAULT_TRAP },
		{ "Kernel panic: x", NKV_FAULT_PANIC },
		{ "Kernel panic - not syncing: VFS: Unable to mount root fs", NKV_FAULT_NO_ROOT },
		{ "Kernel panic: No init found", NKV_FAULT_NO_ROOT },
		{ "Kernel panic: No working init found", NKV_FAULT_NO_ROOT },
	};
	static const char *const others[] = { "Int x",		"Int 14 CR2",	     "Int : x",
					      "BUG: Int ernal", "a kernel BUG at x", "" };
	enum nkv_fault_kind kind;
	uint64_t vaddr;

	for (size_t i = 0; i < COUNT(cases); i++) {
		kind = cases[i].kind == NKV_FAULT_BUG ? NKV_FAULT_TRAP : NKV_FAULT_BUG;
		cr_expect(nkv_fault_line_parse(cases[i].line, &kind), "%s", cases[i].line);
		cr_expect_eq(kind, cases[i].kind, "%s: %d", cases[i].line, (int)kind);
	}
	for (size_t i = 0; i < COUNT(others); i++)
		cr_expect_not(nkv_fault_line_parse(others[i], &kind), "%s", others[i]);
	cr_expect(nkv_bad_page_line_parse("Bad page state at x (in process 'y', page c1000020)",
					  &vaddr));
	cr_expect_eq(vaddr, 0xc1000020);
	cr_expect(nkv_bad_page_line_parse("Bad page state in process 'y'", &vaddr));
	cr_expect_eq(vaddr, 0);
	cr_expect_not(nkv_bad_page_line_parse("x, page c1000020)", &vaddr));
}
