/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes a machine from the facts of a log. */
#ifndef NUMAKVA_READ_INFER_LOG_MACHINE_H
#define NUMAKVA_READ_INFER_LOG_MACHINE_H

#include "read/forms/boot_facts.h"
#include "read/infer/candidate.h"

/* The machine of the log if the candidate is its kernel. The facts must outlive it. */
void nkv_log_machine(const struct nkv_boot_facts *facts,
		     const struct nkv_kernel_candidate *candidate, struct nkv_log_machine *out);

#endif
