/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Formats of checks: for people, and reports with one case for each limit of a machine, and one
 * for its hazards.
 */
#ifndef NUMAKVA_WRITE_CHECK_CHECK_H
#define NUMAKVA_WRITE_CHECK_CHECK_H

#include "write/output.h"

bool nkv_write_text_check(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_begin_junit(struct nkv_output *output);
bool nkv_write_junit(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_write_junit_unread(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_write_junit_lost(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_end_junit(struct nkv_output *output);
bool nkv_begin_tap(struct nkv_output *output);
bool nkv_write_tap(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_write_tap_unread(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_write_tap_lost(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_end_tap(struct nkv_output *output);

#endif
