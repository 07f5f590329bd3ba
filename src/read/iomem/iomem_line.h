/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A line of /proc/iomem: "00100000-cf1f9fff : System RAM". */
#ifndef NUMAKVA_READ_IOMEM_IOMEM_LINE_H
#define NUMAKVA_READ_IOMEM_IOMEM_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct nkv_iomem_line {
	size_t margin; /* bytes before the range: blanks, and a mail's marks */
	uint64_t start, last;
	const char *name; /* in the line */
};

/* Returns false if it is no such line. */
bool nkv_iomem_line_parse(const char *text, struct nkv_iomem_line *line);

/* Whether bytes that no NUL ends begin as such a line. */
bool nkv_iomem_line_begins(const char *text, size_t length);

#endif
