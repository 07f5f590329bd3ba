/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The list of formats. */
#ifndef NUMAKVA_WRITE_FORMATS_H
#define NUMAKVA_WRITE_FORMATS_H

#include "write/writer.h"

/* The default format; never NULL. */
const struct nkv_format *nkv_format_default(void);

/* All formats, the default first. Sets *count to their number. */
const struct nkv_format *nkv_format_all(size_t *count);

/* The format of that name, or NULL. */
const struct nkv_format *nkv_format_find(const char *name);

/*
 * The format that writes the differences of two plans in the way in which the
 * given format writes plans; NULL if there is none.
 */
const struct nkv_format *nkv_format_diff(const struct nkv_format *format);

#endif
