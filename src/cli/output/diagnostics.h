/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Messages of the command, on standard error or in memory, to be printed there
 * later. Control characters, which file names can contain, are shown as
 * escapes, so that a message is one line.
 */
#ifndef NUMAKVA_CLI_OUTPUT_DIAGNOSTICS_H
#define NUMAKVA_CLI_OUTPUT_DIAGNOSTICS_H

#include <stdio.h>

#include "read/document.h"

/* "numakva-plan: WHAT 'SUBJECT': " and the text of the errno `error`. */
void nkv_say_errno(const char *what, const char *subject, int error);

/* "numakva-plan: WHAT 'SUBJECT': WHY", to a stream. */
void nkv_say_why(FILE *to, const char *what, const char *subject, const char *why);

/* "numakva-plan: WHAT", to a stream. */
void nkv_say(FILE *to, const char *what);

/* "numakva-plan: note: WORDS", on standard error. */
void nkv_say_note(const char *words);

/*
 * "numakva-plan: warning: kernel 'ALIAS' is planned as 'NAME', which has the same rules". If
 * the rules with SPARSEMEM are only similar, it says "with DISCONTIGMEM".
 */
void nkv_warn_alias(const char *alias, const char *name, bool near_with_sparse);

enum { NKV_PLACE_BYTES = 48 };

/*
 * What follows the origin of a diagnostic: ":LINE:COLUMN"; ": offset 0x30" if
 * it has no lines; "" if it is about the whole input. Returns `place`.
 */
const char *nkv_diagnostic_place(const struct nkv_diagnostic *diagnostic,
				 char place[NKV_PLACE_BYTES]);

/* "ORIGIN: note: assumed KEY VALUE, KEY VALUE; ...", or nothing if nothing was assumed. */
void nkv_say_assumptions(FILE *to, const char *origin, const struct nkv_assumption *assumptions,
			 size_t count);

/* "ORIGIN:LINE:COLUMN: error: TEXT", or "warning", or "note". */
void nkv_say_diagnostic(FILE *to, const struct nkv_diagnostic *diagnostic);

#endif
