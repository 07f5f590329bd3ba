/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Checks the bytes of a document, before it is parsed. */
#ifndef NUMAKVA_BASE_TEXT_CHECK_H
#define NUMAKVA_BASE_TEXT_CHECK_H

#include <stdbool.h>
#include <stddef.h>

/* The first byte or character of a text that a description must not contain. */
struct nkv_text_fault {
	const char *what; /* "a NUL", "not UTF-8", ...; NULL if the text has none */
	size_t line;	  /* from 0 */
	size_t column;	  /* in characters, from 0 */
	bool plain;	  /* the text is all printable ASCII, blanks and newlines */
};

/*
 * Looks for NULs, for control characters that YAML forbids and for bytes that
 * are not UTF-8. libyaml refuses these, too, but does not say where they are.
 */
struct nkv_text_fault nkv_text_check(const char *text, size_t length);

#endif
