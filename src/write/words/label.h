/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_WORDS_LABEL_H
#define NUMAKVA_WRITE_WORDS_LABEL_H

#include <stdio.h>

#include "write/subject.h"

/*
 * The title of a machine: its name; or, if that is NULL, "FILE:1" with its
 * first line there. Line 0 is unknown. UTF-8. To be freed; NULL if there is no
 * memory.
 */
char *nkv_machine_title(const char *name, const char *origin, size_t line);

/*
 * A report's name for the machine: its title, followed by the kernel if it is
 * planned for several. On one line, as nkv_escape() shows it. To be freed.
 */
char *nkv_label(const struct nkv_subject *subject);

/* Prints the machine's title on one line, at the beginning of a form for people. */
void nkv_put_machine_name(FILE *out, const struct nkv_subject *subject);

/* The name of the machine's input, or "-". To be freed. */
char *nkv_origin_label(const struct nkv_subject *subject);

/* Any text on one line. To be freed. */
char *nkv_one_line(const char *text);

#endif
