/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is not read, but known for what it is. */
#ifndef NUMAKVA_READ_REFUSED_KINDS_H
#define NUMAKVA_READ_REFUSED_KINDS_H

#include "read/input.h"

/*
 * What an input is, and what to do with it, if a line shows that it is no
 * machine, and *evidence how sure that is; NULL if the line shows nothing.
 */
const char *nkv_refused_kind(const struct nkv_first_line *line, enum nkv_evidence *evidence);

#endif
