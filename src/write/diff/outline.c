/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/diff/outline.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "write/words/call_text.h"

enum { NAME_BYTES = 96, VALUE_BYTES = 96, FIRST_ENTRIES = 128 };

static bool grow(struct nkv_outline *outline)
{
	size_t capacity = outline->capacity > 0 ? 2 * outline->capacity : FIRST_ENTRIES;
	struct nkv_outline_entry *grown;

	if (outline->count < outline->capacity)
		return true;
	grown = realloc(outline->entries, capacity * sizeof(*grown));
	if (!grown)
		return false;
	outline->entries = grown;
	outline->capacity = capacity;
	return true;
}

static size_t put_text(struct nkv_outline *outline, const char *text)
{
	size_t place = outline->text.length;

	nkv_text_add_bytes(&outline->text, text, strlen(text) + 1);
	return place;
}

/* --- entries --- */

static void add(struct nkv_outline *outline, enum nkv_outline_step step, const char *name,
		const char *value)
{
	struct nkv_outline_entry entry = { .step = step };

	entry.name = put_text(outline, name);
	entry.value = put_text(outline, value);
	if (outline->text.failed || !grow(outline))
		outline->failed = true;
	else
		outline->entries[outline->count++] = entry;
}

__attribute__((format(printf, 4, 5))) static void addf(struct nkv_outline *outline,
						       enum nkv_outline_step step, const char *name,
						       const char *form, ...)
{
	char value[VALUE_BYTES];
	va_list arguments;

	va_start(arguments, form);
	vsnprintf(value, sizeof(value), form, arguments);
	va_end(arguments);
	add(outline, step, name, value);
}

static void add_number(struct nkv_outline *outline, enum nkv_outline_step step, const char *name,
		       uint64_t number)
{
	addf(outline, step, name, "%" PRIu64, number);
}

static void add_pfn(struct nkv_outline *outline, enum nkv_outline_step step, const char *name,
		    uint64_t pfn)
{
	addf(outline, step, name, "0x%" PRIx64, pfn);
}

/* How many entries of that step have the name, or begin with it and a number. */
static unsigned int count_named(const struct nkv_outline *outline, enum nkv_outline_step step,
				const char *name)
{
	size_t length = strlen(name);
	unsigned int count = 0;

	for (size_t i = outline->count; i-- > 0 && outline->entries[i].step == step;) {
		const char *other = nkv_outline_name(outline, i);

		count += strncmp(other, name, length) == 0 &&
			 (other[length] == '\0' || strncmp(other + length, " #", 2) == 0);
	}
	return count;
}

/* Adds one of several that may have the same name: the second and further ones get a number. */
static void add_one(struct nkv_outline *outline, enum nkv_outline_step step, const char *name,
		    const char *value)
{
	unsigned int count = count_named(outline, step, name);
	char numbered[NAME_BYTES + 16];

	if (count == 0) {
		add(outline, step, name, value);
		return;
	}
	snprintf(numbered, sizeof(numbered), "%s #%u", name, count + 1);
	add(outline, step, numbered, value);
}

/* --- what was planned --- */

static void add_kernel(struct nkv_outline *outline, const struct nkv_plan *plan)
{
	const struct nkv_kernel *kernel = &plan->machine->kernel;

	add(outline, NKV_STEP_KERNEL, "profile", kernel->profile->name);
	add(outline, NKV_STEP_KERNEL, "HIGHMEM", nkv_highmem_name(kernel->highmem));
	add(outline, NKV_STEP_KERNEL, "PAE", kernel->pae ? "yes" : "no");
	add_pfn(outline, NKV_STEP_KERNEL, "PAGE_OFFSET", kernel->page_offset);
	add_number(outline, NKV_STEP_KERNEL, "sizeof(struct page)", kernel->struct_page_bytes);
	add_number(outline, NKV_STEP_KERNEL, "sizeof(pg_data_t)", kernel->pg_data_bytes);
	add_number(outline, NKV_STEP_KERNEL, "MAX_NUMNODES", kernel->max_numnodes);
	add_number(outline, NKV_STEP_KERNEL, "cache line", kernel->cache_line_bytes);
	add_pfn(outline, NKV_STEP_KERNEL, "text", kernel->text);
	add_pfn(outline, NKV_STEP_KERNEL, "init_pg_tables_end", kernel->init_pg_tables_end);
	add(outline, NKV_STEP_KERNEL, "command line",
	    plan->machine->cmdline ? plan->machine->cmdline : "");
}

static void add_map(struct nkv_outline *outline, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->e820.count; i++) {
		const struct nkv_e820_entry *entry = &plan->e820.entries[i];
		const char *type = nkv_e820_type_name(entry->type);
		char name[NAME_BYTES], number[16], value[VALUE_BYTES];

		snprintf(number, sizeof(number), "type %" PRIu32, entry->type);
		snprintf(name, sizeof(name), "%s from 0x%" PRIx64, type ? type : number,
			 entry->start);
		snprintf(value, sizeof(value), "to 0x%" PRIx64, entry->start + entry->size);
		add_one(outline, NKV_STEP_MAP, name, value);
	}
	add_number(outline, NKV_STEP_MAP, "pages of RAM", plan->ram_pages);
	add_pfn(outline, NKV_STEP_MAP, "max_pfn", plan->e820_max_pfn);
}

/* --- the nodes --- */

/* "node 3 NAME". */
static const char *node_name(const struct nkv_node *node, const char *what, char name[NAME_BYTES])
{
	snprintf(name, NAME_BYTES, "node %u %s", node->nid, what);
	return name;
}

static void add_nodes(struct nkv_outline *outline, const struct nkv_plan *plan)
{
	char name[NAME_BYTES];

	add(outline, NKV_STEP_NODES, "from", nkv_memory_source_name(plan->memory_source));
	add_number(outline, NKV_STEP_NODES, "nodes", plan->node_count);
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		if (node->pxm >= 0)
			add_number(outline, NKV_STEP_NODES, node_name(node, "PXM", name),
				   (uint64_t)node->pxm);
		add_pfn(outline, NKV_STEP_NODES, node_name(node, "start", name),
			node->memory_start_pfn);
		add_pfn(outline, NKV_STEP_NODES, node_name(node, "end", name),
			node->memory_end_pfn);
	}
}

static void add_remap(struct nkv_outline *outline, const struct nkv_plan *plan)
{
	char name[NAME_BYTES];

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		add_number(outline, NKV_STEP_REMAP, node_name(node, "reserved_pages", name),
			   node->reserved_pages);
		add_number(outline, NKV_STEP_REMAP, node_name(node, "alignment_pages", name),
			   node->alignment_pages);
		add_pfn(outline, NKV_STEP_REMAP, node_name(node, "remap_start_pfn", name),
			node->remap_start_pfn);
	}
}

static void add_windows(struct nkv_outline *outline, const struct nkv_plan *plan)
{
	char name[NAME_BYTES];

	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		addf(outline, NKV_STEP_PLACEMENT, node_name(node, "window", name),
		     "0x%08" PRIx32 "..0x%08" PRIx32, node->remap_vaddr_start,
		     node->remap_vaddr_end);
		addf(outline, NKV_STEP_PLACEMENT, node_name(node, "pgdat", name), "0x%08" PRIx32,
		     node->pgdat_vaddr);
	}
}

static void add_placement(struct nkv_outline *outline, const struct nkv_plan *plan)
{
	add_number(outline, NKV_STEP_PLACEMENT, "VMALLOC_RESERVE", plan->vmalloc_reserve);
	add_pfn(outline, NKV_STEP_PLACEMENT, "kva_start_pfn", plan->kva_start_pfn);
	add_number(outline, NKV_STEP_PLACEMENT, "kva_pages", plan->kva_pages);
	add_number(outline, NKV_STEP_PLACEMENT, "wasted_pages", plan->wasted_pages);
	if (nkv_plan_knows(plan, NKV_FACT_WINDOWS))
		add_windows(outline, plan);
	if (!nkv_plan_knows(plan, NKV_FACT_ENDS))
		return;
	add_pfn(outline, NKV_STEP_PLACEMENT, "max_pfn", plan->max_pfn);
	add_pfn(outline, NKV_STEP_PLACEMENT, "max_low_pfn", plan->max_low_pfn);
	add_pfn(outline, NKV_STEP_PLACEMENT, "min_low_pfn", plan->min_low_pfn);
	if (plan->machine->kernel.highmem == NKV_HIGHMEM_OFF)
		return;
	add_pfn(outline, NKV_STEP_PLACEMENT, "highstart_pfn", plan->highstart_pfn);
	add_pfn(outline, NKV_STEP_PLACEMENT, "highend_pfn", plan->highend_pfn);
}

/* --- the allocator and the mem_maps --- */

static void add_calls(struct nkv_outline *outline, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->call_count; i++) {
		const struct nkv_bootmem_call *call = &plan->calls[i];
		char name[NAME_BYTES], value[VALUE_BYTES];

		snprintf(name, sizeof(name), "%s by %s", nkv_call_op(call), call->by);
		snprintf(value, sizeof(value), "0x%" PRIx32 ", %" PRIu32 " bytes%s", call->start,
			 call->size, call->bug ? ": BUG" : "");
		add_one(outline, NKV_STEP_BOOTMEM, name, value);
	}
}

static void add_bootmem(struct nkv_outline *outline, const struct nkv_plan *plan)
{
	if (!nkv_plan_knows(plan, NKV_FACT_ENDS))
		return;
	add_pfn(outline, NKV_STEP_BOOTMEM, "bitmap_pfn", plan->bitmap_pfn);
	add_number(outline, NKV_STEP_BOOTMEM, "bitmap_bytes", plan->bitmap_bytes);
	add_calls(outline, plan);
	if (nkv_plan_knows(plan, NKV_FACT_FREE))
		add_number(outline, NKV_STEP_BOOTMEM, "free_pages", plan->free_pages);
}

static void add_memmaps(struct nkv_outline *outline, const struct nkv_plan *plan)
{
	char name[NAME_BYTES];

	if (!nkv_plan_knows(plan, NKV_FACT_MEMMAPS))
		return;
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		addf(outline, NKV_STEP_MEMMAPS, node_name(node, "mem_map", name),
		     "%s, %" PRIu32 " bytes", nkv_memmap_from_name(node->memmap.from),
		     node->memmap.bytes);
	}
}

/* --- what came of it --- */

static void add_hazards(struct nkv_outline *outline, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->hazard_count; i++) {
		const struct nkv_hazard *hazard = &plan->hazards[i];
		const char *name = nkv_hazard_info(hazard->code)->code;
		const char *severity = nkv_severity_name(hazard->severity);

		if (hazard->fields & NKV_HAZARD_HAS_PAGES)
			addf(outline, NKV_STEP_HAZARDS, name, "%s, %" PRIu64 " pages", severity,
			     hazard->pages);
		else if (hazard->fields & NKV_HAZARD_HAS_BYTES)
			addf(outline, NKV_STEP_HAZARDS, name, "%s, %" PRIu64 " bytes", severity,
			     hazard->bytes);
		else
			add(outline, NKV_STEP_HAZARDS, name, severity);
	}
}

bool nkv_outline_make(struct nkv_outline *outline, const struct nkv_plan *plan)
{
	const char *stop = nkv_stop_name(plan->stopped_at);

	add_kernel(outline, plan);
	add_map(outline, plan);
	add_nodes(outline, plan);
	add_remap(outline, plan);
	add_placement(outline, plan);
	add_bootmem(outline, plan);
	add_memmaps(outline, plan);
	add_hazards(outline, plan);
	add(outline, NKV_STEP_VERDICT, "verdict", nkv_verdict_name(plan->verdict));
	if (stop)
		add(outline, NKV_STEP_VERDICT, "stopped at", stop);
	return !outline->failed;
}

const char *nkv_step_name(enum nkv_outline_step step)
{
	static const char *const names[] = {
		[NKV_STEP_KERNEL] = "kernel",	    [NKV_STEP_MAP] = "memory map",
		[NKV_STEP_NODES] = "nodes",	    [NKV_STEP_REMAP] = "what each node gives",
		[NKV_STEP_PLACEMENT] = "placement", [NKV_STEP_BOOTMEM] = "boot-time allocator",
		[NKV_STEP_MEMMAPS] = "mem_maps",    [NKV_STEP_HAZARDS] = "hazards",
		[NKV_STEP_VERDICT] = "verdict",
	};

	return names[step];
}

const char *nkv_outline_name(const struct nkv_outline *outline, size_t index)
{
	return outline->text.text + outline->entries[index].name;
}

const char *nkv_outline_value(const struct nkv_outline *outline, size_t index)
{
	return outline->text.text + outline->entries[index].value;
}

void nkv_outline_free(struct nkv_outline *outline)
{
	nkv_text_free(&outline->text);
	free(outline->entries);
	*outline = (struct nkv_outline){ 0 };
}
