/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The plan with its derivation: each step of the rules with its section,
 * formula, input and result. Nothing is computed that is not in the plan. A
 * reader can check the figures with a pocket calculator.
 */
#include <inttypes.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/buffer.h"
#include "core/boot/steps.h"
#include "core/late/steps.h"
#include "core/old/steps.h"
#include "core/sparse/steps.h"
#include "write/explain/explain.h"
#include "write/explain/fold.h"
#include "write/rows/columns.h"
#include "write/words/check_text.h"
#include "write/words/label.h"

/* Explains the limit of low memory: it ends below the addresses of vmalloc() and others. */
static void explain_maxmem(FILE *out, const struct nkv_plan *plan)
{
	uint32_t page_offset = plan->machine->kernel.page_offset;
	bool to_the_end = plan->vmalloc_end == 0;

	fprintf(out,
		"    MAXMEM_PFN = (%s - PAGE_OFFSET - VMALLOC_RESERVE) >> 12\n"
		"               = (0x%" PRIx64 " - 0x%" PRIx32 " - 0x%" PRIx32 ") >> 12 = %" PRIu32
		"\n",
		to_the_end ? "2^32" : "VMALLOC_END",
		to_the_end ? UINT64_C(1) << 32 : plan->vmalloc_end, page_offset,
		plan->vmalloc_reserve, plan->maxmem_pfn);
}

static void explain_numbers(FILE *out, const struct nkv_plan *plan)
{
	const struct nkv_kernel *kernel = &plan->machine->kernel;

	fputs("\n0  Numbers\n", out);
	fprintf(out, "    profile %s, HIGHMEM %s, PTRS_PER_PTE = %" PRIu32 " (%s)\n",
		kernel->profile->name, nkv_highmem_name(kernel->highmem),
		plan->pages_per_large_page, kernel->pae ? "PAE" : "no PAE");
	if (nkv_plan_knows(plan, NKV_FACT_MAP))
		explain_maxmem(out, plan);
}

/* --- 3 --- */

static void put_ram_check(FILE *out, const struct nkv_node *node)
{
	uint32_t size = node->wanted_pages, end = node->present_end_pfn;

	if (size > end)
		fprintf(out, "    3.4  size is above end %" PRIu32 ": reserved_pages = 0\n", end);
	else
		fprintf(out,
			"    3.4  [%" PRIu32 " - %" PRIu32 ", %" PRIu32
			") %s RAM: reserved_pages = %" PRIu32 "\n",
			end, size, end, node->reserved_pages == size ? "is" : "is not all",
			node->reserved_pages);
}

void nkv_explain_wanted_pages(FILE *out, const struct nkv_plan *plan, const struct nkv_node *node)
{
	uint32_t per_large = plan->pages_per_large_page;

	fprintf(out,
		"    3.3  size = ceil((%" PRIu32 " + %" PRIu32 ") / %" PRIu32 ") * %" PRIu32
		" = %" PRIu32 "\n",
		node->memmap_bytes, plan->machine->kernel.pg_data_bytes, per_large * NKV_PAGE_BYTES,
		per_large, node->wanted_pages);
}

static void explain_node_remap(FILE *out, const struct nkv_plan *plan, const struct nkv_node *node)
{
	uint32_t per_large = plan->pages_per_large_page;

	fprintf(out, "  node %u\n", node->nid);
	if (!node->gives) {
		fprintf(out, "    3.1  start %" PRIu32 " is above max_pfn %" PRIu32 ": skipped\n",
			node->memory_start_pfn, plan->e820_max_pfn);
		return;
	}
	fprintf(out, "    3.2  end = min(%" PRIu32 ", max_pfn) = %" PRIu32 "\n",
		node->memory_end_pfn, node->present_end_pfn);
	nkv_explain_wanted_pages(out, plan, node);
	put_ram_check(out, node);
	fprintf(out, "    3.5  remap_offset_pages = %" PRIu32 "\n", node->remap_offset_pages);
	fprintf(out,
		"    3.6  alignment_pages = %" PRIu32 " mod %" PRIu32 " = %" PRIu32 "\n"
		"         remap_start_pfn = %" PRIu32 " - %" PRIu32 " - %" PRIu32 " = %" PRIu32
		"\n",
		node->present_end_pfn, per_large, node->alignment_pages, node->present_end_pfn,
		node->reserved_pages, node->alignment_pages, node->remap_start_pfn);
}

static void explain_remap(FILE *out, const struct nkv_plan *plan)
{
	for (size_t i = 0; i < plan->node_count; i++)
		explain_node_remap(out, plan, &plan->nodes[i]);
	fprintf(out, "    kva_pages = the sum = %" PRIu32 "\n", plan->remap_total_pages);
}

/* --- the whole --- */

static uint64_t figure(const struct nkv_plan *plan, const char *name, size_t length)
{
	return nkv_figure(nkv_column_find(name, length), &(struct nkv_row){ .plan = plan }).number;
}

/* The functions that follow the text of a step. */
static const struct {
	const struct nkv_step *step;
	nkv_explain_step *explain;
} explained[] = {
	{ &nkv_step_e820, nkv_explain_firmware_map },
	{ &nkv_step_cmdline, nkv_explain_cmdline },
	{ &nkv_step_max_pfn, nkv_explain_max_pfn },
	{ &nkv_step_nodes, nkv_explain_nodes },
	{ &nkv_step_node_memory, nkv_explain_node_memory },
	{ &nkv_step_remap, explain_remap },
	{ &nkv_step_place_in_lowmem, nkv_explain_kva_in_lowmem },
	{ &nkv_step_place_above_lowmem, nkv_explain_kva_above_lowmem },
	{ &nkv_step_windows, nkv_explain_windows },
	{ &nkv_step_node_ranges, nkv_explain_node_ranges },
	{ &nkv_step_bootmem, nkv_explain_bootmem },
	{ &nkv_step_active_ranges, nkv_explain_active_ranges },
	{ &nkv_step_zones, nkv_explain_zones },
	{ &nkv_step_memmaps, nkv_explain_memmaps },
	{ &nkv_step_ram, nkv_explain_ram },
	{ &nkv_step_sections_of_ram, nkv_explain_sections_of_ram },
	{ &nkv_step_memory_source, nkv_explain_nodes },
	{ &nkv_step_sections_of_nodes, nkv_explain_sections_of_nodes },
	{ &nkv_step_present_ends, nkv_explain_present_ends },
	{ &nkv_step_pgdats, nkv_explain_pgdats },
	{ &nkv_step_section_memmaps, nkv_explain_section_memmaps },
	{ &nkv_step_last_active_ranges, nkv_explain_active_ranges },
	{ &nkv_step_last_zones, nkv_explain_zones },
	{ &nkv_step_unbounded_node_memory, nkv_explain_node_memory },
	{ &nkv_step_node_memory_by_chunk, nkv_explain_node_memory },
	{ &nkv_step_unchecked_remap, nkv_explain_unchecked_remap },
	{ &nkv_step_remap_below_max_pfn, nkv_explain_unchecked_remap },
	{ &nkv_step_place_below_highmem, nkv_explain_kva_below_highmem },
	{ &nkv_step_windows_downwards, nkv_explain_windows_downwards },
	{ &nkv_step_memmaps_by_node, nkv_explain_memmaps_by_node },
	{ &nkv_step_image, nkv_explain_image },
	{ &nkv_step_early_options, nkv_explain_cmdline },
	{ &nkv_step_user_map, nkv_explain_user_map },
	{ &nkv_step_last_pfn, nkv_explain_last_pfn },
	{ &nkv_step_low_end, nkv_explain_lowmem_calls },
	{ &nkv_step_page_tables, nkv_explain_page_tables },
	{ &nkv_step_early_initrd, nkv_explain_early_initrd },
	{ &nkv_step_nodes_in_map, nkv_explain_nodes_in_map },
	{ &nkv_step_kva_ram, nkv_explain_kva_ram },
	{ &nkv_step_kva_search, nkv_explain_kva_search },
	{ &nkv_step_searched_windows, nkv_explain_searched_windows },
	{ &nkv_step_bootmap, nkv_explain_bootmap },
	{ &nkv_step_bitmaps, nkv_explain_bitmaps },
	{ &nkv_step_one_bitmap, nkv_explain_bitmaps },
	{ &nkv_step_late_memmaps, nkv_explain_late_memmaps },
	{ &nkv_step_late_ram, nkv_explain_ram },
};

/* Puts the text of a step, with the plan's figures in place of their names. */
static void put_text(FILE *out, const struct nkv_plan *plan, const char *text)
{
	while (*text != '\0') {
		size_t length = strcspn(text, "{}");

		if (text[length] == '}')
			fprintf(out, "%" PRIu64, figure(plan, text, length));
		else
			fwrite(text, 1, length, out);
		text += length + (text[length] != '\0');
	}
}

static void explain_step(FILE *out, const struct nkv_plan *plan, const struct nkv_step *step)
{
	if (step->explain)
		put_text(out, plan, step->explain);
	for (size_t i = 0; i < sizeof(explained) / sizeof(explained[0]); i++)
		if (explained[i].step == step)
			explained[i].explain(out, plan);
}

static void explain_check(FILE *out, const struct nkv_check *check)
{
	char text[NKV_CHECK_TEXT_BYTES];

	fprintf(out, "\nThe check %s\n", nkv_check_text(check, text));
}

static void explain_plan(FILE *out, const struct nkv_subject *subject, size_t columns)
{
	const struct nkv_plan *plan = subject->plan;

	nkv_put_machine_name(out, subject);
	fputs(": the plan, step by step; sections are those of the rules; pfns are decimal or 0x\n",
	      out);
	explain_numbers(out, plan);
	for (size_t i = 0; i < plan->step_count; i++)
		explain_step(out, plan, plan->steps[i]);
	nkv_explain_hazards(out, plan, columns);
	if (subject->check)
		explain_check(out, &subject->check->check);
}

bool nkv_write_explain(struct nkv_output *output, const struct nkv_subject *subject)
{
	struct nkv_buffer buffer;
	char *lines = NULL;

	if (nkv_buffer_open(&buffer)) {
		explain_plan(buffer.file, subject, output->style.columns);
		lines = nkv_buffer_string(&buffer);
	}
	if (lines)
		nkv_explain_fold(output->file, lines, output->style.columns);
	nkv_buffer_free(&buffer);
	return lines != NULL;
}
