/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_WORDS_LABEL_H
#define NUMAKVA_WRITE_WORDS_LABEL_H

#include <stdio.h>

#include "write/subject.h"

/*
 * What a machine is called: its name, or, if that is NULL, "FILE:1" with its
 * first line there; a line of 0 is unknown. UTF-8. To be freed; NULL if there
 * is no memory.
 */
char *nkv_machine_title(const char *name, const char *origin, size_t line);

/*
 * What a report calls the machine: its title; where it is planned for several
 * kernels, these follow. On one line, as nkv_escape() has it; likewise.
 */
char *nkv_label(const struct nkv_subject *subject);

/* The machine's title on one line: what stands first in a form for people. */
void nkv_put_machine_name(FILE *out, const struct nkv_subject *subject);

/* The name of the input that it is from, or "-"; likewise. */
char *nkv_origin_label(const struct nkv_subject *subject);

/* Any text on one line, likewise. */
char *nkv_one_line(const char *text);

#endif
