/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as an SRAT, a table or the text of one. */
#include "fuzz/support/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "read/srat/srat_table.h"
#include "read/srat/srat_list.h"

static void check_diagnostics(const struct nkv_report *report)
{
	for (size_t i = 0; i < report->count; i++) {
		const char *text = report->diagnostics[i].text;

		fuzz_require(text[0] != '\0', "an error without a text");
	}
}

/* What was read is planned, in a PC that has one kind of everything else. */
static void plan_list(const struct nkv_srat_list *list)
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
	};

	fuzz_machine(&machine);
}

static void read_list(const uint8_t *data, size_t size)
{
	struct nkv_pool pool = { 0 };
	struct nkv_report report = { .pool = &pool };
	struct nkv_srat_list list = { 0 };
	bool is_good = nkv_srat_list_read(&list, data, size, "fuzz", &report);

	fuzz_require(!report.no_memory, "no memory for a list");
	fuzz_require(is_good == (report.error_count == 0), "a list with errors, or none without");
	check_diagnostics(&report);
	if (is_good)
		plan_list(&list);
	nkv_srat_list_free(&list);
	nkv_pool_free(&pool);
}

/* Few bytes have the checksum that they should have: those of a table once more, with it. */
static void read_sealed(const uint8_t *data, size_t size)
{
	uint8_t *table;

	if (size < NKV_SRAT_HEADER_BYTES || !nkv_srat_is_table(data, size))
		return;
	table = malloc(size);
	fuzz_require(table != NULL, "no memory for a table");
	memcpy(table, data, size);
	nkv_srat_seal(table, size);
	read_list(table, size);
	free(table);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_list(data, size);
	read_sealed(data, size);
	return 0;
}
