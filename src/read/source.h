/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Machines in, whatever the format of the input: what is wanted, or what the
 * first lines of the input show; never what its name says.
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
 * Opens an input, which must outlive the source. Without a format the input's
 * first lines are looked at, as far as one shows it: nothing is lost of a
 * pipe, and nothing is waited for that it takes no look at. An input that
 * shows no format is a description. NULL if there is no memory.
 */
struct nkv_source *nkv_source_new(const struct nkv_input *input,
				  const struct nkv_input_format *format);

/*
 * The next document. At least one is given, also by an empty input: a bad one
 * that says so. It is valid until the next call.
 */
enum nkv_read_result nkv_source_next(struct nkv_source *source, struct nkv_document *document);

/*
 * Whether the documents can be cut out and then parsed by whoever has the time
 * (nkv_reader_parse); the next one, before it is parsed.
 */
bool nkv_source_cuts(const struct nkv_source *source);
enum nkv_read_result nkv_source_cut(struct nkv_source *source, struct nkv_cut *cut);

void nkv_source_free(struct nkv_source *source);

#endif
