/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Text put together in memory that is kept and used again: the hot path of
 * streams allocates nothing and calls no printf().
 */
#ifndef NUMAKVA_BASE_LINE_H
#define NUMAKVA_BASE_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero to begin with. After a failure nothing more is put. */
struct nkv_line {
	char *text; /* not NUL-terminated */
	size_t length;
	size_t capacity;
	bool failed; /* there was no memory */
};

void nkv_line_bytes(struct nkv_line *line, const char *bytes, size_t count);
void nkv_line_text(struct nkv_line *line, const char *text);
void nkv_line_char(struct nkv_line *line, char c);

/* In decimal. */
void nkv_line_number(struct nkv_line *line, uint64_t number);

/* "0x" and at least so many digits, in lower case. */
void nkv_line_hex(struct nkv_line *line, uint64_t number, unsigned int digits);

void nkv_line_free(struct nkv_line *line);

#endif
