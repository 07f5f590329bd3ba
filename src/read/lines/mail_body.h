/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Encodings of mails: quoted-printable (RFC 2045, 6.7) and base64 (6.8). */
#ifndef NUMAKVA_READ_LINES_MAIL_BODY_H
#define NUMAKVA_READ_LINES_MAIL_BODY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum nkv_mail_encoding {
	NKV_MAIL_PLAIN,
	NKV_MAIL_QUOTED,
	NKV_MAIL_BASE64,
};

/* Begins as all zero. */
struct nkv_mail_body {
	enum nkv_mail_encoding encoding;
	bool is_told;	     /* a header says so; otherwise lines show it */
	bool base64_follows; /* after the empty line that ends the header */
	/* base64: the decoded bits of the next byte. */
	uint32_t bits;
	unsigned int bit_count;
	bool inside_line; /* the encoded line goes on */
};

/*
 * Examines a clean line, which can be empty: whether it is a mail's
 * Content-Transfer-Encoding, ends a header, or begins another mail of a
 * mailbox. This decides how the next lines are encoded.
 */
void nkv_mail_body_note(struct nkv_mail_body *body, const char *text);

/*
 * Examines a raw line of a body without a header. The body is quoted-printable from a line
 * on that shows it, by several "=3D" or by "=" at the end of a full line, up to a line that
 * is not valid.
 */
void nkv_mail_body_guess(struct nkv_mail_body *body, const char *bytes, size_t length);

/* A decoded line. */
struct nkv_mail_line {
	size_t length;		    /* of the decoded text, without a newline */
	size_t with_end;	    /* of the encoded text, with its newline */
	size_t newlines;	    /* in the encoded text */
	struct nkv_mail_body after; /* the state after this line */
};

enum nkv_mail_result {
	NKV_MAIL_LINE,
	/* the line does not end within `length` bytes; the result is the part that is there */
	NKV_MAIL_MORE,
	NKV_MAIL_ENDED, /* base64: the encoded text has ended */
};

/*
 * Decodes the first line of `bytes`, the rest of the body, into `text`, cut off
 * after `room` bytes. `is_all` says that nothing follows.
 */
enum nkv_mail_result nkv_mail_body_decode(const struct nkv_mail_body *body, const char *bytes,
					  size_t length, bool is_all, char *text, size_t room,
					  struct nkv_mail_line *line);

/*
 * Decodes complete lines of base64 quickly, as many as are there and fit: all of their bytes,
 * including newlines. Returns the length of the encoded lines, and sets the length of the text.
 */
size_t nkv_mail_decode_block(const char *bytes, size_t length, char *text, size_t room,
			     size_t *text_length);

#endif
