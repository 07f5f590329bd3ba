/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writers of comparisons of plans with boots. */
#ifndef NUMAKVA_WRITE_COMPARISON_COMPARISON_H
#define NUMAKVA_WRITE_COMPARISON_COMPARISON_H

#include <numakva/compare.h>

#include "write/output.h"

bool nkv_write_comparison_text(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_write_comparison_json(struct nkv_output *output, const struct nkv_subject *subject);

/* --- words for both formats --- */

/* "same", "different", "only planned", "only in the log", "left out". */
const char *nkv_line_state_name(enum nkv_line_state state);

/* What is true of the lines left out for this reason: "after the end of the log". */
const char *nkv_left_out_words(enum nkv_left_out why);

/* What the end of the boot says about the plan. */
const char *nkv_outcome_words(enum nkv_outcome_reason reason);

/* "bug", "trap", "panic" or "no-root". */
const char *nkv_fault_name(enum nkv_fault_kind kind);

/* The kind of a line: that of the planned line, otherwise that of the line in the log. */
const struct nkv_console_kind *nkv_compared_kind(const struct nkv_compared_line *line);

#endif
