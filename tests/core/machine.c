/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a machine may be, and the names of things. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "boot.h"

static const struct nkv_e820_entry map[] = { USABLE(0, 640 * KB), USABLE(1 * MB, 64 * MB) };

/*
 * Maps of one entry, with a boot that ends before the map is looked at: the initrd lies in the image. Expect
 * the kernel to be found to drop the map all the same.
 */
Test(machine, a_map_that_is_never_read)
{
	static const struct nkv_e820_entry one[] = { USABLE(1 * MB, 64 * MB) };
	struct nkv_machine machine = MACHINE(one);
	size_t bytes = nkv_workspace_bytes(&machine);
	struct nkv_plan *plan = malloc(sizeof(*plan));
	void *workspace = malloc(bytes);

	cr_assert(plan && workspace);
	machine.kernel.profile = nkv_profile_find("2.6.32");
	machine.initrd_start = 2 * MB;
	machine.initrd_size = 4 * KB;
	cr_expect_eq(nkv_plan_machine(&machine, workspace, bytes, plan), NKV_ERROR_E820_TOO_FEW);
	free(workspace);
	free(plan);
}

/* Each member at its last good value and beyond it. Expect the error that names it. */
Test(machine, kernel_members)
{
	static const struct {
		struct nkv_kernel kernel;
		enum nkv_error error;
	} cases[] = {
#define KERNEL(...)                                                                                \
	{ .highmem = NKV_HIGHMEM_64G,                                                              \
	  .pae = true,                                                                             \
	  .page_offset = 0xc0000000,                                                               \
	  .struct_page_bytes = 32,                                                                 \
	  .pg_data_bytes = 2432,                                                                   \
	  .max_numnodes = 8,                                                                       \
	  .cache_line_bytes = 128,                                                                 \
	  .nr_cpus = 8,                                                                            \
	  __VA_ARGS__ }
		{ KERNEL(.text = 0x100000), NKV_OK },
		{ KERNEL(.pae = false), NKV_ERROR_HIGHMEM_WITHOUT_PAE },
		{ KERNEL(.highmem = NKV_HIGHMEM_4G), NKV_ERROR_HIGHMEM_WITH_PAE },
		{ KERNEL(.page_offset = 0xc0000001), NKV_ERROR_PAGE_OFFSET },
		{ KERNEL(.page_offset = 0xb0000000), NKV_ERROR_PAGE_OFFSET_PAE },
		{ KERNEL(.page_offset = 0xb0000000, .pae = false, .highmem = NKV_HIGHMEM_OFF),
		  NKV_OK },
		{ KERNEL(.page_offset = 0x40000000), NKV_OK },
		{ KERNEL(.struct_page_bytes = 16), NKV_OK },
		{ KERNEL(.struct_page_bytes = 15), NKV_ERROR_STRUCT_PAGE },
		{ KERNEL(.struct_page_bytes = 257), NKV_ERROR_STRUCT_PAGE },
		{ KERNEL(.pg_data_bytes = 0), NKV_ERROR_PG_DATA },
		{ KERNEL(.pg_data_bytes = 1048577), NKV_ERROR_PG_DATA },
		{ KERNEL(.max_numnodes = 9), NKV_ERROR_MAX_NUMNODES },
		{ KERNEL(.cache_line_bytes = 48), NKV_ERROR_CACHE_LINE },
		{ KERNEL(.text = 0xfffff000), NKV_OK },
		{ KERNEL(.text = 0xfffff001), NKV_ERROR_TEXT },
		{ KERNEL(.init_pg_tables_end = 0xfffff001), NKV_ERROR_INIT_PG_TABLES },
		{ KERNEL(.nr_cpus = 1), NKV_OK },
		{ KERNEL(.nr_cpus = 0), NKV_ERROR_NR_CPUS },
		{ KERNEL(.nr_cpus = 512), NKV_OK },
		{ KERNEL(.nr_cpus = 513), NKV_ERROR_NR_CPUS },
		{ KERNEL(.text = 0x100000, .image_end = 1), NKV_OK }, /* it is not given */
		{ KERNEL(.text = 0x100000, .has_image_end = true, .image_end = 0xfffff),
		  NKV_ERROR_IMAGE_END },
		{ KERNEL(.text = 0x100000, .has_image_end = true, .image_end = 0x100000), NKV_OK },
		{ KERNEL(.has_image_end = true, .image_end = 0xfffff000), NKV_OK },
		{ KERNEL(.has_image_end = true, .image_end = 0xfffff001), NKV_ERROR_IMAGE_END },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = MACHINE(map);

		machine.kernel = cases[i].kernel;
		cr_expect_eq(nkv_machine_check(&machine).error, NKV_ERROR_PROFILE);
		machine.kernel.profile = nkv_profile_default();
		cr_expect_eq(nkv_machine_check(&machine).error, cases[i].error, "case %zu", i);
	}
}

/* Entries at their limits and beyond. Expect the error and the entry's index. */
Test(machine, entries)
{
	struct nkv_e820_entry e820[130] = { USABLE(0, 640 * KB), USABLE(1 * MB, 64 * MB) };
	struct nkv_machine machine = MACHINE(map);
	const struct nkv_firmware_reserve reserve[] = { { 0xffffe000, 0x1000, "a" },
							{ 0xffffe000, 0x1001, "b" } };
	struct nkv_srat_memory memory[] = { MEMORY(0, 0, NKV_MEMORY_END_MAX) };
	struct nkv_fault fault;

	machine.e820 = e820;
	e820[1].size = NKV_MEMORY_END_MAX - e820[1].start;
	cr_expect_eq(nkv_machine_check(&machine).error, NKV_OK);
	e820[1].size++;
	fault = nkv_machine_check(&machine);
	cr_expect_eq(fault.error, NKV_ERROR_E820_TOO_HIGH);
	cr_expect_eq(fault.index, 1);
	e820[1].type = 0;
	cr_expect_eq(nkv_machine_check(&machine).error, NKV_ERROR_E820_TYPE);
	e820[1] = (struct nkv_e820_entry){ UINT64_MAX, 2, NKV_E820_RESERVED };
	cr_expect_eq(nkv_machine_check(&machine).error, NKV_ERROR_E820_RANGE);
	e820[1] = (struct nkv_e820_entry)USABLE(1 * MB, 1 * MB);
	cr_expect_eq(nkv_machine_check(&machine).error, NKV_ERROR_E820_TOO_FEW);
	e820[1] = map[1];
	machine.e820_count = 129;
	cr_expect_eq(nkv_machine_check(&machine).error, NKV_ERROR_E820_TOO_MANY);
	machine.e820_count = 2;
	machine.reserve = reserve;
	machine.reserve_count = 1;
	cr_expect_eq(nkv_machine_check(&machine).error, NKV_OK);
	machine.reserve_count = 2;
	fault = nkv_machine_check(&machine);
	cr_expect_eq(fault.error, NKV_ERROR_RESERVE_RANGE);
	cr_expect_eq(fault.index, 1);
	machine.reserve_count = 0;
	machine.ebda = 0xffffe001;
	cr_expect_eq(nkv_machine_check(&machine).error, NKV_ERROR_EBDA);
	machine.ebda = 0;
	machine.memory = memory;
	machine.memory_count = 1;
	cr_expect_eq(nkv_machine_check(&machine).error, NKV_OK);
	memory[0].size++;
	cr_expect_eq(nkv_machine_check(&machine).error, NKV_ERROR_SRAT_TOO_HIGH);
	memory[0].start = UINT64_MAX;
	cr_expect_eq(nkv_machine_check(&machine).error, NKV_ERROR_SRAT_RANGE);
}

/* Expect every split with PAE, and without, to be as the kernel's configuration has it. */
Test(machine, page_offsets)
{
	static const struct {
		uint32_t page_offset;
		enum nkv_error with_pae, without_pae;
	} cases[] = {
		{ 0xc0000000, NKV_OK, NKV_OK },
		{ 0xb0000000, NKV_ERROR_PAGE_OFFSET_PAE, NKV_OK },
		{ 0x80000000, NKV_OK, NKV_OK },
		{ 0x78000000, NKV_ERROR_PAGE_OFFSET_PAE, NKV_OK },
		{ 0x40000000, NKV_OK, NKV_OK },
		{ 0x60000000, NKV_ERROR_PAGE_OFFSET, NKV_ERROR_PAGE_OFFSET },
		{ 0, NKV_ERROR_PAGE_OFFSET, NKV_ERROR_PAGE_OFFSET },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nkv_machine machine = MACHINE(map);

		machine.kernel.page_offset = cases[i].page_offset;
		machine.kernel.highmem = NKV_HIGHMEM_OFF;
		cr_expect_eq(nkv_machine_check(&machine).error, cases[i].with_pae, "case %zu", i);
		machine.kernel.pae = false;
		cr_expect_eq(nkv_machine_check(&machine).error, cases[i].without_pae, "case %zu",
			     i);
	}
}

static void expect_fault(const struct nkv_machine *machine, enum nkv_error error, size_t index)
{
	struct nkv_fault fault = nkv_machine_check(machine);

	cr_expect_eq(fault.error, error, "%s", nkv_error_text(fault.error));
	cr_expect_eq(fault.index, index, "%s: %zu", nkv_error_text(fault.error), fault.index);
}

/* The one that is bad among three, in turn. Expect its index, and 0 of what is no list. */
Test(machine, indices)
{
	for (size_t bad = 0; bad < 3; bad++) {
		struct nkv_e820_entry e820[] = { map[0], map[1], RESERVED(1 * GB, 2 * GB) };
		struct nkv_firmware_reserve reserve[] = { { 0x1000, 1, "a" },
							  { 0x2000, 1, "b" },
							  { 0x3000, 1, "c" } };
		struct nkv_srat_memory memory[] = { MEMORY(0, 0, 1 * MB), MEMORY(0, 1 * MB, 2 * MB),
						    MEMORY(0, 2 * MB, 3 * MB) };
		struct nkv_machine machine = MACHINE(e820);

		machine.reserve = reserve;
		machine.memory = memory;
		machine.reserve_count = machine.memory_count = 3;
		expect_fault(&machine, NKV_OK, 0);
		memory[bad].size = NKV_MEMORY_END_MAX;
		expect_fault(&machine, bad == 0 ? NKV_OK : NKV_ERROR_SRAT_TOO_HIGH, bad);
		memory[bad].start = UINT64_MAX;
		expect_fault(&machine, NKV_ERROR_SRAT_RANGE, bad);
		e820[bad].type = 0;
		expect_fault(&machine, NKV_ERROR_E820_TYPE, bad);
		reserve[bad] = (struct nkv_firmware_reserve){ 0xffffe000, 0x3000, "wraps" };
		expect_fault(&machine, NKV_ERROR_RESERVE_RANGE, bad);
		machine.ebda = 0xfffff800;
		expect_fault(&machine, NKV_ERROR_EBDA, 0);
		machine.kernel.cache_line_bytes = 0;
		expect_fault(&machine, NKV_ERROR_CACHE_LINE, 0);
	}
}

/* Nine domains, of processors and then of memory. Expect the entry that names the ninth. */
Test(machine, domains)
{
	struct nkv_srat_processor processors[9];
	struct nkv_srat_memory memory[9];
	struct nkv_machine machine = MACHINE(map);

	machine.processors = processors;
	machine.memory = memory;
	for (size_t first = 0; first <= 9; first++) {
		machine.processor_count = first;
		machine.memory_count = 9 - first;
		for (uint8_t i = 0; i < first; i++)
			processors[i] = (struct nkv_srat_processor){ .pxm = i, .enabled = true };
		for (uint8_t i = 0; i < 9 - first; i++)
			memory[i] = (struct nkv_srat_memory)MEMORY((uint8_t)(i + first), 0, 1 * MB);
		expect_fault(&machine, NKV_ERROR_PXM_TOO_MANY, 8);
		machine.kernel.max_numnodes = 16;
		expect_fault(&machine, NKV_OK, 0);
		machine.kernel.max_numnodes = 8;
	}
}

/* Every code, profile and error has words, and is found by its name. */
Test(names, all_have_one)
{
	size_t count;
	const struct nkv_profile *profiles = nkv_profile_all(&count);

	for (int i = 0; i < NKV_HAZARD_COUNT; i++) {
		const struct nkv_hazard_info *info = nkv_hazard_info((enum nkv_hazard_code)i);

		cr_expect_eq((int)nkv_hazard_find(info->code), i);
		cr_expect_gt(strlen(info->summary), 10);
		cr_expect_leq(info->least, info->severity);
	}
	cr_expect_eq(nkv_hazard_find("no-such-hazard"), NKV_HAZARD_COUNT);
	for (size_t i = 0; i < count; i++)
		cr_expect_eq(nkv_profile_find(profiles[i].name), &profiles[i]);
	cr_expect_null(nkv_profile_find("2.4.1"));
	for (int i = 0; i < NKV_ERROR_COUNT; i++)
		cr_expect_gt(strlen(nkv_error_text((enum nkv_error)i)), 5);
	cr_expect_str_eq(nkv_error_text(NKV_ERROR_COUNT), "unknown error");
	cr_expect_null(nkv_stop_name(NKV_STOP_NONE));
	cr_expect_str_eq(nkv_severity_name(NKV_SEVERITY_FATAL), "fatal");
	cr_expect_str_eq(nkv_memory_source_name(NKV_MEMORY_SRAT), "srat");
	cr_expect_str_eq(nkv_e820_type_name(NKV_E820_ACPI_NVS), "ACPI NVS");
	cr_expect_null(nkv_e820_type_name(0));
	cr_expect_null(nkv_e820_type_name(5));
	cr_expect_null(nkv_e820_type_name(7));
}

/* Expect a table to have a signature and a header, and to end below 2^32; and room for 256. */
Test(machine, acpi_tables)
{
	static const struct {
		struct nkv_acpi_table table;
		enum nkv_error error;
	} cases[] = {
		{ { "FACP", true, true, 0xffffff00, 0xff }, NKV_OK },
		{ { "FACP", true, true, 0xffffff00, 0x100 }, NKV_ERROR_ACPI_TOO_HIGH },
		{ { "FACP", true, true, 0, 36 }, NKV_OK },
		{ { "FACP", true, true, 0, 35 }, NKV_ERROR_ACPI_TABLE },
		{ { "FACP", false, true, 0, 35 }, NKV_ERROR_ACPI_TABLE },
		{ { "FACP", true, false, UINT32_MAX, 0 }, NKV_OK },
		{ { "~  ~", false, false, 0, 0 }, NKV_OK },
		{ { "FAC\x1f", false, false, 0, 0 }, NKV_ERROR_ACPI_TABLE },
		{ { "FAC\x7f", false, false, 0, 0 }, NKV_ERROR_ACPI_TABLE },
		{ { "FAC", false, false, 0, 0 }, NKV_ERROR_ACPI_TABLE },
	};
	static struct nkv_acpi_table tables[257];
	struct nkv_machine machine = MACHINE(map);

	machine.has_acpi = true;
	machine.acpi_tables = tables;
	machine.acpi_table_count = 2;
	tables[0] = cases[0].table;
	for (size_t i = 0; i < COUNT(cases); i++) {
		tables[1] = cases[i].table;
		expect_fault(&machine, cases[i].error, cases[i].error == NKV_OK ? 0 : 1);
	}
	for (size_t i = 0; i < COUNT(tables); i++)
		tables[i] = cases[0].table;
	machine.acpi_table_count = 256;
	expect_fault(&machine, NKV_OK, 0);
	machine.acpi_table_count = 257;
	expect_fault(&machine, NKV_ERROR_ACPI_TOO_MANY, 256);
}
