/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/srat/srat_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "read/srat/plain_text.h"
#include "base/text.h"
#include "read/machine/found_machine.h"
#include "read/srat/acpidump.h"
#include "read/srat/srat_list.h"
#include "read/srat/srat_table.h"

enum {
	HEAD_BYTES = 1 << 16, /* of the file: enough to recognise it */
	BLOCK_BYTES = 1 << 14,
};

struct nkv_srat_file {
	const char *path;
	struct nkv_pool pool;
	struct nkv_report report;
	struct nkv_srat_list list;
	struct nkv_acpidump *dump; /* NULL: the file is not a dump */
	struct nkv_builder builder;
};

struct nkv_srat_file *nkv_srat_file_new(const char *path)
{
	struct nkv_srat_file *file = calloc(1, sizeof(*file));

	if (!file)
		return NULL;
	file->path = path;
	file->report.pool = &file->pool;
	return file;
}

void nkv_srat_file_free(struct nkv_srat_file *file)
{
	if (!file)
		return;
	nkv_srat_list_free(&file->list);
	if (file->dump)
		nkv_acpidump_free(file->dump);
	free(file->dump);
	nkv_builder_free(&file->builder);
	nkv_pool_free(&file->pool);
	free(file);
}

/* --- the file --- */

/* Reads the rest of a table, or of its text. */
static enum nkv_file_result read_table(struct nkv_srat_file *file, FILE *stream,
				       struct nkv_file *contents, bool is_text)
{
	enum nkv_file_result result = nkv_file_finish(stream, contents);
	struct nkv_plain_text plain = { 0 };

	if (result == NKV_FILE_READ && is_text)
		contents->length = nkv_plain_text(&plain, contents->bytes, contents->length);
	if (result == NKV_FILE_READ)
		nkv_srat_list_read(&file->list, contents->bytes, contents->length, file->path,
				   &file->report);
	return result;
}

/* Notes what else the dump contains, because plans depend on it. */
static void note_tables(struct nkv_srat_file *file)
{
	const struct nkv_acpidump *dump = file->dump;
	const struct nkv_position position = { file->path, dump->srat_line, 1 };

	if (file->report.error_count == 0 && dump->knows_tables)
		nkv_report_remark(&file->report, NKV_GRAVITY_NOTE, &position,
				  "machines without acpi.tables get the %zu tables of this dump",
				  dump->table_count);
}

/* A dump of all tables has megabytes, and little of it is kept. */
static enum nkv_file_result read_dump(struct nkv_srat_file *file, FILE *stream,
				      const struct nkv_file *head, struct nkv_plain_text *plain)
{
	unsigned char block[BLOCK_BYTES];
	size_t length;

	file->dump = calloc(1, sizeof(*file->dump));
	if (!file->dump)
		return NKV_FILE_UNREAD;
	nkv_acpidump_read(file->dump, head->bytes, head->length);
	while ((length = fread(block, 1, sizeof(block), stream)) > 0)
		nkv_acpidump_read(file->dump, block, nkv_plain_text(plain, block, length));
	nkv_acpidump_end(file->dump);
	if (file->dump->no_memory)
		errno = ENOMEM;
	if (file->dump->no_memory || ferror(stream))
		return NKV_FILE_UNREAD;
	nkv_srat_list_read_made(&file->list, &file->dump->srat, file->path, &file->report);
	note_tables(file);
	return NKV_FILE_READ;
}

/* What the file begins with, as plain text; the limit of a file counts the bytes that it has. */
static enum nkv_file_result read_text(struct nkv_srat_file *file, FILE *stream,
				      struct nkv_file *contents)
{
	struct nkv_plain_text plain = { 0 };
	struct nkv_file head = { malloc(contents->length + 1), contents->length };
	enum nkv_file_result result;

	if (!head.bytes)
		return NKV_FILE_UNREAD;
	memcpy(head.bytes, contents->bytes, contents->length);
	head.length = nkv_plain_text(&plain, head.bytes, head.length);
	if (nkv_acpidump_begins(head.bytes, head.length))
		result = read_dump(file, stream, &head, &plain);
	else
		result = read_table(file, stream, contents, true);
	free(head.bytes);
	return result;
}

static enum nkv_file_result read_stream(struct nkv_srat_file *file, FILE *stream)
{
	struct nkv_file contents;
	enum nkv_file_result result = nkv_file_begin(stream, HEAD_BYTES, &contents);

	if (result != NKV_FILE_READ)
		return result;
	if (nkv_srat_is_table(contents.bytes, contents.length) &&
	    !nkv_bytes_begin_with((const char *)contents.bytes, contents.length, "SRAT @ "))
		result = read_table(file, stream, &contents, false);
	else
		result = read_text(file, stream, &contents);
	free(contents.bytes);
	return result;
}

/* A file that is too large is an error in the file, not a failed read. */
static enum nkv_file_result read_list(struct nkv_srat_file *file)
{
	const struct nkv_position position = { .origin = file->path };
	enum nkv_file_result result;
	FILE *stream = nkv_file_open(file->path, &result);
	int error;

	if (!stream)
		return result;
	result = read_stream(file, stream);
	error = errno;
	fclose(stream);
	errno = error;
	if (result == NKV_FILE_TOO_LARGE)
		nkv_report_error(&file->report, &position, "%s", nkv_file_why(result));
	return result;
}

enum nkv_srat_file_result nkv_srat_file_read(struct nkv_srat_file *file,
					     struct nkv_document *document)
{
	enum nkv_file_result result = read_list(file);

	if (result == NKV_FILE_UNOPENED)
		return NKV_SRAT_FILE_UNOPENED;
	if (file->report.no_memory)
		errno = ENOMEM;
	if (result == NKV_FILE_UNREAD || file->report.no_memory)
		return NKV_SRAT_FILE_UNREAD;
	*document = (struct nkv_document){
		.diagnostics = file->report.diagnostics,
		.diagnostic_count = file->report.count,
	};
	return file->report.error_count > 0 ? NKV_SRAT_FILE_BAD : NKV_SRAT_FILE_READ;
}

/* --- a machine --- */

/* Drops the assumption that there is no SRAT. */
static void keep_assumptions(struct nkv_srat_file *file, struct nkv_document *document)
{
	const struct nkv_assumption *all = document->assumptions;
	struct nkv_assumption *kept = nkv_pool_take(
		&file->pool, (document->assumption_count + 1) * sizeof(*document->assumptions));
	size_t count = 0;

	if (!kept) {
		file->report.no_memory = true;
		return;
	}
	for (size_t i = 0; i < document->assumption_count; i++)
		if (!nkv_text_begins_with(all[i].key, "srat"))
			kept[count++] = all[i];
	document->assumptions = kept;
	document->assumption_count = count;
}

/* The index of the first SRAT in a list; its count if there is none. */
static size_t find_srat(const struct nkv_machine *machine)
{
	size_t index = 0;

	while (index < machine->acpi_table_count &&
	       strcmp(machine->acpi_tables[index].signature, "SRAT") != 0)
		index++;
	return index;
}

/*
 * Puts the file's table in the place of the machine's first SRAT, or at the end of its list
 * (srat-in-reach).
 */
static void put_table(struct nkv_srat_file *file, struct nkv_machine *machine)
{
	size_t at = find_srat(machine), count = machine->acpi_table_count;
	struct nkv_acpi_table *tables = nkv_pool_take(&file->pool, (count + 1) * sizeof(*tables));

	if (!tables) {
		file->report.no_memory = true;
		return;
	}
	memset(tables, 0, (count + 1) * sizeof(*tables));
	if (count > 0)
		memcpy(tables, machine->acpi_tables, count * sizeof(*tables));
	memcpy(tables[at].signature, "SRAT", sizeof("SRAT"));
	tables[at].has_length = true;
	tables[at].length = (uint32_t)file->list.table_bytes;
	machine->acpi_tables = tables;
	machine->acpi_table_count = at < count ? count : count + 1;
}

static void compose(struct nkv_srat_file *file, const struct nkv_machine *machine)
{
	struct nkv_found_machine found = {
		.machine = *machine,
		.position = { .origin = file->path },
		.processor_positions = file->list.processor_positions,
		.memory_positions = file->list.memory_positions,
	};

	found.machine.has_srat = true;
	found.machine.quad_count = 0;
	found.machine.processors = file->list.processors;
	found.machine.processor_count = file->list.processor_count;
	found.machine.memory = file->list.memory;
	found.machine.memory_count = file->list.memory_count;
	if (machine->has_acpi)
		put_table(file, &found.machine);
	else if (file->dump && file->dump->knows_tables) {
		found.machine.has_acpi = true;
		found.machine.acpi_tables = file->dump->tables;
		found.machine.acpi_table_count = file->dump->table_count;
	}
	nkv_found_machine_build(&found, NULL, 0, &file->builder, &file->report);
	file->builder.machine.limits = machine->limits;
}

bool nkv_srat_file_apply(struct nkv_srat_file *file, struct nkv_document *document)
{
	if (!document->machine)
		return true;
	nkv_pool_reset(&file->pool);
	nkv_report_reset(&file->report);
	compose(file, document->machine);
	keep_assumptions(file, document);
	/* What is remarked on was so where the machine is from. */
	if (file->report.error_count > 0) {
		document->machine = NULL;
		document->diagnostics = file->report.diagnostics;
		document->diagnostic_count = file->report.count;
	} else {
		document->machine = &file->builder.machine;
	}
	return !file->report.no_memory;
}
