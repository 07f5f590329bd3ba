/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a running kernel shows in /sys/firmware: the memory map that it was given, and the SRAT. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/file.h"
#include "read/input.h"
#include "read/firmware/memmap.h"
#include "read/firmware/tables.h"
#include "read/machine/found_machine.h"
#include "read/machine/unsaid.h"
#include "read/srat/srat_list.h"

struct firmware {
	const struct nkv_input *input;
	struct nkv_pool pool;
	struct nkv_report report;
	struct nkv_builder builder;
	struct nkv_firmware_tree tree;
	struct nkv_machine_list e820, tables;
	struct nkv_srat_list srat;
	bool has_srat;
	struct nkv_unsaid unsaid;
	bool given; /* the only document was returned */
};

/* --- the SRAT --- */

/*
 * Returns false if there is no table of that name. Otherwise sets *path; NULL if there is no
 * memory.
 */
static bool read_table(struct firmware *firmware, const char *name, const char **path)
{
	struct nkv_file file;
	enum nkv_file_result result;
	int why;

	*path = nkv_firmware_tree_path(&firmware->tree, name);
	if (!*path) {
		firmware->report.no_memory = true;
		return true;
	}
	errno = 0;
	result = nkv_file_read_regular(*path, &file);
	why = errno;
	if (result == NKV_FILE_READ) {
		firmware->has_srat = nkv_srat_list_read(&firmware->srat, file.bytes, file.length,
							*path, &firmware->report);
		free(file.bytes);
		return true;
	}
	if (why != ENOENT)
		nkv_firmware_tree_unread(&firmware->report, *path, "cannot read the SRAT",
					 nkv_file_why(result));
	return why != ENOENT;
}

/* If there are several SRATs, each has a number. */
static void read_srat(struct firmware *firmware)
{
	const char *path;

	if (firmware->input->srat_is_given || read_table(firmware, "acpi/tables/SRAT", &path) ||
	    !read_table(firmware, "acpi/tables/SRAT1", &path) || !path)
		return;
	nkv_report_remark(&firmware->report, NKV_GRAVITY_NOTE,
			  &(const struct nkv_position){ .origin = path },
			  "the first of several SRATs is used, as kernels do");
}

/* The list of tables is known even if none of them can be read. */
static void read_tables(struct firmware *firmware)
{
	bool is_given = firmware->input->srat_is_given;

	errno = 0;
	if (!nkv_firmware_tables_read(&firmware->tree, is_given, &firmware->tables) &&
	    errno == ENOMEM)
		firmware->report.no_memory = true;
}

/* --- the whole machine --- */

/* Without an SRAT the places of the tables do not matter. */
static bool has_tables(const struct firmware *firmware)
{
	return (firmware->has_srat || firmware->input->srat_is_given) && firmware->tables.count > 0;
}

static void note_assumptions(struct firmware *firmware)
{
	static const struct nkv_assumption order = {
		"acpi.tables", "the SRAT first",
		"no table has their order: kernels up to 2.6.26 are assumed to find the SRAT, "
		"unless there are more than 8 tables"
	};
	static const struct nkv_assumption no_tables = { "srat", "none",
							 "there is no directory acpi/tables" };
	const struct nkv_input *input = firmware->input;
	unsigned long *numbers;
	size_t count;

	nkv_unsaid_begin(&firmware->unsaid, input->overrides, input->override_count);
	if (!firmware->has_srat && !firmware->input->srat_is_given &&
	    !nkv_firmware_tree_numbers(&firmware->tree, "acpi/tables", &numbers, &count))
		nkv_unsaid_add(&firmware->unsaid, input->overrides, input->override_count,
			       &no_tables);
	if (has_tables(firmware))
		nkv_unsaid_add(&firmware->unsaid, input->overrides, input->override_count, &order);
}

static void finish(struct firmware *firmware)
{
	const struct nkv_srat_list *srat = &firmware->srat;
	const struct nkv_found_machine found = {
		.machine = { .kernel = nkv_kernel_default(),
			     .e820 = firmware->e820.entries,
			     .e820_count = firmware->e820.count,
			     .has_srat = firmware->has_srat,
			     .processors = srat->processors,
			     .processor_count = srat->processor_count,
			     .memory = srat->memory,
			     .memory_count = srat->memory_count,
			     .has_acpi = has_tables(firmware),
			     .acpi_tables = firmware->tables.entries,
			     .acpi_table_count =
				     has_tables(firmware) ? firmware->tables.count : 0 },
		.position = { .origin = firmware->tree.base },
		.e820_positions = firmware->e820.positions,
		.processor_positions = srat->processor_positions,
		.memory_positions = srat->memory_positions,
		.table_positions = firmware->tables.positions,
	};

	if (firmware->report.error_count == 0)
		nkv_found_machine_build(&found, firmware->input->overrides,
					firmware->input->override_count, &firmware->builder,
					&firmware->report);
	note_assumptions(firmware);
}

static enum nkv_read_result next(void *state, struct nkv_document *document)
{
	struct firmware *firmware = state;
	const struct nkv_report *report = &firmware->report;
	enum nkv_read_result result;

	if (firmware->given)
		return NKV_READ_END;
	firmware->given = true;
	if (!nkv_firmware_tree_open(&firmware->tree, firmware->input->path, &firmware->pool))
		firmware->report.no_memory = true;
	else
		nkv_firmware_map_read(&firmware->tree, &firmware->e820, &firmware->report);
	if (!report->no_memory)
		read_srat(firmware);
	/* cppcheck-suppress duplicateCondition ; read_srat() may have found no memory */
	if (!report->no_memory)
		read_tables(firmware);
	/* cppcheck-suppress duplicateCondition ; nor may read_tables() */
	if (!report->no_memory)
		finish(firmware);
	result = nkv_report_document(&firmware->report, &firmware->builder.machine, document);
	if (result == NKV_READ_DOCUMENT) {
		document->name = firmware->builder.machine.name;
		document->assumptions = firmware->unsaid.list;
		document->assumption_count = firmware->unsaid.count;
	}
	return result;
}

static void *open_firmware(const struct nkv_input *input)
{
	struct firmware *firmware = calloc(1, sizeof(*firmware));

	if (!firmware)
		return NULL;
	firmware->input = input;
	firmware->report.pool = &firmware->pool;
	return firmware;
}

static void close_firmware(void *state)
{
	struct firmware *firmware = state;

	nkv_machine_list_free(&firmware->e820);
	nkv_machine_list_free(&firmware->tables);
	nkv_srat_list_free(&firmware->srat);
	nkv_builder_free(&firmware->builder);
	nkv_pool_free(&firmware->pool);
	free(firmware);
}

const struct nkv_input_format nkv_input_firmware = {
	.name = "firmware",
	.summary = "a copy of /sys/firmware; without FILE, that of this machine",
	.reads_tree = true,
	.open = open_firmware,
	.next = next,
	.close = close_firmware,
};
