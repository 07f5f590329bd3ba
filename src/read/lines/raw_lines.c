/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* memmem, memrchr */
#include "read/lines/raw_lines.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "read/lines/json_log.h"
#include "read/lines/line_ends.h"

enum {
	BLOCK_BYTES = 1 << 18,	   /* read at once */
	RAW_BYTES_MAX = 1 << 15,   /* of a line; the rest of a longer one is skipped */
	LOOK_BACK_BYTES = 1 << 13, /* before a boot, where its boot loader's lines are */
	INTEREST_BYTES = 1 << 20,  /* after the last line that mattered */
	OVERLAP_BYTES =
		1 << 12, /* of encoded text: the line of a word begins at most this far before it */
	MISSES_MIN = 4,	 /* misses of a word's first letter before it counts as frequent */
	BUFFER_BYTES = BLOCK_BYTES + RAW_BYTES_MAX,
};

bool nkv_raw_lines_open(struct nkv_raw_lines *lines, FILE *file)
{
	lines->file = file;
	lines->line_number = 1;
	lines->buffer = malloc(BUFFER_BYTES);
	return lines->buffer != NULL;
}

void nkv_raw_lines_close(struct nkv_raw_lines *lines)
{
	free(lines->buffer);
}

/* --- blocks --- */

/* Reads more, after the bytes from the next line on. */
static void fill(struct nkv_raw_lines *lines)
{
	size_t kept = lines->used - lines->next, got;

	memmove(lines->buffer, lines->buffer + lines->next, kept);
	errno = 0;
	got = fread(lines->buffer + kept, 1, BUFFER_BYTES - kept, lines->file);
	if (got < BUFFER_BYTES - kept) {
		lines->ended = true;
		lines->error = ferror(lines->file) ? errno : 0;
	}
	lines->next = 0;
	lines->used = kept + got;
	if (!lines->newline)
		lines->newline = nkv_find_newline(lines->buffer, lines->used);
}

/*
 * Counts in lanes, so that compilers count many bytes at once: skipping noise must be as fast as
 * reading.
 */
static size_t count_newlines(const char *bytes, size_t length, char newline)
{
	enum { LANES = 16, ROUNDS = 128 };
	const size_t block = (size_t)LANES * ROUNDS;
	size_t count = 0;

	for (; length >= block; bytes += block, length -= block) {
		uint8_t lanes[LANES] = { 0 };

		for (size_t i = 0; i < ROUNDS; i++)
			for (size_t j = 0; j < LANES; j++)
				lanes[j] = (uint8_t)(lanes[j] +
						     (bytes[i * (size_t)LANES + j] == newline));
		for (size_t j = 0; j < LANES; j++)
			count += lanes[j];
	}
	for (size_t i = 0; i < length; i++)
		count += bytes[i] == newline;
	return count;
}

static void pass_over(struct nkv_raw_lines *lines, size_t length)
{
	lines->line_number += count_newlines(lines->buffer + lines->next, length, lines->newline);
	lines->next += length;
}

/* --- raw lines --- */

/* Skips the NULs that a crash leaves in a log. */
static void pass_nuls(struct nkv_raw_lines *lines)
{
	while (lines->next < lines->used && lines->buffer[lines->next] == '\0')
		lines->next++;
}

/* A run of NULs ends a line. Single NULs belong to wide characters. */
static void end_at_nuls(struct nkv_raw_line *raw)
{
	const char *nuls = memmem(raw->bytes, raw->length, "\0", 2);

	if (!nuls)
		return;
	raw->length = raw->with_end = (size_t)(nuls - raw->bytes);
	raw->newlines = 0;
	raw->cut = false;
}

/* Ends the line at a carriage return. */
static void end_at_return(const struct nkv_raw_lines *lines, struct nkv_raw_line *raw)
{
	const char *at = raw->bytes, *end = raw->bytes + raw->length;

	while ((at = memchr(at, '\r', (size_t)(end - at)))) {
		size_t length = (size_t)(at - raw->bytes);

		if (nkv_return_ends_line(raw->bytes, raw->with_end, length)) {
			raw->length = length;
			raw->with_end = length + 1;
			raw->newlines = count_newlines(raw->bytes, length + 1, lines->newline);
			raw->cut = false;
			return;
		}
		at++;
	}
}

/* HTML's line break ends a line, unless nothing follows it. */
static void end_at_break(struct nkv_raw_line *raw)
{
	size_t before, tag = nkv_break(raw->bytes, raw->length, &before);

	if (tag == 0 || before + tag == raw->length)
		return;
	raw->length = before;
	raw->with_end = before + tag;
	raw->newlines = 0;
	raw->cut = false;
}

/* Ends a line where JSON writes "\\n", and decodes its other escapes. */
static void end_at_escape(struct nkv_raw_lines *lines, struct nkv_raw_line *raw)
{
	size_t before, newline;

	if (!lines->goes_on)
		lines->is_escaped = nkv_is_escaped_text(raw->bytes, raw->length);
	if (!lines->is_escaped)
		return;
	newline = nkv_escaped_newline(raw->bytes, raw->length, &before);
	if (newline > 0) {
		raw->length = before;
		raw->with_end = before + newline;
		raw->newlines = 0;
		raw->cut = false;
	}
	raw->length =
		nkv_json_unescape(raw->bytes, raw->length, lines->decoded, sizeof(lines->decoded));
	raw->bytes = lines->decoded;
}

/* Replaces a line by its decoded text. Returns false if more must be read first. */
static bool decode(struct nkv_raw_lines *lines, struct nkv_raw_line *raw)
{
	size_t rest = lines->used - lines->next;
	bool is_long = rest >= RAW_BYTES_MAX;
	struct nkv_mail_line line = { 0 };
	enum nkv_mail_result result = nkv_mail_body_decode(
		&lines->body, lines->buffer + lines->next, is_long ? RAW_BYTES_MAX : rest,
		lines->ended && !is_long, lines->decoded, NKV_LOG_LINE_BYTES_MAX, &line);

	if (result == NKV_MAIL_MORE && !is_long && !lines->ended)
		return false;
	if (result == NKV_MAIL_LINE || line.after.inside_line)
		*raw = (struct nkv_raw_line){ .bytes = lines->decoded,
					      .length = line.length,
					      .with_end = line.with_end,
					      .newlines = line.newlines,
					      .after = line.after };
	else if (lines->body.encoding == NKV_MAIL_BASE64)
		raw->after = (struct nkv_mail_body){ 0 };
	return true;
}

bool nkv_raw_lines_find(struct nkv_raw_lines *lines, struct nkv_raw_line *raw)
{
	for (;;) {
		const char *bytes, *end;
		size_t rest;
		bool is_all;

		pass_nuls(lines);
		bytes = lines->buffer + lines->next;
		rest = lines->used - lines->next;
		/* For each part of a line, the work must not grow with the length of the line. */
		is_all = lines->ended && (!lines->goes_on || rest <= RAW_BYTES_MAX);
		if (lines->goes_on && rest > RAW_BYTES_MAX)
			rest = RAW_BYTES_MAX;
		end = memchr(bytes, '\n', rest);

		if (!end && !lines->ended && rest < RAW_BYTES_MAX) {
			fill(lines);
			continue;
		}
		*raw = (struct nkv_raw_line){
			.bytes = bytes, .length = rest, .with_end = rest, .after = lines->body
		};
		if (end) {
			raw->length = (size_t)(end - bytes);
			raw->with_end = raw->length + 1;
			raw->newlines = lines->newline == '\n';
		}
		raw->cut = !end && !is_all;
		end_at_nuls(raw);
		end_at_return(lines, raw);
		end_at_break(raw);
		nkv_mail_body_guess(&lines->body, raw->bytes, raw->length);
		raw->after = lines->body;
		if (lines->body.encoding == NKV_MAIL_PLAIN)
			end_at_escape(lines, raw);
		if (lines->body.encoding == NKV_MAIL_PLAIN || decode(lines, raw))
			return rest > 0;
		fill(lines);
	}
}

void nkv_raw_lines_take(struct nkv_raw_lines *lines, const struct nkv_raw_line *raw)
{
	lines->goes_on =
		raw->with_end > 0 && lines->buffer[lines->next + raw->with_end - 1] != '\n';
	lines->next += raw->with_end;
	lines->line_number += raw->newlines;
	lines->unnoticed += raw->with_end;
	lines->inside_line = raw->cut;
	lines->body = raw->after;
}

void nkv_raw_lines_pass_rest(struct nkv_raw_lines *lines)
{
	struct nkv_raw_line raw;

	while (lines->inside_line && nkv_raw_lines_find(lines, &raw))
		nkv_raw_lines_take(lines, &raw);
}

/* --- noise --- */

/*
 * Finds a word, or returns NULL. Words begin with a letter that is rare in
 * logs. Searching for it alone is fastest, unless it is frequent in this log.
 */
static const char *find_word(const char *bytes, size_t length, const char *word)
{
	const char *end = bytes + length;
	size_t word_length = strlen(word), misses = MISSES_MIN + length / 128;

	for (; misses > 0; misses--, bytes++) {
		bytes = memchr(bytes, word[0], (size_t)(end - bytes));
		if (!bytes || (size_t)(end - bytes) < word_length)
			return NULL;
		if (memcmp(bytes, word, word_length) == 0)
			return bytes;
	}
	return memmem(bytes, (size_t)(end - bytes), word, word_length);
}

/* Finds where a boot may begin, or a part of a mail that may contain one; or NULL. */
static const char *find_boot(const char *bytes, size_t length)
{
	static const char *const words[] = { "Linux version", "BIOS-e820", "Xen version",
					     "Xen-e820", "Transfer-Encoding" };
	const char *first = NULL;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const char *found = find_word(bytes, length, words[i]);

		if (found && (!first || found < first))
			first = found;
	}
	return first;
}

/* Moves to the beginning of a line, at most LOOK_BACK_BYTES before `place`. */
static void move_before(struct nkv_raw_lines *lines, size_t place)
{
	size_t target = place > LOOK_BACK_BYTES ? place - LOOK_BACK_BYTES : 0;
	const char *end;

	if (target <= lines->next)
		return;
	end = memchr(lines->buffer + target - 1, '\n', place - target + 1);
	lines->inside_line = lines->goes_on = !end;
	pass_over(lines, (end ? (size_t)(end - lines->buffer) + 1 : target) - lines->next);
}

static bool is_noise(const struct nkv_raw_lines *lines)
{
	return lines->unnoticed > INTEREST_BYTES;
}

/* Moves back to where the encoded line begins, if that is there. Returns how far. */
static size_t begin_encoded_line(struct nkv_raw_lines *lines)
{
	const char *end = memrchr(lines->buffer, '\n', lines->next);
	size_t from = lines->next;

	if (!lines->body.inside_line || !end)
		return 0;
	lines->next = (size_t)(end - lines->buffer) + 1;
	lines->body = (struct nkv_mail_body){ .encoding = NKV_MAIL_BASE64 };
	return from - lines->next;
}

/*
 * Skips whole encoded lines without a word, many at once. Their end is examined again with the
 * next lines, so that a line with a word is not lost. Returns false if there are too few.
 */
static bool pass_encoded_lines(struct nkv_raw_lines *lines)
{
	size_t length, taken;
	const char *end;

	if (lines->used - lines->next < 2 * sizeof(lines->decoded) && !lines->ended)
		fill(lines);
	taken = nkv_mail_decode_block(lines->buffer + lines->next, lines->used - lines->next,
				      lines->decoded, sizeof(lines->decoded), &length);
	if (find_boot(lines->decoded, length)) {
		lines->inside_line = true;
		lines->unnoticed = 0;
		return true;
	}
	if (taken < (size_t)2 * OVERLAP_BYTES)
		return false;
	end = memrchr(lines->buffer + lines->next, '\n', taken - OVERLAP_BYTES);
	if (!end)
		return false;
	pass_over(lines, (size_t)(end - lines->buffer) + 1 - lines->next);
	return true;
}

/* The same, from within an encoded line. If it returns false, lines go on where they were. */
static bool pass_block(struct nkv_raw_lines *lines)
{
	const struct nkv_mail_body body = lines->body;
	size_t back = begin_encoded_line(lines);

	if (!lines->body.inside_line && pass_encoded_lines(lines))
		return true;
	lines->next += back;
	lines->body = body;
	return false;
}

/* Skips decoded lines, up to one with a word, or as long as a block. Returns false at the end. */
static bool pass_decoded_lines(struct nkv_raw_lines *lines)
{
	size_t most = (size_t)2 * OVERLAP_BYTES;
	struct nkv_raw_line raw;

	for (size_t i = 0; i < most && lines->body.encoding == NKV_MAIL_BASE64; i += raw.with_end) {
		if (!nkv_raw_lines_find(lines, &raw))
			return false;
		if (find_boot(raw.bytes, raw.length)) {
			lines->unnoticed = 0;
			break;
		}
		nkv_raw_lines_take(lines, &raw);
	}
	return true;
}

/* Encoded text shows no words. It is decoded up to a line with one, or to its end. */
static void skip_encoded(struct nkv_raw_lines *lines)
{
	while (is_noise(lines) && lines->body.encoding == NKV_MAIL_BASE64)
		if (!pass_block(lines) && !pass_decoded_lines(lines))
			return;
}

void nkv_raw_lines_skip_noise(struct nkv_raw_lines *lines)
{
	skip_encoded(lines);
	while (is_noise(lines) && lines->body.encoding != NKV_MAIL_BASE64) {
		const char *from = lines->buffer + lines->next;
		const char *found = find_boot(from, lines->used - lines->next);

		move_before(lines, found ? (size_t)(found - lines->buffer) : lines->used);
		if (found) {
			lines->unnoticed = 0;
			return;
		}
		if (lines->ended) {
			lines->next = lines->used;
			return;
		}
		fill(lines);
	}
}
