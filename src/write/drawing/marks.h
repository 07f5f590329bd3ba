/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of a picture, in pages: bands of marks in two spaces, and arrows between marks. */
#ifndef NUMAKVA_WRITE_DRAWING_MARKS_H
#define NUMAKVA_WRITE_DRAWING_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <numakva/plan.h>

/* What the pfns of a band mean. */
enum nkv_space {
	NKV_SPACE_PHYSICAL, /* physical memory, from 0 to the top */
	/* the kernel's low memory: the address of a pfn is PAGE_OFFSET + pfn * 4096 */
	NKV_SPACE_LOWMEM,
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
	NKV_MARK_NODE,	  /* as they were found */
	NKV_MARK_SHRUNK,  /* after shrinking */
	NKV_MARK_GIVEN,	  /* pages that a node gives up for its mem_map */
	NKV_MARK_ALIGNED, /* pages that it loses to alignment */
	NKV_MARK_SECTION, /* of SPARSEMEM, by its owner */
	/* low memory */
	NKV_MARK_KERNEL,
	NKV_MARK_PGDAT,
	NKV_MARK_BITMAP,
	NKV_MARK_FIRMWARE,
	NKV_MARK_WINDOW,  /* where the pages that a node gave up are mapped */
	NKV_MARK_BACKING, /* these pages themselves, if they are low memory */
	NKV_MARK_SLACK,	  /* part of the KVA, but in no window */
	NKV_MARK_INITRD,
	NKV_MARK_WASTED, /* reserved as wasted_pages */
	NKV_MARK_FREE,
	NKV_MARK_LOST,	  /* free, but never used */
	NKV_MARK_RAM,	  /* usable; how much of it is free was not computed */
	NKV_MARK_NOT_RAM, /* below the end of low memory, but not usable */
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
	struct nkv_range pages; /* the real pages; can be empty */
	int nid;		/* -1: no node */
	/* from 0, within its band; marks that overlap are in different lanes */
	size_t lane;
	char brief[NKV_BRIEF_BYTES];
	char label[NKV_LABEL_BYTES];
	char title[NKV_TITLE_BYTES]; /* everything about the mark */
};

enum nkv_band_kind {
	NKV_BAND_BAR,	 /* each mark has its own label */
	NKV_BAND_CALL,	 /* one or more calls of the allocator, with one label */
	NKV_BAND_HAZARD, /* the place of a hazard, with one label */
};

struct nkv_band {
	enum nkv_band_kind kind;
	enum nkv_space space;
	const struct nkv_hazard *hazard; /* NKV_BAND_HAZARD */
	size_t first_mark;
	size_t mark_count;
	size_t lanes;
	const char *pieces; /* NKV_BAND_BAR: a word for several of its marks */
	char name[NKV_LABEL_BYTES];
	char label[NKV_TITLE_BYTES];
};

/* From the pages that a node gives up to its window, as indices of marks. */
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
	uint64_t lowmem_end_pfn; /* the end of the enlarged part of the low memory space */
	bool lowmem_settled;	 /* the boot came far enough to know it */
	struct nkv_mark spare;	 /* used for drawing when there is no memory */
	struct nkv_band spare_band;
	bool failed; /* there was no memory */
};

/* A new band at the bottom. Further marks go into it. Never NULL. */
struct nkv_band *nkv_drawing_add_band(struct nkv_drawing *drawing, enum nkv_band_kind kind,
				      enum nkv_space space, const char *name);

/* A new mark in the last band. Never NULL. */
struct nkv_mark *nkv_drawing_add_mark(struct nkv_drawing *drawing, enum nkv_mark_kind kind,
				      struct nkv_range pages);

/* Set the texts of a mark: its label and its title. */
void nkv_mark_label(struct nkv_mark *mark, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void nkv_mark_title(struct nkv_mark *mark, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Adds ", 480 pages (1.9 MiB), 0x1fe00..0x1ffe0" to a mark's title. */
void nkv_mark_title_pages(struct nkv_mark *mark);

/* Whether a mark is of a node without memory, which has no place in the picture. */
bool nkv_mark_is_memoryless(const struct nkv_mark *mark);

/* The number of pages of a mark. */
uint64_t nkv_mark_pages(const struct nkv_mark *mark);

/* The pages that a mark occupies in a picture: at least one. */
struct nkv_range nkv_mark_extent(const struct nkv_mark *mark);

/*
 * The bands of a kind in a space, from top to bottom, one for each call; NULL
 * after the last. Begin with *next = 0.
 */
const struct nkv_band *nkv_drawing_next_band(const struct nkv_drawing *drawing,
					     enum nkv_space space, enum nkv_band_kind kind,
					     size_t *next);

/* The band of a mark. */
const struct nkv_band *nkv_drawing_band_of(const struct nkv_drawing *drawing, size_t mark);

#endif
