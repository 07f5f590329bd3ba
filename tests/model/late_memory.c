/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What kernels from 2.6.27 on reserve before they know any node (profile-2.6.32 and profile-2.6.27, 1). */
#include "late.h"

#include <string.h>

/* --- 1.6 --- */

static bool meets(const struct early *a, uint64_t start, uint64_t end)
{
	return start < a->end && a->start < end;
}

static void take_out(struct late *late, size_t index)
{
	late->early_count--;
	for (size_t i = index; i < late->early_count; i++)
		late->early[i] = late->early[i + 1];
}

/* Lets the yielding reservation at an index make way. */
static bool make_way(struct model *model, size_t index, const struct early *wanted)
{
	struct early old = model->late.early[index];
	struct early below = { old.start, wanted->start, old.by, true };
	struct early above = { wanted->end, old.end, old.by, true };

	take_out(&model->late, index);
	return (old.start >= wanted->start || model_reserve_early(model, below)) &&
	       (old.end <= wanted->end || model_reserve_early(model, above));
}

static bool let_yield(struct model *model, const struct early *wanted)
{
	size_t i = 0;

	while (i < model->late.early_count) {
		const struct early *early = &model->late.early[i];

		if (!meets(early, wanted->start, wanted->end))
			i++;
		else if (!early->yields)
			break;
		else if (!make_way(model, i, wanted))
			return false;
	}
	return true;
}

bool model_reserve_early(struct model *model, struct early wanted)
{
	struct late *late = &model->late;

	if (model_is_from_2_6_30(model) ? wanted.end <= wanted.start : wanted.end == 0)
		return true;
	if (!let_yield(model, &wanted))
		return false;
	for (size_t i = 0; i < late->early_count; i++) {
		if (!meets(&late->early[i], wanted.start, wanted.end))
			continue;
		late->refused = wanted;
		late->met = late->early[i];
		return false;
	}
	if (late->early_count == EARLY_MAX) {
		late->refused = wanted;
		return false;
	}
	late->early[late->early_count++] = wanted;
	return true;
}

static bool reserve(struct model *model, uint64_t start, uint64_t end, const char *by)
{
	return model_reserve_early(model, (struct early){ start, end, by, false });
}

void model_take_out_early(struct model *model, const char *by)
{
	for (size_t i = 0; i < model->late.early_count; i++)
		if (strcmp(model->late.early[i].by, by) == 0) {
			take_out(&model->late, i);
			return;
		}
}

/* Moves x past what is reserved; false if that leads past the entry's end. */
static bool pass_reserved(const struct model *model, uint64_t *x, uint64_t size, uint64_t align,
			  uint64_t end)
{
	for (size_t i = 0; i < model->late.early_count; i++) {
		const struct early *early = &model->late.early[i];

		if (!meets(early, *x, *x + size))
			continue;
		*x = up(early->end, align);
		if (*x > end)
			return false;
		i = (size_t)-1;
	}
	return true;
}

bool model_find_early(const struct model *model, uint64_t from, uint64_t to, uint64_t size,
		      uint64_t align, uint64_t *at)
{
	for (size_t i = 0; i < model->map.count; i++) {
		const struct map_entry *entry = &model->map.entries[i];
		uint64_t end = entry->start + entry->size, x = up(entry->start, align);

		if (entry->type != 1)
			continue;
		if (x < from)
			x = up(from, align);
		if (x >= end || !pass_reserved(model, &x, size, align, end))
			continue;
		if (x + size > end || x + size > to)
			continue;
		*at = x;
		return true;
	}
	return false;
}

/* --- 1.7 --- */

static uint64_t tables(const struct model *model, uint64_t x)
{
	return model->machine->kernel.pae ? x / 512 + 4 : x / 1024;
}

/* X */
static uint64_t mapped_beyond(const struct model *model)
{
	uint64_t v =
		tables(model, ((UINT64_C(1) << 32) - model->machine->kernel.page_offset) / PAGE);

	if (!model_is_from_2_6_30(model))
		return 128 * 1024 + PAGE * (tables(model, 1 << 20) + 4);
	return 128 * 1024 + PAGE * v +
	       PAGE * tables(model, ((UINT64_C(512) << 20) + PAGE * v) / PAGE);
}

/* Whether n large pages are enough, where image_end is given. */
static bool maps_image(const struct model *model, uint64_t n)
{
	uint64_t needed = up(model->machine->kernel.image_end, PAGE) + mapped_beyond(model);

	if (!model_is_from_2_6_30(model))
		needed += n * PAGE;
	return n * large_bytes(model) >= needed;
}

/* Where it is not given, B is what n pages leave of init_pg_tables_end. */
static uint64_t image_before(const struct model *model, uint64_t n)
{
	uint64_t end = model->machine->kernel.init_pg_tables_end / PAGE * PAGE;

	return end > n * PAGE ? end - n * PAGE : 0;
}

static bool maps_tables(const struct model *model, uint64_t n)
{
	uint64_t end = model->machine->kernel.init_pg_tables_end / PAGE * PAGE;
	uint64_t needed = model_is_from_2_6_30(model) ? image_before(model, n) : end;

	return n * large_bytes(model) >= needed + mapped_beyond(model);
}

static void find_image(struct model *model)
{
	bool given = model->machine->kernel.has_image_end;
	uint64_t n = 1;

	while (given ? !maps_image(model, n) : !maps_tables(model, n))
		n++;
	model->late.image_end = given ? model->machine->kernel.image_end : image_before(model, n);
	model->late.mapped_end = n * large_bytes(model);
}

/* L */
static uint64_t bios_start(const struct model *model)
{
	ulong32 e = model->machine->ebda / 16 * 16, l = 640 * 1024;

	if ((ulong32)(l - e) <= 0x10000)
		l = e;
	if (e == 0)
		l = 0x9f000;
	return l == 0 || l >= 0x100000 ? 0x9f000 : l;
}

static bool reserve_loaded(struct model *model)
{
	const struct nkv_machine *machine = model->machine;
	uint64_t initrd = machine->initrd_start;

	if (!reserve(model, machine->kernel.text, model->late.image_end, "TEXT DATA BSS"))
		return false;
	if (initrd != 0 && !reserve(model, initrd, initrd + machine->initrd_size, "RAMDISK"))
		return false;
	return model_is_from_2_6_30(model) ||
	       reserve(model, up(model->late.image_end, PAGE),
		       machine->kernel.init_pg_tables_end / PAGE * PAGE, "INIT_PG_TABLE");
}

bool model_reserve_image(struct model *model)
{
	struct early bios = { bios_start(model), 0x100000, "BIOS reserved", true };

	find_image(model);
	if (reserve(model, 0, 0x1000, "BIOS data page") &&
	    reserve(model, 0x1000, 0x2000, "EX TRAMPOLINE") &&
	    reserve(model, 0x6000, 0x7000, "TRAMPOLINE") && reserve_loaded(model) &&
	    model_reserve_early(model, bios))
		return true;
	model->end = END_IMAGE;
	return false;
}

/* --- 1.8 --- */

enum { SLOTS = 8192 };

struct slots {
	bool has_table[SLOTS];
	uint64_t used;
};

static uint64_t slot_of(const struct model *model, uint64_t address)
{
	return address / large_bytes(model);
}

static void give_tables(const struct model *model, struct slots *slots)
{
	uint64_t first = slot_of(model, model->machine->kernel.page_offset);
	uint64_t below_top = model_fixmap_pages(model) - (model_is_from_2_6_30(model) ? 2 : 6);

	for (uint64_t i = 0; i < model->late.mapped_end / large_bytes(model); i++)
		slots->has_table[first + i] = true;
	slots->has_table[slot_of(model, FIX_TOP - PAGE * below_top)] = true;
	slots->has_table[slot_of(model, UINT32_MAX)] = true;
}

/* Step 5 */
static void map_low_memory(const struct model *model, uint64_t low, struct slots *slots)
{
	uint64_t first = slot_of(model, model->machine->kernel.page_offset), l = large_bytes(model);

	for (uint64_t i = 0; i * l < low; i++) {
		bool whole = i > 0 && (i + 1) * l <= low && !model->late.small_pages;

		if (!whole && !slots->has_table[first + i])
			slots->used++;
		slots->has_table[first + i] = true;
	}
	if (model->kernel <= KERNEL_2_6_28)
		slots->has_table[slot_of(model, FIX_TOP - PAGE * (model_fixmap_pages(model) - 6))] =
			false;
}

/* Step 6 */
static void map_fixed(const struct model *model, struct slots *slots)
{
	uint64_t each = model->kernel == KERNEL_2_6_32 ? 19 : 13;
	uint64_t processors = model->machine->kernel.nr_cpus;
	uint64_t kmap_first = slot_of(model, FIX_TOP - PAGE * (69 + each * processors));
	uint64_t kmap_last = slot_of(model, FIX_TOP - PAGE * 70);
	bool renews = model->kernel >= KERNEL_2_6_29 && model->highmem && kmap_first != kmap_last;
	uint64_t slot = slot_of(model, FIX_TOP - PAGE * (model_fixmap_pages(model) - 1));

	for (; slot <= slot_of(model, UINT32_MAX); slot++)
		if (!slots->has_table[slot] || (renews && kmap_first <= slot && slot <= kmap_last))
			slots->used++;
}

/* Step 2 */
static uint64_t wanted_bytes(const struct model *model, uint64_t low)
{
	uint64_t w = model->machine->kernel.pae ? 8 : 4, l = large_bytes(model);
	uint64_t upper = model->machine->kernel.pae ? UINT64_C(1) << 30 : l;
	uint64_t small = model->late.small_pages ? low : low % l + l;
	uint64_t fixed = model->kernel <= KERNEL_2_6_28 ? 8192 : w * model_fixmap_pages(model);

	return up(w * (up(low, upper) / upper), PAGE) + up(w * (up(low, l) / l), PAGE) +
	       up(w * (up(small, PAGE) / PAGE), PAGE) + up(fixed, PAGE);
}

static bool place_tables(struct model *model)
{
	uint64_t low = (ulong32)(model->max_low_pfn << 12);
	struct late *late = &model->late;
	struct slots slots = { .used = 0 };

	if (model_is_from_2_6_30(model) &&
	    !reserve(model, up(late->image_end, PAGE), model->machine->kernel.init_pg_tables_end,
		     "BRK"))
		return false;
	late->tables_bytes = wanted_bytes(model, low);
	late->tables_found = model_find_early(model, 0x7000, late->mapped_end, late->tables_bytes,
					      PAGE, &late->tables_start);
	if (!late->tables_found)
		return false;
	give_tables(model, &slots);
	map_low_memory(model, low, &slots);
	map_fixed(model, &slots);
	late->tables_used = slots.used * PAGE;
	return late->tables_used <= late->tables_bytes &&
	       reserve(model, late->tables_start, late->tables_start + late->tables_used,
		       "PGTABLE");
}

bool model_make_page_tables(struct model *model)
{
	if (place_tables(model))
		return true;
	model->end = END_PAGE_TABLES;
	return false;
}

/* --- 1.9 --- */

bool model_move_initrd(struct model *model)
{
	uint64_t start = model->machine->initrd_start, size = model->machine->initrd_size;
	uint64_t low = (ulong32)(model->max_low_pfn << 12), to;

	if (start == 0 || size == 0)
		return true;
	if (size >= low / 2) {
		model_take_out_early(model, "RAMDISK");
		model->initrd_disabled = "too large";
		return true;
	}
	model->initrd_used = true;
	model->initrd_start = (ulong32)start;
	if (start + size <= low)
		return true;
	if (!model_find_early(model, 0, low, size, PAGE, &to) ||
	    !reserve(model, to, to + size, "NEW RAMDISK")) {
		model->end = END_INITRD;
		return false;
	}
	model_take_out_early(model, "RAMDISK");
	model->initrd_start = (ulong32)to;
	return true;
}
