/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The boots of a log, as far back as one may be wanted. */
#ifndef NUMAKVA_READ_LOG_BOOTS_H
#define NUMAKVA_READ_LOG_BOOTS_H

#include <stddef.h>

#include "read/forms/boot_facts.h"

struct nkv_log_boots {
	struct nkv_boot_facts **kept; /* the last at the end */
	size_t count;
	size_t capacity;
	size_t kept_max; /* set by the caller; at least 1 */
	size_t seen;	 /* since the log began */
};

/* Room for the facts of one more boot, in place of the oldest if enough are kept; NULL: no memory. */
struct nkv_boot_facts *nkv_log_boots_add(struct nkv_log_boots *boots);

/* The facts of the last boot; NULL before the first. */
struct nkv_boot_facts *nkv_log_boots_last(const struct nkv_log_boots *boots);

void nkv_log_boots_free(struct nkv_log_boots *boots);

#endif
