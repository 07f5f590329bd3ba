/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_WORDS_LABEL_H
#define NUMAKVA_WRITE_WORDS_LABEL_H

#include <stdio.h>

#include "write/subject.h"

/*
 * What a report calls the machine: its name, or, without one, "FILE:1"
 * with its first line; where it is planned for several kernels, these follow.
 * On one line, as nkv_escape() has it, and UTF-8. To be freed;
 * NULL if there is no memory.
 */
char *nkv_label(const struct nkv_subject *subject);

/* The machine's name, or "FILE:1" without one, on one line: what stands first in a form for people. */
void nkv_put_machine_name(FILE *out, const struct nkv_subject *subject);

/* The name of the input that it is from, or "-"; likewise. */
char *nkv_origin_label(const struct nkv_subject *subject);

/* Any text on one line, likewise. */
char *nkv_one_line(const char *text);

#endif
