/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Options for comparisons with a boot. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option.h"

const struct nkv_option nkv_comparing_options[] = {
	{ .help = "Comparison:" },
	{ "compare", .argument = "LOG",
	  .help = "compare the plan with the boot that LOG shows; without FILE, the machine is that of LOG",
	  .rank = NKV_RANK_FIRST, .take = nkv_take_text,
	  .member = offsetof(struct nkv_options, compare), .trait = NKV_TRAIT_COMPARE },
	{ 0 },
};
