/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The machine itself as a description, with every key and a comment on each: to
 * be kept, edited and planned again (formats: the machine description).
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/number.h"
#include "write/yaml/yaml.h"
#include "write/yaml/yaml_parts.h"
#include "write/yaml/yaml_string.h"

enum {
	COMMENT_COLUMN = 34, /* the column of comments on the kernel's keys */
	TYPE_WIDTH = 10,     /* enough for any type's number, and for most names */
};

/* --- keys and comments --- */

/* Puts a key of the kernel. If its value is assumed, the comment says why. */
static void put_kernel_key(struct nkv_yaml *yaml, const char *key, const char *value,
			   const char *comment)
{
	const struct nkv_assumption *assumed = nkv_yaml_assumption(yaml, "kernel.", key);
	int used = fprintf(yaml->out, "  %s: %s", key, value);

	fprintf(yaml->out, "%*s", used < COMMENT_COLUMN ? COMMENT_COLUMN - used : 1, "");
	if (assumed)
		nkv_yaml_put_why(yaml, assumed);
	else
		fprintf(yaml->out, "# %s", comment);
	fputc('\n', yaml->out);
}

static void put_kernel_address(struct nkv_yaml *yaml, const char *key, uint32_t value,
			       const char *comment)
{
	char text[NKV_NUMBER_BYTES];

	put_kernel_key(yaml, key, nkv_yaml_hex(value, text), comment);
}

static void put_kernel_number(struct nkv_yaml *yaml, const char *key, uint32_t value,
			      const char *comment)
{
	char text[NKV_NUMBER_BYTES];

	snprintf(text, sizeof(text), "%" PRIu32, value);
	put_kernel_key(yaml, key, text, comment);
}

static void put_kernel(struct nkv_yaml *yaml)
{
	const struct nkv_kernel *kernel = &yaml->machine->kernel;
	/* Other readers of YAML take a plain off as false. */
	const char *highmem =
		kernel->highmem == NKV_HIGHMEM_OFF ? "\"off\"" : nkv_highmem_name(kernel->highmem);

	fputs("kernel:\n", yaml->out);
	put_kernel_key(yaml, "profile", kernel->profile->name, "see numakva-plan --list-profiles");
	put_kernel_key(yaml, "highmem", highmem, "CONFIG_HIGHMEM: 64G, 4G or off");
	put_kernel_key(yaml, "pae", nkv_yaml_boolean(kernel->pae),
		       "CONFIG_X86_PAE: always with 64G");
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
			   nkv_profile_reserves_early(kernel->profile)
				   ? "end of the boot page tables"
				   : "the log's min_low_pfn, times 4096");
	put_kernel_key(yaml, "amd_k7", nkv_yaml_boolean(kernel->amd_k7),
		       "the processor is an AMD K7");
	if (nkv_profile_reserves_early(kernel->profile) ||
	    kernel->nr_cpus != nkv_kernel_default().nr_cpus)
		put_kernel_number(yaml, "nr_cpus", kernel->nr_cpus, "CONFIG_NR_CPUS");
	if (kernel->has_image_end)
		put_kernel_address(yaml, "image_end", kernel->image_end,
				   "where the kernel's image ends");
}

/* --- what the boot loader and the firmware leave in memory --- */

static void put_string(struct nkv_yaml *yaml, const char *key, const char *text,
		       bool (*put)(FILE *out, const char *text))
{
	nkv_yaml_put_assumed(yaml, key);
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

static void put_initrd(struct nkv_yaml *yaml)
{
	const struct nkv_machine *machine = yaml->machine;

	nkv_yaml_put_assumed(yaml, "initrd");
	if (machine->initrd_start == 0 && machine->initrd_size == 0) {
		fputs("# no initrd\n", yaml->out);
		return;
	}
	fputs("initrd: ", yaml->out);
	put_sized_range(yaml->out, machine->initrd_start, machine->initrd_size);
	fputs("}\n", yaml->out);
}

static void put_ebda(struct nkv_yaml *yaml)
{
	nkv_yaml_put_assumed(yaml, "ebda");
	if (yaml->machine->ebda)
		fprintf(yaml->out, "ebda: 0x%" PRIx32 "\n", yaml->machine->ebda);
	else
		fputs("# no ebda\n", yaml->out);
}

static void put_reserve(struct nkv_yaml *yaml)
{
	const struct nkv_machine *machine = yaml->machine;

	nkv_yaml_put_assumed(yaml, "reserve");
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

static void put_e820(struct nkv_yaml *yaml)
{
	const struct nkv_machine *machine = yaml->machine;
	int start_width = 0, end_width = 0;
	char amount[NKV_YAML_COMMENT_BYTES], number[NKV_NUMBER_BYTES];

	for (size_t i = 0; i < machine->e820_count; i++) {
		const struct nkv_e820_entry *entry = &machine->e820[i];

		start_width = nkv_yaml_wider(start_width, nkv_yaml_hex_width(entry->start));
		end_width =
			nkv_yaml_wider(end_width, nkv_yaml_hex_width(entry->start + entry->size));
	}
	nkv_yaml_put_assumed(yaml, "e820");
	fputs("e820:\n", yaml->out);
	for (size_t i = 0; i < machine->e820_count; i++) {
		const struct nkv_e820_entry *entry = &machine->e820[i];
		const char *type = nkv_e820_type_name(entry->type);

		fputs("  - {", yaml->out);
		nkv_yaml_put_range(yaml->out, entry->start, entry->size, start_width, end_width);
		if (!type)
			snprintf(number, sizeof(number), "%" PRIu32, entry->type);
		fprintf(yaml->out, "type: %s}%*s", type ? type : number,
			TYPE_WIDTH - (int)strlen(type ? type : number), "");
		fprintf(yaml->out, " # %s\n", nkv_yaml_amount(entry->size, amount));
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

static void put_limits(const struct nkv_yaml *yaml)
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
	struct nkv_yaml yaml = { .out = output->file, .machine = machine, .subject = subject };

	fputs("# A machine for numakva-plan; numakva-plan(5) describes the keys.\nnumakva: 1\n",
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
		nkv_yaml_put_numaq(&yaml);
	else
		nkv_yaml_put_srat(&yaml);
	nkv_yaml_put_acpi(&yaml);
	put_limits(&yaml);
	return !yaml.failed;
}
