/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The keys of a description: a table for each mapping, all read by one generic
 * reader (formats: the machine description).
 */
#ifndef NUMAKVA_READ_MACHINE_KEYS_H
#define NUMAKVA_READ_MACHINE_KEYS_H

#include "read/machine/key.h"

/* The whole description. */
extern const struct nkv_mapping nkv_description_keys;

#endif
