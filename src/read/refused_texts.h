/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Outputs of programs, and files in /proc, about a machine, but without a map of its memory. */
#ifndef NUMAKVA_READ_REFUSED_TEXTS_H
#define NUMAKVA_READ_REFUSED_TEXTS_H

#include "read/input.h"

/* What a line is from, and what to use instead; NULL if it is from nothing known. */
const char *nkv_refused_text(const struct nkv_first_line *line);

#endif
