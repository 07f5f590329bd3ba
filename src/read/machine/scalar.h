/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads a scalar with the type of its key. */
#ifndef NUMAKVA_READ_MACHINE_SCALAR_H
#define NUMAKVA_READ_MACHINE_SCALAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "read/report.h"
#include "read/machine/key.h"

/* A scalar as it was written. */
struct nkv_scalar {
	const char *text; /* NUL-terminated after `length` */
	size_t length;
	bool plain;	/* without quotes, so true, 5 and ~ are no strings */
	bool from_json; /* from a JSON line, in which a plain number is a double */
	bool is_number; /* plain, and already converted to a number; the text does not matter */
	uint64_t number;
};

/*
 * Reads a scalar into a value whose position is set. Reports it there if it is invalid
 * for the key. `path` is that of the mapping. The value's text is in the pool.
 */
void nkv_scalar_read(const struct nkv_scalar *scalar, const struct nkv_key *key,
		     const struct nkv_key_path *path, struct nkv_report *report,
		     struct nkv_value *value);

/* The type of a key's value, for a message: "a number", "a list". */
const char *nkv_value_type_name(enum nkv_value_type type);

/* How much of a text to show in a message, for "%.*s": never half a character. */
int nkv_shown_length(const char *text, size_t length);

#endif
