/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The map that a log's kernel used, if it is not the firmware's, and words of a
 * command line that make it.
 */
#ifndef NUMAKVA_READ_INFER_MAP_WORDS_H
#define NUMAKVA_READ_INFER_MAP_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include <numakva/plan.h>

#include "read/forms/boot_facts.h"

/* What changes the firmware's map into the map in effect. They are tried in this order. */
enum nkv_log_words {
	NKV_LOG_WORDS_OWN,   /* the log's command line */
	NKV_LOG_WORDS_LIMIT, /* the same, and a mem= */
	NKV_LOG_WORDS_EXACT, /* the same, memmap=exactmap, and a memmap= for each entry */
	NKV_LOG_WORDS_COUNT
};

/*
 * The map in effect if the log has it, otherwise NULL. The kernel's own changes
 * are part of it only if that kernel can be planned.
 */
const struct nkv_log_map *nkv_log_map_in_effect(const struct nkv_boot_facts *facts);

/*
 * The map to be used as the firmware's: that map, or the map in effect if the
 * firmware's is not in the log or is too small for a description.
 */
const struct nkv_log_map *nkv_log_map_of_firmware(const struct nkv_boot_facts *facts);

/* Whether the command line has a word that defines the map. */
bool nkv_log_has_map_words(const struct nkv_boot_facts *facts);

/* Whether a planned map has the same pages of RAM. */
bool nkv_log_map_is(const struct nkv_log_map *map, const struct nkv_e820_map *planned);

/* The same, but for the bytes of all usable memory. */
bool nkv_log_map_is_exactly(const struct nkv_log_map *map, const struct nkv_e820_map *planned);

/*
 * Writes the words that make the map in effect, each with a blank before it;
 * nothing for NKV_LOG_WORDS_OWN. NKV_LOG_MAP_WORDS_BYTES are enough.
 */
void nkv_log_map_words(const struct nkv_boot_facts *facts, enum nkv_log_words words, char *text,
		       size_t room);

enum { NKV_LOG_MAP_WORDS_BYTES = 64 * (NKV_LOG_E820_MAX + 1) };

#endif
