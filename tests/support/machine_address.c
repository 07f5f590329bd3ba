/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/machine_parts.h"

/* Where something changes: in the firmware, in the kernel's rules, or in 32 bits. */
static uint64_t draw_landmark(struct draw *draw)
{
	static const uint64_t landmarks[] = {
		0,	  4 * KB,   0x9f000,  0x9fc00,	  640 * KB, 0xf0000,	 1 * MB,
		2 * MB,	  4 * MB,   0x569000, 16 * MB,	  64 * MB,  128 * MB,	 256 * MB,
		384 * MB, 512 * MB, 768 * MB, 832 * MB,	  896 * MB, 1023 * MB,	 1 * GB,
		5 * GB,	  2 * GB,   3 * GB,   0xe0000000, 4 * GB,   0x13fff0000, 6 * GB,
		8 * GB,	  16 * GB,  64 * GB,  1024 * GB,
	};

	return landmarks[draw_below(draw, COUNT(landmarks))];
}

uint64_t draw_address(struct draw *draw, uint64_t most)
{
	uint64_t address = draw_landmark(draw);

	switch (draw_below(draw, 8)) {
	case 0:
		address += draw_below(draw, 64) * NKV_PAGE_BYTES;
		break;
	case 1:
		address -= least_of(address, draw_below(draw, 1024) * NKV_PAGE_BYTES);
		break;
	case 2:
		address += draw_below(draw, 2 * NKV_PAGE_BYTES);
		break;
	case 3:
		address = draw_below(draw, most / NKV_PAGE_BYTES + 1) * NKV_PAGE_BYTES;
		break;
	case 4:
		address = draw_below(draw, most / (2 * MB) + 1) * 2 * MB;
		break;
	case 5:
		address = draw_below(draw, most) + 1;
		break;
	default:
		break;
	}
	return least_of(address, most);
}
