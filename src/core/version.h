/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_CORE_VERSION_H
#define NUMAKVA_CORE_VERSION_H

#include <stdbool.h>

#include <numakva/profile.h>

/*
 * Whether a kernel of that version, as it prints it ("2.6.24-rc7-numa"), is one
 * of the profile's, by its name or another: their first three numbers are the
 * same.
 */
bool nkv_profile_is_of(const struct nkv_profile *profile, const char *version);

#endif
