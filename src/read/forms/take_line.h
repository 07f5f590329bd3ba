/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A boot's facts out of its clean lines, one after the other. */
#ifndef NUMAKVA_READ_FORMS_TAKE_LINE_H
#define NUMAKVA_READ_FORMS_TAKE_LINE_H

#include <stdbool.h>

#include "read/forms/boot_facts.h"
#include "read/forms/match.h"

/*
 * Takes what a line tells. One that is only a part (NKV_MATCH_PART) is taken
 * only if it tells something when more is added to it; nothing is taken of it
 * before. NKV_MATCH_NONE: the line tells nothing.
 */
enum nkv_match nkv_line_take(struct nkv_boot_facts *facts, const char *line,
			     const struct nkv_position *position);

/* Notes a line that begins like an entry of the map or of the SRAT, but could not be taken. */
void nkv_line_take_broken(struct nkv_boot_facts *facts, const char *line,
			  const struct nkv_position *position);

/* Whether a line has one of the forms. */
bool nkv_line_has_form(const char *line);

/* Takes what a boot loader says of an initrd, which is that of the boot that follows. */
enum nkv_match nkv_loader_line_take(struct nkv_log_initrd *initrd, const char *line,
				    const struct nkv_position *position);

#endif
