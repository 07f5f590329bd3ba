/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_CONSOLE_CONSOLE_H
#define NUMAKVA_WRITE_CONSOLE_CONSOLE_H

#include <stdio.h>

#include <numakva/plan.h>

/* A message of find_max_low_pfn() as the kernel prints it, with its newline (boot-layout 9). */
void nkv_put_lowmem_message(FILE *out, const struct nkv_plan *plan,
			    const struct nkv_lowmem_message *message);

#endif
