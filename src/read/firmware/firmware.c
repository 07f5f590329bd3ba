/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the firmware told a running kernel, as that kernel shows it below
 * /sys/firmware: the memory map it was given, and the SRAT.
 */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <numakva/numakva.h>

#include "base/file.h"
#include "base/number.h"
#include "base/text_check.h"
#include "read/input.h"
#include "read/firmware/tree.h"
#include "read/machine/found_machine.h"
#include "read/machine/override.h"
#include "read/srat/srat_list.h"

enum {
	NAME_BYTES = 40,  /* of "memmap/123456789/start" */
	SHOWN_BYTES = 40, /* of a value in a message */
};

/* What no table of the firmware tells; the values are those of nkv_kernel_default(). */
static const struct nkv_assumption assumptions[] = {
	{ "kernel.profile", "2.6.23-numaboot", "the firmware does not know the kernel" },
	{ "kernel.highmem", "64G", "the firmware does not know the kernel" },
	{ "kernel.page_offset", "0xc0000000", "the firmware does not know the kernel" },
	{ "kernel.struct_page", "32", "the firmware does not know the kernel" },
	{ "kernel.pg_data", "2432", "the firmware does not know the kernel" },
	{ "kernel.max_numnodes", "8", "the firmware does not know the kernel" },
	{ "kernel.cache_line", "128", "the firmware does not know the kernel" },
	{ "kernel.text", "0x100000", "the firmware does not know the kernel" },
	{ "kernel.init_pg_tables_end", "0x569000", "the firmware does not know the kernel" },
	{ "kernel.amd_k7", "false", "no table tells the processor" },
	{ "cmdline", "\"\"", "the boot loader passes it" },
	{ "initrd", "none", "the boot loader places it" },
	{ "ebda", "none", "no table tells it" },
	{ "reserve", "none", "no table tells what else is reserved" },
};

enum { ASSUMPTION_COUNT = sizeof(assumptions) / sizeof(assumptions[0]) };

struct firmware {
	const struct nkv_input *input;
	struct nkv_pool pool;
	struct nkv_report report;
	struct nkv_builder builder;
	struct nkv_tree tree;
	struct nkv_e820_entry *e820; /* the pool's, as are their positions */
	struct nkv_position *e820_positions;
	size_t e820_count;
	struct nkv_srat_list srat;
	bool has_srat;
	struct nkv_assumption assumed[ASSUMPTION_COUNT + 1];
	size_t assumed_count;
	bool given; /* the one document */
};

/* What cannot be read, and why; unless there is no memory. */
static void report_unread(struct firmware *firmware, const char *path, const char *what,
			  const char *why)
{
	const struct nkv_position position = { .origin = path };

	if (errno == ENOMEM)
		firmware->report.no_memory = true;
	else
		nkv_report_error(&firmware->report, &position, "%s: %s", what, why);
}

/* --- memmap --- */

/* A file of one line: its path, and the text without what ends it. */
struct value {
	struct nkv_position position;
	char *text; /* without any NUL; to be freed */
};

/* Takes away what ends the text. What no kernel writes is reported: returns whether there is none. */
static bool check_value(struct firmware *firmware, const struct value *value, size_t length)
{
	struct nkv_position position = value->position;
	struct nkv_text_fault fault;

	while (length > 0 && isspace((unsigned char)value->text[length - 1]))
		length--;
	value->text[length] = '\0';
	fault = nkv_text_check(value->text, length);
	if (!fault.what)
		return true;
	position.line += fault.line;
	position.column += fault.column;
	nkv_report_error(&firmware->report, &position, "%s is not allowed", fault.what);
	return false;
}

/* Reads memmap/NUMBER/KEY. Returns false if there is no value, which is reported. */
static bool read_value(struct firmware *firmware, unsigned long number, const char *key,
		       struct value *value)
{
	struct nkv_file file;
	enum nkv_file_result result;
	char name[NAME_BYTES];

	snprintf(name, sizeof(name), "memmap/%lu/%.8s", number, key);
	value->position = (struct nkv_position){ nkv_tree_path(&firmware->tree, name), 1, 1 };
	if (!value->position.origin) {
		firmware->report.no_memory = true;
		return false;
	}
	errno = 0;
	result = nkv_file_read_regular(value->position.origin, &file);
	if (result != NKV_FILE_READ) {
		report_unread(firmware, value->position.origin, "cannot read",
			      nkv_file_why(result));
		return false;
	}
	value->text = (char *)file.bytes;
	if (check_value(firmware, value, file.length))
		return true;
	free(value->text);
	return false;
}

static bool read_address(struct firmware *firmware, unsigned long number, const char *key,
			 uint64_t *address, struct nkv_position *position)
{
	struct value value;
	bool is_good;

	if (!read_value(firmware, number, key, &value))
		return false;
	*position = value.position;
	is_good = nkv_number_parse(value.text, strlen(value.text), address) == NKV_NUMBER_OK;
	if (!is_good)
		nkv_report_error(&firmware->report, position,
				 "'%s' is '%.*s', wanted is a number below 2^64", key, SHOWN_BYTES,
				 value.text);
	free(value.text);
	return is_good;
}

/* The words that kernels have for the types, and the numbers that firmware has for them. */
static uint32_t type_of(const char *word)
{
	static const struct {
		const char *word;
		uint32_t type;
	} types[] = {
		{ "System RAM", NKV_E820_USABLE },
		{ "Reserved", NKV_E820_RESERVED },
		{ "ACPI Tables", NKV_E820_ACPI_DATA },
		{ "ACPI Non-volatile Storage", NKV_E820_ACPI_NVS },
		{ "Unusable memory", 5 },
		{ "Persistent Memory", 7 },
		{ "Persistent Memory (legacy)", 12 },
		{ "Soft Reserved", UINT32_C(0xefffffff) },
	};

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcasecmp(types[i].word, word) == 0)
			return types[i].type;
	return 0;
}

static bool read_type(struct firmware *firmware, unsigned long number, uint32_t *type)
{
	struct value value;

	if (!read_value(firmware, number, "type", &value))
		return false;
	*type = type_of(value.text);
	/* A type that the kernel has no word for. Whatever it is, it is not memory to be used. */
	if (*type == 0) {
		*type = NKV_E820_RESERVED;
		nkv_report_remark(&firmware->report, NKV_GRAVITY_WARNING, &value.position,
				  "unknown type '%.*s', taken for reserved", SHOWN_BYTES,
				  value.text);
	}
	free(value.text);
	return true;
}

/* An entry's end is its last byte. */
static bool make_entry(struct firmware *firmware, uint64_t start, uint64_t last,
		       const struct nkv_position *last_position, struct nkv_e820_entry *entry)
{
	if (last < start || last == UINT64_MAX) {
		nkv_report_error(&firmware->report, last_position,
				 "'end' is 0x%" PRIx64 ", wanted is at least the start, 0x%" PRIx64
				 ", and below 2^64 - 1",
				 last, start);
		return false;
	}
	entry->start = start;
	entry->size = last - start + 1;
	return true;
}

static void read_entry(struct firmware *firmware, unsigned long number)
{
	struct nkv_e820_entry *entry = &firmware->e820[firmware->e820_count];
	struct nkv_position *position = &firmware->e820_positions[firmware->e820_count];
	struct nkv_position last_position = { 0 };
	uint64_t start = 0, last = 0;
	/* All three, so that all that is wrong is told. */
	bool has_start = read_address(firmware, number, "start", &start, position);
	bool has_last = read_address(firmware, number, "end", &last, &last_position);
	bool has_type = read_type(firmware, number, &entry->type);

	if (has_start && has_last && has_type &&
	    make_entry(firmware, start, last, &last_position, entry))
		firmware->e820_count++;
}

static void read_map(struct firmware *firmware)
{
	const char *path = nkv_tree_path(&firmware->tree, "memmap");
	const struct nkv_position position = { .origin = path };
	unsigned long *numbers;
	size_t count;

	if (!path || !nkv_tree_numbers(&firmware->tree, "memmap", &numbers, &count)) {
		report_unread(firmware, path, "cannot read the memory map", strerror(errno));
		return;
	}
	if (count == 0) {
		nkv_report_error(&firmware->report, &position, "no memory map: it has no entries");
		return;
	}
	firmware->e820 = nkv_pool_take(&firmware->pool, count * sizeof(*firmware->e820));
	firmware->e820_positions =
		nkv_pool_take(&firmware->pool, count * sizeof(*firmware->e820_positions));
	if (!firmware->e820 || !firmware->e820_positions)
		firmware->report.no_memory = true;
	for (size_t i = 0; i < count && !firmware->report.no_memory; i++)
		read_entry(firmware, numbers[i]);
}

/* --- the SRAT --- */

static void read_srat(struct firmware *firmware)
{
	const char *path = nkv_tree_path(&firmware->tree, "acpi/tables/SRAT");
	struct nkv_file file;
	enum nkv_file_result result;

	if (firmware->input->srat_is_given)
		return;
	if (!path) {
		firmware->report.no_memory = true;
		return;
	}
	errno = 0;
	result = nkv_file_read_regular(path, &file);
	if (result == NKV_FILE_READ) {
		firmware->has_srat = nkv_srat_list_read(&firmware->srat, file.bytes, file.length,
							path, &firmware->report);
		free(file.bytes);
	} else if (errno != ENOENT) {
		report_unread(firmware, path, "cannot read the SRAT", nkv_file_why(result));
	}
}

/* --- the whole --- */

static void note_assumption(struct firmware *firmware, const struct nkv_assumption *assumption)
{
	const struct nkv_input *input = firmware->input;

	if (!nkv_override_concerns(input->overrides, input->override_count, assumption->key))
		firmware->assumed[firmware->assumed_count++] = *assumption;
}

static void note_assumptions(struct firmware *firmware)
{
	static const struct nkv_assumption no_tables = { "srat", "none",
							 "there is no directory acpi/tables" };
	unsigned long *numbers;
	size_t count;

	firmware->assumed_count = 0;
	for (size_t i = 0; i < ASSUMPTION_COUNT; i++)
		note_assumption(firmware, &assumptions[i]);
	if (!firmware->has_srat && !firmware->input->srat_is_given &&
	    !nkv_tree_numbers(&firmware->tree, "acpi/tables", &numbers, &count))
		note_assumption(firmware, &no_tables);
}

static void finish(struct firmware *firmware)
{
	const struct nkv_srat_list *srat = &firmware->srat;
	const struct nkv_found_machine found = {
		.machine = { .kernel = nkv_kernel_default(),
			     .e820 = firmware->e820,
			     .e820_count = firmware->e820_count,
			     .has_srat = firmware->has_srat,
			     .processors = srat->processors,
			     .processor_count = srat->processor_count,
			     .memory = srat->memory,
			     .memory_count = srat->memory_count },
		.position = { .origin = firmware->tree.base },
		.e820_positions = firmware->e820_positions,
		.processor_positions = srat->processor_positions,
		.memory_positions = srat->memory_positions,
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
	if (!nkv_tree_open(&firmware->tree, firmware->input->path, &firmware->pool))
		firmware->report.no_memory = true;
	else
		read_map(firmware);
	if (!report->no_memory)
		read_srat(firmware);
	/* cppcheck-suppress duplicateCondition ; read_srat() may have found no memory */
	if (!report->no_memory)
		finish(firmware);
	result = nkv_report_document(&firmware->report, &firmware->builder.machine, document);
	if (result == NKV_READ_DOCUMENT) {
		document->name = firmware->builder.machine.name;
		document->assumptions = firmware->assumed;
		document->assumption_count = firmware->assumed_count;
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

	nkv_srat_list_free(&firmware->srat);
	nkv_builder_free(&firmware->builder);
	nkv_pool_free(&firmware->pool);
	free(firmware);
}

const struct nkv_input_format nkv_input_firmware = {
	.name = "firmware",
	.summary = "a copy of /sys/firmware, or without FILE this machine's",
	.reads_tree = true,
	.open = open_firmware,
	.next = next,
	.close = close_firmware,
};
