/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stands before each line of a log in no form that is known, learned from lines that are. */
#ifndef NUMAKVA_READ_LINES_LEARNED_PREFIX_H
#define NUMAKVA_READ_LINES_LEARNED_PREFIX_H

#include <stdbool.h>
#include <stddef.h>

enum { NKV_LEARNED_PREFIX_BYTES_MAX = 128 };

/* The last that was learned; all zero: none. */
struct nkv_learned_prefix {
	char text[NKV_LEARNED_PREFIX_BYTES_MAX];
	size_t length;
	bool stamped;	 /* with a time in what is known of it */
	bool is_of_boot; /* one has begun: versions that stand somewhere in a line are of no other */
};

/*
 * Learns what stands before a kernel's version or its map, somewhere behind
 * `known` bytes of a line that are a prefix already, `stamped` or not. Returns how long it is
 * with these, or 0: there is nothing to learn.
 */
size_t nkv_learn_prefix(struct nkv_learned_prefix *learned, const char *text, size_t known,
			bool stamped);

/* How long the prefix is that a line has, with any other numbers in it; 0 if it is not there. */
size_t nkv_learned_prefix_at(const struct nkv_learned_prefix *learned, const char *text);

#endif
