/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The memory model, and the values of vmalloc=, highmem= and the initrd's
 * address nearest to the present ones, with which a machine passes.
 */
#include "core/vary/trial.h"

/* Goes from a value outwards, to both sides. */
struct outward {
	int64_t center; /* a multiple of the step */
	int64_t step;
	int64_t least;
	int64_t greatest;
	int64_t distance; /* of the next values */
	bool went_up;	  /* the upper one of these was returned already */
};

/*
 * The next value within the bounds, the greater one first at equal distance. Returns false after
 * the last.
 */
static bool next_outward(struct outward *outward, int64_t *value)
{
	while (outward->center - outward->distance >= outward->least ||
	       outward->center + outward->distance <= outward->greatest) {
		if (outward->went_up) {
			*value = outward->center - outward->distance;
			outward->distance += outward->step;
		} else {
			*value = outward->center + outward->distance;
		}
		outward->went_up = !outward->went_up;
		if (*value >= outward->least && *value <= outward->greatest)
			return true;
	}
	return false;
}

/* --- vmalloc= --- */

bool nkv_trial_find_vmalloc(struct nkv_trial *trial, struct nkv_change *change)
{
	enum { STEP_MB = 4, MARGIN_MB = 64, ALL_MB = 4096 };
	uint32_t page_offset_mb = trial->given->machine->kernel.page_offset >> 20;
	struct outward sizes = {
		.center = trial->given->vmalloc_reserve >> 20 & ~(uint32_t)(STEP_MB - 1),
		.step = STEP_MB,
		.least = MARGIN_MB,
		.greatest = ALL_MB - MARGIN_MB - (int64_t)page_offset_mb,
	};
	int64_t size_mb;

	while (next_outward(&sizes, &size_mb)) {
		*change = (struct nkv_change){ .kind = NKV_CHANGE_VMALLOC,
					       .size_kb = (uint64_t)size_mb << 10 };
		if (nkv_trial_passes(trial, change) && !nkv_trial_loses_initrd(trial))
			return true;
	}
	return false;
}

/* --- highmem= --- */

bool nkv_trial_find_highmem(struct nkv_trial *trial, struct nkv_change *change)
{
	enum {
		/* a multiple of large pages, with PAE and without */
		STEP_PAGES = 4 << (20 - NKV_PAGE_SHIFT),
		LEAST_PFN = 16 * STEP_PAGES,
		PAGE_KB = NKV_PAGE_BYTES / 1024
	};
	const struct nkv_plan *given = trial->given;
	uint32_t end = given->e820_max_pfn;
	uint32_t low = end < given->maxmem_pfn ? end : given->maxmem_pfn;

	if (given->machine->kernel.highmem == NKV_HIGHMEM_OFF)
		return false;
	*change = (struct nkv_change){ .kind = NKV_CHANGE_HIGHMEM };
	if (given->highmem_given && nkv_trial_passes(trial, change))
		return true;
	/* The most low memory is tried first. */
	for (low -= low % STEP_PAGES; low >= LEAST_PFN; low -= STEP_PAGES) {
		change->size_kb = (uint64_t)(end - low) * PAGE_KB;
		if (change->size_kb > 0 && nkv_trial_passes(trial, change) &&
		    !nkv_trial_loses_initrd(trial))
			return true;
	}
	return false;
}

/* --- the memory model --- */

bool nkv_trial_find_model(struct nkv_trial *trial, struct nkv_change *change)
{
	bool sparse = trial->given->machine->kernel.memory_model == NKV_MODEL_SPARSE;

	*change = (struct nkv_change){ .kind = NKV_CHANGE_MODEL,
				       .model = sparse ? NKV_MODEL_DISCONTIG : NKV_MODEL_SPARSE };
	return nkv_trial_passes(trial, change);
}

/* --- the initrd --- */

static bool is_apart(uint64_t start, uint64_t end, uint64_t other_start, uint64_t other_end)
{
	return end <= other_start || other_end <= start;
}

/* Whether a boot loader can put something there: RAM that is not in use before the kernel runs. */
static bool is_vacant(const struct nkv_plan *plan, uint64_t start, uint64_t end)
{
	const struct nkv_machine *machine = plan->machine;
	bool is_ram = false;

	for (size_t i = 0; i < plan->e820.count; i++) {
		const struct nkv_e820_entry *entry = &plan->e820.entries[i];

		if (entry->type == NKV_E820_USABLE && entry->start <= start &&
		    end <= entry->start + entry->size)
			is_ram = true;
	}
	for (size_t i = 0; i < machine->reserve_count; i++) {
		uint64_t taken = machine->reserve[i].start;

		if (!is_apart(start, end, taken, taken + machine->reserve[i].size))
			return false;
	}
	return is_ram;
}

/* Whether the kernel, its page tables and what it puts after them do not overlap the place. */
static bool is_above_kernel(const struct nkv_plan *plan, uint64_t start)
{
	uint64_t end = ((uint64_t)plan->bitmap_pfn << NKV_PAGE_SHIFT) + plan->bitmap_bytes;

	return plan->text <= start && end <= start;
}

bool nkv_trial_find_initrd(struct nkv_trial *trial, struct nkv_change *change)
{
	const struct nkv_machine *machine = trial->given->machine;
	uint32_t large_bytes = trial->given->pages_per_large_page << NKV_PAGE_SHIFT;
	struct outward starts = {
		.center = machine->initrd_start & ~(large_bytes - 1),
		.step = large_bytes,
		.least = machine->kernel.init_pg_tables_end,
		.greatest = UINT32_MAX - (int64_t)machine->kernel.page_offset,
	};
	int64_t start;

	if (machine->initrd_start == 0 || machine->initrd_size == 0)
		return false;
	while (next_outward(&starts, &start)) {
		*change = (struct nkv_change){ .kind = NKV_CHANGE_INITRD,
					       .initrd_start = (uint32_t)start };
		if (is_vacant(trial->given, (uint64_t)start,
			      (uint64_t)start + machine->initrd_size) &&
		    nkv_trial_passes(trial, change) &&
		    trial->plan->initrd_fate == NKV_INITRD_KEPT &&
		    is_above_kernel(trial->plan, (uint64_t)start))
			return true;
	}
	return false;
}
