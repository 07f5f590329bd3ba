/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A kernel's lines about its setup, out of a log. */
#ifndef NUMAKVA_READ_LOG_LOGSETUP_H
#define NUMAKVA_READ_LOG_LOGSETUP_H

#include <numakva/compare.h>

#include "read/lines/loglines.h"
#include "read/forms/logold.h"

/*
 * The current line as kernels that are planned would have printed it, and what
 * it is; NULL if it is none about setup. Adds the lines that belong to it
 * where a mail program broke it. The text is the line's, or in `old`.
 */
const char *nkv_logsetup_read(struct nkv_loglines *lines, struct nkv_logline *line,
			      char old[NKV_LOGOLD_BYTES], struct nkv_console_line *parsed);

#endif
