/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Matches lines with patterns similar to those of scanf(). */
#ifndef NUMAKVA_READ_FORMS_MATCH_H
#define NUMAKVA_READ_FORMS_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NKV_CAPTURES_MAX = 6 };

/* The text of a line for which a conversion stands. */
struct nkv_capture {
	uint64_t number;      /* for %p: the decimal reading; 0 if there is none */
	uint64_t hexadecimal; /* for %p: the hexadecimal reading */
	bool is_pfn;	      /* for %p */
	bool is_hexadecimal;  /* for %p: it cannot be decimal */
	const char *text;     /* within the line */
	size_t length;
};

enum nkv_match {
	NKV_MATCH_NONE,
	/* The line ends early, at a blank of the pattern or after a hyphen: the rest may follow. */
	NKV_MATCH_PART,
	NKV_MATCH_WHOLE,
};

/*
 * Matches a line with a pattern. A blank matches one or more blanks; %x a
 * hexadecimal number with or without 0x; %d a decimal one (a negative one gives
 * the 32 bits that the kernel meant); %i a hexadecimal number if it has 0x,
 * otherwise a decimal one; %p a pfn, which some kernels print as %d and others
 * as %x; %w a word; %* the rest, which can be empty. All other characters match
 * themselves. Numbers have 64 bits.
 */
enum nkv_match nkv_match(const char *line, const char *pattern,
			 struct nkv_capture captures[NKV_CAPTURES_MAX]);

#endif
