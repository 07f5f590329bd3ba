/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a picture of a plan consists of, in pages: bands of marks over two
 * spaces, and arrows between marks.
 */
#ifndef NUMAKVA_WRITE_DRAWING_MARKS_H
#define NUMAKVA_WRITE_DRAWING_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <numakva/plan.h>

/* What pfns of a band count. */
enum nkv_space {
	NKV_SPACE_PHYSICAL, /* physical memory, from 0 to the top */
	NKV_SPACE_LOWMEM,   /* the kernel's low memory: a pfn is PAGE_OFFSET and so many pages */
	NKV_SPACES
};

enum nkv_mark_kind {
	/* the map in effect */
	NKV_MARK_USABLE,
	NKV_MARK_UNUSED, /* usable, but not used */
	NKV_MARK_RESERVED,
	NKV_MARK_ACPI_DATA,
	NKV_MARK_ACPI_NVS,
	NKV_MARK_OTHER_TYPE,
	/* nodes */
	NKV_MARK_NODE,	  /* as found */
	NKV_MARK_SHRUNK,  /* after shrinking */
	NKV_MARK_GIVEN,	  /* pages a node gives for its mem_map */
	NKV_MARK_ALIGNED, /* and those it loses to alignment */
	NKV_MARK_SECTION, /* of SPARSEMEM, by its owner */
	/* low memory */
	NKV_MARK_KERNEL,
	NKV_MARK_PGDAT,
	NKV_MARK_BITMAP,
	NKV_MARK_FIRMWARE,
	NKV_MARK_WINDOW,  /* where a node's given pages are mapped */
	NKV_MARK_BACKING, /* and these themselves, if they are low memory */
	NKV_MARK_SLACK,	  /* of the KVA, in no window */
	NKV_MARK_INITRD,
	NKV_MARK_WASTED, /* reserved as wasted_pages */
	NKV_MARK_FREE,
	NKV_MARK_LOST,	  /* free, but nobody will ever use it */
	NKV_MARK_RAM,	  /* usable; what is free of it was not computed */
	NKV_MARK_NOT_RAM, /* below the end of low memory, and nothing to use */
	NKV_MARK_VMALLOC, /* above low memory */
	NKV_MARK_MEMMAP,  /* of sections, by their home */
	/* calls of the boot-time allocator */
	NKV_MARK_CALL_FREE,
	NKV_MARK_CALL_RESERVE,
	NKV_MARK_CALL_BUG,
	/* hazards, by severity */
	NKV_MARK_INFO,
	NKV_MARK_WARNING,
	NKV_MARK_CORRUPTING,
	NKV_MARK_FATAL,
	NKV_MARK_KINDS
};

enum {
	NKV_BRIEF_BYTES = 8,
	NKV_LABEL_BYTES = 64,
	NKV_TITLE_BYTES = 192,
};

struct nkv_mark {
	enum nkv_mark_kind kind;
	struct nkv_range pages; /* as they are; may be empty */
	int nid;		/* -1: of no node */
	size_t lane;		/* of its band, from 0: marks that meet lie in different ones */
	char brief[NKV_BRIEF_BYTES];
	char label[NKV_LABEL_BYTES];
	char title[NKV_TITLE_BYTES]; /* all that there is to say */
};

enum nkv_band_kind {
	NKV_BAND_BAR,	 /* each mark has its label */
	NKV_BAND_CALL,	 /* one or more calls of the allocator; one label */
	NKV_BAND_HAZARD, /* where a hazard is; one label */
};

struct nkv_band {
	enum nkv_band_kind kind;
	enum nkv_space space;
	const struct nkv_hazard *hazard; /* NKV_BAND_HAZARD */
	size_t first_mark;
	size_t mark_count;
	size_t lanes;
	const char *pieces; /* NKV_BAND_BAR: what several marks of it are called */
	char name[NKV_LABEL_BYTES];
	char label[NKV_TITLE_BYTES];
};

/* From the pages that a node gives to its window; indices of marks. */
struct nkv_arrow {
	size_t from;
	size_t to;
};

struct nkv_drawing {
	const struct nkv_plan *plan;
	struct nkv_mark *marks;
	size_t mark_count, mark_capacity;
	struct nkv_band *bands; /* from top to bottom */
	size_t band_count, band_capacity;
	struct nkv_arrow arrows[NKV_NODES_MAX];
	size_t arrow_count;
	uint64_t lowmem_end_pfn; /* where the enlarged part of the low memory space ends */
	bool lowmem_settled;	 /* the boot came as far as to know it */
	struct nkv_mark spare;	 /* what is drawn without memory goes here */
	struct nkv_band spare_band;
	bool failed; /* there was no memory */
};

/* A new band at the bottom, into which the next marks go. Never NULL. */
struct nkv_band *nkv_drawing_add_band(struct nkv_drawing *drawing, enum nkv_band_kind kind,
				      enum nkv_space space, const char *name);

/* A new mark in the last band. Never NULL. */
struct nkv_mark *nkv_drawing_add_mark(struct nkv_drawing *drawing, enum nkv_mark_kind kind,
				      struct nkv_range pages);

/* What a mark says: its label, and its title. */
void nkv_mark_label(struct nkv_mark *mark, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void nkv_mark_title(struct nkv_mark *mark, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* ", 480 pages (1.9 MiB), 0x1fe00..0x1ffe0" at the end of a mark's title. */
void nkv_mark_title_pages(struct nkv_mark *mark);

/* Whether a mark is of a node without memory, which has a place in no space. */
bool nkv_mark_is_memoryless(const struct nkv_mark *mark);

/* How many pages a mark has. */
uint64_t nkv_mark_pages(const struct nkv_mark *mark);

/* The pages that a mark takes up in a picture: at least one. */
struct nkv_range nkv_mark_extent(const struct nkv_mark *mark);

/*
 * The bands of a kind over a space, from top to bottom, one a call: NULL after the
 * last; begin with *next = 0.
 */
const struct nkv_band *nkv_drawing_next_band(const struct nkv_drawing *drawing,
					     enum nkv_space space, enum nkv_band_kind kind,
					     size_t *next);

/* The band that a mark is in. */
const struct nkv_band *nkv_drawing_band_of(const struct nkv_drawing *drawing, size_t mark);

#endif
