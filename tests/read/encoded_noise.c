/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Much that is encoded before a boot: its lines are found wherever blocks begin and end. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/lines/log_lines.h"

enum { GROUPS_OF_LINE = 19 };

static const char head[] = "Content-Transfer-Encoding: base64\n\n";

/* Writes `text` in lines of 76. */
static void encode(FILE *file, const char *text, size_t length)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < length; i += 3) {
		unsigned int bits = 0;

		for (size_t j = 0; j < 3; j++)
			bits = bits << 8 | (i + j < length ? (unsigned char)text[i + j] : '\n');
		for (int shift = 18; shift >= 0; shift -= 6)
			putc_unlocked(digits[bits >> shift & 63], file);
		if (i / 3 % GROUPS_OF_LINE == GROUPS_OF_LINE - 1)
			putc_unlocked('\n', file);
	}
	putc_unlocked('\n', file);
}

/* A mail of as many bytes of noise, whose lines are that long, and a boot. To be freed. */
static char *mail_of(size_t noise_bytes, size_t line_bytes, size_t *length)
{
	static const char boot[] = "[Linux-initrd @ 0x1, 0x2 bytes]\nLinux version 2.6.23\nafter\n";
	char *text = malloc(noise_bytes + sizeof(boot)), *mail;
	FILE *file = open_memstream(&mail, length);

	for (size_t i = 0; i < noise_bytes; i++)
		text[i] = i % line_bytes == line_bytes - 1 || i == noise_bytes - 1 ? '\n' : 'n';
	memcpy(text + noise_bytes, boot, sizeof(boot));
	fputs(head, file);
	encode(file, text, noise_bytes + sizeof(boot) - 1);
	fclose(file);
	free(text);
	return mail;
}

/* The number of the encoded line in which a decoded byte is. */
static size_t line_of(size_t offset)
{
	return 3 + offset / (3 * GROUPS_OF_LINE);
}

static void expect_boot_behind(size_t noise_bytes, size_t line_bytes)
{
	const size_t expected = line_of(noise_bytes + strlen("[Linux-initrd @ 0x1, 0x2 bytes]\n"));
	size_t length, seen = 0;
	char *mail = mail_of(noise_bytes, line_bytes, &length);
	FILE *file = fmemopen(mail, length, "r");
	struct nkv_log_lines *lines = nkv_log_lines_new(file);
	struct nkv_log_line line = { .boot = 0 };

	while (line.boot == 0 && nkv_log_lines_next(lines, &line) == NKV_LOG_LINES_LINE)
		seen += line.text[0] == 'n';
	cr_expect_str_eq(line.text, "Linux version 2.6.23", "behind %zu", noise_bytes);
	/* Where a line begins with an encoded one, the end of the one before it is not passed yet. */
	cr_expect(line.line == expected || line.line + 1 == expected, "behind %zu: line %zu",
		  noise_bytes, line.line);
	cr_assert_eq(nkv_log_lines_next(lines, &line), NKV_LOG_LINES_LINE);
	cr_expect_str_eq(line.text, "after");
	cr_expect_lt(seen, noise_bytes / line_bytes / 2, "%zu lines are looked at", seen);
	nkv_log_lines_free(lines);
	fclose(file);
	free(mail);
}

Test(encoded_noise, is_passed_over)
{
	for (size_t bytes = 3000000; bytes < 3000000 + (1 << 15); bytes += 3067)
		expect_boot_behind(bytes, 50);
	for (size_t line_bytes = 20; line_bytes < 2000; line_bytes = line_bytes * 2 + 1)
		expect_boot_behind(3000000, line_bytes);
}

/* More than is read at once, of which every line matters. Expect each of them whole. */
Test(encoded_noise, lines_across_blocks)
{
	enum { LINES = 10000, LINE_BYTES = 50 };
	char *text = malloc(LINES * LINE_BYTES), *mail;
	size_t length, count = 0;
	FILE *file = open_memstream(&mail, &length);
	struct nkv_log_lines *lines;
	struct nkv_log_line line;

	for (size_t i = 0; i < LINES * LINE_BYTES; i++)
		text[i] = i % LINE_BYTES == LINE_BYTES - 1 ? '\n' : 'n';
	fputs(head, file);
	encode(file, text, LINES * LINE_BYTES);
	fclose(file);
	file = fmemopen(mail, length, "r");
	lines = nkv_log_lines_new(file);
	while (nkv_log_lines_next(lines, &line) == NKV_LOG_LINES_LINE)
		if (line.text[0] == 'n' && ++count > 0)
			cr_assert_eq(strlen(line.text), LINE_BYTES - 1, "line %zu", count);
	cr_expect_eq(count, LINES, "%zu", count);
	nkv_log_lines_free(lines);
	fclose(file);
	free(mail);
	free(text);
}

/* A word of which the first half ends what is encoded in one piece. Expect it not to be lost. */
Test(encoded_noise, a_word_in_two_pieces)
{
	enum { BYTES = 3 * GROUPS_OF_LINE * 50000 };
	static const char word[] = "TGludXggdg==\nZXJzaW9uIDIuNi4yMwphZnRlcgo=\n";
	char *text = malloc(BYTES), *mail;
	size_t length;
	FILE *file = open_memstream(&mail, &length);
	struct nkv_log_lines *lines;
	struct nkv_log_line line = { .boot = 0 };

	for (size_t i = 0; i < BYTES; i++)
		text[i] = i % 50 == 49 || i == BYTES - 1 ? '\n' : 'n';
	fputs(head, file);
	encode(file, text, BYTES);
	fseek(file, -1, SEEK_CUR); /* an empty line is none of these */
	fputs(word, file);
	fclose(file);
	file = fmemopen(mail, length, "r");
	lines = nkv_log_lines_new(file);
	while (line.boot == 0 && nkv_log_lines_next(lines, &line) == NKV_LOG_LINES_LINE)
		;
	cr_expect_str_eq(line.text, "Linux version 2.6.23");
	nkv_log_lines_free(lines);
	fclose(file);
	free(mail);
	free(text);
}

/* Nothing but noise, to the end of the input, or before other parts. Expect an end, and what follows. */
Test(encoded_noise, without_a_boot)
{
	static const char *const behind[] = { "", "\n--x\n\nLinux version 2.6.23\n" };

	for (size_t i = 0; i < 2; i++) {
		size_t length;
		char text[3 * GROUPS_OF_LINE], *mail;
		FILE *file = open_memstream(&mail, &length);
		struct nkv_log_lines *lines;
		struct nkv_log_line line = { .boot = 0 };

		for (size_t j = 0; j < sizeof(text); j++)
			text[j] = j % 19 == 18 ? '\n' : 'n';
		fputs(head, file);
		for (size_t j = 0; j < 50000; j++) {
			encode(file, text, sizeof(text));
			fseek(file, -1, SEEK_CUR); /* its empty line */
		}
		fputs(behind[i], file);
		fclose(file);
		file = fmemopen(mail, length, "r");
		lines = nkv_log_lines_new(file);
		while (line.boot == 0 && nkv_log_lines_next(lines, &line) == NKV_LOG_LINES_LINE)
			;
		cr_expect_eq(line.boot, i, "%zu", line.boot);
		nkv_log_lines_free(lines);
		fclose(file);
		free(mail);
	}
}
