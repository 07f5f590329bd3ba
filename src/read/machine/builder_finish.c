/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds faults in a machine as a whole. Each is reported at its position, with what is expected. */
#include "read/machine/builder_finish.h"

#include <inttypes.h>

/* The position of a fault in the machine as a whole. */
static const struct nkv_position *fault_position(const struct nkv_builder *builder,
						 const struct nkv_fault *fault)
{
	switch (fault->error) {
	case NKV_ERROR_HIGHMEM_WITHOUT_PAE:
	case NKV_ERROR_HIGHMEM_WITH_PAE:
		return &builder->pae;
	case NKV_ERROR_MEMORY_MODEL:
		return &builder->memory_model;
	case NKV_ERROR_PAGE_OFFSET_PAE:
		return &builder->page_offset;
	case NKV_ERROR_IMAGE_END:
		return &builder->image_end;
	case NKV_ERROR_E820_TOO_MANY:
		return &builder->e820.positions[fault->index];
	case NKV_ERROR_E820_TOO_FEW:
	case NKV_ERROR_E820_FULL:
		return &builder->e820_list;
	case NKV_ERROR_PXM_TOO_MANY:
		return fault->index < builder->processors.count
			       ? &builder->processors.positions[fault->index]
			       : &builder->memory
					  .positions[fault->index - builder->processors.count];
	case NKV_ERROR_ACPI_TABLE:
	case NKV_ERROR_ACPI_TOO_HIGH:
	case NKV_ERROR_ACPI_TOO_MANY:
		return &builder->tables.positions[fault->index];
	case NKV_ERROR_NUMAQ_WITH_SRAT:
	case NKV_ERROR_QUAD_KERNEL:
		return &builder->numaq;
	case NKV_ERROR_QUAD_NUMBER:
	case NKV_ERROR_QUAD_TWICE:
	case NKV_ERROR_QUAD_UNIT:
	case NKV_ERROR_QUAD_PRIVATE:
	case NKV_ERROR_QUAD_TOO_HIGH:
		return &builder->quads.positions[fault->index];
	default:
		return &builder->document;
	}
}

/* The number of proximity domains. */
static size_t count_domains(const struct nkv_machine *machine)
{
	bool seen[NKV_PXM_MAX + 1] = { false };
	size_t count = 0;

	for (size_t i = 0; i < machine->processor_count; i++)
		if (machine->processors[i].enabled)
			seen[machine->processors[i].pxm] = true;
	for (size_t i = 0; i < machine->memory_count; i++)
		if (machine->memory[i].enabled)
			seen[machine->memory[i].pxm] = true;
	for (size_t pxm = 0; pxm <= NKV_PXM_MAX; pxm++)
		count += seen[pxm];
	return count;
}

/* A kernel can be built for more nodes, up to a limit. */
static void report_domains(struct nkv_builder *builder, const struct nkv_machine *machine,
			   const struct nkv_fault *fault)
{
	size_t count = count_domains(machine);
	bool could = machine->kernel.max_numnodes < NKV_NODES_MAX && count <= NKV_NODES_MAX;

	nkv_report_error(
		builder->report, fault_position(builder, fault),
		"%s: srat has %zu different values of 'pxm', 'max_numnodes' in kernel is %" PRIu32
		"%s",
		nkv_error_text(fault->error), count, machine->kernel.max_numnodes,
		could ? ", expected kernel.max_numnodes=16" : "");
}

static const char *fault_wanted(enum nkv_error error)
{
	switch (error) {
	case NKV_ERROR_MEMORY_MODEL:
		return ", expected 'memory_model' discontig, or another 'profile'";
	case NKV_ERROR_HIGHMEM_WITHOUT_PAE:
		return ", expected 'pae' true with 'highmem' 64G";
	case NKV_ERROR_HIGHMEM_WITH_PAE:
		return ", expected 'pae' false with 'highmem' 4G";
	case NKV_ERROR_PAGE_OFFSET_PAE:
		return ", expected 'page_offset' 0xc0000000, 0x80000000 or 0x40000000 with 'pae' "
		       "true";
	case NKV_ERROR_IMAGE_END:
		return ", expected an 'image_end' not below 'text'";
	case NKV_ERROR_E820_TOO_MANY:
		return ", expected at most 128 in e820";
	case NKV_ERROR_E820_TOO_FEW:
		return ", expected at least two in e820";
	case NKV_ERROR_E820_FULL:
		return ", expected fewer in e820, or a 'profile' from 2.6.25 on";
	case NKV_ERROR_ACPI_TOO_MANY:
		return ", expected at most 256 in acpi";
	case NKV_ERROR_NUMAQ_WITH_SRAT:
		return ", expected either 'numaq' or 'srat'";
	case NKV_ERROR_QUAD_KERNEL:
		return ", expected another 'profile' in kernel";
	case NKV_ERROR_QUAD_TWICE:
		return ", expected each 'quad' once";
	case NKV_ERROR_QUAD_PRIVATE:
		return ", expected a 'private' of at most 'start'";
	case NKV_ERROR_QUAD_NUMBER:
		return ", expected less than 'max_numnodes' in kernel";
	default:
		return "";
	}
}

/* Removes a fault from the machine, so that others can be found. */
static void mend(struct nkv_machine *machine, enum nkv_error error)
{
	static const struct nkv_e820_entry entries[] = {
		{ .size = NKV_PAGE_BYTES, .type = NKV_E820_USABLE },
		{ .start = NKV_PAGE_BYTES, .size = NKV_PAGE_BYTES, .type = NKV_E820_RESERVED },
	};
	uint32_t max_numnodes = machine->kernel.max_numnodes;

	switch (error) {
	case NKV_ERROR_E820_TOO_MANY:
	case NKV_ERROR_E820_TOO_FEW:
	case NKV_ERROR_E820_FULL:
		machine->e820 = entries;
		machine->e820_count = sizeof(entries) / sizeof(entries[0]);
		break;
	case NKV_ERROR_PXM_TOO_MANY:
		machine->processor_count = machine->memory_count = 0;
		break;
	case NKV_ERROR_ACPI_TABLE:
	case NKV_ERROR_ACPI_TOO_HIGH:
	case NKV_ERROR_ACPI_TOO_MANY:
		machine->acpi_table_count = 0;
		break;
	case NKV_ERROR_NUMAQ_WITH_SRAT:
	case NKV_ERROR_QUAD_KERNEL:
	case NKV_ERROR_QUAD_NUMBER:
	case NKV_ERROR_QUAD_TWICE:
	case NKV_ERROR_QUAD_UNIT:
	case NKV_ERROR_QUAD_PRIVATE:
	case NKV_ERROR_QUAD_TOO_HIGH:
		machine->quad_count = 0;
		break;
	default:
		machine->kernel = nkv_kernel_default();
		machine->kernel.max_numnodes = max_numnodes;
		break;
	}
}

/* Known faults are not reported again. */
static void check(struct nkv_builder *builder)
{
	struct nkv_machine machine = builder->machine;
	struct nkv_fault fault;

	if (builder->kernel_bad)
		mend(&machine, NKV_ERROR_HIGHMEM_WITH_PAE);
	if (builder->e820_bad)
		mend(&machine, NKV_ERROR_E820_TOO_FEW);
	if (builder->srat_bad)
		mend(&machine, NKV_ERROR_PXM_TOO_MANY);
	if (builder->acpi_bad)
		mend(&machine, NKV_ERROR_ACPI_TABLE);
	if (builder->numaq_bad)
		mend(&machine, NKV_ERROR_QUAD_UNIT);
	while ((fault = nkv_machine_check(&machine)).error != NKV_OK) {
		if (fault.error == NKV_ERROR_PXM_TOO_MANY)
			report_domains(builder, &machine, &fault);
		else
			nkv_report_error(builder->report, fault_position(builder, &fault), "%s%s",
					 nkv_error_text(fault.error), fault_wanted(fault.error));
		mend(&machine, fault.error);
	}
}

void nkv_builder_finish(struct nkv_builder *builder)
{
	struct nkv_machine *machine = &builder->machine;

	machine->reserve = builder->reserve.entries;
	machine->reserve_count = builder->reserve.count;
	machine->e820 = builder->e820.entries;
	machine->e820_count = builder->e820.count;
	machine->processors = builder->processors.entries;
	machine->processor_count = builder->processors.count;
	machine->memory = builder->memory.entries;
	machine->memory_count = builder->memory.count;
	machine->acpi_tables = builder->tables.entries;
	machine->acpi_table_count = builder->tables.count;
	machine->quads = builder->quads.entries;
	machine->quad_count = builder->quads.count;
	if (builder->described && !builder->report->no_memory)
		check(builder);
}

/* --- what is valid, but hardly meant --- */

enum { COMPARED_MAX = 64 }; /* SRAT entries; any kernel keeps fewer */

static bool is_shared(const struct nkv_srat_memory *a, const struct nkv_srat_memory *b)
{
	return a->enabled && b->enabled && a->pxm != b->pxm && a->start < b->start + b->size &&
	       b->start < a->start + a->size;
}

void nkv_builder_warn(const struct nkv_builder *builder)
{
	const struct nkv_machine *machine = &builder->machine;

	for (size_t i = 1; i < machine->memory_count && i < COMPARED_MAX; i++)
		for (size_t j = 0; j < i; j++)
			if (is_shared(&machine->memory[i], &machine->memory[j]))
				nkv_report_remark(builder->report, NKV_GRAVITY_WARNING,
						  &builder->memory.positions[i],
						  "srat.memory[%zu] overlaps srat.memory[%zu], "
						  "which has another 'pxm'",
						  i, j);
}
