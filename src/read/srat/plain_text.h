/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text of other systems as ASCII with newlines. */
#ifndef NUMAKVA_READ_SRAT_PLAIN_TEXT_H
#define NUMAKVA_READ_SRAT_PLAIN_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Between the blocks of a text. All zero to begin with. */
struct nkv_plain_text {
	bool after_return;
};

/*
 * Makes UTF-16 the ASCII that it mostly is, and carriage returns, alone or with a newline,
 * newlines, in place. Returns how many bytes are left.
 */
size_t nkv_plain_text(struct nkv_plain_text *state, unsigned char *bytes, size_t length);

#endif
