/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Suggests a known word for a misspelt one. */
#ifndef NUMAKVA_BASE_SUGGEST_H
#define NUMAKVA_BASE_SUGGEST_H

#include <stddef.h>

/* A search for the known word that is nearest to an unknown one. */
struct nkv_suggestion {
	const char *given;
	const char *nearest; /* NULL: no known word is near */
	unsigned int distance;
};

/*
 * Offers a known word. It is near if a few typing errors make one word of the
 * other: characters added, dropped, changed, or swapped with the next.
 */
void nkv_suggest_offer(struct nkv_suggestion *suggestion, const char *known);

/* What precedes word `i` of `count` words to choose from: "a, b or c". */
static inline const char *nkv_suggest_separator(size_t i, size_t count)
{
	if (i == 0)
		return "";
	return i + 1 < count ? ", " : " or ";
}

#endif
