/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines of a log in memory, for the tests of that. */
#ifndef TESTS_READ_OPENED_LINES_H
#define TESTS_READ_OPENED_LINES_H

#include "read/lines/log_lines.h"

/* To be given to nkv_log_lines_free(). The text must stay. */
struct nkv_log_lines *open_lines(const char *text, size_t length);

/* That the next is this line, with its number and that of its boot; and that none is left. */
void expect_line(struct nkv_log_lines *lines, const char *text, size_t line, size_t boot);
void expect_end(struct nkv_log_lines *lines);

#endif
