/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Builds a machine from the entries of a description. */
#ifndef NUMAKVA_READ_MACHINE_BUILDER_H
#define NUMAKVA_READ_MACHINE_BUILDER_H

#include <stdbool.h>

#include <numakva/machine.h>

#include "read/report.h"
#include "read/machine/key.h"
#include "read/machine/machine_list.h"

struct nkv_builder {
	struct nkv_machine machine;
	struct nkv_report *report;
	struct nkv_machine_list reserve, e820, processors, memory, quads, tables;

	/* For errors in the machine as a whole: the positions of its parts. */
	struct nkv_position document, highmem, pae, memory_model, page_offset, image_end;
	struct nkv_position e820_list, numaq;
	bool described; /* there is a description */
	bool kernel_bad, e820_bad, srat_bad, acpi_bad,
		numaq_bad; /* it has errors, and they are reported */
};

/* Begins with an empty machine and the default kernel. Lists keep their memory. */
void nkv_builder_begin(struct nkv_builder *builder, struct nkv_report *report,
		       const struct nkv_position *document);

void nkv_builder_free(struct nkv_builder *builder);

/*
 * The tables of keys have these functions, one for each mapping. Each takes a mapping that was
 * read.
 */
void nkv_take_description(struct nkv_builder *builder, const struct nkv_entry *entry);
void nkv_take_kernel(struct nkv_builder *builder, const struct nkv_entry *entry);
void nkv_take_initrd(struct nkv_builder *builder, const struct nkv_entry *entry);
void nkv_take_reserve(struct nkv_builder *builder, const struct nkv_entry *entry);
void nkv_take_e820(struct nkv_builder *builder, const struct nkv_entry *entry);
void nkv_take_srat(struct nkv_builder *builder, const struct nkv_entry *entry);
void nkv_take_processor(struct nkv_builder *builder, const struct nkv_entry *entry);
void nkv_take_memory(struct nkv_builder *builder, const struct nkv_entry *entry);
void nkv_take_table(struct nkv_builder *builder, const struct nkv_entry *entry);
void nkv_take_acpi(struct nkv_builder *builder, const struct nkv_entry *entry);
void nkv_take_quad(struct nkv_builder *builder, const struct nkv_entry *entry);
void nkv_take_limits(struct nkv_builder *builder, const struct nkv_entry *entry);
void nkv_take_allowed(struct nkv_builder *builder, const struct nkv_entry *entry);

#endif
