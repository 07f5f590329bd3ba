/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "base/suggest.h"

#include <string.h>

enum { LETTERS_MAX = 40 };

static unsigned int least(unsigned int a, unsigned int b)
{
	return a < b ? a : b;
}

/* The optimal string alignment distance. Three rows of its table are enough. */
static unsigned int distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
	unsigned int rows[3][LETTERS_MAX + 1];
	unsigned int *before = rows[0], *last = rows[1], *row = rows[2];

	for (unsigned int j = 0; j <= b_length; j++)
		last[j] = j;
	memcpy(before, last, sizeof(rows[0]));
	for (size_t i = 1; i <= a_length; i++) {
		unsigned int *spare = before;

		row[0] = (unsigned int)i;
		for (size_t j = 1; j <= b_length; j++) {
			unsigned int change = a[i - 1] == b[j - 1] ? 0 : 1;

			row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + change);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		before = last;
		last = row;
		row = spare;
	}
	return last[b_length];
}

void nkv_suggest_offer(struct nkv_suggestion *suggestion, const char *known)
{
	size_t given_length = strnlen(suggestion->given, LETTERS_MAX + 1);
	size_t known_length = strlen(known);
	size_t longest = given_length > known_length ? given_length : known_length;
	unsigned int found;

	if (longest > LETTERS_MAX)
		return;
	found = distance(suggestion->given, given_length, known, known_length);
	if (found > longest / 3)
		return;
	if (!suggestion->nearest || found < suggestion->distance) {
		suggestion->nearest = known;
		suggestion->distance = found;
	}
}
