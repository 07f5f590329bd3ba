/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_READ_MACHINE_BUILDER_CHECK_H
#define NUMAKVA_READ_MACHINE_BUILDER_CHECK_H

#include "read/machine/builder.h"

/*
 * Reports what is wrong with the machine as a whole, at the places that the
 * builder noted. What is known to be bad is not reported again.
 */
void nkv_builder_check(struct nkv_builder *builder);

#endif
