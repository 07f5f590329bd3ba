/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text for XML and HTML. */
#ifndef NUMAKVA_BASE_XML_H
#define NUMAKVA_BASE_XML_H

#include <stddef.h>
#include <stdio.h>

/*
 * Prints UTF-8 as character data or as an attribute's value. Characters with a
 * meaning in XML are escaped; control characters, which XML does not allow,
 * become \n or \x1b as in other formats; bytes that are not UTF-8 become
 * U+FFFD.
 */
void nkv_xml_text(FILE *out, const char *text);

/* The same, cut to at most `columns` columns; a text that is cut ends in "...". */
void nkv_xml_text_within(FILE *out, const char *text, size_t columns);

/* Prints lines without changes; a NUL ends them. */
void nkv_xml_lines(FILE *out, const char *lines);

#endif
