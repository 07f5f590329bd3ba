/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Recognises the format of an input by its first lines. */
#ifndef NUMAKVA_READ_RECOGNISE_H
#define NUMAKVA_READ_RECOGNISE_H

#include "read/input.h"
#include "read/lookahead.h"

/*
 * The format that the first lines show. Reads ahead, within the limit, until a
 * line is proof of one. An input without such a line is a log if it is longer
 * than the limit, because any text can precede a boot; otherwise it has no
 * known format.
 */
const struct nkv_input_format *nkv_recognise(struct nkv_lookahead *ahead);

#endif
