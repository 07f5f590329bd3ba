/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/machine_parts.h"

#include <string.h>

/* --- the kernel --- */

static uint32_t draw_of(struct draw *draw, const uint32_t *values, size_t count)
{
	return values[draw_below(draw, count)];
}

static void make_highmem(struct draw *draw, struct nkv_kernel *kernel)
{
	static const uint32_t offsets[] = { 0xc0000000, 0xc0000000, 0xc0000000, 0x80000000,
					    0x40000000, 0xb0000000, 0x78000000 };

	kernel->highmem = (enum nkv_highmem)((2 + draw_below(draw, 5)) % 3);
	kernel->pae = kernel->highmem == NKV_HIGHMEM_64G ||
		      (kernel->highmem == NKV_HIGHMEM_OFF && draw_one_in(draw, 2));
	kernel->page_offset = draw_of(draw, offsets, COUNT(offsets) - (kernel->pae ? 2 : 0));
}

static void make_sizes(struct draw *draw, struct nkv_kernel *kernel)
{
	static const uint32_t struct_pages[] = { 32, 32, 36, 44, 52, 56, 64, 16, 256 };
	static const uint32_t pg_datas[] = { 2432, 2432, 2304, 1, 4096, 4097, 65536, 1048576 };
	static const uint32_t lines[] = { 128, 64, 32 };
	static const uint32_t ends[] = { 0x569000, 0x569000,   0x4d3000,  0x1,	     0x1000,
					 0x600123, 0x38000000, 0x8000000, 0xfffff000 };

	kernel->struct_page_bytes = draw_of(draw, struct_pages, COUNT(struct_pages));
	kernel->pg_data_bytes = draw_of(draw, pg_datas, COUNT(pg_datas));
	kernel->max_numnodes = draw_one_in(draw, 3) ? 16 : 8;
	kernel->cache_line_bytes = draw_of(draw, lines, COUNT(lines));
	kernel->init_pg_tables_end = draw_of(draw, ends, draw_one_in(draw, 8) ? COUNT(ends) : 3);
	if (draw_one_in(draw, 4))
		kernel->struct_page_bytes = (uint32_t)draw_between(draw, NKV_STRUCT_PAGE_BYTES_MIN,
								   NKV_STRUCT_PAGE_BYTES_MAX);
	if (draw_one_in(draw, 10))
		kernel->text = (uint32_t)draw_address(draw, 0xffffe000);
	kernel->amd_k7 = draw_one_in(draw, 6);
}

static void make_kernel(struct draw *draw, struct nkv_kernel *kernel)
{
	size_t count;
	const struct nkv_profile *profiles = nkv_profile_all(&count);

	*kernel = nkv_kernel_default();
	kernel->profile = &profiles[draw_below(draw, count)];
	if (nkv_profile_has_sparse(kernel->profile) && draw_one_in(draw, 2))
		kernel->memory_model = NKV_MODEL_SPARSE;
	if (draw_one_in(draw, 2))
		make_highmem(draw, kernel);
	if (draw_one_in(draw, 2))
		make_sizes(draw, kernel);
}

/* --- the E820 map --- */

static void add_entry(struct made_machine *made, uint64_t start, uint64_t end, uint32_t type)
{
	if (made->machine.e820_count == NKV_E820_MAX)
		return;
	made->e820[made->machine.e820_count++] =
		(struct nkv_e820_entry){ start, end < start ? 0 : end - start, type };
}

static uint32_t draw_type(struct draw *draw)
{
	static const uint32_t types[] = { 1, 1, 1, 1, 1, 1, 2, 2, 3, 4, 5, UINT32_MAX };

	return draw_of(draw, types, COUNT(types));
}

/* Between two drawn addresses; sometimes nothing, sometimes with a ragged end. */
static void add_drawn_entry(struct draw *draw, struct made_machine *made, uint64_t memory_end)
{
	uint64_t a = draw_address(draw, memory_end), b = draw_address(draw, memory_end);

	if (draw_one_in(draw, 2))
		b = least_of(a + draw_below(draw, 300) * NKV_PAGE_BYTES, memory_end);
	add_entry(made, least_of(a, b), a < b ? b : a, draw_type(draw));
}

/* As a BIOS gives it: low memory, a gap, memory, tables at its end, memory above 4 GiB. */
static void make_common_map(struct draw *draw, struct made_machine *made, uint64_t memory_end)
{
	uint64_t end = draw_address(draw, least_of(memory_end, 0xf0000000));
	uint64_t tables = draw_below(draw, 4) * 0x10000;

	if (end < 32 * MB && !draw_one_in(draw, 6))
		end += draw_below(draw, 16) * 64 * MB;
	tables = least_of(tables, end);
	add_entry(made, 0, draw_one_in(draw, 3) ? 0xa0000 : 0x9fc00, NKV_E820_USABLE);
	add_entry(made, 0x9fc00, 0xa0000, NKV_E820_RESERVED);
	add_entry(made, 0xe0000 + draw_below(draw, 2) * 0x10000, 1 * MB, NKV_E820_RESERVED);
	add_entry(made, 1 * MB, end - tables, NKV_E820_USABLE);
	add_entry(made, end - tables, end,
		  draw_one_in(draw, 2) ? NKV_E820_ACPI_DATA : NKV_E820_ACPI_NVS);
	if (draw_one_in(draw, 3) && memory_end > 4 * GB)
		add_entry(made, 4 * GB, draw_address(draw, memory_end), NKV_E820_USABLE);
}

static void make_crowded_map(struct draw *draw, struct made_machine *made, uint64_t memory_end)
{
	uint64_t count = draw_between(draw, 60, NKV_E820_MAX),
		 step = draw_between(draw, 1, 40) * MB;

	for (uint64_t i = 0; i < count; i++) {
		uint64_t start = least_of(i * step / 2, memory_end);
		uint64_t size = draw_below(draw, 2 * step);

		add_entry(made, start, least_of(start + size, memory_end), draw_type(draw));
	}
}

static void make_e820(struct draw *draw, struct made_machine *made, uint64_t memory_end)
{
	uint64_t shape = draw_below(draw, 10), extra = 0;

	if (shape < 7)
		make_common_map(draw, made, memory_end);
	if (shape >= 5 && shape < 9)
		extra = draw_between(draw, 1, 8);
	for (uint64_t i = 0; i < extra; i++)
		add_drawn_entry(draw, made, memory_end);
	if (shape == 9)
		make_crowded_map(draw, made, memory_end);
	made->machine.e820 = made->e820;
}

uint64_t usable_end(const struct made_machine *made)
{
	uint64_t end = 0;

	for (size_t i = 0; i < made->machine.e820_count; i++)
		if (made->e820[i].type == NKV_E820_USABLE && made->e820[i].size > 0 &&
		    made->e820[i].start + made->e820[i].size > end)
			end = made->e820[i].start + made->e820[i].size;
	return end;
}

/* --- what the boot loader and the firmware left --- */

static void make_initrd(struct draw *draw, struct made_machine *made)
{
	uint64_t top = least_of(usable_end(made), 896 * MB);
	uint64_t size = draw_below(draw, draw_one_in(draw, 4) ? 600 * MB : 16 * MB);
	uint64_t start = draw_address(draw, UINT32_MAX);

	if (draw_one_in(draw, 2))
		start = top - least_of(top, size + draw_below(draw, 4) * 0xfff);
	made->machine.initrd_start = (uint32_t)start;
	made->machine.initrd_size = (uint32_t)(draw_one_in(draw, 20) ? UINT32_MAX - size : size);
}

static void make_reserves(struct draw *draw, struct made_machine *made)
{
	uint64_t count = draw_below(draw, MADE_RESERVES_MAX + 1);
	uint64_t most = draw_one_in(draw, 6) ? usable_end(made) : MB;

	most = least_of(most, 0xf0000000);
	for (uint64_t i = 0; i < count; i++) {
		made->reserve[i].start = (uint32_t)draw_address(draw, most);
		made->reserve[i].size =
			(uint32_t)draw_between(draw, draw_one_in(draw, 30) ? 0 : 1, 0x4000);
		made->reserve[i].by = "firmware";
	}
	made->machine.reserve = made->reserve;
	made->machine.reserve_count = count;
}

static void make_loaded(struct draw *draw, struct made_machine *made)
{
	if (draw_one_in(draw, 2))
		make_initrd(draw, made);
	if (draw_one_in(draw, 2))
		made->machine.ebda = 0x9fc00;
	else if (draw_one_in(draw, 6))
		made->machine.ebda = (uint32_t)draw_address(draw, 0xffffd000);
	if (draw_one_in(draw, 3))
		make_reserves(draw, made);
}

/* --- what counts from 2.6.27 on --- */

/* An image of a common size, or one that ends anywhere, and what follows it. */
static void make_image(struct draw *draw, struct nkv_kernel *kernel)
{
	static const uint32_t sizes[] = { 0x1d88b0, 0x462000, 0x800000, 0x1, 0x1000, 0x6fffff };
	uint64_t end = kernel->text + (uint64_t)draw_of(draw, sizes, COUNT(sizes));

	if (draw_one_in(draw, 10))
		end = kernel->text + draw_address(draw, 0xffffe000);
	kernel->has_image_end = true;
	kernel->image_end = (uint32_t)least_of(end, 0xffffe000);
	if (draw_one_in(draw, 2))
		kernel->init_pg_tables_end = (uint32_t)least_of(
			kernel->image_end + draw_below(draw, 16) * 0xb01, 0xffffe000);
}

/* Near the kernel, where reservations meet. */
static void make_near_initrd(struct draw *draw, struct nkv_machine *machine)
{
	uint64_t start = least_of(machine->kernel.init_pg_tables_end, 0xf0000000);

	start += draw_below(draw, 8) * 0x800;
	if (draw_one_in(draw, 3))
		start -= least_of(start, draw_below(draw, 16) * 0x1000);
	machine->initrd_start = (uint32_t)start;
	machine->initrd_size = (uint32_t)draw_below(draw, 64 * MB);
}

static void make_late(struct draw *draw, struct made_machine *made)
{
	static const uint32_t counts[] = { 8, 8, 32, 64, 128, 255, 512, 1, 2 };
	struct nkv_kernel *kernel = &made->machine.kernel;

	kernel->nr_cpus = draw_of(draw, counts, COUNT(counts));
	if (draw_one_in(draw, 4))
		kernel->nr_cpus = (uint32_t)draw_between(draw, NKV_NR_CPUS_MIN, NKV_NR_CPUS_MAX);
	if (draw_one_in(draw, 2))
		make_image(draw, kernel);
	if (draw_one_in(draw, 6))
		make_near_initrd(draw, &made->machine);
}

void make_machine(struct draw *draw, uint64_t memory_end, struct made_machine *made)
{
	memset(made, 0, sizeof(*made));
	made->machine.name = "made";
	make_kernel(draw, &made->machine.kernel);
	make_e820(draw, made, memory_end);
	make_srat(draw, made);
	make_cmdline(draw, made, memory_end);
	make_loaded(draw, made);
	/* Not of the first choice, which is all that is left when bytes are used up. */
	if (draw_below(draw, 3) == 2)
		make_acpi(draw, made);
	make_late(draw, made);
	if (draw_below(draw, 8) == 7 && !nkv_profile_reserves_early(made->machine.kernel.profile))
		make_numaq(draw, made);
}
