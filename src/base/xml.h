/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text in XML and HTML. */
#ifndef NUMAKVA_BASE_XML_H
#define NUMAKVA_BASE_XML_H

#include <stddef.h>
#include <stdio.h>

/*
 * Prints UTF-8 as character data or an attribute's value. Characters with a
 * meaning in XML are escaped; control characters, which XML cannot hold, become
 * \n or \x1b as in other formats; what is not UTF-8 becomes U+FFFD.
 */
void nkv_xml_text(FILE *out, const char *text);

/* The same for no more than so many columns; what is longer ends in "...". */
void nkv_xml_text_within(FILE *out, const char *text, size_t columns);

/* Prints lines as they are; a NUL ends them. */
void nkv_xml_lines(FILE *out, const char *lines);

#endif
