/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Plans machines as export.c writes them, and prints all figures of each plan:
 * a target's output is the same as the host's, byte for byte. Needs no library
 * but the core's and C's.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include <numakva/numakva.h>

enum { LIST_MAX = 1024, CMDLINE_BYTES = 4097 };

/* A machine with room for its lists. */
struct room {
	struct nkv_machine machine;
	char cmdline[CMDLINE_BYTES];
	struct nkv_firmware_reserve reserve[LIST_MAX];
	struct nkv_e820_entry e820[LIST_MAX];
	struct nkv_srat_processor processors[LIST_MAX];
	struct nkv_srat_memory memory[LIST_MAX];
};

/* The next number. What is not there, or too many, ends the program. */
static uint64_t number(uint64_t most)
{
	uint64_t value;

	if (scanf("%" SCNu64, &value) != 1 || value > most) {
		fputs("broken input\n", stderr);
		exit(1);
	}
	return value;
}

static uint32_t number32(void)
{
	return (uint32_t)number(UINT32_MAX);
}

static size_t count(void)
{
	return (size_t)number(LIST_MAX);
}

static bool flag(void)
{
	return number(1) == 1;
}

/* Returns false at the end of the input. */
static bool read_kernel(struct nkv_kernel *kernel)
{
	char name[64];

	if (scanf("%63s", name) != 1)
		return false;
	kernel->profile = nkv_profile_find(name);
	kernel->highmem = (enum nkv_highmem)number(NKV_HIGHMEM_64G);
	kernel->pae = flag();
	kernel->page_offset = number32();
	kernel->struct_page_bytes = number32();
	kernel->pg_data_bytes = number32();
	kernel->max_numnodes = number32();
	kernel->cache_line_bytes = number32();
	kernel->text = number32();
	kernel->init_pg_tables_end = number32();
	kernel->amd_k7 = flag();
	return true;
}

static void read_cmdline(char cmdline[CMDLINE_BYTES])
{
	static char digits[2 * CMDLINE_BYTES]; /* 8192 and their NUL */
	unsigned int byte;
	size_t length = 0;

	digits[0] = '\0';
	if (scanf(" x%8192[0-9a-f]", digits) < 0)
		exit(1);
	for (; sscanf(&digits[2 * length], "%2x", &byte) == 1; length++)
		cmdline[length] = (char)byte;
	cmdline[length] = '\0';
}

static void read_lists(struct room *room)
{
	struct nkv_machine *machine = &room->machine;

	machine->reserve_count = count();
	for (size_t i = 0; i < machine->reserve_count; i++) {
		room->reserve[i].start = number32();
		room->reserve[i].size = number32();
		room->reserve[i].by = "firmware";
	}
	machine->e820_count = count();
	for (size_t i = 0; i < machine->e820_count; i++) {
		room->e820[i].start = number(UINT64_MAX);
		room->e820[i].size = number(UINT64_MAX);
		room->e820[i].type = number32();
	}
	machine->has_srat = flag();
	machine->processor_count = count();
	for (size_t i = 0; i < machine->processor_count; i++) {
		room->processors[i].pxm = (uint8_t)number(UINT8_MAX);
		room->processors[i].apic = (uint8_t)number(UINT8_MAX);
		room->processors[i].enabled = flag();
	}
	machine->memory_count = count();
	for (size_t i = 0; i < machine->memory_count; i++) {
		room->memory[i].start = number(UINT64_MAX);
		room->memory[i].size = number(UINT64_MAX);
		room->memory[i].pxm = (uint8_t)number(UINT8_MAX);
		room->memory[i].enabled = flag();
		room->memory[i].hotplug = flag();
	}
}

static bool read_machine(struct room *room)
{
	struct nkv_machine *machine = &room->machine;

	*machine = (struct nkv_machine){ .cmdline = room->cmdline,
					 .reserve = room->reserve,
					 .e820 = room->e820,
					 .processors = room->processors,
					 .memory = room->memory };
	if (!read_kernel(&machine->kernel))
		return false;
	read_cmdline(room->cmdline);
	machine->initrd_start = number32();
	machine->initrd_size = number32();
	machine->ebda = number32();
	read_lists(room);
	return true;
}

/* --- figures --- */

static void put(const char *name, uint64_t value)
{
	printf(" %s=%" PRIu64, name, value);
}

static void put_nodes(const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		printf("\n node");
		put("start", node->start_pfn);
		put("end", node->end_pfn);
		put("present", node->present_end_pfn);
		put("memmap_bytes", node->memmap_bytes);
		put("reserved", node->reserved_pages);
		put("alignment", node->alignment_pages);
		put("remap", node->remap_start_pfn);
		put("offset", node->remap_offset_pages);
		put("vaddr", node->remap_vaddr_start);
		put("vaddr_end", node->remap_vaddr_end);
		put("pgdat", node->pgdat_vaddr);
		put("bytes", node->memmap.bytes);
		put("from", node->memmap.from);
		put("at", node->memmap.vaddr);
	}
}

static void put_ranges(const char *name, const struct nkv_range_list *list)
{
	printf("\n %s", name);
	for (size_t i = 0; i < list->count; i++)
		printf(" %" PRIu64 "..%" PRIu64, list->ranges[i].start_pfn,
		       list->ranges[i].end_pfn);
}

static void put_hazards(const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->hazard_count; i++) {
		const struct nkv_hazard *hazard = &plan->hazards[i];

		printf("\n %s %s", nkv_hazard_info(hazard->code)->code,
		       nkv_severity_name(hazard->severity));
		put("nids", hazard->nids);
		put("pages", hazard->pages);
		put("bytes", hazard->bytes);
		put("address", hazard->address);
		put("true_address", hazard->true_address);
		put("chunks", hazard->chunk_count);
		put_ranges("ranges", &hazard->ranges);
	}
}

static void put_plan(const struct nkv_plan *plan)
{
	printf("%s", nkv_verdict_name(plan->verdict));
	put("max_pfn", plan->max_pfn);
	put("max_low_pfn", plan->max_low_pfn);
	put("min_low_pfn", plan->min_low_pfn);
	put("highstart_pfn", plan->highstart_pfn);
	put("highend_pfn", plan->highend_pfn);
	put("kva_start_pfn", plan->kva_start_pfn);
	put("kva_pages", plan->kva_pages);
	put("wasted_pages", plan->wasted_pages);
	put("bitmap_pfn", plan->bitmap_pfn);
	put("bitmap_bytes", plan->bitmap_bytes);
	put("free_pages", plan->free_pages);
	put("stopped_at", plan->stopped_at);
	put_nodes(plan);
	for (size_t i = 0; i < plan->active_range_count; i++)
		printf("\n active %u %" PRIu32 "..%" PRIu32, plan->active_ranges[i].nid,
		       plan->active_ranges[i].start_pfn, plan->active_ranges[i].end_pfn);
	for (size_t i = 0; i < plan->call_count; i++)
		printf("\n call %d %" PRIu32 " %" PRIu32 " %d", plan->calls[i].op,
		       plan->calls[i].start, plan->calls[i].size, plan->calls[i].bug);
	put_ranges("free", &plan->free);
	put_hazards(plan);
	putchar('\n');
}

int main(void)
{
	static struct room room;
	static struct nkv_plan plan;
	size_t plans = 0;

	while (read_machine(&room)) {
		size_t bytes = nkv_workspace_bytes(&room.machine);
		void *workspace = malloc(bytes);
		enum nkv_error error;

		if (workspace == NULL)
			return 1;
		error = nkv_plan_machine(&room.machine, workspace, bytes, &plan);
		if (error == NKV_OK)
			put_plan(&plan);
		else
			printf("%s\n", nkv_error_text(error));
		free(workspace);
		plans++;
	}
	printf("%zu plans\n", plans);
	return plans == 0 || ferror(stdout);
}
