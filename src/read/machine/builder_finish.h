/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_READ_MACHINE_BUILDER_FINISH_H
#define NUMAKVA_READ_MACHINE_BUILDER_FINISH_H

#include "read/machine/builder.h"

/*
 * Puts the lists that were read into the machine, checks it as a whole, and
 * reports each fault at the place that the builder noted.
 */
void nkv_builder_finish(struct nkv_builder *builder);

#endif
