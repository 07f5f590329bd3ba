/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compares a plan with what a boot printed: line by line, and by how the boot ended. */
#ifndef NUMAKVA_COMPARE_H
#define NUMAKVA_COMPARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <numakva/plan.h>

#ifdef __cplusplus
extern "C" {
#endif

/* --- lines that the kernel prints during setup --- */

enum {
	NKV_CONSOLE_VALUES_MAX = 6, /* numbers in a line */
	NKV_CONSOLE_NO_KEY = 255,
};

/* How lines of a kind are compared with a log. */
enum nkv_console_trait {
	/* kernels differ in it: section 4, and what follows from it */
	NKV_CONSOLE_VARIES = 1 << 0,
	NKV_CONSOLE_DEBUG = 1 << 1, /* printed at a level that consoles often leave out */
	NKV_CONSOLE_SRAT = 1 << 2,  /* how the nodes were found in the SRAT, or why not */
	/* a line only if it comes right after another line of its step */
	NKV_CONSOLE_FOLLOWS = 1 << 3,
	NKV_CONSOLE_FIRMWARE = 1 << 4, /* it depends on the firmware alone, not on the kernel */
	NKV_CONSOLE_ACPI = 1 << 5,     /* it says nothing if the ACPI tables are not known */
	NKV_CONSOLE_SEARCHED = 1 << 6, /* of kernels that search for the KVA, from 2.6.27 on */
};

/* A kind of line in the console form (boot-layout 9). */
struct nkv_console_kind {
	char form[88];	     /* the text, with conversions as of printf() */
	char later[88];	     /* the text from 2.6.27 on; "": the same */
	char section[16];    /* section of the rules */
	char step[48];	     /* what that section decides, in a few words */
	unsigned int traits; /* enum nkv_console_trait, or-ed */
	unsigned int key;    /* the index of the number that identifies the line */
};

/* The kind of a line, and the numbers in it. */
struct nkv_console_line {
	const struct nkv_console_kind *kind;
	int64_t values[NKV_CONSOLE_VALUES_MAX];
	size_t value_count;
	bool is_whole; /* the line was not cut off */
};

/*
 * Whether a line, without blanks at either end, is one that kernels print
 * during setup. If it is, fills *line. A line that is cut off is recognised by
 * its beginning, and *line has the numbers that are left.
 */
bool nkv_console_parse(const char *text, struct nkv_console_line *line);

/* --- what a boot printed --- */

/* A line of a log, as the kernel printed it. */
struct nkv_logged_line {
	const char *text;
	size_t line; /* its number in the log, from 1 */
};

/* The signs that something went wrong, in the order of the log. */
enum nkv_fault_kind {
	NKV_FAULT_BUG,	  /* BUG(), or the trap that BUG() causes */
	NKV_FAULT_TRAP,	  /* a page fault, or another trap or oops */
	NKV_FAULT_PANIC,  /* a panic without a BUG or trap */
	NKV_FAULT_NO_ROOT /* a panic for lack of a root file system: the kernel has booted */
};

struct nkv_logged_fault {
	enum nkv_fault_kind kind;
	struct nkv_logged_line where;
};

/* "Initializing HighMem for node 1 (00200000:003fbe00)": the high zone of a node. */
struct nkv_logged_zone {
	uint32_t nid;
	uint32_t start_pfn, end_pfn; /* both 0: the node has no high zone */
	size_t line;
};

/* "page:defe2000 flags:..." below "Bad page state". */
struct nkv_logged_page {
	uint32_t vaddr; /* of the struct page */
	size_t line;
};

/* One boot of a log. Strings and lists belong to whoever filled the structure. */
struct nkv_boot_record {
	const char *log;     /* the log's name */
	const char *version; /* "2.6.24-rc7-numa", or NULL */
	bool is_later;	     /* its lines have a form that no kernel in the profiles prints */
	/* The architecture, "x86_64", if the lines show that it is not 32-bit x86; or NULL. */
	const char *architecture;
	size_t boot;	   /* the number of this boot in the log, from 1 ... */
	size_t boot_count; /* ... and the number of boots */
	size_t first_line, last_line;
	/* The lines that nkv_console_parse() recognises, in order. */
	const struct nkv_logged_line *lines;
	size_t line_count;
	bool goes_on; /* other lines follow the last of these */
	/* The lines of the log at which somebody cut something out ("<snip>"), in order. */
	const size_t *cuts;
	size_t cut_count;

	bool has_memory_line; /* "Memory: 1031392k/1048448k available" */
	uint64_t available_kb, total_kb;
	bool has_highmem; /* it ends in "..., 126976k highmem)" */
	uint64_t highmem_kb;
	size_t memory_line;
	size_t later_line; /* the first line that kernels print after it; 0: none */
	const struct nkv_logged_zone *zones;
	size_t zone_count;
	size_t initrd_line; /* the first line about an initrd after memory is set up; 0: none */
	const struct nkv_logged_fault *faults;
	size_t fault_count;
	const struct nkv_logged_page *bad_pages;
	size_t bad_page_count; /* the number of bad pages with an address */
	size_t bad_page_messages;
};

/* --- the comparison --- */

enum nkv_line_state {
	NKV_LINE_SAME,
	NKV_LINE_DIFFERENT,
	NKV_LINE_ONLY_PLANNED,
	NKV_LINE_ONLY_LOGGED,
	NKV_LINE_LEFT_OUT, /* on one side only, but not counted as a difference; `why` says why */
	NKV_LINE_STATES
};

/* Why a line is not counted. */
enum nkv_left_out {
	NKV_LEFT_OUT_NOT,
	/* The log is from another kernel, which does this differently or does not print it. */
	NKV_LEFT_OUT_OTHER_KERNEL,
	NKV_LEFT_OUT_NODES,   /* NKV_CONSOLE_SRAT, and the log has no such line */
	NKV_LEFT_OUT_LEVEL,   /* a debug message, and the log has none of this kind */
	NKV_LEFT_OUT_BEGINS,  /* the log begins after it */
	NKV_LEFT_OUT_ENDS,    /* the log ends before it, or within it */
	NKV_LEFT_OUT_CUT,     /* the log is an excerpt, or something was cut out there */
	NKV_LEFT_OUT_NO_NUMA, /* the log is from a kernel without NUMA */
	NKV_LEFT_OUT_COUNT
};

struct nkv_compared_line {
	enum nkv_line_state state;
	enum nkv_left_out why;
	const char *planned;			  /* NULL: not in the plan */
	const struct nkv_logged_line *logged;	  /* NULL: not in the log */
	const struct nkv_console_line *plan_line; /* `planned`, parsed */
	const struct nkv_console_line *log_line;
};

struct nkv_compared_zone {
	const struct nkv_logged_zone *zone;
	struct nkv_range planned;
	bool differs;
};

/* Why the high memory in the memory line is not compared with the plan. */
enum nkv_highmem_why {
	NKV_HIGHMEM_HELD,
	/* the zones agree; the figure depends on the map, which the log does not show */
	NKV_HIGHMEM_NO_MAP,
	NKV_HIGHMEM_IMPOSSIBLE, /* the line's figures leave more low memory than there can be */
};

/* Where a bad page is. */
enum nkv_page_place {
	NKV_PAGE_PREDICTED,   /* a page that the plan predicts to be bad */
	NKV_PAGE_UNPREDICTED, /* a page that it does not predict */
	NKV_PAGE_UNKNOWN,     /* not in any mem_map whose address the plan knows */
};

struct nkv_compared_page {
	const struct nkv_logged_page *page;
	enum nkv_page_place place;
	uint64_t pfn;		    /* unless NKV_PAGE_UNKNOWN */
	struct nkv_range predicted; /* NKV_PAGE_PREDICTED: the predicted range around it */
};

enum nkv_agreement {
	NKV_CONFIRMED,
	NKV_NOT_CONTRADICTED,
	NKV_CONTRADICTED,
	NKV_OTHER_MACHINE, /* the log shows another SRAT, and no map */
	NKV_NOTHING_TO_COMPARE,
};

/* What the end of the boot says about the plan's verdict. */
enum nkv_outcome_reason {
	NKV_OUTCOME_OTHER_KERNEL,      /* nothing: the log is from another kernel */
	NKV_OUTCOME_NO_NUMA,	       /* nothing: its kernel has no nodes */
	NKV_OUTCOME_LOG_ENDS,	       /* nothing: the log ends too early */
	NKV_OUTCOME_BOOTED,	       /* planned to boot, and completed setup */
	NKV_OUTCOME_BOOTED_THEN_FAULT, /* so, and failed later, maybe for another reason */
	NKV_OUTCOME_FAULT_UNPLANNED,   /* planned to boot, but died in setup */
	NKV_OUTCOME_BAD_PAGES_UNPLANNED,
	NKV_OUTCOME_INITRD_UNPLANNED,	 /* so, because of an initrd that is not planned */
	NKV_OUTCOME_DIED_AS_PLANNED,	 /* died of a BUG as planned, or of a trap */
	NKV_OUTCOME_DIED_OTHERWISE,	 /* died in setup, but not of the planned BUG */
	NKV_OUTCOME_SURVIVED,		 /* planned to die in setup, but completed it */
	NKV_OUTCOME_BAD_PAGES,		 /* planned, and all are where they were planned */
	NKV_OUTCOME_BAD_PAGES_ASTRAY,	 /* planned, but some are elsewhere */
	NKV_OUTCOME_BAD_PAGES_SOMEWHERE, /* planned, but the log does not show where they are */
	/* planned to fail after setup, and failed in another way */
	NKV_OUTCOME_CORRUPTED,
	/* planned to fail after setup, which does not always show */
	NKV_OUTCOME_NOT_SHOWN,
	NKV_OUTCOME_COUNT
};

struct nkv_boot_comparison {
	const struct nkv_plan *plan;
	const struct nkv_boot_record *record;
	bool other_kernel;		       /* the profile does not cover the log's version */
	bool without_numa;		       /* the log's kernel has no NUMA */
	const struct nkv_compared_line *lines; /* in the order of the plan and the log */
	size_t line_count;
	size_t counts[NKV_LINE_STATES];
	size_t left_out[NKV_LEFT_OUT_COUNT];

	bool memory_differs;	     /* the memory line's total or high memory differs from ... */
	uint64_t planned_total_kb;   /* ... this (0: the plan does not know it), ... */
	uint64_t planned_highmem_kb; /* ... or this, if RAM is known */
	enum nkv_highmem_why highmem_why;
	const struct nkv_compared_zone *zones; /* as many as in the record */
	bool zones_held, zones_differ;
	const struct nkv_compared_page *bad_pages; /* as many as in the record */
	size_t pages_in[NKV_PAGE_UNKNOWN + 1];
	/*
	 * The number of pages of a pg_data_t, on which the mem_maps' addresses
	 * depend: as planned, or chosen so that the first bad page is the first
	 * page of a predicted range.
	 */
	uint32_t pgdat_pages, planned_pgdat_pages;
	enum nkv_outcome_reason reason;
	enum nkv_agreement outcome; /* from the end of the boot alone: one of the first three */
	enum nkv_agreement verdict; /* from the outcome and all lines */
};

/* The number of bytes of workspace that a comparison takes. */
size_t nkv_compare_bytes(size_t planned_count, const struct nkv_boot_record *record);

/*
 * A line that the plan's kernel prints: its text, its text in the form of
 * kernels on the other side of 2.6.27, and its parsed form.
 */
struct nkv_planned_line {
	const char *text;	/* without blanks at either end */
	const char *other_text; /* NULL: the same */
	struct nkv_console_line line;
};

/*
 * Compares a plan with a boot. `planned` are the lines that the plan's kernel
 * prints, in order. The lines, the plan and the record must outlive the
 * comparison. Lists are put into the workspace, which must be aligned as
 * malloc() aligns. Returns false if it is too small.
 */
bool nkv_compare(const struct nkv_plan *plan, const struct nkv_planned_line *planned,
		 size_t planned_count, const struct nkv_boot_record *record, void *workspace,
		 size_t workspace_bytes, struct nkv_boot_comparison *comparison);

/* Whether anything differs: a line, the memory line, or the outcome. */
bool nkv_comparison_differs(const struct nkv_boot_comparison *comparison);

/* "confirmed", "not contradicted", "contradicted", "other machine" or "nothing to compare". */
const char *nkv_agreement_name(enum nkv_agreement agreement);

#ifdef __cplusplus
}
#endif

#endif
