/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The bytes of a document, before anybody parses them. */
#ifndef NUMAKVA_BASE_TEXT_CHECK_H
#define NUMAKVA_BASE_TEXT_CHECK_H

#include <stdbool.h>
#include <stddef.h>

/* The first thing in a text that no description may hold, if there is any. */
struct nkv_text_fault {
	const char *what; /* "a NUL", "not UTF-8", ...; NULL if there is none */
	size_t line;	  /* from 0 */
	size_t column;	  /* in characters, from 0 */
	bool plain;	  /* all is ASCII that can be seen, blanks and newlines */
};

/*
 * Looks for NULs, for control characters that YAML excludes and for what is
 * not UTF-8. The parser would tell of them without a place.
 */
struct nkv_text_fault nkv_text_check(const char *text, size_t length);

#endif
