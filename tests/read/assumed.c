/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is said to be assumed about the machine of a log, and why. */
#include <criterion/criterion.h>
#include <string.h>

#include "read/log/assumptions.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define FACT(name) NKV_LOG_FACT_##name

/* --- a log of which all is known that can be --- */

static struct nkv_boot_facts facts;
static struct nkv_kernel_choice choice;
static struct nkv_log_machine machine;
static struct nkv_pool pool;
static struct nkv_log_assumptions assumptions;
static struct nkv_position memory_positions[1];

static void note(enum nkv_log_fact fact, uint64_t number, size_t line)
{
	const struct nkv_position position = { "log", line, 1 };

	nkv_log_fact_note(&facts.facts[fact], number, &position);
}

static void begin(void)
{
	const struct nkv_position position = { "log", 1, 1 };

	nkv_boot_facts_begin(&facts, &position);
	strcpy(facts.version, "2.6.23");
	facts.cmdline.given = true;
	note(FACT(KVA_TOTAL), 0, 2);
	note(FACT(CPU), 0, 3);
	choice = (struct nkv_kernel_choice){ .candidate = { .profile = nkv_profile_find("2.6.23"),
							    .highmem = NKV_HIGHMEM_4G },
					     .version_known = true,
					     .version_fits = true,
					     .setting_known = true };
	memory_positions[0] = (struct nkv_position){ "log", 44, 1 };
	machine = (struct nkv_log_machine){ .machine = { .kernel = nkv_kernel_default(),
							 .cmdline = "quiet",
							 .reserve_count = 1 },
					    .memory_positions = memory_positions,
					    .page_offset = NKV_LOG_KNOWN,
					    .struct_page = NKV_LOG_KNOWN,
					    .pg_data = NKV_LOG_KNOWN,
					    .max_numnodes = NKV_LOG_KNOWN,
					    .text = NKV_LOG_KNOWN,
					    .init_pg_tables_end = NKV_LOG_KNOWN,
					    .image_end = NKV_LOG_KNOWN,
					    .nr_cpus = NKV_LOG_KNOWN,
					    .initrd = NKV_LOG_KNOWN,
					    .ebda = NKV_LOG_KNOWN,
					    .srat = NKV_LOG_KNOWN,
					    .numaq = NKV_LOG_KNOWN };
}

/* Makes it a log of a kernel that cannot be planned. */
static void make_other(void)
{
	facts.facts[FACT(KVA_TOTAL)].given = false;
}

static void list(const struct nkv_override *overrides, size_t count)
{
	cr_assert(nkv_log_assume(&facts, &choice, &machine, overrides, count, &pool, &assumptions));
}

static const struct nkv_assumption *find(const char *key)
{
	for (size_t i = 0; i < assumptions.count; i++)
		if (strcmp(assumptions.list[i].key, key) == 0)
			return &assumptions.list[i];
	return NULL;
}

/* Expect the value to be assumed for that reason; no value: not to be assumed. */
static void expect_assumed(const char *key, const char *value, const char *why)
{
	const struct nkv_assumption *found;

	list(NULL, 0);
	found = find(key);
	cr_expect_eq(found != NULL, value != NULL, "%s", key);
	if (found && value) {
		cr_expect_str_eq(found->value, value);
		cr_expect(strstr(found->why, why), "%s: %s", key, found->why);
	}
	nkv_pool_free(&pool);
}

/* --- the kernel --- */

/* Expect the cache line, which no log shows, and nothing else; and not even that if it is set. */
Test(assumed, only_what_no_log_shows)
{
	static const struct nkv_override override = { "kernel.cache_line", "64" };

	begin();
	list(NULL, 0);
	cr_assert_eq(assumptions.count, 1);
	cr_expect_str_eq(assumptions.list[0].key, "kernel.cache_line");
	cr_expect_str_eq(assumptions.list[0].value, "128");
	list(&override, 1);
	cr_expect_eq(assumptions.count, 0);
	nkv_pool_free(&pool);
}

Test(assumed, profile)
{
	begin();
	expect_assumed("kernel.profile", NULL, "");
	choice.other = nkv_profile_find("2.6.18");
	expect_assumed("kernel.profile", "2.6.23",
		       "2.6.23 may also be planned as 2.6.18, which nothing");
	choice.other_contradictions.count = 1;
	choice.other_contradictions.first.line = 9;
	expect_assumed("kernel.profile", "2.6.23", "as 2.6.18, but line 9 contradicts");
	choice.version_fits = false;
	expect_assumed("kernel.profile", "2.6.23", "is usually planned as 2.6.18, but line 9 ");
	choice.version_known = false;
	expect_assumed("kernel.profile", "2.6.23", "2.6.23, cannot be planned");
	facts.version[0] = '\0';
	expect_assumed("kernel.profile", "2.6.23", "no 'Linux version'");
}

Test(assumed, settings)
{
	begin();
	expect_assumed("kernel.highmem", NULL, "");
	choice.setting_known = false;
	expect_assumed("kernel.highmem", "4G", "several settings");
	expect_assumed("kernel.pae", NULL, "");
	choice.candidate.highmem = NKV_HIGHMEM_OFF;
	expect_assumed("kernel.highmem", "off", "several settings");
	expect_assumed("kernel.pae", "false", "both settings");
	choice.candidate.pae = true;
	expect_assumed("kernel.pae", "true", "both settings");
	choice.setting_known = true;
	expect_assumed("kernel.highmem", NULL, "");
	make_other();
	expect_assumed("kernel.highmem", "off", "not of the log's");
}

Test(assumed, struct_page)
{
	begin();
	machine.struct_page = NKV_LOG_ASSUMED;
	expect_assumed("kernel.struct_page", "32", "lacks the line");
	choice.possible.struct_page_count = 1;
	choice.possible.struct_page_bytes[0] = 32;
	expect_assumed("kernel.struct_page", NULL, "");
	choice.possible.struct_page_count = 2;
	choice.possible.struct_page_bytes[1] = 36;
	expect_assumed("kernel.struct_page", "32", "allow 32 and 36");
	choice.possible.struct_page_count = 3;
	choice.possible.struct_page_bytes[2] = 40;
	expect_assumed("kernel.struct_page", "32", "allow 32 to 40");
	choice.possible.struct_page_count = NKV_LOG_SIZES_MAX - 1;
	expect_assumed("kernel.struct_page", "32", "allow 32 to 0");
	choice.possible.struct_page_count = NKV_LOG_SIZES_MAX;
	expect_assumed("kernel.struct_page", "32", "lacks the line");
	make_other();
	choice.possible.struct_page_count = 1;
	expect_assumed("kernel.struct_page", "32", "to the planned kernel");
	choice.possible.struct_page_count = 2;
	expect_assumed("kernel.struct_page", "32", "to the planned kernel");
}

Test(assumed, pg_data)
{
	static const uint32_t ranges[][2] = { { 2, NKV_PG_DATA_BYTES_MAX },
					      { 1, NKV_PG_DATA_BYTES_MAX - 1 } };

	begin();
	machine.pg_data = NKV_LOG_ASSUMED;
	choice.possible.pg_data_min = 1;
	choice.possible.pg_data_max = NKV_PG_DATA_BYTES_MAX;
	expect_assumed("kernel.pg_data", "2432", "no kernel prints it");
	for (size_t i = 0; i < COUNT(ranges); i++) {
		choice.possible.pg_data_min = ranges[i][0];
		choice.possible.pg_data_max = ranges[i][1];
		expect_assumed("kernel.pg_data", "2432",
			       i == 0 ? "allow 2 to 1048576" : "allow 1 to 1048575");
	}
	make_other();
	expect_assumed("kernel.pg_data", "2432", "no kernel prints it");
}

Test(assumed, other_figures)
{
	begin();
	machine.page_offset = machine.text = machine.init_pg_tables_end = NKV_LOG_ASSUMED;
	machine.max_numnodes = NKV_LOG_ASSUMED;
	expect_assumed("kernel.page_offset", "0xc0000000", "lacks the line");
	expect_assumed("kernel.text", "0x100000", "lacks the line");
	expect_assumed("kernel.init_pg_tables_end", "0x569000", "lacks the line");
	expect_assumed("kernel.max_numnodes", "8", "no kernel prints it");
	machine.nr_cpus = NKV_LOG_ASSUMED;
	expect_assumed("kernel.nr_cpus", "8", "lacks the line");
	machine.nr_cpus = NKV_LOG_GUESSED;
	expect_assumed("kernel.nr_cpus", "8", "it fits the ends");
	machine.image_end = NKV_LOG_GUESSED;
	machine.machine.kernel.image_end = 0x500000;
	note(FACT(MAPPED_END), 0, 33);
	expect_assumed("kernel.image_end", "0x500000", "in line 33");
	machine.image_end = NKV_LOG_ASSUMED;
	expect_assumed("kernel.image_end", NULL, "");
	expect_assumed("kernel.amd_k7", NULL, "");
	facts.facts[FACT(CPU)].given = false;
	expect_assumed("kernel.amd_k7", "false", "name the processor");
	make_other();
	expect_assumed("kernel.text", "0x100000", "to the planned kernel");
}

/* --- the command line --- */

Test(assumed, cmdline)
{
	begin();
	expect_assumed("cmdline", NULL, "");
	choice.candidate.words = NKV_LOG_WORDS_EXACT;
	facts.final_map.count = 1;
	facts.final_map.position.line = 22;
	expect_assumed("cmdline", "\"quiet\"", "line 22, which the log's own");
	facts.cmdline.given = false;
	expect_assumed("cmdline", "\"quiet\"", "line 22, and the log has none");
	choice.candidate.words = NKV_LOG_WORDS_OWN;
	expect_assumed("cmdline", "\"quiet\"", "the log has none");
	choice.candidate.has_highmem = true;
	expect_assumed("cmdline", "\"quiet\"", "as much high memory");
	choice.candidate.vmalloc_bytes = 0x8000000;
	expect_assumed("cmdline", "\"quiet\"", "as much low and high memory");
	choice.candidate.has_highmem = false;
	expect_assumed("cmdline", "\"quiet\"", "as much low memory");
	note(FACT(VMALLOC_START), 0, 66);
	choice.possible.vmalloc_max = 0x8000000;
	expect_assumed("cmdline", "\"quiet\"", "as much low memory");
	choice.possible.vmalloc_max = 0x8000001;
	expect_assumed("cmdline", "\"quiet\"", "line 66 allow vmalloc=0x8000000 to 0x8000001");
	note(FACT(HIGHMEM_ASKED_MB), 0, 77);
	expect_assumed("cmdline", "\"quiet\"", "line 77 shows");
}

/* --- everything else --- */

Test(assumed, initrd)
{
	begin();
	expect_assumed("initrd", NULL, "");
	machine.initrd = NKV_LOG_ASSUMED;
	expect_assumed("initrd", "none", "the log has none");
	note(FACT(INITRD_SEEN), 0, 11);
	expect_assumed("initrd", "none", "line 11 shows");
	note(FACT(INITRD_FREED_KIB), 0, 12);
	expect_assumed("initrd", "none", "line 12 shows");
	note(FACT(RAMDISK_START), 0x1000, 13);
	note(FACT(RAMDISK_END), 0x3800, 13);
	expect_assumed("initrd", "none", "line 13 has one of 10 KiB");
	machine.initrd = NKV_LOG_GUESSED;
	machine.machine.initrd_start = 0x1000;
	machine.machine.initrd_size = 0x2000;
	expect_assumed("initrd", "{start: 0x1000, size: 0x2000}", "line 13 has it");
	begin();
	machine.initrd = NKV_LOG_GUESSED;
	note(FACT(KVA_START_PFN), 0, 14);
	expect_assumed("initrd", "{start: 0x0, size: 0x0}", "KVA in line 14");
	note(FACT(INITRD_TOO_LARGE), 0, 15);
	expect_assumed("initrd", "{start: 0x0, size: 0x0}", "line 15 shows that it was at least");
	note(FACT(INITRD_END), 0, 16);
	expect_assumed("initrd", "{start: 0x0, size: 0x0}", "line 16 shows where it ended");
	facts.loader.initrd_start.given = true;
	facts.loader.initrd_start.position.line = 17;
	expect_assumed("initrd", "{start: 0x0, size: 0x0}", "line 17 shows where it begins");
}

Test(assumed, firmware)
{
	begin();
	expect_assumed("ebda", NULL, "");
	machine.ebda = NKV_LOG_ASSUMED;
	expect_assumed("ebda", "none", "the log has none");
	machine.ebda = NKV_LOG_GUESSED;
	machine.machine.ebda = 0x9fc00;
	expect_assumed("ebda", "0x9fc00", "the map reserves");
	expect_assumed("reserve", NULL, "");
	machine.machine.reserve_count = 0;
	expect_assumed("reserve", "none", "no other");
}

Test(assumed, nodes)
{
	begin();
	machine.srat = NKV_LOG_ASSUMED;
	expect_assumed("srat", "none", "the log has none");
	note(FACT(SRAT_TABLE), 0, 55);
	expect_assumed("srat", "none", "line 55 shows");
	machine.srat = NKV_LOG_GUESSED;
	machine.machine.memory_count = 3;
	expect_assumed("srat.memory", "3 entries", "from line 44 on");
	expect_assumed("srat", NULL, "");
	expect_assumed("numaq", NULL, "");
	machine.numaq = NKV_LOG_GUESSED;
	machine.machine.quad_count = 4;
	expect_assumed("numaq", "4 quads", "does not show where");
	expect_assumed("acpi", NULL, "");
	machine.has_some_tables = true;
	facts.table_positions[0].line = 66;
	expect_assumed("acpi", NULL, "");
	machine.machine.has_srat = true;
	expect_assumed("acpi", "none", "as in line 66");
	machine.reads_srat = true;
	expect_assumed("acpi", NULL, "");
}

/* A log that shows next to nothing. Expect room for all of it. */
Test(assumed, all_at_once)
{
	begin();
	machine = (struct nkv_log_machine){ .machine = { .kernel = nkv_kernel_default(),
							 .has_srat = true },
					    .has_some_tables = true,
					    .image_end = NKV_LOG_GUESSED,
					    .numaq = NKV_LOG_GUESSED };
	choice = (struct nkv_kernel_choice){ .candidate = { .profile =
								    nkv_profile_find("2.6.23") } };
	facts.cmdline.given = facts.facts[FACT(CPU)].given = false;
	list(NULL, 0);
	cr_expect_eq(assumptions.count, 20, "%zu", assumptions.count);
	cr_expect(find("kernel.profile"));
	cr_expect(find("numaq"));
	nkv_pool_free(&pool);
}
