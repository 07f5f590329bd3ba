/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/words/hazard_text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { RANGES_SHOWN = 3 };

struct words {
	const char *happens;
	const char *remedy;
};

static const struct words words[NKV_HAZARD_COUNT] = {
	[NKV_HAZARD_RESERVE_ZERO_LENGTH] = { "reserve_bootmem() is called with size 0, which is a BUG: the boot stops",
					     "A kernel that does not reserve an empty range boots" },
	[NKV_HAZARD_RESERVE_BEYOND_LOWMEM] = { "reserve_bootmem() is called for pages that are not low memory, which is a BUG: "
					       "the boot stops",
					       "Another kernel, or a mem= that ends the node at a large page, avoids the call" },
	[NKV_HAZARD_FREE_TWICE] = { "usable entries of the map overlap, and freeing a page twice is a BUG: the boot "
				    "stops",
				    "Take the overlap out of memmap= on the command line" },
	[NKV_HAZARD_NODE_END_BELOW_START] = { "shrinking for the mem_map leaves the node's end below its start, which is a BUG: "
					      "the boot stops",
					      "Give the node more memory, or leave it out with mem=" },
	[NKV_HAZARD_ZONE_BEYOND_NODE] = { "low memory ends above the end of a node that begins in it, which is a BUG: the boot "
					  "stops",
					  "Another kernel, or for a single node a mem= that ends it at a large page, avoids it" },
	[NKV_HAZARD_RESERVE_WRAPS] = { "reserve_bootmem() is called for a range that ends at or below its start, as the end "
				       "wrapped, which is a BUG: the boot stops",
				       "Have the boot loader place the kernel or the initrd lower" },
	[NKV_HAZARD_LOWMEM_SWALLOWED] = { "the KVA is larger than the low memory that it is taken off: the boot dies in the "
					  "boot-time allocator",
					  "Make the mem_map smaller: less memory by mem=, or a smaller struct page" },
	[NKV_HAZARD_REMAP_MISALIGNED] = { "a remap window begins inside a large page, so that it is never mapped (\"set_pmd_pfn: "
					  "vaddr misaligned\"): the boot ends in a page fault",
					  "Let low memory end at a large page, by mem= or highmem=, or use another kernel" },
	[NKV_HAZARD_ZONES_OVERLONG] = { "the zones of a node that does not begin at 0 are sized as if it did: they reach past "
					"its end",
					"Use another kernel" },
	[NKV_HAZARD_KVA_OVERLAPS_KERNEL] = { "the mem_map is mapped over the kernel itself: the boot ends in silence",
					     "Make the mem_map smaller: less memory by mem=, or a smaller struct page" },
	[NKV_HAZARD_MEMMAP_OVERRUNS_REMAP] = { "the size of a mem_map wraps at 32 bits, so that it is written far past its area",
					       "Leave memory out with mem=, or use a smaller struct page" },
	[NKV_HAZARD_MEMMAP_READ_UNMAPPED] = { "mem_init() reads struct pages at addresses that nothing is mapped at: the boot "
					      "ends in a page fault",
					      "Move the node boundary to a multiple of 256 MiB, or use another kernel" },
	[NKV_HAZARD_BAD_PAGE_STATE] = { "free low pages without an initialised mem_map go to the page allocator: a storm "
					"of \"Bad page state\"",
					"Another kernel, or a mem= that ends the node at a large page, leaves none" },
	[NKV_HAZARD_REMAP_BACKING_FREED] = { "the pages that hold a mem_map are free low memory, too: the kernel gives its own "
					     "mem_map away",
					     "Another kernel, or more memory than low memory, keeps them apart" },
	[NKV_HAZARD_REMAP_BEYOND_4G] = { "without PAE the page tables lose the high bits of a mem_map's pages: other memory "
					 "is mapped in their place",
					 "Use a kernel with PAE (HIGHMEM 64G), or mem=4G" },
	[NKV_HAZARD_INITRD_FREED_LATER] = { "the initrd lies on pages without an initialised mem_map: \"Bad page state\" when "
					    "the kernel has unpacked and frees it",
					    "Have the boot loader place the initrd lower" },
	[NKV_HAZARD_PHYSNODE_MISMATCH] = { "physnode_map has these pages with another node or none, as it knows only 256 MiB "
					   "at a time: pfn_to_page() goes wrong for them",
					   "Move the node boundary to a multiple of 256 MiB" },
	[NKV_HAZARD_PHYSNODE_OVERFLOW] = { "memory above 64 GiB is written past the end of physnode_map: what lies behind it "
					   "is overwritten",
					   "Leave the memory above 64 GiB out with mem=64G" },
	[NKV_HAZARD_RESERVE_ADDRESS_WRAPPED] = { "an address above 4 GiB wraps in a reserve: other pages are reserved in its place",
						 "Another kernel, or mem=4G, avoids the call" },
	[NKV_HAZARD_KVA_INITRD_CLASH] = { "the mem_map and the initrd lie on the same pages: one overwrites the other",
					  "Have the boot loader place the initrd lower, or use another kernel" },
	[NKV_HAZARD_NODE_WITHOUT_REMAP] = { "a node gave no pages, but its pgdat is put where they would be mapped: it "
					    "overwrites what is there",
					    "Let the node end in RAM, or leave it out with mem=" },
	[NKV_HAZARD_MEMMAP_IN_LOWMEM] = { "a mem_map is taken out of low memory",
					  "Leave memory out with mem=" },
	[NKV_HAZARD_INITRD_DISABLED] = { "the kernel does not use the initrd",
					 "Have the boot loader place the initrd lower, or make it smaller" },
	[NKV_HAZARD_HIGHMEM_IGNORED] = { "highmem= on the command line is not followed",
					 "Ask for less by highmem=, or leave it out" },
	[NKV_HAZARD_LOWMEM_LOW] = { "little low memory is free when setup ends",
				    "Leave memory out with mem=, or use another split of the address space" },
	[NKV_HAZARD_SRAT_TABLE_OVERRUN] = { "sorting in the last memory entry of the SRAT writes past the kernel's table",
					    "Use a kernel with MAX_NUMNODES 16, or have the firmware merge entries" },
	[NKV_HAZARD_SRAT_CHUNK_IGNORED] = { "the kernel leaves out memory entries of the SRAT",
					    "" },
	[NKV_HAZARD_PAGES_WASTED] = { "pages are lost to alignment", "" },
	[NKV_HAZARD_NOT_CONFIGURABLE] = { "this HIGHMEM setting is computed, but the kernel's configuration offers NUMA only "
					  "with 64G",
					  "" },
};

const char *nkv_hazard_remedy(enum nkv_hazard_code code)
{
	return words[code].remedy;
}

/* --- figures --- */

struct text {
	char *buffer;
	size_t bytes;
};

static void append(struct text *text, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void append(struct text *text, const char *format, ...)
{
	size_t used = strlen(text->buffer);
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text->buffer + used, text->bytes - used, format, arguments);
	va_end(arguments);
}

static void append_nids(struct text *text, uint32_t nids)
{
	bool several = (nids & (nids - 1)) != 0;
	const char *before = several ? "nodes " : "node ";

	for (unsigned int nid = 0; nid < NKV_NODES_MAX; nid++) {
		if (!(nids & UINT32_C(1) << nid))
			continue;
		append(text, "%s%u", before, nid);
		before = ", ";
	}
}

void nkv_nids_text(uint32_t nids, char *text, size_t bytes)
{
	text[0] = '\0';
	append_nids(&(struct text){ text, bytes }, nids);
}

static void append_ranges(struct text *text, const struct nkv_range_list *ranges)
{
	for (size_t i = 0; i < ranges->count && i < RANGES_SHOWN; i++)
		append(text, "%s0x%" PRIx64 "..0x%" PRIx64, i == 0 ? " at " : ", ",
		       ranges->ranges[i].start_pfn, ranges->ranges[i].end_pfn);
	if (ranges->count > RANGES_SHOWN)
		append(text, " and %zu more", ranges->count - RANGES_SHOWN);
}

static void append_pages(struct text *text, const struct nkv_hazard *hazard)
{
	append(text, "%" PRIu64 " page%s (%.1f MiB)", hazard->pages, hazard->pages == 1 ? "" : "s",
	       (double)hazard->pages / 256);
	if (hazard->fields & NKV_HAZARD_HAS_RANGES)
		append_ranges(text, &hazard->ranges);
}

/* Who makes the call that ends the boot. */
static void append_bug_call(struct text *text, const struct nkv_plan *plan)
{
	const struct nkv_bootmem_call *call;

	if (plan->call_count == 0)
		return;
	call = &plan->calls[plan->call_count - 1];
	if (call->bug != NKV_BUG_NONE)
		append(text, " by %s", call->by);
}

/* The figures that the hazard has; each begins with what `between` is then. */
static void append_figures(struct text *text, const struct nkv_plan *plan,
			   const struct nkv_hazard *hazard)
{
	const char *between = " (";

	if (hazard->fields & NKV_HAZARD_HAS_NIDS) {
		append(text, "%s", between);
		append_nids(text, hazard->nids);
		between = ", ";
	}
	if (hazard->fields & NKV_HAZARD_HAS_PAGES) {
		append(text, "%s", between);
		append_pages(text, hazard);
		between = ", ";
	} else if (hazard->fields & NKV_HAZARD_HAS_RANGES) {
		append_ranges(text, &hazard->ranges);
	}
	if (hazard->fields & NKV_HAZARD_HAS_BYTES) {
		append(text, "%s%" PRIu64 " bytes (%.1f MiB)", between, hazard->bytes,
		       (double)hazard->bytes / 1048576);
		between = ", ";
	}
	if (hazard->fields & NKV_HAZARD_HAS_ADDRESS)
		append(text, "%saddress 0x%" PRIx64, between, hazard->address);
	if (hazard->fields & NKV_HAZARD_HAS_TRUE_ADDRESS)
		append(text, " for 0x%" PRIx64, hazard->true_address);
	if (hazard->severity == NKV_SEVERITY_FATAL && (hazard->fields & NKV_HAZARD_HAS_ADDRESS))
		append_bug_call(text, plan);
	if (hazard->fields & NKV_HAZARD_HAS_REASON)
		append(text, "%s%s", between, hazard->reason);
	if (hazard->fields & NKV_HAZARD_HAS_CHUNKS)
		append(text, "%s%zu of them", between, hazard->chunk_count);
	if (hazard->fields != 0)
		append(text, ")");
}

void nkv_hazard_message(const struct nkv_plan *plan, const struct nkv_hazard *hazard,
			char message[NKV_HAZARD_TEXT_BYTES])
{
	struct text text = { message, NKV_HAZARD_TEXT_BYTES };

	message[0] = '\0';
	append(&text, "%s", words[hazard->code].happens);
	if (hazard->code == NKV_HAZARD_MEMMAP_IN_LOWMEM && hazard->severity == NKV_SEVERITY_FATAL)
		append(&text, ", where no run of free pages is long enough: the boot stops");
	append_figures(&text, plan, hazard);
}

void nkv_hazard_figures(const struct nkv_plan *plan, const struct nkv_hazard *hazard,
			char figures[NKV_HAZARD_TEXT_BYTES])
{
	char enclosed[NKV_HAZARD_TEXT_BYTES + 3] = "";
	struct text text = { enclosed, sizeof(enclosed) };
	size_t length;

	append_figures(&text, plan, hazard);
	length = strlen(enclosed);
	/* They come as " (...)", or not at all. */
	snprintf(figures, NKV_HAZARD_TEXT_BYTES, "%.*s", length > 3 ? (int)length - 3 : 0,
		 length > 3 ? enclosed + 2 : "");
}
