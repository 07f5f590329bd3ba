/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Values that replace those of a description (--set). */
#ifndef NUMAKVA_READ_MACHINE_OVERRIDE_H
#define NUMAKVA_READ_MACHINE_OVERRIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "read/document.h"
#include "read/report.h"
#include "read/machine/key_path.h"
#include "read/machine/key.h"

/*
 * If there is an override for a key of the mapping at `path`: reads the last
 * one into the value, and reports it if it is invalid. Returns whether there is
 * one.
 */
bool nkv_override_read(const struct nkv_override *overrides, size_t count,
		       const struct nkv_key_path *path, const struct nkv_key *key,
		       struct nkv_report *report, struct nkv_value *value);

/* Whether there is an override for a key inside the mapping at `path`. */
bool nkv_override_is_inside(const struct nkv_override *overrides, size_t count, const char *path);

/* Whether there is an override for a key or for something inside it: "kernel.profile", "srat". */
bool nkv_override_concerns(const struct nkv_override *overrides, size_t count, const char *key);

/* Reports overrides for entries beyond the `entries` of the list at `path`. */
void nkv_override_check_count(const struct nkv_override *overrides, size_t count, const char *path,
			      size_t entries, struct nkv_report *report);

#endif
