/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/words/kernel_text.h"

#include <stdio.h>

const char *nkv_kernel_text(const struct nkv_kernel *kernel, char text[NKV_KERNEL_TEXT_BYTES])
{
	bool is_plain = kernel->memory_model == NKV_MODEL_DISCONTIG;

	snprintf(text, NKV_KERNEL_TEXT_BYTES, "%s%s%s", kernel->profile->name, is_plain ? "" : " ",
		 is_plain ? "" : nkv_memory_model_name(kernel->memory_model));
	return text;
}
