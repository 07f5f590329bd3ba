/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_HTML_HTML_H
#define NUMAKVA_WRITE_HTML_HTML_H

#include "write/output.h"

bool nkv_begin_html(struct nkv_output *output);
bool nkv_write_html(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_html_wants_help(const struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_write_html_unread(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_end_html(struct nkv_output *output);

#endif
