/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_MAP_MAP_H
#define NUMAKVA_WRITE_MAP_MAP_H

#include "write/output.h"

bool nkv_write_map(struct nkv_output *output, const struct nkv_subject *subject);

#endif
