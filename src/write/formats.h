/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The formats there are. */
#ifndef NUMAKVA_WRITE_FORMATS_H
#define NUMAKVA_WRITE_FORMATS_H

#include "write/writer.h"

/* The format that is written if none is asked for; never NULL. */
const struct nkv_format *nkv_format_default(void);

/* All formats, the default first; *count is set to how many there are. */
const struct nkv_format *nkv_format_all(size_t *count);

/* The format of that name, or NULL. */
const struct nkv_format *nkv_format_find(const char *name);

/*
 * The format that takes two plans and writes what they differ in, as the
 * format given writes plans; NULL if there is none.
 */
const struct nkv_format *nkv_format_diff(const struct nkv_format *format);

#endif
