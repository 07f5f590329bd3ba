/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Converts text of other systems to ASCII with newlines. */
#ifndef NUMAKVA_READ_SRAT_PLAIN_TEXT_H
#define NUMAKVA_READ_SRAT_PLAIN_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* The state between two blocks of a text. Begins as all zero. */
struct nkv_plain_text {
	bool after_return;
};

/*
 * Converts UTF-16 to ASCII, and carriage returns, with or without a newline, to newlines,
 * in place. Returns the number of bytes that are left.
 */
size_t nkv_plain_text(struct nkv_plain_text *state, unsigned char *bytes, size_t length);

#endif
