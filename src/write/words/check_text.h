/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of a check in words. */
#ifndef NUMAKVA_WRITE_WORDS_CHECK_TEXT_H
#define NUMAKVA_WRITE_WORDS_CHECK_TEXT_H

#include <numakva/check.h>
#include <numakva/plan.h>

enum { NKV_LIMIT_TEXT_BYTES = 128 };

/* "1920K, at most 1M is wanted", "not computed, for the boot stops before; at least 256M is wanted". */
void nkv_limit_text(const struct nkv_limit_result *result, char text[NKV_LIMIT_TEXT_BYTES]);

#endif
