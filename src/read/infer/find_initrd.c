/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/infer/find_initrd.h"

#include "core/rules.h"

#define ABOVE_LOW_MEMORY UINT64_C(0x80000000)

enum {
	LARGE_PAGE_PAGES_PAE = 512,
	LARGE_PAGE_PAGES = 1024,
};

static void set_initrd(struct nkv_log_machine *out, uint64_t start, uint64_t size,
		       enum nkv_log_knowledge knowledge)
{
	if (start > UINT32_MAX || size > UINT32_MAX)
		return;
	out->machine.initrd_start = (uint32_t)start;
	out->machine.initrd_size = (uint32_t)size;
	out->initrd = knowledge;
}

/* The size of an initrd that was printed without its place; 0 if it was not printed. */
static uint64_t freed_bytes(const struct nkv_boot_facts *facts)
{
	uint64_t kib = nkv_log_fact(facts, NKV_LOG_FACT_INITRD_FREED_KIB)->number;

	return kib <= UINT32_MAX >> 10 ? kib << 10 : 0;
}

static uint64_t large_page_bytes(const struct nkv_log_machine *out)
{
	return (uint64_t)(out->machine.kernel.pae ? LARGE_PAGE_PAGES_PAE : LARGE_PAGE_PAGES)
	       << NKV_PAGE_SHIFT;
}

static uint64_t size_or_large_page(const struct nkv_boot_facts *facts,
				   const struct nkv_log_machine *out)
{
	uint64_t size = freed_bytes(facts);

	return size > 0 ? size : large_page_bytes(out);
}

/*
 * Where a boot loader would put it for a 32-bit kernel: as high as allowed.
 * (64-bit kernels have it higher.)
 */
static void place_initrd(const struct nkv_boot_facts *facts, uint64_t size,
			 struct nkv_log_machine *out)
{
	uint64_t best = 0;

	for (size_t i = 0; i < facts->map.count; i++) {
		const struct nkv_e820_entry *entry = &facts->map.entries[i];
		uint64_t end = entry->start + entry->size;

		if (end > NKV_INITRD_END_MAX)
			end = NKV_INITRD_END_MAX;
		if (entry->type != NKV_E820_USABLE || end < size || end - size < entry->start)
			continue;
		if (((end - size) & ~UINT64_C(0xfff)) > best)
			best = (end - size) & ~UINT64_C(0xfff);
	}
	if (best > 0)
		set_initrd(out, best, size, NKV_LOG_GUESSED);
}

static bool take_printed_initrd(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	const struct nkv_log_fact_value *start = nkv_log_fact(facts, NKV_LOG_FACT_RAMDISK_START);
	const struct nkv_log_fact_value *end = nkv_log_fact(facts, NKV_LOG_FACT_RAMDISK_END);

	if (facts->loader.initrd_start.given) {
		bool sized = facts->loader.initrd_size.given;

		set_initrd(out, facts->loader.initrd_start.number,
			   sized ? facts->loader.initrd_size.number
				 : size_or_large_page(facts, out),
			   sized ? NKV_LOG_KNOWN : NKV_LOG_GUESSED);
		return true;
	}
	if (!start->given)
		return false;
	if (!nkv_log_is_planned(facts) && end->number > NKV_INITRD_END_MAX)
		place_initrd(facts, end->number - start->number, out);
	else
		set_initrd(out, start->number, end->number - start->number, NKV_LOG_KNOWN);
	return true;
}

/*
 * A kernel that places the KVA below an initrd shows in which large page the
 * initrd begins, if the KVA would otherwise be elsewhere. If the initrd begins
 * lower than the KVA is long, the place wraps.
 */
static void guess_initrd_by_kva(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	const struct nkv_log_fact_value *kva = nkv_log_fact(facts, NKV_LOG_FACT_KVA_START_PFN);
	const struct nkv_log_fact_value *max = nkv_log_fact(facts, NKV_LOG_FACT_FIND_MAX_LOW_PFN);
	const struct nkv_log_fact_value *total = nkv_log_fact(facts, NKV_LOG_FACT_KVA_TOTAL);
	uint64_t large_page = large_page_bytes(out) >> NKV_PAGE_SHIFT, without, start;

	if (!out->machine.kernel.profile->rules->kva_below_initrd || !kva->given || !max->given ||
	    !total->given || total->number > max->number)
		return;
	without = (max->number - total->number) / large_page * large_page;
	start = (uint64_t)(uint32_t)(kva->number + total->number) << NKV_PAGE_SHIFT;
	if (kva->number != without && kva->number % large_page == 0)
		set_initrd(out, start, size_or_large_page(facts, out), NKV_LOG_GUESSED);
}

/* An initrd that was disabled: its end is printed. */
static void guess_initrd_by_end(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	uint64_t end = nkv_log_fact(facts, NKV_LOG_FACT_INITRD_END)->number;
	uint64_t start = (uint64_t)out->machine.initrd_start;

	if (start == 0 || start >= end)
		start = end > large_page_bytes(out)
				? (end - large_page_bytes(out)) & ~UINT64_C(0xfff)
				: 0;
	if (start > 0)
		set_initrd(out, start, end - start, NKV_LOG_GUESSED);
}

/*
 * An initrd that was disabled because it exceeds half of low memory: takes that
 * size, at a place above what low memory can have.
 */
static void guess_too_large_initrd(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	uint64_t low = nkv_log_fact(facts, NKV_LOG_FACT_LOW_END)->number;

	if (low == 0)
		low = nkv_log_fact(facts, NKV_LOG_FACT_MAX_LOW_PFN)->number << NKV_PAGE_SHIFT;
	if (low > 0 && low <= ABOVE_LOW_MEMORY)
		set_initrd(out, ABOVE_LOW_MEMORY, low / 2, NKV_LOG_GUESSED);
}

void nkv_log_find_initrd(const struct nkv_boot_facts *facts, struct nkv_log_machine *out)
{
	if (take_printed_initrd(facts, out))
		return;
	guess_initrd_by_kva(facts, out);
	if (nkv_log_fact(facts, NKV_LOG_FACT_INITRD_END)->given)
		guess_initrd_by_end(facts, out);
	if (out->initrd == NKV_LOG_ASSUMED &&
	    nkv_log_fact(facts, NKV_LOG_FACT_INITRD_TOO_LARGE)->given)
		guess_too_large_initrd(facts, out);
}
