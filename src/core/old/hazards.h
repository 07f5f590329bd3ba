/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The hazards of kernels before 2.6.13 (profile-2.6.9, profile-2.6.5, 7). */
#ifndef NUMAKVA_CORE_OLD_HAZARDS_H
#define NUMAKVA_CORE_OLD_HAZARDS_H

#include "core/hazards/hazards.h"

/* In the order of boot-layout 7; the last row has no check. */
extern const struct nkv_hazard_rule nkv_hazards_to_2_6_7[];
extern const struct nkv_hazard_rule nkv_hazards_to_2_6_12[];

#endif
