/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Logs as inputs: which boot is read, how its machine is called, and what is said of it. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/source.h"
#include "told_lines.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What is asked for, and what comes of it. */
struct log_case {
	const char *log, *name;
	int boot;
	const char *machine; /* its name; NULL: it has none */
	const char *cmdline; /* NULL: there is no machine */
	const char *said;
};

static void expect_log(const struct log_case *wanted, const struct nkv_override *overrides,
		       size_t override_count)
{
	FILE *file = fmemopen((void *)(uintptr_t)wanted->log, strlen(wanted->log), "r");
	const struct nkv_input input = { .file = file,
					 .name = wanted->name,
					 .boot = wanted->boot,
					 .overrides = overrides,
					 .override_count = override_count };
	struct nkv_source *source = nkv_source_new(&input, nkv_input_format_find("bootlog"));
	struct nkv_document document;

	cr_assert(source);
	cr_assert_eq(nkv_source_next(source, &document), NKV_READ_DOCUMENT);
	expect_said(document.diagnostics, document.diagnostic_count, wanted->said);
	cr_expect_eq(document.machine != NULL, wanted->cmdline != NULL, "%s", wanted->said);
	if (document.machine && wanted->cmdline)
		cr_expect_str_eq(document.machine->cmdline, wanted->cmdline);
	cr_expect_eq(document.name != NULL, wanted->machine != NULL, "%s", wanted->name);
	if (document.name && wanted->machine)
		cr_expect_str_eq(document.name, wanted->machine);
	cr_expect_eq(nkv_source_next(source, &document), NKV_READ_END);
	nkv_source_free(source);
	fclose(file);
}

#define MAP                                                                                        \
	"BIOS-provided physical RAM map:\n"                                                        \
	" BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)\n"                               \
	" BIOS-e820: 0000000000100000 - 0000000040000000 (usable)\n"
#define BOOT(word) "Linux version 2.6.23 (a@b)\n" MAP "Kernel command line: " word "\n"
#define THREE "loader\n" BOOT("one") BOOT("two") BOOT("three")

Test(log_input, boots_by_number)
{
	static const struct log_case cases[] = {
		{ BOOT("one"), "m", 0, "m", "one", "" },
		{ THREE, "m", 0, "m", "three", "N12 last of 3 boots" },
		{ THREE, "m", 1, "m", "one", "" },
		{ THREE, "m", 2, "m", "two", "" },
		{ THREE, "m", 3, "m", "three", "" },
		{ THREE, "m", 4, NULL, NULL, "E1 no boot 4, the log has 3 of them" },
		{ THREE, "m", -1, "m", "two", "" },
		{ THREE, "m", -2, "m", "one", "" },
		{ THREE, "m", -3, NULL, NULL, "E1 no boot -3, the log has 3 of them" },
		{ THREE, "m", -4, NULL, NULL, "E1 no boot -4, the log has 3 of them" },
		{ "x\n", "m", 0, NULL, NULL, "E1 no boot found, expected the messages" },
		{ "x\n", "m", 1, NULL, NULL, "E1 no boot found, expected the messages" },
		{ "x\n[    0.000000] y\n[    0.000000] z\n", "m", 0, NULL, NULL,
		  "E2 first lines are missing" },
		{ "x\nmax_pfn = 5\n", "m", 0, NULL, NULL, "E2 first lines are missing" },
		{ "x\nriscv: y\nBooting Linux on physical CPU 0x0\n", "m", 0, NULL, NULL,
		  "E2 a log of riscv, " },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_log(&cases[i], NULL, 0);
}

/* Expect to hear of the lines that no machine of the log can have printed. */
Test(log_input, contradictions)
{
	static const char log[] =
		"Linux version 2.6.23 (a@b)\n" MAP "CPU 00 in proximity domain 00\n"
		"Memory range 00000000 to 00040000 in proximity domain 00 enabled\n"
		"max_pfn = 5\nReserving total of 1024 pages for numa KVA remap\n"
		"Kernel command line: one\n";

	expect_log(&(const struct log_case){ log, "m", 0, "m", "one",
					     "N1 planned as 2.6.23|W7 max_pfn: 5 in the log|"
					     "W8 reserved pages in total: 1024 in the log" },
		   NULL, 0);
}

#define FIFTY "01234567890123456789012345678901234567890123456789"
#define LONG FIFTY FIFTY FIFTY FIFTY FIFTY "01234"

Test(log_input, names_of_machines)
{
	static const char *const names[][2] = {
		{ "m.log", "m" },      { "/a.b/c/m.n.log", "m.n" },
		{ "a/.log", ".log" },  { "a/m", "m" },
		{ "a/", NULL },	       { "<stdin>", NULL },
		{ "m\x01", NULL },     { "\xff", NULL },
		{ LONG, LONG },	       { LONG "5", NULL },
		{ LONG ".log", LONG },
	};

	for (size_t i = 0; i < COUNT(names); i++) {
		const struct log_case wanted = { BOOT("x"), names[i][0], 0, names[i][1], "x", "" };

		expect_log(&wanted, NULL, 0);
	}
}

Test(log_input, command_lines)
{
	static const struct log_case cases[] = {
		{ BOOT("a=\xc3\xa9"), "m", 0, "m", "a=\xc3\xa9", "" },
		{ BOOT("a=\xe9"), "m", 0, "m", "a=?", "W5 1 of its bytes" },
		{ BOOT("\xe9=\xe9 b"), "m", 0, "m", "?=? b", "W5 2 of its bytes" },
		{ BOOT("\xe9 \xc3\xa9"), "m", 0, "m", "? \xc3\xa9", "W5 1 of its bytes" },
		/* Broken by a mail program: in a line long enough, before words that can be options. */
		{ BOOT("root=/dev/disk/by-label/root ro console=ttyS0\nquiet a=B") "X\n", "m", 0,
		  "m", "root=/dev/disk/by-label/root ro console=ttyS0 quiet a=B", "" },
		{ BOOT("root=/dev/disk/by-label/rootfs ro\nquiet"), "m", 0, "m",
		  "root=/dev/disk/by-label/rootfs ro quiet", "" },
		{ BOOT("root=/dev/disk/by-label/rootf ro\nquiet"), "m", 0, "m",
		  "root=/dev/disk/by-label/rootf ro", "" },
		{ BOOT("root=/dev/disk/by-label/root ro console=ttyS0\nQuiet"), "m", 0, "m",
		  "root=/dev/disk/by-label/root ro console=ttyS0", "" },
		{ BOOT("root=/dev/disk/by-label/root ro console=ttyS0\nquieZ"), "m", 0, "m",
		  "root=/dev/disk/by-label/root ro console=ttyS0", "" },
		{ BOOT("root=/dev/disk/by-label/root ro console=ttyS0\na b(c"), "m", 0, "m",
		  "root=/dev/disk/by-label/root ro console=ttyS0", "" },
		{ BOOT("root=/dev/disk/by-label/root ro console=ttyS0\na=(B] c"), "m", 0, "m",
		  "root=/dev/disk/by-label/root ro console=ttyS0 a=(B] c", "" },
		{ "[    0.000000] Linux version 2.6.23 (a@b)\n" MAP
		  "[    0.000000] Kernel command line: a\nB:\n[    0.000000] x\n",
		  "m", 0, "m", "a B:", "" },
		{ "Bootdata ok (command line is a\nb c\nd)\n"
		  "Linux version 2.6.18 (a@b)\n" MAP "DMI 2.3 present.\n",
		  "m", 0, "m", "a b c d", "" },
		{ "Bootdata ok (command line is a\nLinux version 2.6.18 (a@b)\n" MAP
		  "DMI 2.3 present.\n",
		  "m", 0, "m", "a", "" },
		{ "Bootdata ok (command line is a)\nLinux version 2.6.18 (a@b)\n" MAP
		  "Kernel command line: b\n",
		  "m", 0, "m", "b", "" },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_log(&cases[i], NULL, 0);
}

/* Lines that a mail program broke, of the map and of the SRAT. */
Test(log_input, broken_lines)
{
	static const struct log_case cases[] = {
		{ "Linux version 2.6.23 (a@b)\nBIOS-provided physical RAM map:\n"
		  " BIOS-e820: 0000000000000000 -\n000000000009fc00\n(usable)\n"
		  " BIOS-e820: [mem 0x0000000000100000-\n0x000000003fffffff] usable\n"
		  "Kernel command line: x\n",
		  "m", 0, "m", "x", "" },
		{ "Linux version 2.6.23 (a@b)\nBIOS-provided physical RAM map:\n"
		  " BIOS-e820: 0000000000000000 -\nKernel command line: x\n"
		  " BIOS-e820: 0000000000100000 - 0000000040000000 (usable)\nDMI 2.3 present.\n",
		  "m", 0, "m", NULL, "E1 fewer than two|W3 unreadable|W5 below 640 KiB" },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_log(&cases[i], NULL, 0);
}

#define SECTIONS(version)                                                                          \
	"Linux version " version " (a@b)\nBIOS-provided physical RAM map:\n"                       \
	" BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)\n"                               \
	" BIOS-e820: 0000000000100000 - 000000001ffe0000 (usable)\n"                               \
	"NUMA - single node, flat memory mode\n"                                                   \
	"Reserving 512 pages of KVA for lmem_map of node 0\n"                                      \
	"Shrinking node 0 from 131040 pages to 130528 pages\n"                                     \
	"Shrinking node 0 further by 480 pages for proper alignment\n"                             \
	"Reserving total of 512 pages for numa KVA remap\n"                                        \
	"kva_start_pfn ~ 130048 find_max_low_pfn() ~ 131040\nKernel command line: x\n"

#define ALSO "N1 may also be planned as 2.6.23-numaboot"

/* A kernel with SPARSEMEM, which a profile covers or only nearly. */
Test(log_input, kernels_with_sparsemem)
{
	static const struct {
		const char *version, *set, *to, *said;
	} cases[] = {
		{ SECTIONS("2.6.23"), "name", "x", ALSO "|N9 planned with SPARSEMEM" },
		{ SECTIONS("2.6.24"), "name", "x",
		  ALSO "|N1 with SPARSEMEM 2.6.24 is planned as 2.6.23, but differs|"
		       "N9 planned with SPARSEMEM" },
		{ SECTIONS("2.6.24"), "kernel.profile", "2.6.23", "N9 planned with SPARSEMEM" },
		{ SECTIONS("2.6.24"), "kernel.memory_model", "discontig", ALSO },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct nkv_override override = { cases[i].set, cases[i].to };
		const struct log_case wanted = {
			cases[i].version, "m", 0, "m", "x", cases[i].said
		};

		expect_log(&wanted, &override, 1);
	}
}

#define TABLE(name) "ACPI: " name " 3FFE1990, 0074 (r1 A B 1 C 1)\n"
#define SSDTS TABLE("SSDT") TABLE("SSDT") TABLE("SSDT") TABLE("SSDT")
#define SRAT_LOG(tables)                                                                           \
	"Linux version 2.6.23 (a@b)\n" MAP "CPU 0x00 in proximity domain 0x00\n"                   \
	"Memory range 0x0 to 0x40000 (type 0x0) in proximity domain 0x00 enabled\n"                \
	"Node: 0, start_pfn: 0, end_pfn: 262144\n" tables "Kernel command line: x\n"

/* Tables behind which that kernel does not find the SRAT, although it read it. */
Test(log_input, tables_before_the_srat)
{
	static const struct log_case cases[] = {
		{ SRAT_LOG(""), "m", 0, "m", "x", ALSO },
		{ SRAT_LOG(TABLE("FACP") TABLE("SRAT")), "m", 0, "m", "x", ALSO },
		{ SRAT_LOG(TABLE("FACP") SSDTS SSDTS TABLE("SRAT")), "m", 0, "m", "x",
		  ALSO "|N17 would not have reached the SRAT" },
		{ SRAT_LOG(SSDTS SSDTS TABLE("SRAT")), "m", 0, "m", "x", ALSO },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_log(&cases[i], NULL, 0);
}
