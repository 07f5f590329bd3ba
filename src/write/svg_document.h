/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_SVG_DOCUMENT_H
#define NUMAKVA_WRITE_SVG_DOCUMENT_H

#include "write/output.h"

bool nkv_begin_svg(struct nkv_output *output);
bool nkv_write_svg(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_end_svg(struct nkv_output *output);

#endif
