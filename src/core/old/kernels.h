/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The rules of the kernels before 2.6.13, for the list of profiles.
 */
#ifndef NUMAKVA_CORE_OLD_KERNELS_H
#define NUMAKVA_CORE_OLD_KERNELS_H

#include "core/rules.h"

extern const struct nkv_rules nkv_rules_2_6_5;
extern const struct nkv_rules nkv_rules_2_6_8;
extern const struct nkv_rules nkv_rules_2_6_9;
extern const struct nkv_rules nkv_rules_2_6_12;

#endif
