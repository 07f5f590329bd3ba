/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds the initrd of a log's boot. */
#ifndef NUMAKVA_READ_INFER_FIND_INITRD_H
#define NUMAKVA_READ_INFER_FIND_INITRD_H

#include "read/infer/candidate.h"

/*
 * Sets the machine's initrd: as printed, or as follows from the place of the
 * KVA or from its printed end. The machine's kernel must be set.
 */
void nkv_log_find_initrd(const struct nkv_boot_facts *facts, struct nkv_log_machine *out);

#endif
