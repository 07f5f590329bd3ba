/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A prefix and a suffix of a log's lines in an unknown form, learned from lines that are known. */
#ifndef NUMAKVA_READ_LINES_LEARNED_PREFIX_H
#define NUMAKVA_READ_LINES_LEARNED_PREFIX_H

#include <stdbool.h>
#include <stddef.h>

enum {
	NKV_LEARNED_PREFIX_BYTES_MAX = 128,
	NKV_LEARNED_SUFFIX_BYTES_MAX = 16,
};

/* The last one that was learned. All zero: none. */
struct nkv_learned_prefix {
	char text[NKV_LEARNED_PREFIX_BYTES_MAX];
	size_t length;
	char suffix[NKV_LEARNED_SUFFIX_BYTES_MAX + 1]; /* after each line; "" if there is none */
	bool stamped;				       /* its known part contains a time */
	bool is_of_boot; /* a boot has begun: a version within a line then begins no other */
};

/*
 * Learns what precedes a kernel's version or its map in a line whose first `known` bytes are
 * a prefix already, `stamped` or not. Returns the length of the whole prefix, or 0 if there
 * is nothing to learn.
 */
size_t nkv_learn_prefix(struct nkv_learned_prefix *learned, const char *text, size_t known,
			bool stamped);

/*
 * The length of the learned prefix in a line, with any numbers in it; 0 if the line does not
 * have it.
 */
size_t nkv_learned_prefix_at(const struct nkv_learned_prefix *learned, const char *text);

/* Learns the suffix of such a line, after its prefix was removed. */
void nkv_learn_suffix(struct nkv_learned_prefix *learned, const char *text);

/* The length of a text without the learned suffix and the blanks before it. */
size_t nkv_without_learned_suffix(const struct nkv_learned_prefix *learned, const char *text,
				  size_t length);

#endif
