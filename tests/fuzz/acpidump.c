/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a dump of tables; the first says in parts of which size they come. */
#include "fuzz/support/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "read/srat/acpidump.h"
#include "read/srat/srat_list.h"
#include "read/srat/srat_table.h"

static void check_tables(const struct nkv_acpidump *dump)
{
	fuzz_require(dump->table_count <= NKV_ACPIDUMP_TABLES_MAX, "too many tables");
	fuzz_require(dump->knows_tables || dump->table_count == 0, "tables that are not known");
	for (size_t i = 0; i < dump->table_count; i++) {
		const struct nkv_acpi_table *table = &dump->tables[i];

		fuzz_require(strlen(table->signature) == 4, "a signature of another length");
		fuzz_require(!table->has_length || table->length >= NKV_ACPI_HEADER_BYTES,
			     "a table shorter than its header");
		fuzz_require(dump->table_lines[i] >= 1, "a table without a line");
	}
}

/* What was read is planned, in a PC that has one kind of everything else. */
static void plan(const struct nkv_acpidump *dump, const struct nkv_srat_list *list)
{
	static const struct nkv_e820_entry e820[] = {
		{ .start = 0, .size = 0x9fc00, .type = NKV_E820_USABLE },
		{ .start = 0x100000, .size = 0xbff00000, .type = NKV_E820_USABLE },
		{ .start = UINT64_C(1) << 32, .size = UINT64_C(1) << 32, .type = NKV_E820_USABLE },
	};
	const struct nkv_machine machine = {
		.kernel = nkv_kernel_default(),
		.e820 = e820,
		.e820_count = sizeof(e820) / sizeof(e820[0]),
		.has_srat = true,
		.processors = list->processors,
		.processor_count = list->processor_count,
		.memory = list->memory,
		.memory_count = list->memory_count,
		.has_acpi = dump->knows_tables,
		.acpi_tables = dump->tables,
		.acpi_table_count = dump->table_count,
	};

	fuzz_machine(&machine);
}

static void read_srat(struct nkv_acpidump *dump)
{
	struct nkv_pool pool = { 0 };
	struct nkv_report report = { .pool = &pool };
	struct nkv_srat_list list = { 0 };
	bool is_good;

	/* Few bytes have the checksum that they should have. */
	if (!dump->srat.fault[0] && dump->srat.length >= NKV_SRAT_HEADER_BYTES)
		nkv_srat_seal(dump->srat.bytes, dump->srat.length);
	is_good = nkv_srat_list_read_made(&list, &dump->srat, "fuzz", &report);
	fuzz_require(!report.no_memory, "no memory for a list");
	fuzz_require(is_good == (report.error_count == 0), "a list with errors, or none without");
	if (is_good)
		plan(dump, &list);
	nkv_srat_list_free(&list);
	nkv_pool_free(&pool);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct nkv_acpidump *dump = calloc(1, sizeof(*dump));
	size_t part = size > 0 ? (size_t)data[0] + 1 : 1;

	fuzz_require(dump != NULL, "no memory for a dump");
	for (size_t i = 1; i < size; i += part)
		nkv_acpidump_read(dump, data + i, part < size - i ? part : size - i);
	nkv_acpidump_end(dump);
	fuzz_require(!dump->no_memory, "no memory for a table");
	check_tables(dump);
	read_srat(dump);
	nkv_acpidump_free(dump);
	free(dump);
	return 0;
}
