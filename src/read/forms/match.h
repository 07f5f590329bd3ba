/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Matches lines with patterns, which resemble those of scanf(). */
#ifndef NUMAKVA_READ_FORMS_MATCH_H
#define NUMAKVA_READ_FORMS_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NKV_CAPTURES_MAX = 6 };

/* What stands in a line where the pattern has a conversion. */
struct nkv_capture {
	uint64_t number;      /* of %p: if it is decimal; 0 if it cannot be */
	uint64_t hexadecimal; /* of %p: if it is hexadecimal */
	bool is_pfn;	      /* of %p */
	bool is_hexadecimal;  /* of %p: it cannot be decimal */
	const char *text;     /* in the line */
	size_t length;
};

enum nkv_match {
	NKV_MATCH_NONE,
	/* The line ends early, at a blank of the pattern or behind a hyphen: the rest may follow. */
	NKV_MATCH_PART,
	NKV_MATCH_WHOLE,
};

/*
 * Matches a line with a pattern. A blank stands for one or more, %x for a
 * hexadecimal number with or without 0x, %d for a decimal one (a negative one
 * gives the 32 bits that the kernel meant), %i for one that is hexadecimal if
 * it has 0x, %p for a pfn, which some kernels print as %d and others as %x, %w
 * for a word, %* for the rest, which may be empty; everything else stands for
 * itself. Numbers have 64 bits.
 */
enum nkv_match nkv_match(const char *line, const char *pattern,
			 struct nkv_capture captures[NKV_CAPTURES_MAX]);

#endif
