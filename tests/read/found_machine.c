/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Machines that were found elsewhere than in a description, --set, and what is wrong with them. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include <numakva/numakva.h>

#include "read/machine/found_machine.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct nkv_e820_entry map[] = {
	{ 0, 0x9fc00, NKV_E820_USABLE },
	{ 0xf0000, 0x10000, NKV_E820_RESERVED },
	{ 0x100000, 0x3fef0000, NKV_E820_USABLE },
};
static const struct nkv_position map_positions[] = { { "log", 10, 1 },
						     { "log", 11, 1 },
						     { "log", 12, 1 } };
static const struct nkv_srat_processor processors[] = { { .pxm = 3, .apic = 1, .enabled = true } };
static const struct nkv_srat_memory memory[] = {
	{ .start = 0, .size = 0x20000000, .pxm = 0, .enabled = true },
	{ .start = 0x20000000, .size = 0x20000000, .pxm = 3, .enabled = true, .hotplug = true },
};
static const struct nkv_firmware_reserve reserve[] = { { 0xf5ba0, 4096, "mp-table" } };

static const struct nkv_acpi_table tables[] = {
	{ .signature = "FACP", .has_start = true, .has_length = true, .start = 1, .length = 0x74 },
	{ .signature = "SRAT", .has_length = true, .length = 0x80 },
};

static struct nkv_found_machine complete_machine(void)
{
	return (struct nkv_found_machine){
		.machine = { .name = "found",
			     .kernel = nkv_kernel_default(),
			     .cmdline = "quiet",
			     .initrd_start = 0x1000000,
			     .initrd_size = 0x2000,
			     .ebda = 0x9fc00,
			     .reserve = reserve,
			     .reserve_count = COUNT(reserve),
			     .e820 = map,
			     .e820_count = COUNT(map),
			     .has_srat = true,
			     .processors = processors,
			     .processor_count = COUNT(processors),
			     .memory = memory,
			     .memory_count = COUNT(memory),
			     .has_acpi = true,
			     .acpi_tables = tables,
			     .acpi_table_count = COUNT(tables) },
		.position = { "log", 5, 1 },
		.e820_positions = map_positions,
	};
}

/* A found that is being finished. */
struct finished {
	struct nkv_pool pool;
	struct nkv_report report;
	struct nkv_builder builder;
};

static void finish(struct finished *finished, const struct nkv_found_machine *found,
		   const struct nkv_override *overrides, size_t count)
{
	*finished = (struct finished){ 0 };
	finished->report.pool = &finished->pool;
	nkv_found_machine_build(found, overrides, count, &finished->builder, &finished->report);
}

static void drop(struct finished *finished)
{
	nkv_builder_free(&finished->builder);
	nkv_pool_free(&finished->pool);
}

static void expect_error(const struct nkv_found_machine *found, const struct nkv_override *override,
			 const char *wanted)
{
	struct finished finished;
	const struct nkv_diagnostic *first = finished.report.diagnostics;
	char got[256];

	finish(&finished, found, override, override != NULL);
	cr_assert_eq(finished.report.error_count, 1);
	snprintf(got, sizeof(got), "%s:%zu:%zu: %s", first->origin, first->line, first->column,
		 first->text);
	cr_expect_str_eq(got, wanted, "got %s", got);
	drop(&finished);
}

Test(found, comes_out_whole)
{
	const struct nkv_found_machine found = complete_machine();
	struct finished finished;
	const struct nkv_machine *machine = &finished.builder.machine;

	finish(&finished, &found, NULL, 0);
	cr_expect_eq(finished.report.count, 0);
	cr_expect_str_eq(machine->name, "found");
	cr_expect_str_eq(machine->cmdline, "quiet");
	cr_expect_eq(machine->kernel.profile, nkv_profile_default());
	cr_expect(machine->kernel.pae);
	cr_expect_eq(machine->initrd_start, 0x1000000);
	cr_expect_eq(machine->initrd_size, 0x2000);
	cr_expect_eq(machine->ebda, 0x9fc00);
	cr_assert_eq(machine->reserve_count, 1);
	cr_expect_str_eq(machine->reserve[0].by, "mp-table");
	cr_assert_eq(machine->e820_count, 3);
	cr_expect_eq(machine->e820[2].size, 0x3fef0000);
	cr_expect_eq(machine->e820[1].type, NKV_E820_RESERVED);
	cr_expect(machine->has_srat);
	cr_assert_eq(machine->processor_count, 1);
	cr_expect_eq(machine->processors[0].pxm, 3);
	cr_assert_eq(machine->memory_count, 2);
	cr_expect(machine->memory[1].hotplug);
	cr_expect_not(machine->memory[0].hotplug);
	cr_expect(machine->has_acpi);
	cr_assert_eq(machine->acpi_table_count, 2);
	cr_expect_str_eq(machine->acpi_tables[0].signature, "FACP");
	cr_expect_eq(machine->acpi_tables[0].start, 1);
	cr_expect_eq(machine->acpi_tables[0].length, 0x74);
	cr_expect_not(machine->acpi_tables[1].has_start);
	cr_expect_eq(machine->acpi_tables[1].length, 0x80);
	drop(&finished);
}

Test(found, takes_what_is_set)
{
	static const struct nkv_override overrides[] = {
		{ "kernel.profile", "2.6.25" },	 { "kernel.highmem", "4G" },
		{ "e820[2].end", "512M" },	 { "limits.max_kva", "1M" },
		{ "cmdline", "mem=256M" },	 { "srat.memory[1].hotplug", "false" },
		{ "acpi.tables[1].start", "7" },
	};
	const struct nkv_found_machine found = complete_machine();
	struct finished finished;
	const struct nkv_machine *machine = &finished.builder.machine;

	finish(&finished, &found, overrides, COUNT(overrides));
	cr_assert_eq(finished.report.count, 0);
	cr_expect_str_eq(machine->kernel.profile->name, "2.6.25");
	cr_expect_eq(machine->kernel.highmem, NKV_HIGHMEM_4G);
	cr_expect_not(machine->kernel.pae);
	cr_expect_eq(machine->e820[2].size, 0x1ff00000);
	cr_expect(machine->limits.bounds[NKV_LIMIT_MAX_KVA].set);
	cr_expect_str_eq(machine->cmdline, "mem=256M");
	cr_expect_not(machine->memory[1].hotplug);
	cr_expect_eq(machine->acpi_tables[1].start, 7);
	drop(&finished);
}

Test(found, is_held_against_the_rules)
{
	static const struct nkv_override bad_value = { "kernel.struct_page", "4" };
	static const struct nkv_override no_entry = { "e820[3].end", "1M" };
	static const struct nkv_e820_entry high[] = {
		{ 0, 0x9fc00, NKV_E820_USABLE },
		{ 0x100000, UINT64_C(1) << 44, NKV_E820_USABLE },
	};
	struct nkv_found_machine found = complete_machine();

	expect_error(
		&found, &bad_value,
		"--set kernel.struct_page:1:1: 'struct_page' in kernel is '4', expected 16 to 256");
	expect_error(&found, &no_entry,
		     "--set e820[3].end:1:1: there is no entry 3 in e820, which has 3 entries");
	found.machine.e820 = high;
	found.machine.e820_count = COUNT(high);
	expect_error(&found, NULL,
		     "log:11:1: e820[1] ends at 0x100000100000, expected at most 0xffff0000000");
	found.machine.e820_count = 1;
	expect_error(
		&found, NULL,
		"log:5:1: fewer than two E820 entries after overlaps are merged, expected at least two in "
		"e820");
}
