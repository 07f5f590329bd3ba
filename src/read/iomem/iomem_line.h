/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A line of /proc/iomem: "00100000-cf1f9fff : System RAM". */
#ifndef NUMAKVA_READ_IOMEM_IOMEM_LINE_H
#define NUMAKVA_READ_IOMEM_IOMEM_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct nkv_iomem_line {
	size_t at;     /* where the range begins in the line */
	size_t margin; /* the blanks before it: ranges inside others are indented */
	uint64_t start, last;
	const char *name; /* within the line */
};

/* Finds the range in a line, whatever precedes it. Returns false if there is none. */
bool nkv_iomem_line_parse(const char *text, struct nkv_iomem_line *line);

#endif
