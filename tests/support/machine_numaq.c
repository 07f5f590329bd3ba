/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/machine_parts.h"

/* High shared memory of one quad after the other, here and there with a hole or with private memory. */
static struct nkv_quad draw_quad(struct draw *draw, uint8_t number, uint64_t start, uint64_t most)
{
	struct nkv_quad quad = { .number = number, .start = start };

	if (draw_one_in(draw, 8))
		quad.start += draw_below(draw, 64) * 16 * MB;
	if (draw_one_in(draw, 8))
		quad.private_bytes = least_of(quad.start, draw_below(draw, 64) * MB);
	quad.size = draw_between(draw, draw_one_in(draw, 20) ? 0 : 1, most / MB) * MB;
	quad.start = least_of(quad.start, NKV_QUAD_END_MAX);
	quad.size = least_of(quad.size, NKV_QUAD_END_MAX - quad.start);
	return quad;
}

/* As all known machines have them: of equal size, behind each other, to the end of memory. */
static void make_equal_quads(struct draw *draw, struct made_machine *made, uint64_t count)
{
	uint64_t size = least_of(usable_end(made) / count / MB * MB, NKV_QUAD_END_MAX / count);

	if (draw_one_in(draw, 4))
		size = (size + 64 * MB) / (64 * MB) * (64 * MB);
	size = least_of(size, NKV_QUAD_END_MAX / count / MB * MB);
	for (uint64_t i = 0; i < count; i++)
		made->quads[i] =
			(struct nkv_quad){ .number = (uint8_t)i, .start = i * size, .size = size };
}

static void make_odd_quads(struct draw *draw, struct made_machine *made, uint64_t count)
{
	uint64_t most = 2 * usable_end(made) / count + MB, start = 0;
	uint64_t missing = draw_below(draw, made->machine.kernel.max_numnodes - count + 1);
	uint64_t first = draw_below(draw, 2) * missing;

	for (uint64_t i = 0; i < count; i++) {
		uint64_t number = i + (i + 1 == count ? missing : first);

		made->quads[i] = draw_quad(draw, (uint8_t)number, start, most);
		start = made->quads[i].start + made->quads[i].size;
	}
}

void make_numaq(struct draw *draw, struct made_machine *made)
{
	uint64_t count = draw_between(draw, 1, draw_one_in(draw, 3) ? 8 : 3);

	if (draw_one_in(draw, 2))
		make_odd_quads(draw, made, count);
	else
		make_equal_quads(draw, made, count);
	made->machine.quads = made->quads;
	made->machine.quad_count = count;
	made->machine.has_srat = false;
	made->machine.processor_count = 0;
	made->machine.memory_count = 0;
}
