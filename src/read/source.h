/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reads machines from an input of any format: the one that the user gives, or
 * the one that the first lines show. File names are not considered.
 */
#ifndef NUMAKVA_READ_SOURCE_H
#define NUMAKVA_READ_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "read/document.h"
#include "read/input.h"

/* All formats that the user can give. Sets *count to their number. */
const struct nkv_input_format *const *nkv_input_format_all(size_t *count);

/* The format of that name, or NULL. */
const struct nkv_input_format *nkv_input_format_find(const char *name);

struct nkv_source;

/*
 * Opens an input, which must outlive the source. If `format` is NULL, it is
 * recognised by the first lines, which are then read again as part of the
 * input, even from a pipe. Returns NULL if there is no memory.
 */
struct nkv_source *nkv_source_new(const struct nkv_input *input,
				  const struct nkv_input_format *format);

/*
 * The next document, valid until the next call. There is at least one: an empty
 * input gives a document with an error.
 */
enum nkv_read_result nkv_source_next(struct nkv_source *source, struct nkv_document *document);

/*
 * nkv_source_cuts(): whether documents can be cut out of the input first, and
 * parsed later by another thread (nkv_reader_parse). nkv_source_cut(): cuts out
 * the next one.
 */
bool nkv_source_cuts(const struct nkv_source *source);
enum nkv_read_result nkv_source_cut(struct nkv_source *source, struct nkv_cut *cut);

void nkv_source_free(struct nkv_source *source);

#endif
