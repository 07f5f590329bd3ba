/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reads machines from an input of any format: the one that is asked for, or the
 * one that the first lines of the input show. File names decide nothing.
 */
#ifndef NUMAKVA_READ_SOURCE_H
#define NUMAKVA_READ_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "read/document.h"
#include "read/input.h"

/* All formats that can be asked for; *count is set to how many there are. */
const struct nkv_input_format *const *nkv_input_format_all(size_t *count);

/* The format of that name, or NULL. */
const struct nkv_input_format *nkv_input_format_find(const char *name);

struct nkv_source;

/*
 * Opens an input, which must outlive the source. If `format` is NULL, lines are
 * read until one shows the format; they are read again as part of the input,
 * also from a pipe. An input that shows no format is taken for a description.
 * NULL if there is no memory.
 */
struct nkv_source *nkv_source_new(const struct nkv_input *input,
				  const struct nkv_input_format *format);

/*
 * The next document, valid until the next call. There is at least one: an empty
 * input gives a bad document that says so.
 */
enum nkv_read_result nkv_source_next(struct nkv_source *source, struct nkv_document *document);

/*
 * Whether documents can be cut out of the input first and parsed later, by
 * another thread (nkv_reader_parse); and the next one, not parsed yet.
 */
bool nkv_source_cuts(const struct nkv_source *source);
enum nkv_read_result nkv_source_cut(struct nkv_source *source, struct nkv_cut *cut);

void nkv_source_free(struct nkv_source *source);

#endif
