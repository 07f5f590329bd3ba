/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_UTF8_H
#define NUMAKVA_WRITE_UTF8_H

/*
 * A copy in which each byte that is no part of UTF-8 is U+FFFD. File names can
 * hold any bytes. To be freed; NULL if there is no memory.
 */
char *nkv_utf8_valid(const char *text);

#endif
