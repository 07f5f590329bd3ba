/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an input is, by its first lines. */
#ifndef NUMAKVA_READ_RECOGNISE_H
#define NUMAKVA_READ_RECOGNISE_H

#include "read/input.h"
#include "read/lookahead.h"

/*
 * The format that the first lines show. Reads ahead until one proves it, as far
 * as can be looked ahead. What shows none is a log if it is longer than that,
 * since any amount of text may stand before a boot.
 */
const struct nkv_input_format *nkv_recognise(struct nkv_lookahead *ahead);

#endif
