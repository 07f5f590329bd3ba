/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/words/machine_text.h"

#include <inttypes.h>
#include <stdio.h>

const char *nkv_type_text(uint32_t e820_type, char text[NKV_TYPE_TEXT_BYTES])
{
	const char *name = nkv_e820_type_name(e820_type);

	if (name)
		return name;
	snprintf(text, NKV_TYPE_TEXT_BYTES, "type %" PRIu32, e820_type);
	return text;
}
