/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text as a mail carries it: quoted-printable (RFC 2045, 6.7). */
#ifndef NUMAKVA_READ_LINES_QUOTED_PRINTABLE_H
#define NUMAKVA_READ_LINES_QUOTED_PRINTABLE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Sets *is_quoted to whether lines that follow are quoted-printable, if a clean
 * line is of a mail's header, or of what stands between mails, and tells that.
 */
void nkv_quoted_printable_header(const char *text, bool *is_quoted);

/* A line that was decoded. */
struct nkv_quoted_printable_line {
	size_t length;	 /* of the text, without what ends it */
	size_t with_end; /* of what it was decoded from */
	size_t newlines; /* in that */
};

/*
 * Decodes the first line of `bytes` into `text`, which has room for `room`
 * bytes; more is cut off. Returns false if the line does not end in what is
 * there.
 */
bool nkv_quoted_printable_decode(const char *bytes, size_t length, char *text, size_t room,
				 struct nkv_quoted_printable_line *line);

#endif
