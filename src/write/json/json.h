/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_JSON_JSON_H
#define NUMAKVA_WRITE_JSON_JSON_H

#include "write/output.h"

bool nkv_begin_ndjson(struct nkv_output *output);
bool nkv_end_ndjson(struct nkv_output *output);
bool nkv_write_json(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_write_json_unread(struct nkv_output *output, const struct nkv_subject *subject);

#endif
