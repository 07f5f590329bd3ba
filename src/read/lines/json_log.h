/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines as containers keep them: {"log":"text\n","stream":"stdout","time":"..."}. */
#ifndef NUMAKVA_READ_LINES_JSON_LOG_H
#define NUMAKVA_READ_LINES_JSON_LOG_H

#include <stddef.h>

/*
 * Writes the text of such a line into `text`, which has room for `room` bytes; the
 * rest is cut off. Returns how many bytes that are, 0 if it is no such line.
 */
size_t nkv_json_log_unpack(const char *line, size_t length, char *text, size_t room);

#endif
