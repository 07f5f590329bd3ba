/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reports faults of a document's keys, at the current event. */
#ifndef NUMAKVA_READ_DESCRIPTION_KEY_FAULTS_H
#define NUMAKVA_READ_DESCRIPTION_KEY_FAULTS_H

#include "read/description/events.h"
#include "read/machine/key.h"

/* The mapping at the path does not have this key. */
void nkv_refuse_unknown_key(const struct nkv_events *events, const struct nkv_mapping *mapping,
			    const struct nkv_key_path *path);

/* The key was there before. */
void nkv_refuse_second_key(const struct nkv_events *events, const struct nkv_key *key,
			   const struct nkv_key_path *path);

/* There is something else where a key should be. */
void nkv_refuse_no_key(const struct nkv_events *events);

/* The value does not have the key's type. */
void nkv_refuse_type(struct nkv_events *events, const struct nkv_key *key,
		     const struct nkv_key_path *path);

/* An entry of a list, at `path`, is not a mapping. */
void nkv_refuse_entry(struct nkv_events *events, const struct nkv_mapping *mapping,
		      const struct nkv_key_path *path);

/*
 * If the current event is a value such as "start:0x0", which YAML does not read as key and
 * value, and the mapping has the key: reports it, and returns the key's index. Otherwise
 * returns -1.
 */
int nkv_refuse_joined_key(struct nkv_events *events, const struct nkv_mapping *mapping);

#endif
