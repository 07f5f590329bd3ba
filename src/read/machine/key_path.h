/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where in a description a mapping stands: written out only when a message
 * or an override asks for it.
 */
#ifndef NUMAKVA_READ_MACHINE_KEY_PATH_H
#define NUMAKVA_READ_MACHINE_KEY_PATH_H

#include <stdbool.h>
#include <stddef.h>

/* Below `outer`: its key of that name, or its entry of that index where the name is NULL. */
struct nkv_key_path {
	const struct nkv_key_path *outer; /* NULL: this is the description itself */
	const char *name;
	size_t index;
};

enum {
	NKV_KEY_PATH_BYTES = 48,
	NKV_KEY_WHERE_BYTES = NKV_KEY_PATH_BYTES + 8,
};

/* "srat.memory[2]", or "" for the description itself; into `buffer`, which is returned. */
const char *nkv_key_path_text(const struct nkv_key_path *path, char buffer[NKV_KEY_PATH_BYTES]);

/* " in srat.memory[2]", or "" for the description itself; into `buffer`, which is returned. */
const char *nkv_key_path_where(const struct nkv_key_path *path, char buffer[NKV_KEY_WHERE_BYTES]);

#endif
