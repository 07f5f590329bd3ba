/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Takes the facts of a boot from clean lines. */
#ifndef NUMAKVA_READ_FORMS_TAKE_LINE_H
#define NUMAKVA_READ_FORMS_TAKE_LINE_H

#include <stdbool.h>

#include "read/forms/boot_facts.h"
#include "read/forms/match.h"

/*
 * Takes the facts of a line. NKV_MATCH_PART: it may be the beginning of a line
 * with facts; nothing was taken, and the line is to be given again with its
 * rest. NKV_MATCH_NONE: it has no facts.
 */
enum nkv_match nkv_line_take(struct nkv_boot_facts *facts, const char *line,
			     const struct nkv_position *position);

/* Notes a line that begins like an entry of the map or of the SRAT, but was not taken. */
void nkv_line_take_broken(struct nkv_boot_facts *facts, const char *line,
			  const struct nkv_position *position);

/* Whether a line has one of the forms. */
bool nkv_line_has_form(const char *line);

/* Takes what is printed before a boot begins. It belongs to the boot that follows. */
enum nkv_match nkv_loader_line_take(struct nkv_log_loader *loader, const char *line,
				    const struct nkv_position *position);

#endif
