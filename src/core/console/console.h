/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a kernel prints about its setup (9): the forms of its lines, one row
 * each, and what a plan says in them, step by step.
 */
#ifndef NUMAKVA_CORE_CONSOLE_CONSOLE_H
#define NUMAKVA_CORE_CONSOLE_CONSOLE_H

#include <numakva/compare.h>

/* Rows of forms.c. A form that another begins with comes after it. */
enum nkv_console_form {
	NKV_SAY_EBDA,
	NKV_SAY_BIOS_MAP,
	NKV_SAY_BIOS_ENTRY,
	NKV_SAY_MAP_FULL,
	NKV_SAY_LIMIT_START,
	NKV_SAY_LIMIT_ENDFOR,
	NKV_SAY_LIMIT_ENDFUNC,
	NKV_SAY_USER_MAP,
	NKV_SAY_USER_ENTRY,
	NKV_SAY_MALFORMED_OPTION,
	NKV_SAY_LAST_PFN,
	NKV_SAY_MAPPED_AT_START,
	NKV_SAY_INIT_MAPPING,
	NKV_SAY_MAPPING,
	NKV_SAY_PAGE_TABLES,
	NKV_SAY_RAMDISK,
	NKV_SAY_RAMDISK_ALLOCATED,
	NKV_SAY_RAMDISK_MOVED,
	NKV_SAY_NODE_RANGE,
	NKV_SAY_PHYSNODE,
	NKV_SAY_RSDT_INCORRECT,
	NKV_SAY_RSDT_TOO_LONG,
	NKV_SAY_SRAT_SCAN,
	NKV_SAY_SRAT_PROCESSOR,
	NKV_SAY_SRAT_MEMORY,
	NKV_SAY_SRAT_TOO_MANY,
	NKV_SAY_SRAT_UNREAD,
	NKV_SAY_PXM_BITMAP,
	NKV_SAY_NODE_COUNT,
	NKV_SAY_CHUNK_COUNT,
	NKV_SAY_CHUNK,
	NKV_SAY_CHUNK_IGNORED,
	NKV_SAY_ADD_ACTIVE_RANGE,
	NKV_SAY_SRAT_EMPTY,
	NKV_SAY_SRAT_EMPTY_MENDED,
	NKV_SAY_SRAT_MISSING,
	NKV_SAY_FLAT,
	NKV_SAY_NODE_PFNS,
	NKV_SAY_RESERVING,
	NKV_SAY_REMOVE_ACTIVE_RANGE,
	NKV_SAY_SHRINKING_FURTHER,
	NKV_SAY_SHRINKING,
	NKV_SAY_RESERVING_TOTAL,
	NKV_SAY_HIGHMEM_ONLY,
	NKV_SAY_WILL_BE_USED,
	NKV_SAY_4G_WILL_BE_USED,
	NKV_SAY_USE_HIGHMEM64G,
	NKV_SAY_USE_HIGHMEM,
	NKV_SAY_USE_PAE,
	NKV_SAY_HIGHMEM_BIGGER,
	NKV_SAY_HIGHMEM_SMALLER,
	NKV_SAY_HIGHMEM_NO_KERNEL,
	NKV_SAY_HIGHMEM_ONLY_NEW,
	NKV_SAY_HIGHMEM_BIGGER_NEW,
	NKV_SAY_HIGHMEM_SMALLER_NEW,
	NKV_SAY_4G_IN_ONE_LINE,
	NKV_SAY_4G_IN_ONE_LINE_NEW,
	NKV_SAY_KVA_START,
	NKV_SAY_RESERVE_PAGES,
	NKV_SAY_MAX_PFN,
	NKV_SAY_HIGHMEM_MB,
	NKV_SAY_LOWMEM_MB,
	NKV_SAY_LOW_PFNS,
	NKV_SAY_LOWMEM_ENDS,
	NKV_SAY_WINDOW,
	NKV_SAY_PGDAT,
	NKV_SAY_REMAP_LARGE_PAGE,
	NKV_SAY_REMAP_NODE,
	NKV_SAY_HIGHMEM_STARTS,
	NKV_SAY_INITRD_BEYOND,
	NKV_SAY_INITRD_WRAPS,
	NKV_SAY_INITRD_TOO_LARGE,
	NKV_SAY_INITRD_DISABLED,
	NKV_SAY_MAPPED_LOW_RAM,
	NKV_SAY_LOW_RAM,
	NKV_SAY_LOW_RAM_RANGE,
	NKV_SAY_NODE_LOW_RAM,
	NKV_SAY_BOOTMAP,
	NKV_SAY_NODE_BOOTMAP,
	NKV_SAY_EARLY_RESERVATIONS,
	NKV_SAY_EARLY_RESERVED,
	NKV_SAY_EARLY_RESERVATION,
	NKV_SAY_ZONES,
	NKV_SAY_ZONE_DMA,
	NKV_SAY_ZONE_NORMAL,
	NKV_SAY_ZONE_HIGHMEM,
	NKV_SAY_MOVABLE_ZONE,
	NKV_SAY_NODE_MAP,
	NKV_SAY_NODE_MAP_RANGE,
	NKV_SAY_PANIC_EARLY_OVERLAP,
	NKV_SAY_PANIC_EARLY_FULL,
	NKV_SAY_PANIC_USER_MAP,
	NKV_SAY_PANIC_PAGE_TABLES,
	NKV_SAY_PANIC_LOW_PAGES,
	NKV_SAY_PANIC_RAMDISK,
	NKV_SAY_PANIC_KVA_RAM,
	NKV_SAY_PANIC_KVA_SPACE,
	NKV_SAY_PANIC_BOOTMAP,
	NKV_SAY_PFNS, /* numbers alone: last of all */
	NKV_SAY_COUNT
};

enum { NKV_SAID_VALUES_MAX = 8 };

/* A line, before it is written out. */
struct nkv_said {
	enum nkv_console_form form;
	uint64_t values[NKV_SAID_VALUES_MAX]; /* for the form's conversions, in order */
	const char *word;		      /* for %s and %T; or NULL */
	const char *second_word;	      /* for another %s */
	const unsigned char *bytes;	      /* for %B */
	bool later;	     /* printed after setup, and no part of the console form */
	bool in_later_words; /* those of the row's `later` */
};

/* Who hears what a plan says. */
struct nkv_console {
	const struct nkv_plan *plan;
	void (*hear)(void *listener, const struct nkv_said *said);
	void *listener;
};

/*
 * The row of a form. Its text is what is printed, with conversions for the
 * values: %d (signed, 32 bits), %u, %x, %#x and %X as printf() has them, with a
 * width; %_ nothing, for a value that is left out; %s a word, with a width; %T
 * the type of a map's entry, "(word)" or "type 7"; %B and %b 32 bytes in
 * hexadecimal; %P and %p the pfns from one value to the next, in steps of a
 * third, in decimal and in hexadecimal.
 */
const struct nkv_console_kind *nkv_console_kind(enum nkv_console_form form);

/* What stands, in lines of a kind, before a number that no description tells; NULL: nothing. */
const char *nkv_console_unsaid(const struct nkv_console_kind *kind);

/* Whether lines of a kind are of nodes, so that a kernel without NUMA prints none. */
bool nkv_console_is_of_nodes(const struct nkv_console_kind *kind);
/* The text of a row: the plan's kernel has its own words, or those of others. */
const char *nkv_console_text(const struct nkv_console_kind *kind, bool in_later_words);

/* Lets a plan say all that its kernel prints, line by line in the kernel's order. */
void nkv_plan_say(const struct nkv_console *console);

/* What the line is once it is printed, as nkv_console_parse() finds it. */
struct nkv_console_line nkv_said_line(const struct nkv_said *said);

/* --- what steps say (struct nkv_step.say) --- */

/* One line. */
void nkv_console_say(const struct nkv_console *console, struct nkv_said said);

void nkv_say_bios_map(const struct nkv_console *console);
void nkv_say_cmdline(const struct nkv_console *console);
void nkv_say_e820_nodes(const struct nkv_console *console);
void nkv_say_memory_source(const struct nkv_console *console);
void nkv_say_nodes(const struct nkv_console *console);
void nkv_say_node_ranges(const struct nkv_console *console);
void nkv_say_remap(const struct nkv_console *console);
void nkv_say_kva_in_lowmem(const struct nkv_console *console);
void nkv_say_kva_above_lowmem(const struct nkv_console *console);
void nkv_say_windows(const struct nkv_console *console);
void nkv_say_initrd(const struct nkv_console *console);
void nkv_say_active_ranges(const struct nkv_console *console);

/* --- what they are made of, for the steps of other kernels --- */

void nkv_say_map(const struct nkv_console *console, enum nkv_console_form form,
		 const struct nkv_e820_map *map);
void nkv_say_node_range(const struct nkv_console *console, unsigned int nid, uint32_t start_pfn,
			uint32_t end_pfn);
void nkv_say_processor(const struct nkv_console *console,
		       const struct nkv_srat_processor *processor);
void nkv_say_memory(const struct nkv_console *console, const struct nkv_srat_memory *memory);
void nkv_say_srat(const struct nkv_console *console);
void nkv_say_node_map(const struct nkv_console *console, bool later);
void nkv_say_lowmem_messages(const struct nkv_console *console);
void nkv_say_highmem(const struct nkv_console *console);
void nkv_say_lowmem(const struct nkv_console *console);
void nkv_say_lowmem_end(const struct nkv_console *console);
void nkv_say_highmem_start(const struct nkv_console *console);

/* A node's window, and where it ends as the kernel has it: an address. */
void nkv_say_window(const struct nkv_console *console, const struct nkv_node *node, uint32_t end);

/*
 * What the kernel takes for the pages of a node's window: of a node that
 * section 3 passes over, what stands there are still the bytes of its mem_map.
 */
uint32_t nkv_window_pages(const struct nkv_node *node);

/* A message of find_max_low_pfn() (4.2). */
struct nkv_said nkv_lowmem_message_said(const struct nkv_plan *plan,
					const struct nkv_lowmem_message *message);

#endif
