/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds how the kernel of a log was built and loaded. */
#ifndef NUMAKVA_READ_INFER_LOG_KERNEL_H
#define NUMAKVA_READ_INFER_LOG_KERNEL_H

#include "read/forms/boot_facts.h"
#include "read/infer/candidate.h"

/* Fills the kernel of a machine. What the log does not show stays as by default. */
void nkv_log_kernel(const struct nkv_boot_facts *facts,
		    const struct nkv_kernel_candidate *candidate, struct nkv_log_machine *out);

#endif
