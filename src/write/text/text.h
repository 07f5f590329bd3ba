/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_TEXT_TEXT_H
#define NUMAKVA_WRITE_TEXT_TEXT_H

#include "write/output.h"

bool nkv_write_text(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_write_text_side_by_side(struct nkv_output *output, const struct nkv_subject *document,
				 const struct nkv_plan *const *plans, size_t count);
bool nkv_write_text_range(struct nkv_output *output, const struct nkv_subject *subject);

#endif
