/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bytes as the choices of which a random machine is made, planned and written in every format. */
#include "fuzz/support/fuzz.h"

#include "support/machines.h"

#define GB (UINT64_C(1) << 30)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct draw draw = draw_from_bytes(data, size);
	struct made_machine made;

	/* More memory makes for longer lists, and for less of everything else. */
	make_machine(&draw, draw_one_in(&draw, 32) ? NKV_MEMORY_END_MAX : 80 * GB, &made);
	fuzz_machine(&made.machine);
	return 0;
}
