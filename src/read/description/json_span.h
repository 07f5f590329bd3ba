/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How far a JSON object goes, line by line, and whether it is read alike as YAML. */
#ifndef NUMAKVA_READ_DESCRIPTION_JSON_SPAN_H
#define NUMAKVA_READ_DESCRIPTION_JSON_SPAN_H

#include <stdbool.h>
#include <stddef.h>

/* All zero before an object's first line. */
struct nkv_json_span {
	size_t depth; /* brackets that are open */
	char last;    /* the last character that is no blank, or 0 */
	bool odd;     /* if it is JSON, YAML may still read it otherwise, or refuse it */
};

/* Goes through a line of the object. */
void nkv_json_span_take(struct nkv_json_span *span, const char *line, size_t length);

/*
 * Whether a line is another object's first, while this one is still open: what
 * stands before it does not lead to a value, or it begins as descriptions do.
 */
bool nkv_json_span_is_broken(const struct nkv_json_span *span, const char *line, size_t length);

#endif
