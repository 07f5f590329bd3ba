/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Remedies in words. */
#ifndef NUMAKVA_WRITE_WORDS_REMEDY_TEXT_H
#define NUMAKVA_WRITE_WORDS_REMEDY_TEXT_H

#include <stdbool.h>
#include <stdio.h>

#include <numakva/remedy.h>

enum { NKV_REMEDY_TEXT_BYTES = 96 };

/* "kernel 2.6.25", "mem=1022M", "without mem=", "initrd at 0x1f000000", and what it costs. */
void nkv_remedy_text(const struct nkv_remedy *remedy, char text[NKV_REMEDY_TEXT_BYTES]);

struct nkv_found_remedies {
	struct nkv_remedy list[NKV_REMEDIES_MAX];
	size_t count;
	const char *title; /* what they lead to; or, without any, that nothing helps */
};

/*
 * Looks for what makes the machine boot, or, if nothing does, for what at least
 * lets it boot and then go wrong. Returns false if there was no memory.
 */
bool nkv_remedies_look_for(const struct nkv_plan *plan, struct nkv_found_remedies *found);

/* Prints them on one line, after `title`, and folds it as nkv_paragraph() does. */
void nkv_put_remedies(FILE *out, const char *title, const struct nkv_remedy *remedies, size_t count,
		      size_t indent);

#endif
