/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How far noise is skipped: to shortly before a line that may begin a boot, and not a line more. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/lines/raw_lines.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum {
	LINE = 64, /* bytes of a line of noise */
	LINES = 20000,
	BYTES = LINE * LINES,
	LOOK_BACK = 1 << 13, /* before a boot */
	INTEREST = 1 << 20,  /* after what mattered */
	BLOCK = 1 << 18,     /* read at once */
	BUFFER = BLOCK + (1 << 15),
};

static struct nkv_raw_lines lines;

/* Noise of that character, in lines, to be freed. */
static char *make_noise(char c)
{
	char *text = malloc(BYTES);

	cr_assert(text);
	memset(text, c, BYTES);
	for (size_t i = LINE - 1; i < BYTES; i += LINE)
		text[i] = '\n';
	return text;
}

/* Opens a text of which nothing mattered for so many bytes, and skips what is noise. */
static FILE *skip(char *text, size_t length, size_t unnoticed)
{
	FILE *file = fmemopen(text, length, "r");

	cr_assert(file);
	lines = (struct nkv_raw_lines){ .unnoticed = unnoticed };
	cr_assert(nkv_raw_lines_open(&lines, file));
	nkv_raw_lines_skip_noise(&lines);
	return file;
}

static void end(FILE *file)
{
	nkv_raw_lines_close(&lines);
	fclose(file);
}

/* Expect the next line to be that one, counted from 0. */
static void expect_next(size_t line, const char *what)
{
	struct nkv_raw_line raw;

	cr_assert(nkv_raw_lines_find(&lines, &raw), "%s", what);
	cr_expect_eq(lines.line_number, line + 1, "%s: line %zu, expected %zu", what,
		     lines.line_number, line + 1);
	cr_expect_eq(raw.length, (size_t)LINE - 1, "%s", what);
	cr_expect_not(lines.inside_line, "%s", what);
}

/* Words anywhere, also where a block ends, in noise of their own first letters. */
Test(raw_noise, words)
{
	static const char *const words[] = { "Linux version", "BIOS-e820", "Xen version",
					     "Xen-e820", "Transfer-Encoding" };
	static const size_t places[] = {
		1,	   LINE * 2 + 5,      LOOK_BACK,  LOOK_BACK + 1, 3 * LOOK_BACK, BLOCK - 5,
		BLOCK + 3, BUFFER - LINE + 7, BUFFER - 5, BUFFER + 3,	 1000003
	};

	for (size_t i = 0; i < COUNT(words) * COUNT(places); i++) {
		const char *word = words[i / COUNT(places)];
		size_t place = places[i % COUNT(places)];
		size_t from = place > LOOK_BACK ? place - LOOK_BACK : 0;
		char *text = make_noise(i % 3 == 0 ? word[0] : 'x');
		FILE *file;

		if (place / LINE != (place + strlen(word)) / LINE)
			place -= strlen(word); /* a word is in one line */
		from = place > LOOK_BACK ? place - LOOK_BACK : 0;
		memcpy(text + place, word, strlen(word));
		file = skip(text, BYTES, INTEREST + 1);
		cr_expect_eq(lines.unnoticed, 0, "%s at %zu", word, place);
		expect_next((from + LINE - 1) / LINE, word);
		end(file);
		free(text);
	}
}

/* The first of several words, wherever the others are. */
Test(raw_noise, the_first_word)
{
	char *text = make_noise('x');
	FILE *file;

	memcpy(text + 100 * LINE, "Xen-e820", 8);
	memcpy(text + 150 * LINE, "Linux version", 13);
	memcpy(text + 200 * LINE, "BIOS-e820", 9);
	file = skip(text, BYTES, INTEREST + 1);
	expect_next(0, "the first");
	end(file);
	memset(text + 100 * LINE, 'x', 8);
	file = skip(text, BYTES, INTEREST + 1);
	expect_next((150 * LINE - LOOK_BACK + LINE - 1) / LINE, "the second");
	end(file);
	free(text);
}

/* Expect nothing to be skipped while interest lasts, and all where there is no word. */
Test(raw_noise, interest)
{
	char *text = make_noise('x');
	FILE *file = skip(text, BYTES, INTEREST);
	struct nkv_raw_line raw;

	cr_expect_eq(lines.unnoticed, INTEREST);
	expect_next(0, "interest");
	end(file);
	memcpy(text + BYTES - 13, "Linux versio", 12);
	file = skip(text, BYTES, INTEREST + 1);
	cr_expect_not(nkv_raw_lines_find(&lines, &raw));
	end(file);
	free(text);
}

/* Lines of no length, more than can be counted in a byte each. Expect each to be counted. */
Test(raw_noise, empty_lines)
{
	char *text = malloc(BYTES);
	FILE *file;
	struct nkv_raw_line raw;

	cr_assert(text);
	memset(text, '\n', BYTES);
	memcpy(text + BYTES - LINE, "Linux version", 13);
	file = skip(text, BYTES, INTEREST + 1);
	cr_assert(nkv_raw_lines_find(&lines, &raw));
	cr_expect_eq(lines.line_number, (size_t)BYTES - LINE - LOOK_BACK + 1, "%zu",
		     lines.line_number);
	end(file);
	free(text);
}

/* A line longer than a buffer, before a word and around it. Expect to begin behind it, or inside. */
Test(raw_noise, a_long_line)
{
	static const char *const ends[] = { "\nLinux version\n", "Linux version\nbehind\n" };
	static const char *const next[] = { "Linux version\n", "behind\n" };

	for (size_t i = 0; i < COUNT(ends); i++) {
		char *text = malloc(BYTES);
		FILE *file;
		struct nkv_raw_line raw;

		cr_assert(text);
		memset(text, 'x', BYTES);
		memcpy(text + 1000000, ends[i], strlen(ends[i]));
		file = skip(text, BYTES, INTEREST + 1);
		cr_expect_eq(lines.inside_line, i == 1);
		nkv_raw_lines_pass_rest(&lines);
		cr_assert(nkv_raw_lines_find(&lines, &raw));
		cr_expect_eq(raw.with_end, strlen(next[i]));
		cr_expect_eq(strncmp(raw.bytes, next[i], raw.with_end), 0);
		cr_expect_eq(lines.line_number, 2);
		end(file);
		free(text);
	}
}

/* --- encoded noise --- */

enum { ENCODED = 77 }; /* bytes of a line of base64, which decodes to one of 57 bytes */

/* Encodes a line of 57 bytes. */
static void encode(const char *line, char *to)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				     "0123456789+/";

	for (size_t i = 0; i < 57; i += 3, to += 4) {
		unsigned long bits = (unsigned long)(unsigned char)line[i] << 16 |
				     (unsigned long)(unsigned char)line[i + 1] << 8 |
				     (unsigned char)line[i + 2];

		for (size_t j = 0; j < 4; j++)
			to[j] = digits[bits >> (18 - 6 * j) & 63];
	}
	*to = '\n';
}

/* Lines of base64, of which that one has a word. */
static char *make_encoded(size_t with_word, const char *word)
{
	char *text = malloc((size_t)LINES * ENCODED), line[58];

	cr_assert(text);
	for (size_t i = 0; i < LINES; i++) {
		snprintf(line, sizeof(line), "%06zu%51s", i, "\n");
		if (i == with_word)
			memcpy(line + 10, word, strlen(word));
		encode(line, text + i * ENCODED);
	}
	return text;
}

/* Expect to be a little before the word: no more lines are decoded one by one than may overlap. */
Test(raw_noise, words_in_base64)
{
	static const size_t places[] = { 0, 1, 60, 500, 5000, 12345, LINES - 1 };
	static const char *const words[] = { "Linux version", "BIOS-e820" };

	for (size_t i = 0; i < COUNT(places) * COUNT(words); i++) {
		size_t place = places[i % COUNT(places)], read = 0;
		const char *word = words[i / COUNT(places)];
		char *text = make_encoded(place, word);
		struct nkv_mail_body body = { .encoding = NKV_MAIL_BASE64 };
		FILE *file = fmemopen(text, (size_t)LINES * ENCODED, "r");
		struct nkv_raw_line raw;
		bool is_found = false;

		lines = (struct nkv_raw_lines){ .unnoticed = INTEREST + 1, .body = body };
		cr_assert(nkv_raw_lines_open(&lines, file));
		nkv_raw_lines_skip_noise(&lines);
		while (!is_found && nkv_raw_lines_find(&lines, &raw)) {
			is_found =
				raw.length > 30 && memcmp(raw.bytes + 10, word, strlen(word)) == 0;
			if (is_found)
				break;
			nkv_raw_lines_take(&lines, &raw);
			read++;
		}
		cr_expect(is_found, "%s in line %zu", word, place);
		/* The newline before it is of the encoded line before. */
		cr_expect_eq(lines.line_number, place > 0 ? place : 1, "%zu: %zu", place,
			     lines.line_number);
		cr_expect(read <= 600, "%zu lines are read", read);
		end(file);
		free(text);
	}
}
