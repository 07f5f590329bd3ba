/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/lines/mail_body.h"

#include <string.h>
#include <strings.h>

#include "base/base64.h"
#include "base/number.h"
#include "base/text.h"

enum {
	FULL_BYTES_MIN = 70, /* of a line of quoted-printable that continues in the next */
	FULL_BYTES_MAX = 76,
};

void nkv_mail_body_note(struct nkv_mail_body *body, const char *text)
{
	static const char name[] = "Content-Transfer-Encoding:";

	if (nkv_text_begins_with(text, "From ")) {
		*body = (struct nkv_mail_body){ 0 };
	} else if (strncasecmp(text, name, sizeof(name) - 1) == 0) {
		text += sizeof(name) - 1;
		text += strspn(text, " ");
		*body = (struct nkv_mail_body){ .is_told = true };
		if (strcasecmp(text, "quoted-printable") == 0)
			body->encoding = NKV_MAIL_QUOTED;
		body->base64_follows = strcasecmp(text, "base64") == 0;
	} else if (!*text && body->base64_follows) {
		*body = (struct nkv_mail_body){ .encoding = NKV_MAIL_BASE64 };
	}
}

/* The input and the output of decoding. */
struct decoding {
	const char *bytes;
	size_t length;
	char *text;
	size_t room;
	struct nkv_mail_line *line;
};

static void put(const struct decoding *decoding, char byte)
{
	if (decoding->line->length < decoding->room)
		decoding->text[decoding->line->length++] = byte;
}

/* --- quoted-printable --- */

/* The length of the line end at the beginning of some bytes. */
static size_t end_of_line(const char *bytes, size_t length)
{
	if (length > 0 && bytes[0] == '\n')
		return 1;
	return length > 1 && bytes[0] == '\r' && bytes[1] == '\n' ? 2 : 0;
}

/* The length of "> > " at the beginning, if a whole mail is quoted. */
static size_t quotation(const char *bytes, size_t length)
{
	size_t i = 0;

	while (i < length && (bytes[i] == '>' || (i > 0 && bytes[i] == ' ' && bytes[i - 1] == '>')))
		i++;
	return i;
}

/* Decodes the encoding of one byte, or of none. Returns its length. */
static size_t take_quoted(const struct decoding *decoding, size_t at)
{
	const char *bytes = decoding->bytes + at;
	size_t length = decoding->length - at;
	size_t taken = 1, end = bytes[0] == '=' ? end_of_line(bytes + 1, length - 1) : 0;
	char byte = bytes[0];

	if (end > 0) {
		size_t quoted = quotation(decoding->bytes, decoding->length);
		size_t rest = length - 1 - end;

		decoding->line->newlines++;
		end += quotation(bytes + 1 + end, quoted < rest ? quoted : rest);
		return 1 + end;
	}
	if (byte == '=' && length > 2 && nkv_digit_value(bytes[1]) < 16 &&
	    nkv_digit_value(bytes[2]) < 16) {
		byte = (char)(unsigned char)(nkv_digit_value(bytes[1]) * 16 +
					     nkv_digit_value(bytes[2]));
		taken = 3;
	}
	put(decoding, byte);
	return taken;
}

static enum nkv_mail_result decode_quoted(const struct decoding *decoding)
{
	size_t i = 0;

	while (i < decoding->length && decoding->bytes[i] != '\n')
		i += take_quoted(decoding, i);
	decoding->line->with_end = i + 1;
	decoding->line->newlines++;
	return i < decoding->length ? NKV_MAIL_LINE : NKV_MAIL_MORE;
}

static bool is_coded(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
}

/*
 * Whether each "=" of a line is valid quoted-printable. Sets *equals to the number of "=3D"; one
 * between blanks counts as two.
 */
static bool may_be_quoted(const char *bytes, size_t length, size_t *equals)
{
	const char *at = bytes, *end = bytes + length;

	*equals = 0;
	for (; (at = memchr(at, '=', (size_t)(end - at))); at++) {
		size_t left = (size_t)(end - at);

		if (left > 1 && (left < 3 || !is_coded(at[1]) || !is_coded(at[2])))
			return false;
		*equals += nkv_bytes_begin_with(at, left, "=3D");
		*equals += nkv_bytes_begin_with(at, left, "=3D ") && at > bytes && at[-1] == ' ';
	}
	return true;
}

static bool is_full(const char *bytes, size_t length)
{
	return length >= FULL_BYTES_MIN && length <= FULL_BYTES_MAX && bytes[length - 1] == '=' &&
	       bytes[length - 2] != '=' && memchr(bytes, ' ', length);
}

void nkv_mail_body_guess(struct nkv_mail_body *body, const char *bytes, size_t length)
{
	size_t equals;

	if (body->is_told || body->encoding == NKV_MAIL_BASE64)
		return;
	if (length > 0 && bytes[length - 1] == '\r')
		length--;
	if (!may_be_quoted(bytes, length, &equals))
		body->encoding = NKV_MAIL_PLAIN;
	else if (equals > 1 || is_full(bytes, length))
		body->encoding = NKV_MAIL_QUOTED;
}

/* --- base64 --- */

static unsigned int base64_digit(char c)
{
	return nkv_base64_digits[(unsigned char)c];
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Whether a line has only base64: groups of four, the last one padded. It may be empty. */
static bool is_encoded(const char *bytes, size_t length)
{
	size_t count = 0, i = 0;

	while (length > 0 && is_blank(bytes[length - 1]))
		length--;
	while (i < length && base64_digit(bytes[i]) != 0)
		i++;
	for (count = i; i < length && bytes[i] == '='; i++)
		count++;
	return i == length && count % 4 == 0;
}

/* Decodes a character. Returns whether it completes the end of a decoded line. */
static bool take_encoded(const struct decoding *decoding, char c)
{
	struct nkv_mail_body *after = &decoding->line->after;
	unsigned int digit = base64_digit(c);
	char byte;

	if (c == '\n') {
		decoding->line->newlines++;
		after->inside_line = false;
	}
	if (c == '=')
		after->bit_count = 0;
	if (digit == 0)
		return false;
	after->bits = (after->bits << 6 | (digit - 1)) & 0xffff;
	after->bit_count += 6;
	if (after->bit_count < 8)
		return false;
	after->bit_count -= 8;
	byte = (char)(unsigned char)(after->bits >> after->bit_count);
	if (byte != '\n')
		put(decoding, byte);
	return byte == '\n';
}

/* Decodes four characters at once, if no decoded line ends in them. */
static bool take_group(const struct decoding *decoding)
{
	struct nkv_mail_line *line = decoding->line;
	const char *group = decoding->bytes + line->with_end;
	uint32_t bits = 0;

	if (line->after.bit_count > 0 || decoding->length - line->with_end < 4 ||
	    decoding->room - line->length < 3)
		return false;
	for (size_t i = 0; i < 4; i++) {
		unsigned int digit = base64_digit(group[i]);

		if (digit == 0)
			return false;
		bits = bits << 6 | (digit - 1);
	}
	if ((bits >> 16) == '\n' || (bits >> 8 & 0xff) == '\n' || (bits & 0xff) == '\n')
		return false;
	put(decoding, (char)(unsigned char)(bits >> 16));
	put(decoding, (char)(unsigned char)(bits >> 8));
	put(decoding, (char)(unsigned char)bits);
	line->with_end += 4;
	return true;
}

/*
 * Whether the input continues in base64, at the beginning of a line. NKV_MAIL_MORE: its end is
 * not there.
 */
static enum nkv_mail_result begin_encoded(const char *rest, size_t length, bool is_all)
{
	const char *end = memchr(rest, '\n', length);

	if (!end && !is_all)
		return NKV_MAIL_MORE;
	return is_encoded(rest, end ? (size_t)(end - rest) : length) ? NKV_MAIL_LINE
								     : NKV_MAIL_ENDED;
}

static enum nkv_mail_result decode_base64(const struct decoding *decoding, bool is_all)
{
	struct nkv_mail_line *line = decoding->line;

	while (line->with_end < decoding->length) {
		const char *rest = decoding->bytes + line->with_end;

		if (!line->after.inside_line) {
			enum nkv_mail_result result =
				begin_encoded(rest, decoding->length - line->with_end, is_all);

			if (result != NKV_MAIL_LINE)
				return result == NKV_MAIL_ENDED && line->with_end > 0
					       ? NKV_MAIL_LINE
					       : result;
			line->after.inside_line = true;
		}
		if (take_group(decoding))
			continue;
		line->with_end++;
		if (take_encoded(decoding, *rest))
			return NKV_MAIL_LINE;
	}
	return is_all ? NKV_MAIL_LINE : NKV_MAIL_MORE;
}

/* Decodes a line of groups of four, to its newline. Returns false for any other line. */
static bool decode_groups(const char *bytes, size_t length, char *text)
{
	const unsigned char *group = (const unsigned char *)bytes;

	for (; length >= 4; length -= 4, group += 4, text += 3) {
		unsigned int a = nkv_base64_digits[group[0]], b = nkv_base64_digits[group[1]];
		unsigned int c = nkv_base64_digits[group[2]], d = nkv_base64_digits[group[3]];
		uint32_t bits = (a - 1) << 18 | (b - 1) << 12 | (c - 1) << 6 | (d - 1);

		if (a == 0 || b == 0 || c == 0 || d == 0)
			return false;
		text[0] = (char)(unsigned char)(bits >> 16);
		text[1] = (char)(unsigned char)(bits >> 8);
		text[2] = (char)(unsigned char)bits;
	}
	return length == 0;
}

size_t nkv_mail_decode_block(const char *bytes, size_t length, char *text, size_t room,
			     size_t *text_length)
{
	size_t taken = 0;

	*text_length = 0;
	for (;;) {
		const char *line = bytes + taken, *end = memchr(line, '\n', length - taken);
		size_t line_length = end ? (size_t)(end - line) : 0;

		if (line_length > 0 && line[line_length - 1] == '\r')
			line_length--;
		if (!end || line_length / 4 * 3 > room - *text_length ||
		    !decode_groups(line, line_length, text + *text_length))
			return taken;
		*text_length += line_length / 4 * 3;
		taken = (size_t)(end - bytes) + 1;
	}
}

enum nkv_mail_result nkv_mail_body_decode(const struct nkv_mail_body *body, const char *bytes,
					  size_t length, bool is_all, char *text, size_t room,
					  struct nkv_mail_line *line)
{
	const struct decoding decoding = { bytes, length, text, room, line };

	*line = (struct nkv_mail_line){ .after = *body };
	return body->encoding == NKV_MAIL_BASE64 ? decode_base64(&decoding, is_all)
						 : decode_quoted(&decoding);
}
