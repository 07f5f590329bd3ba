/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Descriptions on standard input, as plain numbers on standard output: what
 * plans.c reads where neither libyaml nor cJSON is.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <numakva/numakva.h>

#include "read/description/reader.h"

/* A string as hexadecimal bytes, after an x, so that an empty one is a word, too. */
static void put_string(const char *text)
{
	putchar('x');
	for (; text && *text; text++)
		printf("%02x", (unsigned int)(unsigned char)*text);
	putchar('\n');
}

static void put_kernel(const struct nkv_kernel *kernel)
{
	printf("%s %d %d %" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu32
	       " %" PRIu32 " %d\n",
	       kernel->profile->name, kernel->highmem, kernel->pae, kernel->page_offset,
	       kernel->struct_page_bytes, kernel->pg_data_bytes, kernel->max_numnodes,
	       kernel->cache_line_bytes, kernel->text, kernel->init_pg_tables_end, kernel->amd_k7);
}

static void put_lists(const struct nkv_machine *machine)
{
	printf("%zu\n", machine->reserve_count);
	for (size_t i = 0; i < machine->reserve_count; i++)
		printf("%" PRIu32 " %" PRIu32 "\n", machine->reserve[i].start,
		       machine->reserve[i].size);
	printf("%zu\n", machine->e820_count);
	for (size_t i = 0; i < machine->e820_count; i++)
		printf("%" PRIu64 " %" PRIu64 " %" PRIu32 "\n", machine->e820[i].start,
		       machine->e820[i].size, machine->e820[i].type);
	printf("%d %zu\n", machine->has_srat, machine->processor_count);
	for (size_t i = 0; i < machine->processor_count; i++)
		printf("%d %d %d\n", machine->processors[i].pxm, machine->processors[i].apic,
		       machine->processors[i].enabled);
	printf("%zu\n", machine->memory_count);
	for (size_t i = 0; i < machine->memory_count; i++)
		printf("%" PRIu64 " %" PRIu64 " %d %d %d\n", machine->memory[i].start,
		       machine->memory[i].size, machine->memory[i].pxm, machine->memory[i].enabled,
		       machine->memory[i].hotplug);
}

int main(void)
{
	struct nkv_reader *reader = nkv_reader_new(stdin, "<stdin>", NULL, 0);
	struct nkv_document document;

	if (!reader)
		return 1;
	while (nkv_reader_next(reader, &document) == NKV_READ_DOCUMENT) {
		const struct nkv_machine *machine = document.machine;

		if (!machine) {
			fprintf(stderr, "%s\n", document.diagnostics[0].text);
			return 1;
		}
		put_kernel(&machine->kernel);
		put_string(machine->cmdline);
		printf("%" PRIu32 " %" PRIu32 " %" PRIu32 "\n", machine->initrd_start,
		       machine->initrd_size, machine->ebda);
		put_lists(machine);
	}
	nkv_reader_free(reader);
	return ferror(stdout) != 0;
}
