/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text as a mail carries it: quoted-printable (RFC 2045, 6.7) and base64 (6.8). */
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

/* All zero to begin with. */
struct nkv_mail_body {
	enum nkv_mail_encoding encoding;
	bool base64_follows; /* behind the empty line that ends the header */
	/* base64: what was decoded of the byte that comes next. */
	uint32_t bits;
	unsigned int bit_count;
	bool inside_line; /* the encoded line goes on */
};

/*
 * Looks at a clean line, also an empty one: whether it is a mail's
 * Content-Transfer-Encoding, ends a header, or begins another mail of a mailbox,
 * and so how the lines that follow are encoded.
 */
void nkv_mail_body_note(struct nkv_mail_body *body, const char *text);

/* A line that was decoded. */
struct nkv_mail_line {
	size_t length;		    /* of the decoded text, without a newline */
	size_t with_end;	    /* of the encoded text, with its newline */
	size_t newlines;	    /* in the encoded text */
	struct nkv_mail_body after; /* the body behind this line */
};

enum nkv_mail_result {
	NKV_MAIL_LINE,
	NKV_MAIL_MORE, /* the line does not end within `length` bytes; it is filled as far as it goes */
	NKV_MAIL_ENDED, /* base64: what is there is not encoded any more */
};

/*
 * Decodes the first line of `bytes`, which are what is left of the body, into
 * `text`, which has room for `room` bytes; the rest is cut off. `is_all` says
 * that nothing follows.
 */
enum nkv_mail_result nkv_mail_body_decode(const struct nkv_mail_body *body, const char *bytes,
					  size_t length, bool is_all, char *text, size_t room,
					  struct nkv_mail_line *line);

/*
 * Decodes whole lines of base64 quickly, as many as there are, and as there is room for: all of
 * their bytes, newlines too. Returns how long they are, and sets the length of the text.
 */
size_t nkv_mail_decode_block(const char *bytes, size_t length, char *text, size_t room,
			     size_t *text_length);

#endif
