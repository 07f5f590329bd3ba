/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The facts of the last boots of a log: as many as may be asked for. */
#ifndef NUMAKVA_READ_LOG_BOOTS_H
#define NUMAKVA_READ_LOG_BOOTS_H

#include <stdbool.h>
#include <stddef.h>

#include "read/input.h"
#include "read/forms/boot_facts.h"
#include "read/lines/log_lines.h"

struct nkv_log_boots {
	struct nkv_boot_facts **kept; /* the last one at the end */
	size_t count;
	size_t capacity;
	size_t kept_max; /* set by the caller; at least 1 */
	size_t seen;	 /* since the beginning of the log */

	/*
	 * From lines before the first boot: the architecture that they show, and the first line
	 * of any kernel.
	 */
	const char *architecture;
	struct nkv_position first;
	bool any;
};

/*
 * Reads a log into `boots`, which is empty: to the end of the boot that the
 * input asks for, or to the log's end if boots are counted from there. Joins
 * lines that a mail program broke. Returns false with errno set if a read fails
 * or there is no memory.
 */
bool nkv_log_boots_read(struct nkv_log_boots *boots, struct nkv_log_lines *lines,
			const struct nkv_input *input);

void nkv_log_boots_free(struct nkv_log_boots *boots);

#endif
