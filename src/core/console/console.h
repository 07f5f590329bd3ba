/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a kernel prints during setup (9): the forms of its lines, one in each
 * row, and the lines of a plan, step by step.
 */
#ifndef NUMAKVA_CORE_CONSOLE_CONSOLE_H
#define NUMAKVA_CORE_CONSOLE_CONSOLE_H

#include <numakva/compare.h>

/* A form for each row of the list. */
enum nkv_console_form {
#define LINE(name, ...) NKV_SAY_##name,
#include "core/console/lines.def"
#undef LINE
	NKV_SAY_COUNT
};

enum { NKV_SAID_VALUES_MAX = 8 };

/* A line before it is formatted. */
struct nkv_said {
	enum nkv_console_form form;
	uint64_t values[NKV_SAID_VALUES_MAX]; /* for the form's conversions, in order */
	const char *word;		      /* for %s and %T; or NULL */
	const char *second_word;	      /* for another %s */
	const unsigned char *bytes;	      /* for %B */
	bool later;			      /* printed after setup, so not in the console form */
	bool in_later_words;		      /* in the words of the row's `later` */
};

/* The receiver of a plan's lines. */
struct nkv_console {
	const struct nkv_plan *plan;
	void (*hear)(void *listener, const struct nkv_said *said);
	void *listener;
};

/*
 * The row of a form. Its text is printed with these conversions: %d (signed, 32
 * bits), %u, %x, %#x and %X as in printf(), with a width; %_ prints nothing,
 * for a value that is left out; %s a word, with a width; %T the type of a map's
 * entry, "(word)" or "type 7"; %B and %b 32 bytes in hexadecimal; %P and %p the
 * pfns from one value to the next, in steps of a third value, in decimal and in
 * hexadecimal.
 */
const struct nkv_console_kind *nkv_console_kind(enum nkv_console_form form);

/*
 * In lines of a kind: the text before a number that no description contains; NULL: there is
 * none.
 */
const char *nkv_console_unsaid(const struct nkv_console_kind *kind);

/* Whether lines of a kind are about nodes, so that a kernel without NUMA does not print them. */
bool nkv_console_is_of_nodes(const struct nkv_console_kind *kind);
/* The text of a row, in the words of the plan's kernel or of the others. */
const char *nkv_console_text(const struct nkv_console_kind *kind, bool in_later_words);

/* Passes on all lines that the plan's kernel prints, in the kernel's order. */
void nkv_plan_say(const struct nkv_console *console);

/* The line once it is printed, as nkv_console_parse() reads it. */
struct nkv_console_line nkv_said_line(const struct nkv_said *said);

/* --- the lines of each step (struct nkv_step.say) --- */

/* Says one line. */
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

/* --- parts of these, for the steps of other kernels --- */

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

/* A node's window, and the kernel's figure for its end: an address. */
void nkv_say_window(const struct nkv_console *console, const struct nkv_node *node, uint32_t end);

/*
 * The kernel's figure for the pages of a node's window. For a node that section
 * 3 skips, it is still the number of bytes of its mem_map.
 */
uint32_t nkv_window_pages(const struct nkv_node *node);

/* The line of a message of find_max_low_pfn() (4.2). */
struct nkv_said nkv_lowmem_message_said(const struct nkv_plan *plan,
					const struct nkv_lowmem_message *message);

#endif
