/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The greatest mem= with which a machine passes.
 *
 * Passing is not monotone in mem=. It depends on how the end of memory is aligned to large
 * pages, to the map's entries, to the nodes, and to the 256 MiB of a physnode_map entry or to
 * the sections. Between two such borders memory only grows. From the top down, each stretch
 * between two borders is tried at both ends; if the results differ, the change is found by
 * bisection. This is done for each MiB of a large page separately, in steps of large pages.
 */
#include "core/vary/trial.h"

enum {
	MB_PAGES = 256,
	LEAST_MB = 64, /* less is too little for such a kernel */
};

/*
 * The result of a mem=: 0 if it passes, otherwise FAILS with its hazards, and the broken limits
 * above them.
 */
typedef uint64_t outcome;
#define FAILS (UINT64_C(1) << 63)

/* A chunk of the SRAT that the kernel keeps, and the end of the last chunk of its domain. */
struct chunk {
	uint8_t pxm;
	uint64_t start_pfn, end_pfn;
	uint64_t domain_end_pfn;
};

struct search {
	struct nkv_trial *trial;
	struct nkv_change *change; /* as it was last tried */
	uint32_t large_mb;	   /* a large page in MiB */
	struct chunk chunks[NKV_SRAT_CHUNKS_MAX];
	size_t chunk_count;
};

static outcome try_mb(struct search *search, uint32_t size_mb)
{
	struct nkv_trial *trial = search->trial;
	const struct nkv_check *check = &trial->check;
	outcome result = FAILS;

	*search->change =
		(struct nkv_change){ .kind = NKV_CHANGE_MEM, .size_kb = (uint64_t)size_mb << 10 };
	if (nkv_trial_passes(trial, search->change))
		return 0;
	for (size_t i = 0; i < trial->plan->hazard_count; i++)
		result |= UINT64_C(1) << trial->plan->hazards[i].code;
	for (size_t i = 0; i < check->limit_count; i++)
		if (!check->limits[i].pass)
			result |= UINT64_C(1) << (NKV_HAZARD_COUNT + check->limits[i].limit);
	return result;
}

/* --- borders --- */

static uint64_t greater_below(uint64_t border, uint64_t best, uint64_t pfn)
{
	return border < pfn && border > best ? border : best;
}

/*
 * The greatest of start, start + one physnode_map entry or section, ... that is at most `end`
 * and below `pfn`.
 */
static uint64_t stretch_below(const struct nkv_plan *plan, uint64_t start, uint64_t end,
			      uint64_t best, uint64_t pfn)
{
	bool sparse = plan->pages_per_section > 0;
	uint64_t unit = sparse ? plan->pages_per_section : plan->physnode_entry_pages;
	uint64_t most = sparse ? unit * NKV_SECTIONS_MAX : NKV_PHYSNODE_PAGES;
	uint64_t last = pfn - 1 < end ? pfn - 1 : end;

	last = last < most ? last : most;
	if (start > last)
		return best;
	return greater_below(last - (last - start) % unit, best, pfn);
}

static uint64_t entry_below(const struct nkv_trial *trial, const struct nkv_e820_entry *entry,
			    uint64_t best, uint64_t pfn)
{
	uint64_t start = entry->start >> NKV_PAGE_SHIFT;

	best = greater_below(start, best, pfn);
	best = stretch_below(trial->given, start, trial->given->maxmem_pfn, best, pfn);
	return greater_below((entry->start + entry->size) >> NKV_PAGE_SHIFT, best, pfn);
}

static uint64_t greater(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

/*
 * The stretches are counted from a node's start through the node, and through low memory outside
 * nodes.
 */
static uint64_t srat_below(const struct search *search, uint64_t best, uint64_t pfn)
{
	uint64_t low_end = search->trial->given->maxmem_pfn;

	for (size_t i = 0; i < search->chunk_count; i++) {
		const struct chunk *chunk = &search->chunks[i];
		uint64_t end = greater(chunk->domain_end_pfn, low_end);

		best = greater_below(chunk->start_pfn, best, pfn);
		best = greater_below(chunk->end_pfn, best, pfn);
		best = stretch_below(search->trial->given, chunk->start_pfn, end, best, pfn);
	}
	return best;
}

/* The greatest border below a pfn; the last one is 64 MiB. */
static uint64_t border_below(const struct search *search, uint64_t pfn)
{
	const struct nkv_trial *trial = search->trial;
	const struct nkv_machine *machine = trial->given->machine;
	const char *cursor = machine->cmdline ? machine->cmdline : "";
	uint64_t best = (uint64_t)LEAST_MB * MB_PAGES;
	struct nkv_word word;

	for (size_t i = 0; i < machine->e820_count; i++)
		best = entry_below(trial, &machine->e820[i], best, pfn);
	while (nkv_cmdline_next(&cursor, &word))
		if (word.kind == NKV_WORD_ADD)
			best = entry_below(trial, &word.addition, best, pfn);
	best = greater_below(trial->given->maxmem_pfn, best, pfn);
	best = stretch_below(trial->given, 0, NKV_PHYSNODE_PAGES, best, pfn);
	return srat_below(search, best, pfn);
}

/* A quad is a domain of its own. A machine with quads has no SRAT entries. */
static struct chunk chunk_of_quad(const struct nkv_quad *quad)
{
	return (struct chunk){
		.pxm = quad->number,
		.start_pfn = (quad->start - quad->private_bytes) >> NKV_PAGE_SHIFT,
		.end_pfn = (quad->start + quad->size) >> NKV_PAGE_SHIFT,
	};
}

/* The entries that a kernel keeps. There may be many more, which belong to no node. */
static void find_chunks(struct search *search)
{
	const struct nkv_machine *machine = search->trial->given->machine;

	for (size_t i = 0; i < machine->memory_count; i++) {
		const struct nkv_srat_memory *memory = &machine->memory[i];

		if (memory->enabled && search->chunk_count < NKV_SRAT_CHUNKS_MAX)
			search->chunks[search->chunk_count++] = (struct chunk){
				.pxm = memory->pxm,
				.start_pfn = memory->start >> NKV_PAGE_SHIFT,
				.end_pfn = (memory->start + memory->size) >> NKV_PAGE_SHIFT,
			};
	}
	for (size_t i = 0; i < machine->quad_count; i++)
		search->chunks[search->chunk_count++] = chunk_of_quad(&machine->quads[i]);
	for (size_t i = 0; i < search->chunk_count; i++)
		for (size_t j = 0; j < search->chunk_count; j++)
			if (search->chunks[i].pxm == search->chunks[j].pxm)
				search->chunks[i].domain_end_pfn =
					greater(search->chunks[i].domain_end_pfn,
						search->chunks[j].end_pfn);
}

/* --- between two borders --- */

/*
 * Two sizes are whole large pages apart, and the greater fails: finds the greatest size below it
 * that passes, or 0.
 */
static uint32_t halve(struct search *search, uint32_t low_mb, outcome low, uint32_t high_mb,
		      outcome high)
{
	uint32_t steps = (high_mb - low_mb) / search->large_mb;
	uint32_t middle_mb = low_mb + steps / 2 * search->large_mb;
	uint32_t found_mb;
	outcome middle;

	if (steps <= 1 || low == high)
		return low == 0 ? low_mb : 0;
	middle = try_mb(search, middle_mb);
	found_mb = halve(search, middle_mb, middle, high_mb, high);
	if (found_mb > 0)
		return found_mb;
	return halve(search, low_mb, low, middle_mb, middle);
}

/* The greatest of high, high - large page, ... above `low_mb` that passes, or 0. */
static uint32_t find_in_steps(struct search *search, uint32_t low_mb, uint32_t high_mb)
{
	uint32_t first_mb = high_mb - (high_mb - low_mb - 1) / search->large_mb * search->large_mb;
	outcome high = try_mb(search, high_mb);

	if (high == 0)
		return high_mb;
	if (first_mb == high_mb)
		return 0;
	return halve(search, first_mb, try_mb(search, first_mb), high_mb, high);
}

/* The greatest size above `low_mb` and up to `high_mb` that passes, or 0. Both are borders. */
static uint32_t find_in_stretch(struct search *search, uint32_t low_mb, uint32_t high_mb)
{
	uint32_t best_mb = 0;

	for (uint32_t rest = 0; rest < search->large_mb && high_mb - rest > low_mb; rest++) {
		uint32_t found_mb = find_in_steps(search, low_mb, high_mb - rest);

		if (found_mb > best_mb) {
			best_mb = found_mb;
			low_mb = found_mb;
		}
	}
	return best_mb;
}

/* Whether the machine's command line limits memory now. */
static bool is_limited(const struct nkv_machine *machine)
{
	const char *cursor = machine->cmdline ? machine->cmdline : "";
	struct nkv_word word;

	while (nkv_cmdline_next(&cursor, &word))
		if (word.kind == NKV_WORD_LIMIT)
			return true;
	return false;
}

bool nkv_trial_find_mem(struct nkv_trial *trial, struct nkv_change *change)
{
	struct search search = {
		.trial = trial,
		.change = change,
		.large_mb = trial->given->pages_per_large_page / MB_PAGES,
	};
	uint64_t top_pfn;

	/* Tries without a limit, which also shows where memory ends. */
	if (try_mb(&search, 0) == 0 && is_limited(trial->given->machine))
		return true;
	find_chunks(&search);
	top_pfn = trial->plan->e820_max_pfn;
	while (top_pfn > (uint64_t)LEAST_MB * MB_PAGES) {
		uint64_t next_pfn = border_below(&search, top_pfn);
		uint32_t found_mb = find_in_stretch(&search, (uint32_t)(next_pfn / MB_PAGES),
						    (uint32_t)(top_pfn / MB_PAGES));

		if (found_mb > 0)
			return try_mb(&search, found_mb) == 0;
		top_pfn = next_pfn;
	}
	return false;
}
