/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where the initrd of a log's boot was. */
#ifndef NUMAKVA_READ_INFER_FIND_INITRD_H
#define NUMAKVA_READ_INFER_FIND_INITRD_H

#include "read/infer/candidate.h"

/*
 * Sets the machine's initrd: as it was printed, or as it follows from where
 * the KVA lies or from where it is said to end. The machine's kernel is known.
 */
void nkv_log_find_initrd(const struct nkv_boot_facts *facts, struct nkv_log_machine *out);

#endif
