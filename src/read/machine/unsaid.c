/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/machine/unsaid.h"

#include "read/machine/override.h"

/* The values are those of nkv_kernel_default(). */
static const struct nkv_assumption assumptions[] = {
	{ "kernel.profile", "2.6.23-numaboot", "the firmware says nothing about the kernel" },
	{ "kernel.highmem", "64G", "the firmware says nothing about the kernel" },
	{ "kernel.page_offset", "0xc0000000", "the firmware says nothing about the kernel" },
	{ "kernel.struct_page", "32", "the firmware says nothing about the kernel" },
	{ "kernel.pg_data", "2432", "the firmware says nothing about the kernel" },
	{ "kernel.max_numnodes", "8", "the firmware says nothing about the kernel" },
	{ "kernel.cache_line", "128", "the firmware says nothing about the kernel" },
	{ "kernel.text", "0x100000", "the firmware says nothing about the kernel" },
	{ "kernel.init_pg_tables_end", "0x569000", "the firmware says nothing about the kernel" },
	{ "kernel.amd_k7", "false", "no table names the processor" },
	{ "cmdline", "\"\"", "the boot loader sets it" },
	{ "initrd", "none", "the boot loader chooses its place" },
	{ "ebda", "none", "no table contains it" },
	{ "reserve", "none", "no table lists other reservations" },
};

_Static_assert(sizeof(assumptions) / sizeof(assumptions[0]) < NKV_UNSAID_MAX,
	       "there is room for more");

void nkv_unsaid_add(struct nkv_unsaid *unsaid, const struct nkv_override *overrides,
		    size_t override_count, const struct nkv_assumption *assumption)
{
	if (unsaid->count < NKV_UNSAID_MAX &&
	    !nkv_override_concerns(overrides, override_count, assumption->key))
		unsaid->list[unsaid->count++] = *assumption;
}

void nkv_unsaid_begin(struct nkv_unsaid *unsaid, const struct nkv_override *overrides,
		      size_t override_count)
{
	unsaid->count = 0;
	for (size_t i = 0; i < sizeof(assumptions) / sizeof(assumptions[0]); i++)
		nkv_unsaid_add(unsaid, overrides, override_count, &assumptions[i]);
}
