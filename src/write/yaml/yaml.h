/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_YAML_YAML_H
#define NUMAKVA_WRITE_YAML_YAML_H

#include "write/output.h"

bool nkv_write_yaml(struct nkv_output *output, const struct nkv_subject *subject);

#endif
