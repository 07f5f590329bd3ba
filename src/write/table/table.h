/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Formats of rows; nkv_output.rows chooses the rows. */
#ifndef NUMAKVA_WRITE_TABLE_TABLE_H
#define NUMAKVA_WRITE_TABLE_TABLE_H

#include "write/output.h"

bool nkv_begin_table(struct nkv_output *output);
bool nkv_write_table(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_end_table(struct nkv_output *output);
bool nkv_begin_tsv(struct nkv_output *output);
bool nkv_begin_csv(struct nkv_output *output);
bool nkv_write_separated(struct nkv_output *output, const struct nkv_subject *subject);
bool nkv_end_separated(struct nkv_output *output);
bool nkv_begin_tsv_part(struct nkv_output *output);
bool nkv_begin_csv_part(struct nkv_output *output);

#endif
