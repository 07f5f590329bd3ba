/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/diff/plan_items.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/grow.h"
#include "write/words/call_text.h"
#include "write/words/machine_text.h"
#include "write/words/section_runs.h"

enum { NAME_BYTES = 96, VALUE_BYTES = 96 };

static size_t put_text(struct nkv_plan_items *items, const char *text)
{
	size_t place = items->text.length;

	nkv_text_add_bytes(&items->text, text, strlen(text) + 1);
	return place;
}

/* --- items --- */

static void add(struct nkv_plan_items *items, enum nkv_plan_part part, const char *name,
		const char *value)
{
	struct nkv_plan_item item = { .part = part };
	void *grown = nkv_grow(items->list, &items->capacity, items->count + 1, sizeof(item));

	if (grown)
		items->list = grown;
	item.name = put_text(items, name);
	item.value = put_text(items, value);
	if (grown && !items->text.failed)
		items->list[items->count++] = item;
	else
		items->failed = true;
}

__attribute__((format(printf, 4, 5))) static void
addf(struct nkv_plan_items *items, enum nkv_plan_part part, const char *name, const char *form, ...)
{
	char value[VALUE_BYTES];
	va_list arguments;

	va_start(arguments, form);
	vsnprintf(value, sizeof(value), form, arguments);
	va_end(arguments);
	add(items, part, name, value);
}

static void add_number(struct nkv_plan_items *items, enum nkv_plan_part part, const char *name,
		       uint64_t number)
{
	addf(items, part, name, "%" PRIu64, number);
}

static void add_pfn(struct nkv_plan_items *items, enum nkv_plan_part part, const char *name,
		    uint64_t pfn)
{
	addf(items, part, name, "0x%" PRIx64, pfn);
}

/* The number of items of that part with this name, or with this name and a number. */
static unsigned int count_named(const struct nkv_plan_items *items, enum nkv_plan_part part,
				const char *name)
{
	size_t length = strlen(name);
	unsigned int count = 0;

	for (size_t i = items->count; i-- > 0 && items->list[i].part == part;) {
		const char *other = nkv_plan_item_name(items, i);

		count += strncmp(other, name, length) == 0 &&
			 (other[length] == '\0' || strncmp(other + length, " #", 2) == 0);
	}
	return count;
}

/* Adds an item whose name may not be unique: the second and further ones get a number. */
static void add_one(struct nkv_plan_items *items, enum nkv_plan_part part, const char *name,
		    const char *value)
{
	unsigned int count = count_named(items, part, name);
	char numbered[NAME_BYTES + 16];

	if (count == 0) {
		add(items, part, name, value);
		return;
	}
	snprintf(numbered, sizeof(numbered), "%s #%u", name, count + 1);
	add(items, part, numbered, value);
}

/* --- what was planned --- */

static void add_kernel(struct nkv_plan_items *items, const struct nkv_plan *plan)
{
	const struct nkv_kernel *kernel = &plan->machine->kernel;

	add(items, NKV_PART_KERNEL, "profile", kernel->profile->name);
	add(items, NKV_PART_KERNEL, "memory model", nkv_memory_model_name(kernel->memory_model));
	add(items, NKV_PART_KERNEL, "HIGHMEM", nkv_highmem_name(kernel->highmem));
	add(items, NKV_PART_KERNEL, "PAE", kernel->pae ? "yes" : "no");
	add_pfn(items, NKV_PART_KERNEL, "PAGE_OFFSET", kernel->page_offset);
	add_number(items, NKV_PART_KERNEL, "sizeof(struct page)", kernel->struct_page_bytes);
	add_number(items, NKV_PART_KERNEL, "sizeof(pg_data_t)", kernel->pg_data_bytes);
	add_number(items, NKV_PART_KERNEL, "MAX_NUMNODES", kernel->max_numnodes);
	add_number(items, NKV_PART_KERNEL, "cache line", kernel->cache_line_bytes);
	add_pfn(items, NKV_PART_KERNEL, "text", plan->text);
	add_pfn(items, NKV_PART_KERNEL, "init_pg_tables_end", kernel->init_pg_tables_end);
	add(items, NKV_PART_KERNEL, "command line",
	    plan->machine->cmdline ? plan->machine->cmdline : "");
}

static void add_map(struct nkv_plan_items *items, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->e820.count; i++) {
		const struct nkv_e820_entry *entry = &plan->e820.entries[i];
		char name[NAME_BYTES], type[NKV_TYPE_TEXT_BYTES], value[VALUE_BYTES];

		snprintf(name, sizeof(name), "%s from 0x%" PRIx64, nkv_type_text(entry->type, type),
			 entry->start);
		snprintf(value, sizeof(value), "to 0x%" PRIx64, entry->start + entry->size);
		add_one(items, NKV_PART_MAP, name, value);
	}
	add_number(items, NKV_PART_MAP, "pages of RAM", plan->ram_pages);
	add_pfn(items, NKV_PART_MAP, "max_pfn", plan->e820_max_pfn);
}

/* --- the nodes --- */

/* "node 3 NAME". */
static const char *node_name(const struct nkv_node *node, const char *what, char name[NAME_BYTES])
{
	snprintf(name, NAME_BYTES, "node %u %s", node->nid, what);
	return name;
}

static void add_nodes(struct nkv_plan_items *items, const struct nkv_plan *plan)
{
	char name[NAME_BYTES];

	add(items, NKV_PART_NODES, "from", nkv_memory_source_name(plan->memory_source));
	add_number(items, NKV_PART_NODES, "nodes", plan->node_count);
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		if (node->pxm >= 0)
			add_number(items, NKV_PART_NODES, node_name(node, "PXM", name),
				   (uint64_t)node->pxm);
		add_pfn(items, NKV_PART_NODES, node_name(node, "start", name),
			node->memory_start_pfn);
		add_pfn(items, NKV_PART_NODES, node_name(node, "end", name), node->memory_end_pfn);
	}
}

static void add_remap(struct nkv_plan_items *items, const struct nkv_plan *plan)
{
	char name[NAME_BYTES];

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		add_number(items, NKV_PART_REMAP, node_name(node, "reserved_pages", name),
			   node->reserved_pages);
		add_number(items, NKV_PART_REMAP, node_name(node, "alignment_pages", name),
			   node->alignment_pages);
		add_pfn(items, NKV_PART_REMAP, node_name(node, "remap_start_pfn", name),
			node->remap_start_pfn);
	}
}

static void add_windows(struct nkv_plan_items *items, const struct nkv_plan *plan)
{
	char name[NAME_BYTES];

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		if (nkv_plan_knows(plan, NKV_FACT_REMAP))
			addf(items, NKV_PART_PLACEMENT, node_name(node, "window", name),
			     "0x%08" PRIx32 "..0x%08" PRIx32, node->remap_vaddr_start,
			     node->remap_vaddr_end);
		addf(items, NKV_PART_PLACEMENT, node_name(node, "pgdat", name), "0x%08" PRIx32,
		     node->pgdat_vaddr);
	}
}

static void add_placement(struct nkv_plan_items *items, const struct nkv_plan *plan)
{
	add_number(items, NKV_PART_PLACEMENT, "VMALLOC_RESERVE", plan->vmalloc_reserve);
	add_pfn(items, NKV_PART_PLACEMENT, "kva_start_pfn", plan->kva_start_pfn);
	add_number(items, NKV_PART_PLACEMENT, "kva_pages", plan->kva_pages);
	add_number(items, NKV_PART_PLACEMENT, "wasted_pages", plan->wasted_pages);
	if (nkv_plan_knows(plan, NKV_FACT_WINDOWS))
		add_windows(items, plan);
	if (!nkv_plan_knows(plan, NKV_FACT_ENDS))
		return;
	add_pfn(items, NKV_PART_PLACEMENT, "max_pfn", plan->max_pfn);
	add_pfn(items, NKV_PART_PLACEMENT, "max_low_pfn", plan->max_low_pfn);
	add_pfn(items, NKV_PART_PLACEMENT, "min_low_pfn", plan->min_low_pfn);
	if (plan->machine->kernel.highmem == NKV_HIGHMEM_OFF)
		return;
	add_pfn(items, NKV_PART_PLACEMENT, "highstart_pfn", plan->highstart_pfn);
	add_pfn(items, NKV_PART_PLACEMENT, "highend_pfn", plan->highend_pfn);
}

/* --- the allocator, and the mem_maps --- */

static void add_calls(struct nkv_plan_items *items, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->call_count; i++) {
		const struct nkv_bootmem_call *call = &plan->calls[i];
		char name[NAME_BYTES], value[VALUE_BYTES];

		snprintf(name, sizeof(name), "%s by %s", nkv_call_op(call), call->by);
		snprintf(value, sizeof(value), "0x%" PRIx32 ", %" PRIu32 " bytes%s", call->start,
			 call->size, call->bug ? ": BUG" : "");
		add_one(items, NKV_PART_BOOTMEM, name, value);
	}
}

static void add_bootmem(struct nkv_plan_items *items, const struct nkv_plan *plan)
{
	if (!nkv_plan_knows(plan, NKV_FACT_ENDS))
		return;
	add_pfn(items, NKV_PART_BOOTMEM, "bitmap_pfn", plan->bitmap_pfn);
	add_number(items, NKV_PART_BOOTMEM, "bitmap_bytes", plan->bitmap_bytes);
	add_calls(items, plan);
	if (nkv_plan_knows(plan, NKV_FACT_FREE))
		add_number(items, NKV_PART_BOOTMEM, "free_pages", plan->free_pages);
}

static void add_node_memmaps(struct nkv_plan_items *items, const struct nkv_plan *plan)
{
	char name[NAME_BYTES];

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		addf(items, NKV_PART_MEMMAPS, node_name(node, "mem_map", name),
		     "%s, %" PRIu32 " bytes", nkv_memmap_from_name(node->memmap.from),
		     node->memmap.bytes);
	}
}

static void add_sections(struct nkv_plan_items *items, const struct nkv_plan *plan)
{
	struct nkv_section_run run = { 0 };
	char name[NAME_BYTES], text[NKV_SECTION_RUN_BYTES];

	while (nkv_section_run_next(plan, &run)) {
		snprintf(name, sizeof(name), "sections %s", nkv_section_run_text(&run, text));
		addf(items, NKV_PART_MEMMAPS, name, "home %u, owner %u, mem_map %s",
		     run.section->home_nid, run.section->nid,
		     nkv_section_memmap_words(run.section));
	}
	add_number(items, NKV_PART_MEMMAPS, "memmap_pages", plan->memmap_pages);
}

static void add_memmaps(struct nkv_plan_items *items, const struct nkv_plan *plan)
{
	if (nkv_plan_knows(plan, NKV_FACT_SECTIONS))
		add_sections(items, plan);
	else if (nkv_plan_knows(plan, NKV_FACT_MEMMAPS))
		add_node_memmaps(items, plan);
}

static void add_ram(struct nkv_plan_items *items, const struct nkv_plan *plan)
{
	const struct nkv_ram *ram = &plan->ram;

	if (!nkv_plan_knows(plan, NKV_FACT_RAM))
		return;
	add_number(items, NKV_PART_RAM, "lowmem_left_pages", plan->lowmem_left_pages);
	add_number(items, NKV_PART_RAM, "low_pages", ram->low_pages);
	add_number(items, NKV_PART_RAM, "high_pages", ram->high_pages);
	add_number(items, NKV_PART_RAM, "remap_pages", ram->remap_pages);
	add_number(items, NKV_PART_RAM, "wasted_pages", ram->wasted_pages);
	add_number(items, NKV_PART_RAM, "unused_pages", ram->unused_pages);
}

/* --- the result --- */

static void add_hazards(struct nkv_plan_items *items, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->hazard_count; i++) {
		const struct nkv_hazard *hazard = &plan->hazards[i];
		const char *name = nkv_hazard_info(hazard->code)->code;
		const char *severity = nkv_severity_name(hazard->severity);

		if (hazard->fields & NKV_HAZARD_HAS_PAGES)
			addf(items, NKV_PART_HAZARDS, name, "%s, %" PRIu64 " pages", severity,
			     hazard->pages);
		else if (hazard->fields & NKV_HAZARD_HAS_BYTES)
			addf(items, NKV_PART_HAZARDS, name, "%s, %" PRIu64 " bytes", severity,
			     hazard->bytes);
		else
			add(items, NKV_PART_HAZARDS, name, severity);
	}
}

bool nkv_plan_items_make(struct nkv_plan_items *items, const struct nkv_plan *plan)
{
	const char *stop = nkv_stop_name(plan->stopped_at);

	add_kernel(items, plan);
	add_map(items, plan);
	add_nodes(items, plan);
	add_remap(items, plan);
	add_placement(items, plan);
	add_bootmem(items, plan);
	add_memmaps(items, plan);
	add_ram(items, plan);
	add_hazards(items, plan);
	add(items, NKV_PART_VERDICT, "verdict", nkv_verdict_name(plan->verdict));
	if (stop)
		add(items, NKV_PART_VERDICT, "stopped at", stop);
	return !items->failed;
}

const char *nkv_plan_part_name(enum nkv_plan_part part)
{
	static const char *const names[] = {
		[NKV_PART_KERNEL] = "kernel",	    [NKV_PART_MAP] = "memory map",
		[NKV_PART_NODES] = "nodes",	    [NKV_PART_REMAP] = "what each node gives",
		[NKV_PART_PLACEMENT] = "placement", [NKV_PART_BOOTMEM] = "boot-time allocator",
		[NKV_PART_MEMMAPS] = "mem_maps",    [NKV_PART_RAM] = "use of RAM",
		[NKV_PART_HAZARDS] = "hazards",	    [NKV_PART_VERDICT] = "verdict",
	};

	return names[part];
}

const char *nkv_plan_item_name(const struct nkv_plan_items *items, size_t index)
{
	return items->text.text + items->list[index].name;
}

const char *nkv_plan_item_value(const struct nkv_plan_items *items, size_t index)
{
	return items->text.text + items->list[index].value;
}

void nkv_plan_items_free(struct nkv_plan_items *items)
{
	nkv_text_free(&items->text);
	free(items->list);
}
