/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads a scalar as the type that its key has. */
#ifndef NUMAKVA_READ_MACHINE_SCALAR_H
#define NUMAKVA_READ_MACHINE_SCALAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "read/report.h"
#include "read/machine/key.h"

/* A scalar as it is written. */
struct nkv_scalar {
	const char *text; /* NUL-terminated after `length` */
	size_t length;
	bool plain;	/* without quotes, so that true, 5 and ~ are no strings */
	bool from_json; /* of a JSON line, where a plain number is a double */
	bool is_number; /* plain, and read already; the text is any number */
	uint64_t number;
};

/*
 * Reads a scalar for the key into a value that has its position already, and reports
 * it there if it is not what the key wants. `path` is that of the mapping. The value's
 * text is in the pool.
 */
void nkv_scalar_read(const struct nkv_scalar *scalar, const struct nkv_key *key,
		     const struct nkv_key_path *path, struct nkv_report *report,
		     struct nkv_value *value);

/* What a key wants, for a message: "a number", "a list". */
const char *nkv_value_type_name(enum nkv_value_type type);

/* How much of a text goes into a message, for "%.*s": not half a character. */
int nkv_shown_length(const char *text, size_t length);

#endif
