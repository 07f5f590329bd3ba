/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Checks the bytes of a document, before it is parsed. */
#ifndef NUMAKVA_BASE_TEXT_CHECK_H
#define NUMAKVA_BASE_TEXT_CHECK_H

#include <stdbool.h>
#include <stddef.h>

/* The first thing in a text that a description must not hold, if there is any. */
struct nkv_text_fault {
	const char *what; /* "a NUL", "not UTF-8", ...; NULL if there is none */
	size_t line;	  /* from 0 */
	size_t column;	  /* in characters, from 0 */
	bool plain;	  /* all is ASCII that can be seen, blanks and newlines */
};

/*
 * Looks for NULs, for control characters that YAML excludes and for what is not
 * UTF-8. libyaml finds them, too, but does not say where.
 */
struct nkv_text_fault nkv_text_check(const char *text, size_t length);

#endif
