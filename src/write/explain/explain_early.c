/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Explains kernels with early reservations (profile-2.6.32), up to the mapping of low memory. */
#include <inttypes.h>

#include <numakva/numakva.h>

#include "write/explain/explain.h"

/* --- 1.7 --- */

static void put_reservation(FILE *out, const struct nkv_early_reservation *early)
{
	fprintf(out, "[0x%" PRIx64 ", 0x%" PRIx64 ") %s", early->start, early->end, early->by);
}

static void explain_refused(FILE *out, const struct nkv_plan *plan)
{
	if (plan->early_refused.by == NULL)
		return;
	fputs("    ", out);
	put_reservation(out, &plan->early_refused);
	if (plan->early_met.by == NULL) {
		fprintf(out, ": there are %d already, the boot stops\n",
			NKV_EARLY_RESERVATIONS_MAX);
		return;
	}
	fputs(": overlaps ", out);
	put_reservation(out, &plan->early_met);
	fputs(", the boot stops\n", out);
}

void nkv_explain_image(FILE *out, const struct nkv_plan *plan)
{
	const struct nkv_page_tables *tables = &plan->page_tables;

	fprintf(out,
		"    the image is [0x%" PRIx32 ", 0x%" PRIx32 ")\n"
		"    the boot page tables map it and 0x%" PRIx64
		" bytes more, in large pages: to 0x%" PRIx64 "\n"
		"    reservations, as the boot leaves them:\n",
		plan->text, plan->image_end, tables->extra_bytes, tables->mapped_end);
	for (size_t i = 0; i < plan->early_count; i++) {
		fputs("    ", out);
		put_reservation(out, &plan->early[i]);
		fputs(plan->early[i].yields ? ", yields\n" : "\n", out);
	}
	explain_refused(out, plan);
}

/* --- 1.3 to 1.5, 4.2 --- */

void nkv_explain_user_map(FILE *out, const struct nkv_plan *plan)
{
	if (plan->stopped_at == NKV_STOP_E820)
		fprintf(out,
			"  it is user-defined, and has %zu entries: fewer than two, or one that "
			"wraps: the boot stops\n",
			plan->e820.count);
	else if (plan->user_defined_e820)
		fputs("  it is user-defined, and is sanitised again after all words\n", out);
}

void nkv_explain_last_pfn(FILE *out, const struct nkv_plan *plan)
{
	nkv_explain_usable_pages(out, plan);
	fprintf(out,
		"\n1.5  max_pfn = the greatest end of these, both rounded down\n"
		"    max_pfn = %" PRIu32 "\n",
		plan->e820_max_pfn);
}

/* --- 1.8 --- */

static void explain_used(FILE *out, const struct nkv_plan *plan)
{
	const struct nkv_page_tables *tables = &plan->page_tables;

	fprintf(out,
		"    used: %" PRIu32 " for low memory + %" PRIu32 " for fixed addresses = %" PRIu32
		" pages",
		tables->lowmem_pages, tables->fixmap_pages, tables->used_pages);
	if (plan->stopped_at == NKV_STOP_PAGE_TABLES && plan->early_refused.by == NULL)
		fputs(", more than there are: the boot stops", out);
	fputc('\n', out);
}

void nkv_explain_page_tables(FILE *out, const struct nkv_plan *plan)
{
	const struct nkv_page_tables *tables = &plan->page_tables;

	if (tables->size_bytes == 0)
		return;
	fprintf(out,
		"    upper tables 0x%" PRIx32 ", of large pages 0x%" PRIx32
		", of small ones 0x%" PRIx32 ", of fixed addresses 0x%" PRIx32
		":\n    size = 0x%" PRIx32 "\n    find(0x7000, 0x%" PRIx64 ", size, 4096) = ",
		tables->part_bytes[0], tables->part_bytes[1], tables->part_bytes[2],
		tables->part_bytes[3], tables->size_bytes, tables->mapped_end);
	if (!tables->found) {
		fputs("none: the boot stops\n", out);
		return;
	}
	fprintf(out, "0x%" PRIx64 "\n", tables->start);
	explain_used(out, plan);
}

/* --- 1.9 --- */

void nkv_explain_early_initrd(FILE *out, const struct nkv_plan *plan)
{
	const struct nkv_machine *machine = plan->machine;
	uint32_t low = plan->max_low_pfn << NKV_PAGE_SHIFT;

	if (machine->initrd_start == 0 || machine->initrd_size == 0) {
		fputs("    there is none\n", out);
		return;
	}
	fprintf(out,
		"    0x%" PRIx32 " + 0x%" PRIx32 " = 0x%" PRIx64 ", low = 0x%" PRIx32
		", low / 2 = 0x%" PRIx32 ": ",
		machine->initrd_start, machine->initrd_size,
		(uint64_t)machine->initrd_start + machine->initrd_size, low, low / 2);
	if (plan->initrd_fate == NKV_INITRD_TOO_LARGE)
		fputs("too large, disabled\n", out);
	else if (plan->initrd_fate == NKV_INITRD_MOVED)
		fprintf(out, "ends above low, moved to 0x%" PRIx32 "\n", plan->initrd_start);
	else if (plan->initrd_fate == NKV_INITRD_KEPT)
		fputs("stays\n", out);
	else
		fputs("ends above low, and does not fit below: the boot stops\n", out);
}
