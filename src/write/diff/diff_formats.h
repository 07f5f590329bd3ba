/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Formats of differences. */
#ifndef NUMAKVA_WRITE_DIFF_DIFF_FORMATS_H
#define NUMAKVA_WRITE_DIFF_DIFF_FORMATS_H

#include "write/output.h"

bool nkv_begin_diff(struct nkv_output *output);
bool nkv_take_diff(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_end_diff_text(struct nkv_output *output);
bool nkv_end_diff_json(struct nkv_output *output);
bool nkv_end_diff_ndjson(struct nkv_output *output);

#endif
