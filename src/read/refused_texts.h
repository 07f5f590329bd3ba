/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What programs, and files below /proc, show of a machine, but no map of its memory. */
#ifndef NUMAKVA_READ_REFUSED_TEXTS_H
#define NUMAKVA_READ_REFUSED_TEXTS_H

#include "read/input.h"

/* What a line is of, and what to give in its place; NULL if it is of nothing that is known. */
const char *nkv_refused_text(const struct nkv_first_line *line);

#endif
