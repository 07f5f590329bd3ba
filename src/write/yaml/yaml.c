/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The machine itself, as a description with every key and a comment on each:
 * to be kept, edited and planned again (formats: the machine description).
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/number.h"
#include "write/yaml/yaml.h"
#include "write/yaml/yaml_string.h"

enum {
	COMMENT_COLUMN = 34, /* where comments on the kernel's keys begin */
	COMMENT_BYTES = 32,
	TYPE_WIDTH = 10, /* of any type's number, and of most names */
};

struct yaml {
	FILE *out;
	const struct nkv_machine *machine;
	const struct nkv_subject *subject;
	bool failed; /* no memory */
};

/* --- numbers --- */

static const char *hex_text(uint64_t number, char text[NKV_NUMBER_BYTES])
{
	snprintf(text, NKV_NUMBER_BYTES, "0x%" PRIx64, number);
	return text;
}

/* How much it is, for a comment: 639 KiB, 1023.9 MiB. */
static const char *amount_text(uint64_t bytes, char text[COMMENT_BYTES])
{
	if (bytes < UINT64_C(1) << 20)
		snprintf(text, COMMENT_BYTES, "%" PRIu64 " KiB", bytes >> 10);
	else if (bytes % (UINT64_C(1) << 20) == 0)
		snprintf(text, COMMENT_BYTES, "%" PRIu64 " MiB", bytes >> 20);
	else
		snprintf(text, COMMENT_BYTES, "%.1f MiB", (double)bytes / 1048576);
	return text;
}

static int hex_width(uint64_t number)
{
	char text[NKV_NUMBER_BYTES];

	return (int)strlen(hex_text(number, text));
}

static int wider(int a, int b)
{
	return a > b ? a : b;
}

/* --- keys and comments --- */

static const struct nkv_assumption *find_assumption(const struct yaml *yaml, const char *mapping,
						    const char *key)
{
	size_t length = strlen(mapping);

	for (size_t i = 0; i < yaml->subject->assumption_count; i++) {
		const struct nkv_assumption *assumed = &yaml->subject->assumptions[i];

		if (strncmp(assumed->key, mapping, length) == 0 &&
		    strcmp(assumed->key + length, key) == 0)
			return assumed;
	}
	return NULL;
}

static void put_why(struct yaml *yaml, const struct nkv_assumption *assumed)
{
	fputs("# assumed: ", yaml->out);
	if (!nkv_yaml_comment(yaml->out, assumed->why))
		yaml->failed = true;
}

/* Before a key that has no comment of its own. */
static void put_assumed(struct yaml *yaml, const char *key)
{
	const struct nkv_assumption *assumed = find_assumption(yaml, "", key);

	if (!assumed)
		return;
	put_why(yaml, assumed);
	fputc('\n', yaml->out);
}

/* A key of the kernel, whose comment says why its value is assumed, if it is. */
static void put_kernel_key(struct yaml *yaml, const char *key, const char *value,
			   const char *comment)
{
	const struct nkv_assumption *assumed = find_assumption(yaml, "kernel.", key);
	int used = fprintf(yaml->out, "  %s: %s", key, value);

	fprintf(yaml->out, "%*s", used < COMMENT_COLUMN ? COMMENT_COLUMN - used : 1, "");
	if (assumed)
		put_why(yaml, assumed);
	else
		fprintf(yaml->out, "# %s", comment);
	fputc('\n', yaml->out);
}

static void put_kernel_address(struct yaml *yaml, const char *key, uint32_t value,
			       const char *comment)
{
	char text[NKV_NUMBER_BYTES];

	put_kernel_key(yaml, key, hex_text(value, text), comment);
}

static void put_kernel_number(struct yaml *yaml, const char *key, uint32_t value,
			      const char *comment)
{
	char text[NKV_NUMBER_BYTES];

	snprintf(text, sizeof(text), "%" PRIu32, value);
	put_kernel_key(yaml, key, text, comment);
}

static const char *boolean(bool value)
{
	return value ? "true" : "false";
}

static void put_kernel(struct yaml *yaml)
{
	const struct nkv_kernel *kernel = &yaml->machine->kernel;
	/* A bare off is false to other readers of YAML. */
	const char *highmem =
		kernel->highmem == NKV_HIGHMEM_OFF ? "\"off\"" : nkv_highmem_name(kernel->highmem);

	fputs("kernel:\n", yaml->out);
	put_kernel_key(yaml, "profile", kernel->profile->name,
		       "its rules; numakva-plan --list-profiles");
	put_kernel_key(yaml, "highmem", highmem, "CONFIG_HIGHMEM: 64G, 4G or off");
	put_kernel_key(yaml, "pae", boolean(kernel->pae), "CONFIG_X86_PAE: always with 64G");
	put_kernel_key(yaml, "memory_model", nkv_memory_model_name(kernel->memory_model),
		       "CONFIG_DISCONTIGMEM or CONFIG_SPARSEMEM");
	put_kernel_address(yaml, "page_offset", kernel->page_offset, "PAGE_OFFSET");
	put_kernel_number(yaml, "struct_page", kernel->struct_page_bytes, "sizeof(struct page)");
	put_kernel_number(yaml, "pg_data", kernel->pg_data_bytes, "sizeof(pg_data_t)");
	put_kernel_number(yaml, "max_numnodes", kernel->max_numnodes,
			  "MAX_NUMNODES: 8, or 16 on NUMA-Q");
	put_kernel_number(yaml, "cache_line", kernel->cache_line_bytes, "L1_CACHE_BYTES");
	put_kernel_address(yaml, "text", kernel->text, "where the kernel is loaded");
	put_kernel_address(yaml, "init_pg_tables_end", kernel->init_pg_tables_end,
			   "the log's min_low_pfn, times 4096");
	put_kernel_key(yaml, "amd_k7", boolean(kernel->amd_k7), "the processor is an AMD K7");
}

/* --- what the boot loader and the firmware leave in memory --- */

static void put_string(struct yaml *yaml, const char *key, const char *text,
		       bool (*put)(FILE *out, const char *text))
{
	put_assumed(yaml, key);
	fprintf(yaml->out, "%s: ", key);
	if (!put(yaml->out, text))
		yaml->failed = true;
	fputc('\n', yaml->out);
}

static void put_sized_range(FILE *out, uint32_t start, uint32_t bytes)
{
	char size[NKV_NUMBER_BYTES];

	fprintf(out, "{start: 0x%" PRIx32 ", size: %s", start, nkv_number_text(bytes, size));
}

static void put_initrd(struct yaml *yaml)
{
	const struct nkv_machine *machine = yaml->machine;

	put_assumed(yaml, "initrd");
	if (machine->initrd_start == 0 && machine->initrd_size == 0) {
		fputs("# no initrd\n", yaml->out);
		return;
	}
	fputs("initrd: ", yaml->out);
	put_sized_range(yaml->out, machine->initrd_start, machine->initrd_size);
	fputs("}\n", yaml->out);
}

static void put_ebda(struct yaml *yaml)
{
	put_assumed(yaml, "ebda");
	if (yaml->machine->ebda)
		fprintf(yaml->out, "ebda: 0x%" PRIx32 "\n", yaml->machine->ebda);
	else
		fputs("# no ebda\n", yaml->out);
}

static void put_reserve(struct yaml *yaml)
{
	const struct nkv_machine *machine = yaml->machine;

	put_assumed(yaml, "reserve");
	fputs(machine->reserve_count > 0 ? "reserve:\n" : "reserve: []\n", yaml->out);
	for (size_t i = 0; i < machine->reserve_count; i++) {
		const struct nkv_firmware_reserve *reserve = &machine->reserve[i];

		fputs("  - ", yaml->out);
		put_sized_range(yaml->out, reserve->start, reserve->size);
		fputs(", by: ", yaml->out);
		if (!nkv_yaml_string(yaml->out, reserve->by))
			yaml->failed = true;
		fputs("}\n", yaml->out);
	}
}

/* --- the memory map --- */

/* "start: 0x0,     end: 0x9fc00", in columns of the widths given. */
static void put_range(FILE *out, uint64_t start, uint64_t size, int start_width, int end_width)
{
	char first[NKV_NUMBER_BYTES], end[NKV_NUMBER_BYTES];

	hex_text(start, first);
	hex_text(start + size, end);
	fprintf(out, "start: %s,%*s end: %s,%*s ", first, start_width - (int)strlen(first), "", end,
		end_width - (int)strlen(end), "");
}

static void put_e820(struct yaml *yaml)
{
	const struct nkv_machine *machine = yaml->machine;
	int start_width = 0, end_width = 0;
	char amount[COMMENT_BYTES], number[NKV_NUMBER_BYTES];

	for (size_t i = 0; i < machine->e820_count; i++) {
		const struct nkv_e820_entry *entry = &machine->e820[i];

		start_width = wider(start_width, hex_width(entry->start));
		end_width = wider(end_width, hex_width(entry->start + entry->size));
	}
	put_assumed(yaml, "e820");
	fputs("e820:\n", yaml->out);
	for (size_t i = 0; i < machine->e820_count; i++) {
		const struct nkv_e820_entry *entry = &machine->e820[i];
		const char *type = nkv_e820_type_name(entry->type);

		fputs("  - {", yaml->out);
		put_range(yaml->out, entry->start, entry->size, start_width, end_width);
		if (!type)
			snprintf(number, sizeof(number), "%" PRIu32, entry->type);
		fprintf(yaml->out, "type: %s}%*s", type ? type : number,
			TYPE_WIDTH - (int)strlen(type ? type : number), "");
		fprintf(yaml->out, " # %s\n", amount_text(entry->size, amount));
	}
}

/* --- the SRAT --- */

static void put_processors(struct yaml *yaml)
{
	const struct nkv_machine *machine = yaml->machine;

	fputs(machine->processor_count > 0 ? "  processors:\n" : "  processors: []\n", yaml->out);
	for (size_t i = 0; i < machine->processor_count; i++)
		fprintf(yaml->out, "    - {pxm: %u, apic: 0x%02x, enabled: %s}\n",
			machine->processors[i].pxm, machine->processors[i].apic,
			boolean(machine->processors[i].enabled));
}

static void put_memory(struct yaml *yaml)
{
	const struct nkv_machine *machine = yaml->machine;
	int start_width = 0, end_width = 0;
	char amount[COMMENT_BYTES];

	for (size_t i = 0; i < machine->memory_count; i++) {
		const struct nkv_srat_memory *memory = &machine->memory[i];

		start_width = wider(start_width, hex_width(memory->start));
		end_width = wider(end_width, hex_width(memory->start + memory->size));
	}
	fputs(machine->memory_count > 0 ? "  memory:\n" : "  memory: []\n", yaml->out);
	for (size_t i = 0; i < machine->memory_count; i++) {
		const struct nkv_srat_memory *memory = &machine->memory[i];

		fprintf(yaml->out, "    - {pxm: %u, ", memory->pxm);
		put_range(yaml->out, memory->start, memory->size, start_width, end_width);
		fprintf(yaml->out, "hotplug: %s, enabled: %s} # %s\n", boolean(memory->hotplug),
			boolean(memory->enabled), amount_text(memory->size, amount));
	}
}

static void put_srat(struct yaml *yaml)
{
	put_assumed(yaml, "srat");
	if (!yaml->machine->has_srat) {
		fputs("# no srat: one node, flat\n", yaml->out);
		return;
	}
	fputs("srat:\n", yaml->out);
	put_processors(yaml);
	put_memory(yaml);
}

/* --- the quads of a NUMA-Q --- */

static void put_numaq(struct yaml *yaml)
{
	const struct nkv_machine *machine = yaml->machine;
	char start[NKV_NUMBER_BYTES], size[NKV_NUMBER_BYTES], gap[NKV_NUMBER_BYTES];
	char amount[COMMENT_BYTES];

	put_assumed(yaml, "numaq");
	fputs("numaq:\n", yaml->out);
	for (size_t i = 0; i < machine->quad_count; i++) {
		const struct nkv_quad *quad = &machine->quads[i];

		fprintf(yaml->out, "  - {quad: %u, start: %s, size: %s, private: %s} # %s\n",
			quad->number, nkv_number_text(quad->start, start),
			nkv_number_text(quad->size, size),
			nkv_number_text(quad->private_bytes, gap), amount_text(quad->size, amount));
	}
}

/* --- limits --- */

static bool has_limits(const struct nkv_limits *limits)
{
	bool has_any = limits->allowed_hazards != 0;

	for (size_t i = 0; i < NKV_LIMIT_COUNT; i++)
		has_any = has_any || limits->bounds[i].set;
	return has_any;
}

static void put_limits(const struct yaml *yaml)
{
	const struct nkv_limits *limits = &yaml->machine->limits;
	char size[NKV_NUMBER_BYTES];
	const char *before = "";

	if (!has_limits(limits))
		return;
	fputs("limits:\n", yaml->out);
	for (unsigned int i = 0; i < NKV_LIMIT_COUNT; i++)
		if (limits->bounds[i].set)
			fprintf(yaml->out, "  %s: %s\n", nkv_limit_info((enum nkv_limit)i)->name,
				nkv_number_text(limits->bounds[i].bytes, size));
	fputs("  allow: [", yaml->out);
	for (int code = 0; code < NKV_HAZARD_COUNT; code++) {
		if (!(limits->allowed_hazards >> code & 1))
			continue;
		fprintf(yaml->out, "%s%s", before,
			nkv_hazard_info((enum nkv_hazard_code)code)->code);
		before = ", ";
	}
	fputs("]\n", yaml->out);
}

bool nkv_write_yaml(struct nkv_output *output, const struct nkv_subject *subject)
{
	const struct nkv_machine *machine = subject->plan->machine;
	struct yaml yaml = { .out = output->file, .machine = machine, .subject = subject };

	fputs("# A machine for numakva-plan; numakva-plan(5) has the keys.\nnumakva: 1\n",
	      yaml.out);
	if (machine->name)
		put_string(&yaml, "name", machine->name, nkv_yaml_string);
	put_kernel(&yaml);
	put_string(&yaml, "cmdline", machine->cmdline ? machine->cmdline : "", nkv_yaml_quoted);
	put_initrd(&yaml);
	put_ebda(&yaml);
	put_reserve(&yaml);
	put_e820(&yaml);
	if (machine->quad_count > 0)
		put_numaq(&yaml);
	else
		put_srat(&yaml);
	put_limits(&yaml);
	return !yaml.failed;
}
