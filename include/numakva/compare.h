/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A plan held against what a boot printed: line by line, and by what became of
 * the boot.
 */
#ifndef NUMAKVA_COMPARE_H
#define NUMAKVA_COMPARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <numakva/plan.h>

#ifdef __cplusplus
extern "C" {
#endif

/* --- what the kernel prints about its setup --- */

enum {
	NKV_CONSOLE_VALUES_MAX = 6, /* numbers in a line */
	NKV_CONSOLE_NO_KEY = 255,
};

/* How a kind of line is held against a log. */
enum nkv_console_trait {
	NKV_CONSOLE_VARIES = 1 << 0,   /* kernels differ in it: 4, and what follows from it */
	NKV_CONSOLE_DEBUG = 1 << 1,    /* printed at a level that consoles often leave out */
	NKV_CONSOLE_SRAT = 1 << 2,     /* how the nodes were found in the SRAT, or were not */
	NKV_CONSOLE_FOLLOWS = 1 << 3,  /* only right after another line of its step */
	NKV_CONSOLE_FIRMWARE = 1 << 4, /* what the firmware says, whatever the kernel */
	NKV_CONSOLE_ACPI = 1 << 5,     /* tells nothing where the ACPI tables are not known */
	NKV_CONSOLE_SEARCHED = 1 << 6, /* only of kernels that search for the KVA, 2.6.27 on */
};

/* A kind of line of the console form (boot-layout 9). */
struct nkv_console_kind {
	const char *form;    /* the text, with conversions as of printf() */
	const char *later;   /* the text from 2.6.27 on; NULL: the same */
	const char *section; /* of the rules */
	const char *step;    /* what that decides, in a few words */
	unsigned int traits; /* enum nkv_console_trait, or-ed */
	unsigned int key;    /* which of its numbers says what the line is about */
};

/* What a line is, and its numbers. */
struct nkv_console_line {
	const struct nkv_console_kind *kind;
	int64_t values[NKV_CONSOLE_VALUES_MAX];
	size_t value_count;
	bool is_whole; /* not cut off */
};

/*
 * Whether a line, without blanks at either end, is one that kernels print
 * about their setup; fills *line if so. A line that is cut off in the middle
 * is known by how it begins, and has the numbers that are there.
 */
bool nkv_console_parse(const char *text, struct nkv_console_line *line);

/* --- what a boot printed --- */

/* A line of a log, as the kernel printed it. */
struct nkv_logged_line {
	const char *text;
	size_t line; /* in the log, from 1 */
};

/* What shows that something went wrong, in the order of the log. */
enum nkv_fault_kind {
	NKV_FAULT_BUG,	  /* BUG(), or the trap that it is made of */
	NKV_FAULT_TRAP,	  /* a page fault, or another trap or oops */
	NKV_FAULT_PANIC,  /* a panic without either */
	NKV_FAULT_NO_ROOT /* a panic for want of a root file system: the kernel is up */
};

struct nkv_logged_fault {
	enum nkv_fault_kind kind;
	struct nkv_logged_line where;
};

/* "Initializing HighMem for node 1 (00200000:003fbe00)": a node's high zone. */
struct nkv_logged_zone {
	uint32_t nid;
	uint32_t start_pfn, end_pfn; /* both 0: it has none */
	size_t line;
};

/* "page:defe2000 flags:..." below "Bad page state". */
struct nkv_logged_page {
	uint32_t vaddr; /* of the struct page */
	size_t line;
};

/* One boot of a log. Strings and lists belong to whoever filled it. */
struct nkv_boot_record {
	const char *log;     /* its name */
	const char *version; /* "2.6.24-rc7-numa", or NULL */
	bool is_later;	     /* lines are as no kernel that is planned prints them */
	/* Of another processor than a 32-bit x86, by its lines: "x86_64"; or NULL. */
	const char *architecture;
	size_t boot;	   /* which one of the log, from 1 ... */
	size_t boot_count; /* ... of how many */
	size_t first_line, last_line;
	/* What nkv_console_parse() knows, in order. */
	const struct nkv_logged_line *lines;
	size_t line_count;
	bool goes_on; /* there are other lines after the last of these */
	/* Lines of the log at which who wrote it cut something out, "<snip>", in order. */
	const size_t *cuts;
	size_t cut_count;

	bool has_memory_line; /* "Memory: 1031392k/1048448k available" */
	uint64_t available_kb, total_kb;
	bool has_highmem; /* "..., 126976k highmem)" ends it */
	uint64_t highmem_kb;
	size_t memory_line;
	size_t later_line; /* the first of those that kernels print after that line; or 0 */
	const struct nkv_logged_zone *zones;
	size_t zone_count;
	size_t initrd_line; /* the first that tells of an initrd, once memory is up; or 0 */
	const struct nkv_logged_fault *faults;
	size_t fault_count;
	const struct nkv_logged_page *bad_pages;
	size_t bad_page_count; /* of those with an address */
	size_t bad_page_messages;
};

/* --- the two together --- */

enum nkv_line_state {
	NKV_LINE_SAME,
	NKV_LINE_DIFFERENT,
	NKV_LINE_ONLY_PLANNED,
	NKV_LINE_ONLY_LOGGED,
	NKV_LINE_LEFT_OUT, /* one or the other, and no difference; `why` tells */
	NKV_LINE_STATES
};

/* Why a line does not count. */
enum nkv_left_out {
	NKV_LEFT_OUT_NOT,
	/* The log is another kernel's, which does this its own way or does not print it. */
	NKV_LEFT_OUT_OTHER_KERNEL,
	NKV_LEFT_OUT_NODES,   /* NKV_CONSOLE_SRAT, of which the log has nothing */
	NKV_LEFT_OUT_LEVEL,   /* the log has none of this kind: printed for debugging */
	NKV_LEFT_OUT_BEGINS,  /* the log begins after it */
	NKV_LEFT_OUT_ENDS,    /* the log ends before it, or in it */
	NKV_LEFT_OUT_CUT,     /* the log is an excerpt, or something was cut out there */
	NKV_LEFT_OUT_NO_NUMA, /* the log is of a kernel without NUMA */
	NKV_LEFT_OUT_COUNT
};

struct nkv_compared_line {
	enum nkv_line_state state;
	enum nkv_left_out why;
	const char *planned;			  /* NULL: not planned */
	const struct nkv_logged_line *logged;	  /* NULL: not in the log */
	const struct nkv_console_line *plan_line; /* what `planned` is */
	const struct nkv_console_line *log_line;
};

struct nkv_compared_zone {
	const struct nkv_logged_zone *zone;
	struct nkv_range planned;
	bool differs;
};

/* Why the high memory of the memory line is not held against the plan. */
enum nkv_highmem_why {
	NKV_HIGHMEM_HELD,
	NKV_HIGHMEM_NO_MAP, /* the zones are as planned: the map decides, and the log has none */
	NKV_HIGHMEM_IMPOSSIBLE, /* what is left of the line's figures is more than low memory */
};

/* Where a bad page is. */
enum nkv_page_place {
	NKV_PAGE_PREDICTED,   /* one of those that the plan says go bad */
	NKV_PAGE_UNPREDICTED, /* none of those */
	NKV_PAGE_UNKNOWN,     /* in no mem_map that the plan knows the address of */
};

struct nkv_compared_page {
	const struct nkv_logged_page *page;
	enum nkv_page_place place;
	uint64_t pfn;		    /* unless NKV_PAGE_UNKNOWN */
	struct nkv_range predicted; /* NKV_PAGE_PREDICTED: the range that it is one of */
};

enum nkv_agreement {
	NKV_CONFIRMED,
	NKV_NOT_CONTRADICTED,
	NKV_CONTRADICTED,
	NKV_OTHER_MACHINE, /* the log has another SRAT, and no map */
	NKV_NOTHING_TO_COMPARE,
};

/* What the boot's end says about the plan's verdict. */
enum nkv_outcome_reason {
	NKV_OUTCOME_OTHER_KERNEL,      /* nothing: another kernel */
	NKV_OUTCOME_NO_NUMA,	       /* nothing: one that has no nodes */
	NKV_OUTCOME_LOG_ENDS,	       /* nothing: the log ends too early to tell */
	NKV_OUTCOME_BOOTED,	       /* planned to boot, and came through setup */
	NKV_OUTCOME_BOOTED_THEN_FAULT, /* and went wrong later, which may be another matter */
	NKV_OUTCOME_FAULT_UNPLANNED,   /* planned to boot, and died in setup */
	NKV_OUTCOME_BAD_PAGES_UNPLANNED,
	NKV_OUTCOME_INITRD_UNPLANNED,	 /* and so, but of an initrd, of which the plan has none */
	NKV_OUTCOME_DIED_AS_PLANNED,	 /* a BUG where one was planned, or a trap */
	NKV_OUTCOME_DIED_OTHERWISE,	 /* in setup, but not by a BUG, which was planned */
	NKV_OUTCOME_SURVIVED,		 /* planned to die in setup, and came through it */
	NKV_OUTCOME_BAD_PAGES,		 /* planned, and all where they were planned */
	NKV_OUTCOME_BAD_PAGES_ASTRAY,	 /* planned, but some are elsewhere */
	NKV_OUTCOME_BAD_PAGES_SOMEWHERE, /* planned; where they are cannot be told */
	NKV_OUTCOME_CORRUPTED,		 /* planned to go wrong, and did in another way */
	NKV_OUTCOME_NOT_SHOWN,		 /* planned to go wrong, which does not always show */
	NKV_OUTCOME_COUNT
};

struct nkv_boot_comparison {
	const struct nkv_plan *plan;
	const struct nkv_boot_record *record;
	bool other_kernel;		       /* the log's version is none of the profile's */
	bool without_numa;		       /* the log's kernel knows no nodes */
	const struct nkv_compared_line *lines; /* in the plan's order and the log's */
	size_t line_count;
	size_t counts[NKV_LINE_STATES];
	size_t left_out[NKV_LEFT_OUT_COUNT];

	bool memory_differs;	   /* the memory line's total, or its high memory, is not ... */
	uint64_t planned_total_kb; /* ... this, which is 0 where the plan does not tell, ... */
	uint64_t
		planned_highmem_kb; /* ... or this, which it tells if it knows what becomes of RAM */
	enum nkv_highmem_why highmem_why;
	const struct nkv_compared_zone *zones; /* as many as in the record */
	bool zones_held, zones_differ;
	const struct nkv_compared_page *bad_pages; /* as many as in the record */
	size_t pages_in[NKV_PAGE_UNKNOWN + 1];
	/*
	 * How many pages a pg_data_t takes, on which the mem_maps' addresses
	 * depend: as planned, or such that the first bad page is the first one
	 * of a range that was predicted.
	 */
	uint32_t pgdat_pages, planned_pgdat_pages;
	enum nkv_outcome_reason reason;
	enum nkv_agreement outcome; /* what became of the boot, alone: one of the first three */
	enum nkv_agreement verdict; /* the outcome, and all lines */
};

/* How many bytes of workspace a comparison takes. */
size_t nkv_compare_bytes(size_t planned_count, const struct nkv_boot_record *record);

/*
 * A line that the plan's kernel prints: what is printed, in its own words and
 * in those of the kernels before or after 2.6.27, and what that is.
 */
struct nkv_planned_line {
	const char *text;	/* without blanks at either end */
	const char *other_text; /* NULL: the same */
	struct nkv_console_line line;
};

/*
 * Holds a plan against a boot. `planned` are the lines that the plan's kernel
 * prints, in order; lines, plan and record must outlive the comparison. The lists are put into the workspace, which
 * must be aligned as malloc() aligns. Returns false if it is too small.
 */
bool nkv_compare(const struct nkv_plan *plan, const struct nkv_planned_line *planned,
		 size_t planned_count, const struct nkv_boot_record *record, void *workspace,
		 size_t workspace_bytes, struct nkv_boot_comparison *comparison);

/* Whether something differs: a line, the memory line, or the outcome. */
bool nkv_comparison_differs(const struct nkv_boot_comparison *comparison);

/* "confirmed", "not contradicted", "contradicted", "other machine" or "nothing to compare". */
const char *nkv_agreement_name(enum nkv_agreement agreement);

#ifdef __cplusplus
}
#endif

#endif
