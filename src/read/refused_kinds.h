/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Known kinds of inputs that cannot be read. */
#ifndef NUMAKVA_READ_REFUSED_KINDS_H
#define NUMAKVA_READ_REFUSED_KINDS_H

#include "read/input.h"

/*
 * If a line shows that the input is no machine: what it is, and what to do with
 * it; *evidence says how certain that is. Otherwise NULL.
 */
const char *nkv_refused_kind(const struct nkv_first_line *line, enum nkv_evidence *evidence);

#endif
