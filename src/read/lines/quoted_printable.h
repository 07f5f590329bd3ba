/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text as a mail carries it: quoted-printable (RFC 2045, 6.7). */
#ifndef NUMAKVA_READ_LINES_QUOTED_PRINTABLE_H
#define NUMAKVA_READ_LINES_QUOTED_PRINTABLE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * If a clean line is a mail's Content-Transfer-Encoding, or begins another mail
 * of a mailbox, sets *is_quoted to whether the lines that follow are
 * quoted-printable.
 */
void nkv_quoted_printable_header(const char *text, bool *is_quoted);

/* A line that was decoded. */
struct nkv_quoted_printable_line {
	size_t length;	 /* of the decoded text, without a newline */
	size_t with_end; /* of the encoded text, with its newline */
	size_t newlines; /* in the encoded text */
};

/*
 * Decodes the first line of `bytes` into `text`, which has room for `room`
 * bytes; the rest is cut off. Returns false if the line does not end within
 * `length` bytes.
 */
bool nkv_quoted_printable_decode(const char *bytes, size_t length, char *text, size_t room,
				 struct nkv_quoted_printable_line *line);

#endif
