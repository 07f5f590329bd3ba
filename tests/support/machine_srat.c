/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/machine_parts.h"

#include <string.h>

struct domains {
	uint8_t pxms[NKV_NODES_MAX];
	uint64_t count;
};

static struct domains draw_domains(struct draw *draw, uint64_t max)
{
	struct domains domains = { .count = draw_between(draw, 1, draw_one_in(draw, 3) ? max : 4) };
	bool scattered = draw_one_in(draw, 3);

	for (uint64_t i = 0; i < domains.count; i++)
		domains.pxms[i] = (uint8_t)(scattered ? draw_below(draw, NKV_PXM_MAX + 1) : i);
	return domains;
}

static void add_memory(struct draw *draw, struct made_machine *made, uint64_t start, uint64_t end,
		       uint8_t pxm)
{
	if (made->machine.memory_count == MADE_MEMORY_MAX)
		return;
	made->memory[made->machine.memory_count++] = (struct nkv_srat_memory){
		.start = start,
		.size = end < start ? 0 : end - start,
		.pxm = pxm,
		.enabled = !draw_one_in(draw, 12),
		.hotplug = draw_one_in(draw, 8),
	};
}

/* All memory in pieces, one after the other, the nodes in turn. */
static void make_sorted_memory(struct draw *draw, struct made_machine *made,
			       const struct domains *domains)
{
	uint64_t end = usable_end(made), count = draw_between(draw, 1, 2 * domains->count);
	uint64_t unit = draw_one_in(draw, 3) ? NKV_PAGE_BYTES : 64 * MB;
	uint64_t start = 0;

	for (uint64_t i = 0; i < count; i++) {
		uint64_t next = end / count / unit * unit * (i + 1);

		if (i + 1 == count)
			next = end + draw_below(draw, 3) * 64 * MB;
		if (draw_one_in(draw, 8))
			next = draw_address(draw, end + 1);
		add_memory(draw, made, start, next, domains->pxms[i * domains->count / count]);
		start = next;
	}
}

static void make_wild_memory(struct draw *draw, struct made_machine *made,
			     const struct domains *domains, uint64_t most)
{
	uint64_t end = usable_end(made) + GB;
	uint64_t count = draw_between(draw, 1, most);

	for (uint64_t i = 0; i < count; i++) {
		uint64_t start = draw_address(draw, end);
		uint64_t size = draw_below(draw, draw_one_in(draw, 3) ? 4 * GB : 64 * MB);

		if (draw_one_in(draw, 4))
			size = (size + MB) / MB * MB;
		if (draw_one_in(draw, 40))
			size = draw_below(draw, 128) * GB;
		add_memory(draw, made, start, start + size,
			   domains->pxms[draw_below(draw, domains->count)]);
	}
}

static void make_processors(struct draw *draw, struct made_machine *made,
			    const struct domains *domains)
{
	uint64_t count = draw_below(draw, MADE_PROCESSORS_MAX + 1);

	for (uint64_t i = 0; i < count; i++)
		made->processors[i] = (struct nkv_srat_processor){
			.pxm = domains->pxms[draw_below(draw, domains->count)],
			.apic = (uint8_t)draw_below(draw, 256),
			.enabled = !draw_one_in(draw, 10),
		};
	made->machine.processor_count = count;
}

/* Room for memory to be added later, beyond all there is. */
static void make_room(struct draw *draw, struct made_machine *made, const struct domains *domains)
{
	uint64_t start = draw_between(draw, 1, 70) * GB;

	add_memory(draw, made, start, start + draw_between(draw, 1, 64) * GB / 4,
		   domains->pxms[draw_below(draw, domains->count)]);
}

void make_srat(struct draw *draw, struct made_machine *made)
{
	uint64_t shape = draw_below(draw, 10);
	struct domains domains;

	if (shape < 3)
		return;
	domains = draw_domains(draw, made->machine.kernel.max_numnodes);
	made->machine.has_srat = true;
	make_processors(draw, made, &domains);
	if (shape < 7)
		make_sorted_memory(draw, made, &domains);
	else if (shape < 9)
		make_wild_memory(draw, made, &domains, 10);
	else
		make_wild_memory(draw, made, &domains, MADE_MEMORY_MAX);
	if (draw_one_in(draw, 6))
		make_room(draw, made, &domains);
	made->machine.processors = made->processors;
	made->machine.memory = made->memory;
}

/* --- what the kernel meets on its way to it --- */

/* Its length, near the borders of 4 and 64 pages more often than not. */
static struct nkv_acpi_table draw_table(struct draw *draw)
{
	static const char signatures[][5] = { "FACP", "APIC", "SSDT", "SLIT", "SRAT" };
	uint64_t pages = draw_one_in(draw, 3) ? 64 : 4, length = draw_between(draw, 36, 0x4000);
	struct nkv_acpi_table table = { .has_start = !draw_one_in(draw, 20),
					.has_length = !draw_one_in(draw, 20),
					.start = 0xbff00000 };

	memcpy(table.signature, signatures[draw_below(draw, COUNT(signatures))],
	       sizeof(table.signature));
	table.start += (uint32_t)draw_below(draw, 4096);
	if (draw_one_in(draw, 6))
		length = draw_between(draw, pages * 4096 - 4096, pages * 4096 + 2);
	table.length = (uint32_t)length;
	return table;
}

void make_acpi(struct draw *draw, struct made_machine *made)
{
	uint64_t count = draw_below(draw, draw_one_in(draw, 4) ? MADE_TABLES_MAX + 1 : 6);

	for (uint64_t i = 0; i < count; i++)
		made->tables[i] = draw_table(draw);
	if (count > 0 && draw_one_in(draw, 2))
		memcpy(made->tables[0].signature, "SRAT", sizeof(made->tables[0].signature));
	made->machine.has_acpi = true;
	made->machine.acpi_tables = made->tables;
	made->machine.acpi_table_count = count;
}
