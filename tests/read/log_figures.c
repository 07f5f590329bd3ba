/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What single figures of a log say about its kernel and its initrd, at their borders. */
#include <criterion/criterion.h>
#include <string.h>

#include "read/infer/find_initrd.h"
#include "read/infer/log_kernel.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { FACTS_MAX = 4 };

/* Facts that a log tells; NKV_LOG_FACT_NONE ends them. */
struct told {
	enum nkv_log_fact fact;
	uint64_t number;
};

static void note(struct nkv_boot_facts *facts, const struct told told[FACTS_MAX])
{
	const struct nkv_position position = { "log", 1, 1 };

	nkv_boot_facts_begin(facts, &position);
	for (size_t i = 0; i < FACTS_MAX && told[i].fact != NKV_LOG_FACT_NONE; i++)
		nkv_log_fact_note(&facts->facts[told[i].fact], told[i].number, &position);
}

#define KERNEL(member) offsetof(struct nkv_log_machine, machine.kernel.member)
#define HOW(member) offsetof(struct nkv_log_machine, member)
#define PAGE_OFFSET KERNEL(page_offset), HOW(page_offset)
#define STRUCT_PAGE KERNEL(struct_page_bytes), HOW(struct_page)
#define PG_DATA KERNEL(pg_data_bytes), HOW(pg_data)
#define TEXT KERNEL(text), HOW(text)
#define IMAGE_END KERNEL(image_end), HOW(image_end)
#define TABLES_END KERNEL(init_pg_tables_end), HOW(init_pg_tables_end)
#define NR_CPUS KERNEL(nr_cpus), HOW(nr_cpus)
#define NODES KERNEL(max_numnodes), HOW(max_numnodes)

/* A figure of the kernel, and how it is known. */
static const struct {
	struct told told[FACTS_MAX];
	size_t figure, how;
	uint32_t wanted;
	enum nkv_log_knowledge knowledge;
} kernels[] = {
	{ { { NKV_LOG_FACT_LOWMEM_START, 0x78000000 } }, PAGE_OFFSET, 0x78000000, NKV_LOG_KNOWN },
	{ { { NKV_LOG_FACT_LOWMEM_START, 0x78001000 } }, PAGE_OFFSET, 0xc0000000, NKV_LOG_ASSUMED },
	{ { { NKV_LOG_FACT_LOWMEM_END_VADDR, 0xb8000000 }, { NKV_LOG_FACT_MAX_LOW_PFN, 0x38000 } },
	  PAGE_OFFSET,
	  0x80000000,
	  NKV_LOG_KNOWN },
	{ { { NKV_LOG_FACT_LOWMEM_END_VADDR, 0x80000000 } },
	  PAGE_OFFSET,
	  0xc0000000,
	  NKV_LOG_ASSUMED },
	{ { { NKV_LOG_FACT_DMA_MEMMAP_PAGES, 16 } }, STRUCT_PAGE, 16, NKV_LOG_KNOWN },
	{ { { NKV_LOG_FACT_DMA_MEMMAP_PAGES, 256 } }, STRUCT_PAGE, 256, NKV_LOG_KNOWN },
	{ { { NKV_LOG_FACT_DMA_MEMMAP_PAGES, 15 } }, STRUCT_PAGE, 32, NKV_LOG_ASSUMED },
	{ { { NKV_LOG_FACT_DMA_MEMMAP_PAGES, 257 } }, STRUCT_PAGE, 32, NKV_LOG_ASSUMED },
	{ { { NKV_LOG_FACT_DMA_MEMMAP_PAGES, 40 }, { NKV_LOG_FACT_DMA_END_PFN, 4096 } },
	  STRUCT_PAGE,
	  40,
	  NKV_LOG_KNOWN },
	{ { { NKV_LOG_FACT_DMA_MEMMAP_PAGES, 40 },
	    { NKV_LOG_FACT_DMA_START_PFN, 16 },
	    { NKV_LOG_FACT_DMA_END_PFN, 4096 } },
	  STRUCT_PAGE,
	  32,
	  NKV_LOG_ASSUMED },
	{ { { NKV_LOG_FACT_PGDAT_BYTES, 1 } }, PG_DATA, 1, NKV_LOG_KNOWN },
	{ { { NKV_LOG_FACT_PGDAT_BYTES, 1048576 } }, PG_DATA, 1048576, NKV_LOG_KNOWN },
	{ { { NKV_LOG_FACT_PGDAT_BYTES, 0 } }, PG_DATA, 4000, NKV_LOG_ASSUMED },
	{ { { NKV_LOG_FACT_PGDAT_BYTES, 1048577 } }, PG_DATA, 4000, NKV_LOG_ASSUMED },
	{ { { NKV_LOG_FACT_IMAGE_START, 0x400000 }, { NKV_LOG_FACT_TEXT_START, 0xc0100000 } },
	  TEXT,
	  0x400000,
	  NKV_LOG_KNOWN },
	{ { { NKV_LOG_FACT_IMAGE_START, 0x100000000 }, { NKV_LOG_FACT_TEXT_START, 0xc0200000 } },
	  TEXT,
	  0x200000,
	  NKV_LOG_KNOWN },
	{ { { NKV_LOG_FACT_TEXT_START, 0xbff00000 } }, TEXT, 0x1000000, NKV_LOG_ASSUMED },
	{ { { NKV_LOG_FACT_TEXT_START, 0xf7fff000 } }, TEXT, 0x37fff000, NKV_LOG_KNOWN },
	{ { { NKV_LOG_FACT_TEXT_START, 0xf8000000 } }, TEXT, 0x1000000, NKV_LOG_ASSUMED },
	{ { { NKV_LOG_FACT_IMAGE_END, 0x100000 } }, IMAGE_END, 0x100000, NKV_LOG_KNOWN },
	{ { { NKV_LOG_FACT_IMAGE_END, 0xfffff } }, IMAGE_END, 0x1800000, NKV_LOG_GUESSED },
	{ { { NKV_LOG_FACT_IMAGE_END, 0x100000000 } }, TEXT, 0x1000000, NKV_LOG_ASSUMED },
	{ { { NKV_LOG_FACT_IMAGE_START, 0x300000 } }, IMAGE_END, 0x1800000, NKV_LOG_GUESSED },
	{ { { NKV_LOG_FACT_IMAGE_START, 0x300000 } }, TEXT, 0x300000, NKV_LOG_KNOWN },
	{ { { NKV_LOG_FACT_MIN_LOW_PFN, 0x600 },
	    { NKV_LOG_FACT_BRK_END, 0x700000 },
	    { NKV_LOG_FACT_IMAGE_END, 0x500000 } },
	  TABLES_END,
	  0x600000,
	  NKV_LOG_KNOWN },
	{ { { NKV_LOG_FACT_MIN_LOW_PFN, 0x100000 },
	    { NKV_LOG_FACT_BRK_END, 0x700000 },
	    { NKV_LOG_FACT_IMAGE_END, 0x500000 } },
	  TABLES_END,
	  0x700000,
	  NKV_LOG_KNOWN },
	{ { { NKV_LOG_FACT_BOOT_TABLES_END, 0x800000 }, { NKV_LOG_FACT_IMAGE_END, 0x500000 } },
	  TABLES_END,
	  0x800000,
	  NKV_LOG_KNOWN },
	{ { { NKV_LOG_FACT_EARLY_RESERVED, 0 }, { NKV_LOG_FACT_IMAGE_END, 0x500000 } },
	  TABLES_END,
	  0x500000,
	  NKV_LOG_GUESSED },
	{ { { NKV_LOG_FACT_EARLY_RESERVED, 0 },
	    { NKV_LOG_FACT_IMAGE_END, 0x500000 },
	    { NKV_LOG_FACT_ONE_BITMAP, 0x9000 } },
	  TABLES_END,
	  1,
	  NKV_LOG_GUESSED },
	{ { { NKV_LOG_FACT_BEHIND_KERNEL, 0x2000000 } }, TABLES_END, 0x2000000, NKV_LOG_GUESSED },
	{ { { NKV_LOG_FACT_BEHIND_KERNEL, 0x1000000 } }, TABLES_END, 0x180b000, NKV_LOG_GUESSED },
	{ { { NKV_LOG_FACT_NR_CPUS, 1 } }, NR_CPUS, 1, NKV_LOG_KNOWN },
	{ { { NKV_LOG_FACT_NR_CPUS, 512 } }, NR_CPUS, 512, NKV_LOG_KNOWN },
	{ { { NKV_LOG_FACT_NR_CPUS, 0 } }, NR_CPUS, 8, NKV_LOG_ASSUMED },
	{ { { NKV_LOG_FACT_NR_CPUS, 513 } }, NR_CPUS, 8, NKV_LOG_ASSUMED },
	{ { { NKV_LOG_FACT_MEMORY_READ, 32 } }, NODES, 16, NKV_LOG_KNOWN },
	{ { { NKV_LOG_FACT_MEMORY_READ, 31 } }, NODES, 8, NKV_LOG_KNOWN },
	{ { { NKV_LOG_FACT_KVA_TOTAL, 1 } }, NODES, 8, NKV_LOG_ASSUMED },
};

/* A log of 2.6.32, whose image was found to end at 24 MiB, and its pgdat to be 4000 bytes. */
Test(log_figures, kernel)
{
	static struct nkv_boot_facts facts;
	static struct nkv_log_machine machine;
	const struct nkv_position position = { "log", 1, 1 };
	const struct nkv_kernel_candidate candidate = {
		.profile = nkv_profile_find("2.6.32"),
		.image_end = 0x1800000,
		.pg_data_bytes = 4000,
	};

	for (size_t i = 0; i < COUNT(kernels); i++) {
		const char *bytes = (const char *)&machine;
		enum nkv_log_knowledge how;
		uint32_t figure;

		note(&facts, kernels[i].told);
		nkv_log_fact_note(&facts.facts[NKV_LOG_FACT_KVA_OF_NODE], 0, &position);
		memset(&machine, 0, sizeof(machine));
		nkv_log_kernel(&facts, &candidate, &machine);
		memcpy(&figure, bytes + kernels[i].figure, sizeof(figure));
		memcpy(&how, bytes + kernels[i].how, sizeof(how));
		cr_expect_eq(figure, kernels[i].wanted, "case %zu: 0x%x", i, figure);
		cr_expect_eq(how, kernels[i].knowledge, "case %zu: %d", i, (int)how);
		cr_expect(machine.machine.kernel.has_image_end ==
				  (machine.image_end != NKV_LOG_ASSUMED),
			  "case %zu", i);
	}
}

/* As many processors as make NR_CPUS grow by doubling, up to the most there are. */
Test(log_figures, processors)
{
	static struct nkv_boot_facts facts;
	static struct nkv_log_machine machine;
	static const uint32_t wanted[][2] = { { 8, 8 },	  { 9, 16 },  { 16, 16 }, { 17, 32 },
					      { 33, 64 }, { 64, 64 }, { 65, 128 } };
	const struct nkv_kernel_candidate candidate = { .profile = nkv_profile_find("2.6.32") };

	for (size_t i = 0; i < COUNT(wanted); i++) {
		note(&facts, (const struct told[FACTS_MAX]){ { NKV_LOG_FACT_KVA_OF_NODE, 0 } });
		facts.processor_count = wanted[i][0];
		memset(&machine, 0, sizeof(machine));
		nkv_log_kernel(&facts, &candidate, &machine);
		cr_expect_eq(machine.machine.kernel.nr_cpus, wanted[i][1], "%u", wanted[i][0]);
		cr_expect_eq(machine.nr_cpus, wanted[i][0] > 8 ? NKV_LOG_GUESSED : NKV_LOG_ASSUMED);
	}
}

/* An initrd; one of size 0 is none. */
static const struct {
	const char *profile;
	struct told told[FACTS_MAX];
	uint32_t start, size;
	enum nkv_log_knowledge knowledge;
} initrds[] = {
	{ "2.6.23",
	  { { NKV_LOG_FACT_KVA_OF_NODE, 0 },
	    { NKV_LOG_FACT_RAMDISK_START, 0x1000000 },
	    { NKV_LOG_FACT_RAMDISK_END, 0x1400000 } },
	  0x1000000,
	  0x400000,
	  NKV_LOG_KNOWN },
	{ "2.6.23",
	  { { NKV_LOG_FACT_KVA_OF_NODE, 0 },
	    { NKV_LOG_FACT_RAMDISK_START, 0x100000000 },
	    { NKV_LOG_FACT_RAMDISK_END, 0x100001000 } },
	  0,
	  0,
	  NKV_LOG_ASSUMED },
	{ "2.6.23",
	  { { NKV_LOG_FACT_KVA_OF_NODE, 0 },
	    { NKV_LOG_FACT_RAMDISK_START, 0xffffffff },
	    { NKV_LOG_FACT_RAMDISK_END, 0x200000000 } },
	  0,
	  0,
	  NKV_LOG_ASSUMED },
	/* A kernel of 64 bits: as high as it may be, a whole page; or where it was. */
	{ "2.6.23",
	  { { NKV_LOG_FACT_RAMDISK_START, 0x7f000000 }, { NKV_LOG_FACT_RAMDISK_END, 0x7f000801 } },
	  0x37fff000,
	  0x801,
	  NKV_LOG_GUESSED },
	{ "2.6.23",
	  { { NKV_LOG_FACT_RAMDISK_START, 0x37000000 }, { NKV_LOG_FACT_RAMDISK_END, 0x38000000 } },
	  0x37000000,
	  0x1000000,
	  NKV_LOG_KNOWN },
	{ "2.6.23",
	  { { NKV_LOG_FACT_RAMDISK_START, 0x10000000 }, { NKV_LOG_FACT_RAMDISK_END, 0x50000000 } },
	  0,
	  0,
	  NKV_LOG_ASSUMED },
	/* A KVA that begins 0x600 pages below the initrd's large page. */
	{ "2.6.23",
	  { { NKV_LOG_FACT_KVA_START_PFN, 0x10000 },
	    { NKV_LOG_FACT_KVA_TOTAL, 0x600 },
	    { NKV_LOG_FACT_FIND_MAX_LOW_PFN, 0x38000 } },
	  0x10600000,
	  0x400000,
	  NKV_LOG_GUESSED },
	{ "2.6.23",
	  { { NKV_LOG_FACT_KVA_START_PFN, 0x10000 },
	    { NKV_LOG_FACT_KVA_TOTAL, 0x600 },
	    { NKV_LOG_FACT_FIND_MAX_LOW_PFN, 0x38000 },
	    { NKV_LOG_FACT_INITRD_FREED_KIB, 4 } },
	  0x10600000,
	  0x1000,
	  NKV_LOG_GUESSED },
	{ "2.6.23",
	  { { NKV_LOG_FACT_KVA_START_PFN, 0x10000 },
	    { NKV_LOG_FACT_KVA_TOTAL, 0x600 },
	    { NKV_LOG_FACT_FIND_MAX_LOW_PFN, 0x38000 },
	    { NKV_LOG_FACT_INITRD_FREED_KIB, 0x400000 } },
	  0x10600000,
	  0x400000,
	  NKV_LOG_GUESSED },
	{ "2.6.23",
	  { { NKV_LOG_FACT_KVA_START_PFN, 0x10200 },
	    { NKV_LOG_FACT_KVA_TOTAL, 0x600 },
	    { NKV_LOG_FACT_FIND_MAX_LOW_PFN, 0x38000 } },
	  0,
	  0,
	  NKV_LOG_ASSUMED },
	{ "2.6.23",
	  { { NKV_LOG_FACT_KVA_START_PFN, 0x37800 },
	    { NKV_LOG_FACT_KVA_TOTAL, 0x600 },
	    { NKV_LOG_FACT_FIND_MAX_LOW_PFN, 0x38000 } },
	  0,
	  0,
	  NKV_LOG_ASSUMED },
	{ "2.6.23",
	  { { NKV_LOG_FACT_KVA_START_PFN, 0x10000 },
	    { NKV_LOG_FACT_KVA_TOTAL, 0x38001 },
	    { NKV_LOG_FACT_FIND_MAX_LOW_PFN, 0x38000 } },
	  0,
	  0,
	  NKV_LOG_ASSUMED },
	{ "2.6.23",
	  { { NKV_LOG_FACT_KVA_START_PFN, 0x10000 }, { NKV_LOG_FACT_KVA_TOTAL, 0x600 } },
	  0,
	  0,
	  NKV_LOG_ASSUMED },
	{ "2.6.23",
	  { { NKV_LOG_FACT_KVA_START_PFN, 0x10000 }, { NKV_LOG_FACT_FIND_MAX_LOW_PFN, 0x38000 } },
	  0,
	  0,
	  NKV_LOG_ASSUMED },
	{ "2.6.25",
	  { { NKV_LOG_FACT_KVA_START_PFN, 0x10000 },
	    { NKV_LOG_FACT_KVA_TOTAL, 0x600 },
	    { NKV_LOG_FACT_FIND_MAX_LOW_PFN, 0x38000 } },
	  0,
	  0,
	  NKV_LOG_ASSUMED },
	/* One that ends there was disabled. */
	{ "2.6.23",
	  { { NKV_LOG_FACT_INITRD_END, 0x40000800 } },
	  0x3fc00000,
	  0x400800,
	  NKV_LOG_GUESSED },
	{ "2.6.23", { { NKV_LOG_FACT_INITRD_END, 0x400000 } }, 0, 0, NKV_LOG_ASSUMED },
	{ "2.6.23", { { NKV_LOG_FACT_INITRD_END, 0x401000 } }, 0x1000, 0x400000, NKV_LOG_GUESSED },
	{ "2.6.23",
	  { { NKV_LOG_FACT_KVA_START_PFN, 0x10000 },
	    { NKV_LOG_FACT_KVA_TOTAL, 0x600 },
	    { NKV_LOG_FACT_FIND_MAX_LOW_PFN, 0x38000 },
	    { NKV_LOG_FACT_INITRD_END, 0x10700000 } },
	  0x10600000,
	  0x100000,
	  NKV_LOG_GUESSED },
	{ "2.6.23",
	  { { NKV_LOG_FACT_KVA_START_PFN, 0x10000 },
	    { NKV_LOG_FACT_KVA_TOTAL, 0x600 },
	    { NKV_LOG_FACT_FIND_MAX_LOW_PFN, 0x38000 },
	    { NKV_LOG_FACT_INITRD_END, 0x10600000 } },
	  0x10200000,
	  0x400000,
	  NKV_LOG_GUESSED },
	/* One that was too large. */
	{ "2.6.32",
	  { { NKV_LOG_FACT_INITRD_TOO_LARGE, 0 }, { NKV_LOG_FACT_LOW_END, 0x38000000 } },
	  0x80000000,
	  0x1c000000,
	  NKV_LOG_GUESSED },
	{ "2.6.32",
	  { { NKV_LOG_FACT_INITRD_TOO_LARGE, 0 }, { NKV_LOG_FACT_MAX_LOW_PFN, 0x20000 } },
	  0x80000000,
	  0x10000000,
	  NKV_LOG_GUESSED },
	{ "2.6.32",
	  { { NKV_LOG_FACT_INITRD_TOO_LARGE, 0 }, { NKV_LOG_FACT_LOW_END, 0x80000000 } },
	  0x80000000,
	  0x40000000,
	  NKV_LOG_GUESSED },
	{ "2.6.32",
	  { { NKV_LOG_FACT_INITRD_TOO_LARGE, 0 }, { NKV_LOG_FACT_LOW_END, 0x80001000 } },
	  0,
	  0,
	  NKV_LOG_ASSUMED },
	{ "2.6.32", { { NKV_LOG_FACT_INITRD_TOO_LARGE, 0 } }, 0, 0, NKV_LOG_ASSUMED },
	{ "2.6.32",
	  { { NKV_LOG_FACT_INITRD_SEEN, 0 }, { NKV_LOG_FACT_LOW_END, 0x38000000 } },
	  0,
	  0,
	  NKV_LOG_ASSUMED },
};

/* 1 GiB with a hole below 16 MiB, HIGHMEM 4G: a large page is 4 MiB. */
Test(log_figures, initrd)
{
	static struct nkv_boot_facts facts;
	static struct nkv_log_machine machine;

	for (size_t i = 0; i < COUNT(initrds); i++) {
		note(&facts, initrds[i].told);
		facts.map.count = 3;
		facts.map.entries[0] = (struct nkv_e820_entry){ 0, 0x9f000, NKV_E820_USABLE };
		facts.map.entries[1] =
			(struct nkv_e820_entry){ 0x1000000, 0x3f000000, NKV_E820_USABLE };
		facts.map.entries[2] =
			(struct nkv_e820_entry){ 0x40000000, 0x10000000, NKV_E820_RESERVED };
		memset(&machine, 0, sizeof(machine));
		machine.machine.kernel.profile = nkv_profile_find(initrds[i].profile);
		nkv_log_find_initrd(&facts, &machine);
		cr_expect_eq(machine.machine.initrd_start, initrds[i].start, "case %zu: 0x%x", i,
			     machine.machine.initrd_start);
		cr_expect_eq(machine.machine.initrd_size, initrds[i].size, "case %zu: 0x%x", i,
			     machine.machine.initrd_size);
		cr_expect_eq(machine.initrd, initrds[i].knowledge, "case %zu: %d", i,
			     (int)machine.initrd);
	}
}

/* What a boot loader says of it, and how it was started. Expect that first. */
Test(log_figures, initrd_of_the_loader)
{
	static struct nkv_boot_facts facts;
	static struct nkv_log_machine machine;
	const struct nkv_position position = { "log", 1, 1 };

	for (int sized = 0; sized < 2; sized++) {
		note(&facts,
		     (const struct told[FACTS_MAX]){ { NKV_LOG_FACT_KVA_OF_NODE, 0 },
						     { NKV_LOG_FACT_RAMDISK_START, 0x1000000 },
						     { NKV_LOG_FACT_RAMDISK_END, 0x1400000 } });
		nkv_log_fact_note(&facts.loader.initrd_start, 0x2000000, &position);
		if (sized)
			nkv_log_fact_note(&facts.loader.initrd_size, 0x12345, &position);
		memset(&machine, 0, sizeof(machine));
		machine.machine.kernel.pae = true;
		nkv_log_find_initrd(&facts, &machine);
		cr_expect_eq(machine.machine.initrd_start, 0x2000000);
		cr_expect_eq(machine.machine.initrd_size, sized ? 0x12345 : 0x200000);
		cr_expect_eq(machine.initrd, sized ? NKV_LOG_KNOWN : NKV_LOG_GUESSED);
	}
}
