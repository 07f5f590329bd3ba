/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/options/choices.h"

bool nkv_whatif_wanted(const struct nkv_whatif_choice *choice)
{
	return choice->kernel_count > 0 || choice->sweep.axis_count > 0;
}

bool nkv_checks_plans(const struct nkv_options *options)
{
	return options->check.wanted && !options->whatif.diff;
}
