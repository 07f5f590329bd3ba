/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The rules of all kernels. Each is defined in the folder of its steps. */
#ifndef NUMAKVA_CORE_KERNELS_H
#define NUMAKVA_CORE_KERNELS_H

#include "core/rules.h"

#define PROFILE(rules, ...) extern const struct nkv_rules rules;
#include "core/profiles.def"
#undef PROFILE

#endif
