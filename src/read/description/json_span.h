/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds the end of a JSON object, line by line, and whether YAML reads it the same way. */
#ifndef NUMAKVA_READ_DESCRIPTION_JSON_SPAN_H
#define NUMAKVA_READ_DESCRIPTION_JSON_SPAN_H

#include <stdbool.h>
#include <stddef.h>

/* Begins as all zero before an object's first line. */
struct nkv_json_span {
	size_t depth; /* open brackets */
	char last;    /* the last character that is not a blank, or 0 */
	bool odd;     /* even if it is JSON, YAML may read it differently, or refuse it */
};

/* Takes a line of the object. */
void nkv_json_span_take(struct nkv_json_span *span, const char *line, size_t length);

/*
 * Whether a line begins another object while this one is still open: a value
 * cannot follow what precedes it, or it begins as descriptions do.
 */
bool nkv_json_span_is_broken(const struct nkv_json_span *span, const char *line, size_t length);

#endif
