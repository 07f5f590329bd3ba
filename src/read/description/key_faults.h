/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is wrong with a document's keys: each is reported at the current event. */
#ifndef NUMAKVA_READ_DESCRIPTION_KEY_FAULTS_H
#define NUMAKVA_READ_DESCRIPTION_KEY_FAULTS_H

#include "read/description/events.h"
#include "read/machine/key.h"

/* A key that the mapping at the path does not have. */
void nkv_refuse_unknown_key(const struct nkv_events *events, const struct nkv_mapping *mapping,
			    const struct nkv_key_path *path);

/* One that was there before. */
void nkv_refuse_second_key(const struct nkv_events *events, const struct nkv_key *key,
			   const struct nkv_key_path *path);

/* What stands in the place of a key, but is no word. */
void nkv_refuse_no_key(const struct nkv_events *events);

/* A value that is not of the key's type. */
void nkv_refuse_type(struct nkv_events *events, const struct nkv_key *key,
		     const struct nkv_key_path *path);

/* An entry of a list that is not the mapping that it has to be; the path is its own. */
void nkv_refuse_entry(struct nkv_events *events, const struct nkv_mapping *mapping,
		      const struct nkv_key_path *path);

/*
 * If the current event is a value such as "start:0x0", which YAML does not take for a key and a
 * value, and the mapping has the key: reports it, and returns the index of the key. Otherwise
 * returns -1.
 */
int nkv_refuse_joined_key(struct nkv_events *events, const struct nkv_mapping *mapping);

#endif
