/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The writers, one a format; format.c has the table. See struct nkv_format. */
#ifndef NUMAKVA_WRITE_FORMATS_H
#define NUMAKVA_WRITE_FORMATS_H

#include "write/writer.h"

bool nkv_write_text(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_write_text_side_by_side(struct nkv_output *output, const struct nkv_plan *const *plans,
				 size_t count);
bool nkv_write_text_range(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_write_text_check(struct nkv_output *output, const struct nkv_subject *subject);

bool nkv_begin_ndjson(struct nkv_output *output);
bool nkv_end_ndjson(struct nkv_output *output);
bool nkv_write_json(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_write_json_unread(struct nkv_output *output, const struct nkv_subject *subject);

bool nkv_write_console(struct nkv_output *output, const struct nkv_subject *subject);

bool nkv_write_map(struct nkv_output *output, const struct nkv_subject *subject);

bool nkv_begin_svg(struct nkv_output *output);
bool nkv_write_svg(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_end_svg(struct nkv_output *output);

bool nkv_begin_html(struct nkv_output *output);
bool nkv_write_html(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_write_html_unread(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_end_html(struct nkv_output *output);

bool nkv_write_yaml(struct nkv_output *output, const struct nkv_subject *subject);

bool nkv_write_explain(struct nkv_output *output, const struct nkv_subject *subject);

/* What two plans differ in. */
bool nkv_begin_diff(struct nkv_output *output);
bool nkv_take_diff(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_end_diff_text(struct nkv_output *output);
bool nkv_end_diff_json(struct nkv_output *output);
bool nkv_end_diff_ndjson(struct nkv_output *output);

/* Rows: struct nkv_output.rows says which. */
bool nkv_begin_table(struct nkv_output *output);
bool nkv_write_table(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_end_table(struct nkv_output *output);

bool nkv_begin_tsv(struct nkv_output *output);
bool nkv_begin_csv(struct nkv_output *output);
bool nkv_write_separated(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_end_separated(struct nkv_output *output);
bool nkv_begin_tsv_part(struct nkv_output *output);
bool nkv_begin_csv_part(struct nkv_output *output);

/* Reports: a case a machine and limit, and one for its hazards. */
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
