/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_READ_MACHINE_BUILDER_FINISH_H
#define NUMAKVA_READ_MACHINE_BUILDER_FINISH_H

#include "read/machine/builder.h"

/*
 * Puts the lists into the machine, checks it as a whole, and reports each fault
 * at the position that the builder has for it.
 */
void nkv_builder_finish(struct nkv_builder *builder);

/* Warns of memory that a description gives to two domains. Call it after nkv_builder_finish(). */
void nkv_builder_warn(const struct nkv_builder *builder);

#endif
