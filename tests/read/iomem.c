/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines of /proc/iomem. */
#include <criterion/criterion.h>
#include <inttypes.h>

#include "read/iomem/iomem_line.h"
#include "read/machine/resource_type.h"

#include <numakva/machine.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

Test(iomem, lines)
{
	static const struct {
		const char *text;
		size_t margin;
		uint64_t start, last;
		const char *name;
	} cases[] = {
		{ "00000000-00000fff : reserved", 0, 0, 0xfff, "reserved" },
		{ "  0173a485-01d1e9ff : Kernel data", 2, 0x173a485, 0x1d1e9ff, "Kernel data" },
		{ "e0000000-1ffffffff : System RAM", 0, 0xe0000000, 0x1ffffffff, "System RAM" },
		{ "> > 00100000-00100000 : x : y", 1, 0x100000, 0x100000, "x : y" },
		{ "iomem:12:  00100000-0fffffff : x", 2, 0x100000, 0xfffffff, "x" },
		{ "0000000000000000-ffffffffffffffff : ", 0, 0, UINT64_MAX, "" },
	};
	static const char *const others[] = {
		"",
		"0-fff : reserved",
		"00000000-00000fff: reserved",
		"00000000 - 00000fff : reserved",
		"00001000-00000fff : reserved",
		"00000000000000000-00000000000000fff : reserved",
		"[mem 0x00000000-0x00000fff] usable",
		"0000000g-00000fff : reserved",
		"0cf8-0cff : PCI conf1",
		"0x00001000-00001fff : reserved",
		"00000000_00000fff : reserved",
		"00000000-00000fff :_reserved",
		"x00000000-00000fff : reserved",
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_iomem_line line;

		cr_assert(nkv_iomem_line_parse(cases[i].text, &line), "%s", cases[i].text);
		cr_expect_eq(line.margin, cases[i].margin, "%s", cases[i].text);
		cr_expect_eq(line.start, cases[i].start, "%s", cases[i].text);
		cr_expect_eq(line.last, cases[i].last, "%s", cases[i].text);
		cr_expect_str_eq(line.name, cases[i].name);
	}
	for (size_t i = 0; i < COUNT(others); i++) {
		struct nkv_iomem_line line;

		cr_expect(!nkv_iomem_line_parse(others[i], &line), "%s", others[i]);
	}
}

Test(iomem, names_of_types)
{
	cr_expect_eq(nkv_resource_type("System RAM"), NKV_E820_USABLE);
	cr_expect_eq(nkv_resource_type("reserved"), NKV_E820_RESERVED);
	cr_expect_eq(nkv_resource_type("ACPI Tables"), NKV_E820_ACPI_DATA);
	cr_expect_eq(nkv_resource_type("ACPI Non-volatile Storage"), NKV_E820_ACPI_NVS);
	cr_expect_eq(nkv_resource_type("RAM buffer"), 0);
	cr_expect_eq(nkv_resource_type("System RAM (kmem)"), 0);
	cr_expect_eq(nkv_resource_type(""), 0);
}
