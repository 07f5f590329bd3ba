/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What to write in place of an unknown key, or for a missing one. */
#ifndef NUMAKVA_READ_MACHINE_KEY_HINT_H
#define NUMAKVA_READ_MACHINE_KEY_HINT_H

#include "read/machine/key.h"

enum { NKV_KEY_HINT_BYTES = 144 };

/*
 * What somebody may have meant who wrote an unknown key into a mapping, as the
 * end of a message: the mapping in which that key is known, a known key that is
 * near, or the known keys. Written to `hint`, which is returned.
 */
const char *nkv_key_hint(const struct nkv_mapping *mapping, const char *word,
			 char hint[NKV_KEY_HINT_BYTES]);

/* ", for example 'pxm: 0'", the end of a message about a required key that is missing. */
const char *nkv_key_example(const struct nkv_key *key, char hint[NKV_KEY_HINT_BYTES]);

#endif
