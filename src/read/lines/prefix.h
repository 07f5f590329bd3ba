/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What loggers, terminals and mail programs put before a message. */
#ifndef NUMAKVA_READ_LINES_PREFIX_H
#define NUMAKVA_READ_LINES_PREFIX_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The number of bytes before a line's message, including blanks. Sets *stamped
 * if a time, a level or a program's name is among them.
 */
size_t nkv_prefix_length(const char *text, bool *stamped);

#endif
