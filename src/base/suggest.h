/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What somebody may have meant. */
#ifndef NUMAKVA_BASE_SUGGEST_H
#define NUMAKVA_BASE_SUGGEST_H

#include <stddef.h>

/* The search for the known word that is nearest to one that is not known. */
struct nkv_suggestion {
	const char *given;
	const char *nearest; /* NULL: none is near */
	unsigned int distance;
};

/*
 * Offers a known word. It is near if a slip of the finger would do: letters
 * added, dropped, changed, or swapped with the next.
 */
void nkv_suggest_offer(struct nkv_suggestion *suggestion, const char *known);

#endif
