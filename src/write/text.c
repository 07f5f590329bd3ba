/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/formats.h"
bool nkv_write_text(struct nkv_output *output, const struct nkv_plan *plan)
{
	(void)output, (void)plan;
	return true;
}
bool nkv_write_explain(struct nkv_output *output, const struct nkv_plan *plan)
{
	(void)output, (void)plan;
	return true;
}
