/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Removes from a line of a log all that the kernel did not print. */
#ifndef NUMAKVA_READ_LINES_CLEAN_LINE_H
#define NUMAKVA_READ_LINES_CLEAN_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "read/lines/learned_prefix.h"
#include "read/lines/shown.h"

struct nkv_clean_line {
	size_t length; /* of the clean text */
	size_t column; /* of its first character in the raw line, from 1 */
	bool stamped;  /* a time, level or program's name stood before it */
};

/* What a hypervisor puts before its lines. It stays, so that they are not taken for a kernel's. */
#define NKV_HYPERVISOR_MARK "(XEN) "

/*
 * Copies what a raw line shows, likewise, but with all that stands before its message, and without
 * blanks and tags at its end. Returns its length.
 */
size_t nkv_show_line(const char *raw, size_t raw_length, char text[NKV_LOG_LINE_BYTES_MAX + 1]);

/*
 * Copies a raw line, given without its newline, into `text` without escape
 * sequences and other control characters, quotation marks of mails, level marks,
 * times and whatever else printk, dmesg, syslog and the journal put before the
 * message, byte-order marks, and blanks at both ends. Blanks inside become
 * spaces. A NUL ends the text. What stands there in no known form is as it was
 * learned, and learned from a line that shows it.
 */
struct nkv_clean_line nkv_clean_line(const char *raw, size_t raw_length,
				     struct nkv_learned_prefix *learned,
				     char text[NKV_LOG_LINE_BYTES_MAX + 1]);

#endif
