/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Choices: drawn from a seed, or from bytes that a fuzzer gives. The same seed,
 * or the same bytes, always make the same choices.
 */
#ifndef TESTS_SUPPORT_DRAW_H
#define TESTS_SUPPORT_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct draw {
	const uint8_t *bytes; /* NULL: from the state */
	size_t left;
	uint64_t state;
};

struct draw draw_from_seed(uint64_t seed);

/* Once the bytes are used up every choice is the first. */
struct draw draw_from_bytes(const uint8_t *bytes, size_t count);

/* One of 0 .. count - 1; 0 for a count of 0. */
uint64_t draw_below(struct draw *draw, uint64_t count);

/* One of least .. most. */
uint64_t draw_between(struct draw *draw, uint64_t least, uint64_t most);

/* True once in `count` times. */
bool draw_one_in(struct draw *draw, uint64_t count);

#endif
