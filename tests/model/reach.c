/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether the kernel can read the SRAT (srat-in-reach): rules a to f, in their order. */
#include "model.h"

#include <string.h>

/* ceil(((start mod 4096) + length - 1) / 4096) */
static uint64_t pages_of(const struct nkv_acpi_table *table)
{
	uint64_t bytes, pages = 0;

	if (!table->has_start || !table->has_length)
		return 1;
	bytes = table->start % 4096 + (uint64_t)table->length - 1;
	while (pages * 4096 < bytes)
		pages++;
	return pages;
}

static bool is_srat(const struct nkv_acpi_table *table)
{
	return strcmp(table->signature, "SRAT") == 0;
}

static bool refuse(struct model *model, const char *reason)
{
	model->unread = reason;
	return false;
}

static bool refuse_table(struct model *model, const char *reason, size_t index)
{
	model->unread_table = (int)index;
	model->unread_pages = pages_of(&model->machine->acpi_tables[index]);
	return refuse(model, reason);
}

bool model_can_read_srat(struct model *model)
{
	const struct nkv_acpi_table *tables = model->machine->acpi_tables;
	size_t count = model->machine->acpi_table_count;

	model->unread_table = -1;
	if (!model_is_to_2_6_12(model) && model_is_to_2_6_18(model) &&
	    model->machine->kernel.text >= 8 * 1024 * 1024)
		return refuse(model, "kernel above 8 MiB");
	if (!model->machine->has_acpi)
		return true;
	if (count == 0)
		return refuse(model, "no tables");
	if (36 + 4 * count > 68)
		return refuse(model, "too many tables");
	for (size_t i = 0; i < count && !model_is_from_2_6_25(model); i++) {
		if (pages_of(&tables[i]) > 4)
			return refuse_table(model, "table too large", i);
		if (is_srat(&tables[i]))
			return true;
	}
	if (!model_is_from_2_6_25(model))
		return refuse(model, "not listed");
	if (pages_of(&tables[0]) > 64)
		return refuse_table(model, "table too large", 0);
	if (!is_srat(&tables[0]))
		return refuse_table(model, "not the first table", 0);
	return true;
}
