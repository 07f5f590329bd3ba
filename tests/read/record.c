/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is kept of a boot of a log, and which of several boots. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <errno.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/log/boot_record.h"
#include "read/log/record_boot.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* --- a record as text --- */

static void put_lists(FILE *out, const struct nkv_boot_record *record)
{
	for (size_t i = 0; i < record->line_count; i++)
		fprintf(out, "%zu %s\n", record->lines[i].line, record->lines[i].text);
	for (size_t i = 0; i < record->zone_count; i++)
		fprintf(out, "zone %zu %" PRIu32 " %" PRIx32 " %" PRIx32 "\n",
			record->zones[i].line, record->zones[i].nid, record->zones[i].start_pfn,
			record->zones[i].end_pfn);
	for (size_t i = 0; i < record->fault_count; i++)
		fprintf(out, "fault %zu %d %s\n", record->faults[i].where.line,
			(int)record->faults[i].kind, record->faults[i].where.text);
	for (size_t i = 0; i < record->bad_page_count; i++)
		fprintf(out, "page %zu %" PRIx32 "\n", record->bad_pages[i].line,
			record->bad_pages[i].vaddr);
	for (size_t i = 0; i < record->cut_count; i++)
		fprintf(out, "cut %zu\n", record->cuts[i]);
}

/* What was read, a line each; only what is there. To be freed. */
static char *text_of(const struct nkv_boot_record *record)
{
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	cr_assert(out);
	put_lists(out, record);
	if (record->has_memory_line)
		fprintf(out, "memory %zu %" PRIu64 " %" PRIu64 "\n", record->memory_line,
			record->available_kb, record->total_kb);
	if (record->has_highmem)
		fprintf(out, "highmem %" PRIu64 "\n", record->highmem_kb);
	if (record->bad_page_messages > 0)
		fprintf(out, "messages %zu\n", record->bad_page_messages);
	if (record->later_line > 0)
		fprintf(out, "later %zu\n", record->later_line);
	if (record->initrd_line > 0)
		fprintf(out, "initrd %zu\n", record->initrd_line);
	fprintf(out, "%s%s%s%s\n", record->version ? record->version : "-",
		record->architecture ? record->architecture : "", record->is_later ? " later" : "",
		record->goes_on ? " on" : "");
	fclose(out);
	return text;
}

static struct nkv_record_reader *read_log(const char *log, int boot, enum nkv_record_result wanted,
					  struct nkv_boot_record *record)
{
	FILE *file = fmemopen((void *)(uintptr_t)log, strlen(log), "r");
	struct nkv_record_reader *reader = nkv_record_reader_new();

	cr_assert(file && reader);
	cr_assert_eq(nkv_record_reader_read(reader, file, "m", boot, record), wanted, "%s", log);
	cr_expect_str_eq(record->log, "m");
	fclose(file);
	return reader;
}

static void expect_record(const char *log, const char *wanted)
{
	struct nkv_boot_record record;
	struct nkv_record_reader *reader = read_log(log, 0, NKV_RECORD_READ, &record);
	char *text = text_of(&record);

	cr_expect_str_eq(text, wanted, "%s\n got: %s\nwant: %s", log, text, wanted);
	free(text);
	nkv_record_reader_free(reader);
}

/* --- which boot --- */

#define BOOT(version) "Linux version " version " (a@b)\nx\n"
#define THREE "loader\n" BOOT("1.0") BOOT("2.0") BOOT("3.0")

/* Expect the boot with that version, from its first line to its last; or none. */
Test(record, boots_by_number)
{
	static const struct {
		const char *log;
		int boot;
		const char *version; /* NULL: there is no such boot */
		size_t number, count, first_line, last_line;
	} cases[] = {
		{ THREE, 0, "3.0", 3, 3, 6, 7 },  { THREE, 1, "1.0", 1, 3, 2, 3 },
		{ THREE, 2, "2.0", 2, 3, 4, 5 },  { THREE, 3, "3.0", 3, 3, 6, 7 },
		{ THREE, 4, NULL, 0, 3, 0, 0 },	  { THREE, -1, "2.0", 2, 3, 4, 5 },
		{ THREE, -2, "1.0", 1, 3, 2, 3 }, { THREE, -3, NULL, 0, 3, 0, 0 },
		{ THREE, -4, NULL, 0, 3, 0, 0 },  { THREE, INT32_MIN, NULL, 0, 3, 0, 0 },
		{ "x\n", 1, NULL, 0, 0, 0, 0 },	  { "x\n", -1, NULL, 0, 0, 0, 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_boot_record record;
		struct nkv_record_reader *reader =
			read_log(cases[i].log, cases[i].boot,
				 cases[i].version ? NKV_RECORD_READ : NKV_RECORD_NO_BOOT, &record);

		cr_expect_eq(record.boot_count, cases[i].count, "%d", cases[i].boot);
		cr_expect_eq(record.boot, cases[i].number, "%d", cases[i].boot);
		cr_expect_eq(record.first_line, cases[i].first_line, "%d", cases[i].boot);
		cr_expect_eq(record.last_line, cases[i].last_line, "%d", cases[i].boot);
		if (cases[i].version)
			cr_expect_str_eq(record.version, cases[i].version);
		nkv_record_reader_free(reader);
	}
}

/* Expect the last 1024 boots to be within reach. */
Test(record, boots_far_back)
{
	enum { BOOTS = 1100, REACH = 1024 };
	char *log = malloc(BOOTS * sizeof(BOOT("1.0")));
	struct nkv_boot_record record;

	cr_assert(log);
	for (size_t i = 0; i < BOOTS; i++)
		strcpy(log + i * (sizeof(BOOT("1.0")) - 1), BOOT("1.0"));
	nkv_record_reader_free(read_log(log, 1 - REACH, NKV_RECORD_READ, &record));
	cr_expect_eq(record.boot, BOOTS - REACH + 1, "%zu", record.boot);
	nkv_record_reader_free(read_log(log, -REACH, NKV_RECORD_NO_BOOT, &record));
	cr_expect_eq(record.boot_count, BOOTS);
	free(log);
}

/* A log without a boot. Expect what it has. */
Test(record, no_boot)
{
	struct nkv_boot_record record;
	struct nkv_record_reader *reader =
		read_log("max_pfn = 5\nx\n", 0, NKV_RECORD_READ, &record);

	cr_expect_eq(record.boot, 0);
	cr_expect_eq(record.boot_count, 0);
	cr_expect_eq(record.line_count, 1);
	cr_expect_eq(record.last_line, 2);
	nkv_record_reader_free(reader);
}

Test(record, a_failed_read)
{
	FILE *file = fopen("/", "r"); /* reading a directory fails */
	struct nkv_record_reader *reader = nkv_record_reader_new();
	struct nkv_boot_record record;

	cr_assert(file && reader);
	cr_expect_eq(nkv_record_reader_read(reader, file, "m", 0, &record), NKV_RECORD_FAILED);
	cr_expect_eq(errno, EISDIR);
	nkv_record_reader_free(reader);
	nkv_record_reader_free(NULL);
	fclose(file);
}

/* --- what is kept --- */

#define BEGIN "Linux version 1.0 (a@b)\n"
#define MEMORY "Memory: 12k/34k available (1k kernel code, 56k highmem)"

Test(record, lines)
{
	static const struct {
		const char *log, *wanted;
	} cases[] = {
		{ BEGIN, "1.0 on\n" },
		{ "Linux version\n3.0 (a@b)\n", "3.0 on\n" },
		{ BEGIN "Linux versions\nx\n", "1.0 on\n" },
		{ BEGIN "max_pfn = 5\n", "2 max_pfn = 5\n1.0\n" },
		{ BEGIN "max_pfn = 5\nx\n", "2 max_pfn = 5\n1.0 on\n" },
		{ BEGIN "SUBSYSTEM=max_pfn = 5\nmax_pfn = 6\n", "3 max_pfn = 6\n1.0\n" },
		{ BEGIN "SUB_SYSTEM=acpi\n=x\n", "1.0 on\n" },
		/* In the forms of later kernels, and broken by a mail program. */
		{ BEGIN "BIOS-e820: [mem 0x0000000000000000-0x0000000000000fff] usable\n",
		  "2 BIOS-e820: 0000000000000000 - 0000000000001000 (usable)\n1.0 later\n" },
		{ BEGIN "BIOS-e820: [mem 0x0000000000000000-\n0x0000000000000fff] usable\n",
		  "2 BIOS-e820: 0000000000000000 - 0000000000001000 (usable)\n1.0 later\n" },
		{ BEGIN "BIOS-e820: 0000000000000000 -\n0000000000001000\n(usable)\nx\n",
		  "2 BIOS-e820: 0000000000000000 - 0000000000001000 (usable)\n1.0 on\n" },
		{ BEGIN "min_low_pfn = 1, max_low_pfn = 2,\nhighstart_pfn = 3\n",
		  "2 min_low_pfn = 1, max_low_pfn = 2, highstart_pfn = 3\n1.0\n" },
		{ BEGIN "min_low_pfn = 1, max_low_pfn = 2,\nx\n",
		  "2 min_low_pfn = 1, max_low_pfn = 2,\n1.0 on\n" },
		{ BEGIN "kva_start_pfn ~ 1\nmax_pfn = 5\n",
		  "2 kva_start_pfn ~ 1\n3 max_pfn = 5\n1.0\n" },
		{ BEGIN "pxm bitmap: 03 00\n01 02\nmax_pfn = 5\n",
		  "2 pxm bitmap: 03 00 01 02\n4 max_pfn = 5\n1.0\n" },
		/* The memory, the first time. */
		{ BEGIN MEMORY "\n" MEMORY "\n", "memory 2 12 34\nhighmem 56\n1.0 on\n" },
		{ BEGIN "Memory: 12K/34K available (1K kernel code)\n",
		  "memory 2 12 34\n1.0 on\n" },
		{ BEGIN "Memory: 12k/34k\navailable (1k kernel code, 56k highmem)\n",
		  "memory 2 12 34\nhighmem 56\n1.0 on\n" },
		{ BEGIN "Memory: 12k/34k available (1k kernel code,\n56k highmem)\n",
		  "memory 2 12 34\nhighmem 56\n1.0 on\n" },
		{ BEGIN "Memory: 12k/34k available (1k kernel code)\n56k highmem)\n",
		  "memory 2 12 34\n1.0 on\n" },
		{ BEGIN "Memory: 12k/34k available (1k kernel code,\nx\n",
		  "memory 2 12 34\n1.0 on\n" },
		{ BEGIN "Memory: 12k/34k available (k highmem)\n", "memory 2 12 34\n1.0 on\n" },
		{ BEGIN "Memory: 12k/34 available\n", "1.0 on\n" },
		{ BEGIN "Memory: 12/34k available\n", "1.0 on\n" },
		{ BEGIN "Memory: 12k/34k is there\n", "1.0 on\n" },
		{ BEGIN "Memory: 12k/34k\nx\n", "1.0 on\n" },
		/* Zones, initrds, and what comes later. */
		{ BEGIN "Initializing HighMem for node 1 (00200000:003fbe00)\n",
		  "zone 2 1 200000 3fbe00\n1.0 on\n" },
		{ BEGIN "Initializing HighMem for node 1\n", "1.0 on\n" },
		{ BEGIN "checking if image is initramfs...it isn't\nFreeing initrd memory: 4k\n",
		  "later 2\ninitrd 2\n1.0 on\n" },
		{ BEGIN "Unpacking initramfs...\n", "later 2\ninitrd 2\n1.0 on\n" },
		{ BEGIN "Trying to unpack rootfs image as initramfs...\n",
		  "later 2\ninitrd 2\n1.0 on\n" },
		{ BEGIN "Freeing initrd memory: 4k freed\n", "later 2\ninitrd 2\n1.0 on\n" },
		{ BEGIN "Calibrating delay loop...\nCalibrating delay loop...\n",
		  "later 2\n1.0 on\n" },
		{ BEGIN "[...]\nx\n<snip>\n", "cut 2\ncut 4\n1.0 on\n" },
		{ BEGIN "Command line: ro\n", "1.0x86_64 on\n" },
		/* Faults, and bad pages. */
		{ BEGIN "kernel BUG at mm/bootmem.c:125!\nOops: 0000\nKernel panic: x\n"
			"VFS: x\nKernel panic - not syncing: No init found.\n",
		  "fault 2 0 kernel BUG at mm/bootmem.c:125!\nfault 3 1 Oops: 0000\n"
		  "fault 4 2 Kernel panic: x\n"
		  "fault 6 3 Kernel panic - not syncing: No init found.\n1.0 on\n" },
		{ BEGIN "Int 14: CR2 f8000000\nInt 14 x\nInt x\nInt 6: CR2 0\n",
		  "fault 2 1 Int 14: CR2 f8000000\nfault 5 0 Int 6: CR2 0\n1.0 on\n" },
		{ BEGIN "Bad page state in process 'swapper'\npage:c1000020 flags:0x0\n"
			"page:c1000040 flags:0x0\n",
		  "page 3 c1000020\nmessages 1\n1.0 on\n" },
		{ BEGIN "Bad page state at prep_new_page (in process 'swapper', page f6e02000)\n",
		  "page 2 f6e02000\nmessages 1\n1.0 on\n" },
		{ BEGIN "Bad page state in process 'swapper'\nx\npage:c1000040 flags:0x0\n",
		  "messages 1\n1.0 on\n" },
		{ BEGIN "Bad page state in process 'swapper'\npage:ffffffff f\n",
		  "page 3 ffffffff\nmessages 1\n1.0 on\n" },
		{ BEGIN "Bad page state in process 'swapper'\npage:100000000 f\n",
		  "messages 1\n1.0 on\n" },
		/* Before a boot there may be text about one. */
		{ "[...]\nKernel panic: x\n", "- on\n" },
		{ "max_pfn = 5\n[...]\nKernel panic: x\n",
		  "1 max_pfn = 5\nfault 3 2 Kernel panic: x\ncut 2\n- on\n" },
		{ "Initializing HighMem for node 0 (00038000:0003fe00)\n[...]\n",
		  "zone 1 0 38000 3fe00\ncut 2\n- on\n" },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		expect_record(cases[i].log, cases[i].wanted);
}

/* --- as many as there is room for --- */

Test(record, more_than_can_be_kept)
{
	struct nkv_record_boot boot = { 0 };
	const struct nkv_logged_zone zone = { .nid = 1 };

	for (size_t i = 0; i <= NKV_RECORD_PAGES_MAX; i++) {
		nkv_record_add_line(&boot, "x", i);
		nkv_record_add_fault(&boot, NKV_FAULT_BUG, "x", i);
		nkv_record_add_page(&boot, i, i);
		nkv_record_add_zone(&boot, &zone);
		nkv_record_add_cut(&boot, i);
	}
	cr_expect_eq(boot.record.line_count, 4096);
	cr_expect_eq(boot.record.fault_count, 64);
	cr_expect_eq(boot.record.bad_page_count, 65536);
	cr_expect_eq(boot.record.zone_count, 64);
	cr_expect_eq(boot.record.cut_count, 256);
	cr_expect_eq(nkv_record_of(&boot).bad_pages[65535].line, 65535);
	cr_expect_eq(nkv_record_of(&boot).cuts[255], 255);
	nkv_record_boot_clear(&boot);
}
