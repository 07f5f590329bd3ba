/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_CORE_VERSION_H
#define NUMAKVA_CORE_VERSION_H

#include <stdbool.h>

#include <numakva/profile.h>

/*
 * Whether the profile covers a kernel with this version, as the kernel prints
 * it ("2.6.24-rc7-numa"): its first three numbers are those of one of the
 * profile's names.
 */
bool nkv_profile_is_of(const struct nkv_profile *profile, const char *version);

#endif
