/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What to write in place of an unknown key, or for a missing one. */
#ifndef NUMAKVA_READ_MACHINE_KEY_HINT_H
#define NUMAKVA_READ_MACHINE_KEY_HINT_H

#include "read/machine/key.h"

enum { NKV_KEY_HINT_BYTES = 144 };

/*
 * The end of the message for an unknown key: the mapping in which the key is
 * known, a known key that is near, or the known keys. Written to `hint`, which
 * is returned.
 */
const char *nkv_key_hint(const struct nkv_mapping *mapping, const char *word,
			 char hint[NKV_KEY_HINT_BYTES]);

/* The end of the message for a missing key: ", for example 'pxm: 0'". */
const char *nkv_key_example(const struct nkv_key *key, char hint[NKV_KEY_HINT_BYTES]);

#endif
