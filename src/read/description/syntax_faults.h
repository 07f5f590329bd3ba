/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reports what is wrong with a document's syntax, in words for people who write it by hand. */
#ifndef NUMAKVA_READ_DESCRIPTION_SYNTAX_FAULTS_H
#define NUMAKVA_READ_DESCRIPTION_SYNTAX_FAULTS_H

#include <yaml.h>

#include "read/description/events.h"

/* Reports the error of a parser that was given the text of this document alone. */
void nkv_refuse_syntax(const struct nkv_events *events, const yaml_parser_t *parser,
		       const char *text, size_t length);

/* The length of the key in a text such as "start:0x0"; 0 for any other text. */
size_t nkv_joined_key_bytes(const char *text, size_t length);

/* Reports a text that begins with such a key. */
void nkv_refuse_joined(const struct nkv_events *events, const struct nkv_position *position,
		       const char *text, size_t length);

#endif
