/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The nodes in a description. */
#include <inttypes.h>

#include <numakva/numakva.h>

#include "base/number.h"
#include "write/yaml/yaml_parts.h"
#include "write/yaml/yaml_string.h"

/* --- the SRAT --- */

static void put_processors(struct nkv_yaml *yaml)
{
	const struct nkv_machine *machine = yaml->machine;

	fputs(machine->processor_count > 0 ? "  processors:\n" : "  processors: []\n", yaml->out);
	for (size_t i = 0; i < machine->processor_count; i++)
		fprintf(yaml->out, "    - {pxm: %u, apic: 0x%02x, enabled: %s}\n",
			machine->processors[i].pxm, machine->processors[i].apic,
			nkv_yaml_boolean(machine->processors[i].enabled));
}

static void put_memory(struct nkv_yaml *yaml)
{
	const struct nkv_machine *machine = yaml->machine;
	int start_width = 0, end_width = 0;
	char amount[NKV_YAML_COMMENT_BYTES];

	for (size_t i = 0; i < machine->memory_count; i++) {
		const struct nkv_srat_memory *memory = &machine->memory[i];

		start_width = nkv_yaml_wider(start_width, nkv_yaml_hex_width(memory->start));
		end_width =
			nkv_yaml_wider(end_width, nkv_yaml_hex_width(memory->start + memory->size));
	}
	fputs(machine->memory_count > 0 ? "  memory:\n" : "  memory: []\n", yaml->out);
	for (size_t i = 0; i < machine->memory_count; i++) {
		const struct nkv_srat_memory *memory = &machine->memory[i];

		fprintf(yaml->out, "    - {pxm: %u, ", memory->pxm);
		nkv_yaml_put_range(yaml->out, memory->start, memory->size, start_width, end_width);
		fprintf(yaml->out, "hotplug: %s, enabled: %s} # %s\n",
			nkv_yaml_boolean(memory->hotplug), nkv_yaml_boolean(memory->enabled),
			nkv_yaml_amount(memory->size, amount));
	}
}

void nkv_yaml_put_srat(struct nkv_yaml *yaml)
{
	nkv_yaml_put_assumed(yaml, "srat");
	if (!yaml->machine->has_srat) {
		fputs("# no srat: one node, flat\n", yaml->out);
		return;
	}
	fputs("srat:\n", yaml->out);
	put_processors(yaml);
	put_memory(yaml);
}

/* --- ACPI tables --- */

void nkv_yaml_put_acpi(struct nkv_yaml *yaml)
{
	const struct nkv_machine *machine = yaml->machine;

	nkv_yaml_put_assumed(yaml, "acpi");
	if (!machine->has_acpi) {
		if (nkv_yaml_assumption(yaml, "", "acpi"))
			fputs("# no acpi: the SRAT is found\n", yaml->out);
		return;
	}
	nkv_yaml_put_assumed(yaml, "acpi.tables");
	fputs("acpi:\n", yaml->out);
	fputs(machine->acpi_table_count > 0 ? "  tables:\n" : "  tables: []\n", yaml->out);
	for (size_t i = 0; i < machine->acpi_table_count; i++) {
		const struct nkv_acpi_table *table = &machine->acpi_tables[i];

		fputs("    - {signature: ", yaml->out);
		yaml->failed = !nkv_yaml_quoted(yaml->out, table->signature) || yaml->failed;
		if (table->has_start)
			fprintf(yaml->out, ", start: 0x%" PRIx32, table->start);
		if (table->has_length)
			fprintf(yaml->out, ", length: 0x%" PRIx32, table->length);
		fputs("}\n", yaml->out);
	}
}

/* --- the quads of a NUMA-Q --- */

void nkv_yaml_put_numaq(struct nkv_yaml *yaml)
{
	const struct nkv_machine *machine = yaml->machine;
	char start[NKV_NUMBER_BYTES], size[NKV_NUMBER_BYTES], gap[NKV_NUMBER_BYTES];
	char amount[NKV_YAML_COMMENT_BYTES];

	nkv_yaml_put_assumed(yaml, "numaq");
	fputs("numaq:\n", yaml->out);
	for (size_t i = 0; i < machine->quad_count; i++) {
		const struct nkv_quad *quad = &machine->quads[i];

		fprintf(yaml->out, "  - {quad: %u, start: %s, size: %s, private: %s} # %s\n",
			quad->number, nkv_number_text(quad->start, start),
			nkv_number_text(quad->size, size),
			nkv_number_text(quad->private_bytes, gap),
			nkv_yaml_amount(quad->size, amount));
	}
}
