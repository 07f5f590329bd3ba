/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The rules of the kernels from 2.6.27 on, for the list of profiles.
 */
#ifndef NUMAKVA_CORE_LATE_KERNELS_H
#define NUMAKVA_CORE_LATE_KERNELS_H

#include "core/rules.h"

extern const struct nkv_rules nkv_rules_2_6_27;
extern const struct nkv_rules nkv_rules_2_6_28;
extern const struct nkv_rules nkv_rules_2_6_29;
extern const struct nkv_rules nkv_rules_2_6_30;
extern const struct nkv_rules nkv_rules_2_6_32;

#endif
