/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A kernel's lines about its setup, out of a log. */
#ifndef NUMAKVA_READ_LOG_SETUP_LINE_H
#define NUMAKVA_READ_LOG_SETUP_LINE_H

#include <numakva/compare.h>

#include "read/forms/translate_line.h"
#include "read/lines/log_lines.h"

/*
 * The current line as kernels that are planned would have printed it, and what
 * it is; NULL if it is none about setup. Adds the lines that belong to it
 * where a mail program broke it. The text is the line's, or in `translated`.
 */
const char *nkv_setup_line_read(struct nkv_log_lines *lines, struct nkv_log_line *line,
				char translated[NKV_TRANSLATED_BYTES],
				struct nkv_console_line *parsed);

#endif
