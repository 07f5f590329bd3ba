/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The place of a mapping in a description. It is written out only for a message or an override. */
#ifndef NUMAKVA_READ_MACHINE_KEY_PATH_H
#define NUMAKVA_READ_MACHINE_KEY_PATH_H

#include <stdbool.h>
#include <stddef.h>

/* Within `outer`: the key of that name, or the entry with that index if the name is NULL. */
struct nkv_key_path {
	const struct nkv_key_path *outer; /* NULL: the whole description */
	const char *name;
	size_t index;
};

enum {
	NKV_KEY_PATH_BYTES = 48,
	NKV_KEY_WHERE_BYTES = NKV_KEY_PATH_BYTES + 8,
};

/* "srat.memory[2]", or "" for the whole description; into `buffer`, which is returned. */
const char *nkv_key_path_text(const struct nkv_key_path *path, char buffer[NKV_KEY_PATH_BYTES]);

/* " in srat.memory[2]", or "" for the whole description; into `buffer`, which is returned. */
const char *nkv_key_path_where(const struct nkv_key_path *path, char buffer[NKV_KEY_WHERE_BYTES]);

#endif
