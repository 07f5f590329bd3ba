/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_TEXT_TEXT_SECTIONS_H
#define NUMAKVA_WRITE_TEXT_TEXT_SECTIONS_H

#include <stdio.h>

#include <numakva/plan.h>

/* The table of sections; nothing with DISCONTIGMEM. */
void nkv_text_put_sections(FILE *out, const struct nkv_plan *plan);

#endif
