/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Removes from a line of a log everything that the kernel did not print. */
#ifndef NUMAKVA_READ_LINES_CLEAN_LINE_H
#define NUMAKVA_READ_LINES_CLEAN_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "read/lines/learned_prefix.h"
#include "read/lines/shown.h"

struct nkv_clean_line {
	size_t length; /* of the clean text */
	size_t column; /* of its first character in the raw line, from 1 */
	bool stamped;  /* a time, a level or a program's name came before it */
};

/*
 * A hypervisor puts this before its lines. It is kept, so that they are not taken for the
 * kernel's.
 */
#define NKV_HYPERVISOR_MARK "(XEN) "

/*
 * Copies a raw line in the same way, but with everything before its message, and without blanks
 * and tags at its end. Returns its length.
 */
size_t nkv_show_line(const char *raw, size_t raw_length, char text[NKV_LOG_LINE_BYTES_MAX + 1]);

/*
 * Copies a raw line, given without its newline, into `text`. These are removed:
 * escape sequences and other control characters, quote marks of mails, level
 * marks, times and whatever printk, dmesg, syslog or the journal put before the
 * message, byte order marks, and blanks at both ends. Blanks inside become
 * spaces. A NUL ends the text. A prefix of an unknown form is removed if it was
 * learned, and is learned from a line that shows it.
 */
struct nkv_clean_line nkv_clean_line(const char *raw, size_t raw_length,
				     struct nkv_learned_prefix *learned,
				     char text[NKV_LOG_LINE_BYTES_MAX + 1]);

#endif
