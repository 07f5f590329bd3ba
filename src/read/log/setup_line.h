/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds the lines of a log about the setup of memory. */
#ifndef NUMAKVA_READ_LOG_SETUP_LINE_H
#define NUMAKVA_READ_LOG_SETUP_LINE_H

#include <numakva/compare.h>

#include "read/forms/translate_line.h"
#include "read/lines/log_lines.h"

/*
 * Returns the current line in the form of the planned kernels, and parses it
 * into *parsed; NULL if it is not about setup. If a mail program broke the
 * line, its rest is appended. The text is that of the line, or in `translated`.
 */
const char *nkv_setup_line_read(struct nkv_log_lines *lines, struct nkv_log_line *line,
				char translated[NKV_TRANSLATED_BYTES],
				struct nkv_console_line *parsed);

#endif
