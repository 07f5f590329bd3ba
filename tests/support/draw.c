/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/draw.h"

struct draw draw_from_seed(uint64_t seed)
{
	return (struct draw){ .state = seed };
}

struct draw draw_from_bytes(const uint8_t *bytes, size_t count)
{
	static const uint8_t none;

	return (struct draw){ .bytes = bytes ? bytes : &none, .left = bytes ? count : 0 };
}

/* splitmix64: every seed gives a sequence of its own. */
static uint64_t next_of_state(struct draw *draw)
{
	uint64_t mixed = draw->state += UINT64_C(0x9e3779b97f4a7c15);

	mixed = (mixed ^ mixed >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
	return mixed ^ mixed >> 31;
}

/* No more bytes than the choice needs, so that what follows stays where it was. */
static uint64_t next_of_bytes(struct draw *draw, uint64_t most)
{
	uint64_t value = 0;

	for (; most > 0; most >>= 8) {
		if (draw->left == 0)
			return 0;
		value = value << 8 | *draw->bytes++;
		draw->left--;
	}
	return value;
}

uint64_t draw_below(struct draw *draw, uint64_t count)
{
	if (count <= 1)
		return 0;
	return (draw->bytes ? next_of_bytes(draw, count - 1) : next_of_state(draw)) % count;
}

uint64_t draw_between(struct draw *draw, uint64_t least, uint64_t most)
{
	return least + draw_below(draw, most - least + 1);
}

bool draw_one_in(struct draw *draw, uint64_t count)
{
	return draw_below(draw, count) == count - 1;
}
