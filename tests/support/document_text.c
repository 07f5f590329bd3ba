/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include "support/document_text.h"

#include <inttypes.h>
#include <stdio.h>

#include <numakva/profile.h>

static void put_text(FILE *out, const char *key, const char *text)
{
	fprintf(out, "%s %s%s\n", key, text ? "= " : "-", text ? text : "");
}

static void put_kernel(FILE *out, const struct nkv_kernel *kernel)
{
	fprintf(out, "kernel %s %d %d %d %" PRIx32, kernel->profile->name, kernel->highmem,
		kernel->pae, kernel->memory_model, kernel->page_offset);
	fprintf(out, " %" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu32, kernel->struct_page_bytes,
		kernel->pg_data_bytes, kernel->max_numnodes, kernel->cache_line_bytes);
	fprintf(out, " %" PRIx32 " %" PRIx32 " %" PRIu32 " %d %" PRIx32 " %d\n", kernel->text,
		kernel->init_pg_tables_end, kernel->nr_cpus, kernel->has_image_end,
		kernel->image_end, kernel->amd_k7);
}

static void put_memory(FILE *out, const struct nkv_machine *machine)
{
	fprintf(out, "initrd %" PRIx32 " %" PRIx32 " ebda %" PRIx32 "\n", machine->initrd_start,
		machine->initrd_size, machine->ebda);
	for (size_t i = 0; i < machine->reserve_count; i++)
		fprintf(out, "reserve %" PRIx32 " %" PRIx32 " %s\n", machine->reserve[i].start,
			machine->reserve[i].size, machine->reserve[i].by);
	for (size_t i = 0; i < machine->e820_count; i++)
		fprintf(out, "e820 %" PRIx64 " %" PRIx64 " %" PRIu32 "\n", machine->e820[i].start,
			machine->e820[i].size, machine->e820[i].type);
}

static void put_nodes(FILE *out, const struct nkv_machine *machine)
{
	fprintf(out, "srat %d\n", machine->has_srat);
	for (size_t i = 0; i < machine->processor_count; i++)
		fprintf(out, "processor %d %d %d\n", machine->processors[i].pxm,
			machine->processors[i].apic, machine->processors[i].enabled);
	for (size_t i = 0; i < machine->memory_count; i++)
		fprintf(out, "memory %" PRIx64 " %" PRIx64 " %d %d %d\n", machine->memory[i].start,
			machine->memory[i].size, machine->memory[i].pxm, machine->memory[i].enabled,
			machine->memory[i].hotplug);
	for (size_t i = 0; i < machine->quad_count; i++)
		fprintf(out, "quad %d %" PRIx64 " %" PRIx64 " %" PRIx64 "\n",
			machine->quads[i].number, machine->quads[i].start, machine->quads[i].size,
			machine->quads[i].private_bytes);
}

static void put_tables(FILE *out, const struct nkv_machine *machine)
{
	fprintf(out, "acpi %d\n", machine->has_acpi);
	for (size_t i = 0; i < machine->acpi_table_count; i++) {
		const struct nkv_acpi_table *table = &machine->acpi_tables[i];

		fprintf(out, "table %s %d %d %" PRIx32 " %" PRIx32 "\n", table->signature,
			table->has_start, table->has_length, table->start, table->length);
	}
}

static void put_limits(FILE *out, const struct nkv_limits *limits)
{
	for (size_t i = 0; i < NKV_LIMIT_COUNT; i++)
		fprintf(out, "limit %d %" PRIu64 "\n", limits->bounds[i].set,
			limits->bounds[i].bytes);
	fprintf(out, "allowed %" PRIx64 "\n", limits->allowed_hazards);
}

static void put_machine(FILE *out, const struct nkv_machine *machine)
{
	put_text(out, "name", machine->name);
	put_kernel(out, &machine->kernel);
	put_text(out, "cmdline", machine->cmdline);
	put_memory(out, machine);
	put_nodes(out, machine);
	put_tables(out, machine);
	put_limits(out, &machine->limits);
}

static void put_diagnostic(FILE *out, const struct nkv_diagnostic *diagnostic)
{
	fprintf(out, "%d %s:%zu:%zu: %s\n", diagnostic->gravity, diagnostic->origin,
		diagnostic->line, diagnostic->column, diagnostic->text);
}

char *document_text(const struct nkv_document *document)
{
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	if (!out)
		return NULL;
	put_text(out, "document", document->name);
	fprintf(out, "line %zu, %zu assumptions\n", document->line, document->assumption_count);
	if (document->machine)
		put_machine(out, document->machine);
	for (size_t i = 0; i < document->diagnostic_count; i++)
		put_diagnostic(out, &document->diagnostics[i]);
	fclose(out);
	return text;
}
