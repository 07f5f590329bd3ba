/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Remedies in words. */
#ifndef NUMAKVA_WRITE_WORDS_REMEDY_TEXT_H
#define NUMAKVA_WRITE_WORDS_REMEDY_TEXT_H

#include <stdio.h>

#include "write/subject.h"

enum {
	NKV_REMEDY_TEXT_BYTES = 96,
	NKV_REMEDIES_BYTES = NKV_REMEDIES_MAX * (NKV_REMEDY_TEXT_BYTES + 2),
};

/* "kernel 2.6.25", "mem=1022M", "without mem=", "initrd at 0x1f000000", and what it costs. */
void nkv_remedy_text(const struct nkv_remedy *remedy, char text[NKV_REMEDY_TEXT_BYTES]);

/* Remedies in a line; kernels in a row are a list of their own, which says what they are once. */
const char *nkv_remedies_line(const struct nkv_remedy *remedies, size_t count,
			      char line[NKV_REMEDIES_BYTES]);

/* What the remedies lead to, before them; or, without any, that nothing helps. */
const char *nkv_help_title(const struct nkv_help *help);

/* Prints remedies on one line, after `title`, and folds it as nkv_paragraph() does. */
void nkv_put_remedies(FILE *out, const char *title, const struct nkv_remedy *remedies, size_t count,
		      size_t indent);

#endif
