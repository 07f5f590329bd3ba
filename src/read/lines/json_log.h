/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines of a container's or logger's log: {"log":"text\n","stream":"stdout"}, {"msg":"text"}. */
#ifndef NUMAKVA_READ_LINES_JSON_LOG_H
#define NUMAKVA_READ_LINES_JSON_LOG_H

#include <stddef.h>

/*
 * Writes the text of such a line to `text`, cut off after `room` bytes. Returns
 * the number of bytes; 0 for any other line.
 */
size_t nkv_json_log_unpack(const char *line, size_t length, char *text, size_t room);

/*
 * Writes what a JSON string, or the rest of one, stands for to `value`, in the same way, up to
 * the quotation mark at its end.
 */
size_t nkv_json_unescape(const char *text, size_t length, char *value, size_t room);

#endif
