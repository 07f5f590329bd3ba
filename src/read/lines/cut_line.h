/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_READ_LINES_CUT_LINE_H
#define NUMAKVA_READ_LINES_CUT_LINE_H

#include <stdbool.h>

/*
 * Whether a clean line says that its writer cut something out there: "<snip>",
 * "[...]", "--- 8< ---", "[20 lines removed]".
 */
bool nkv_is_cut_line(const char *text);

#endif
