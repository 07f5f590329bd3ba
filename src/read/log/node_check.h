/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The nodes that a log's kernel made, held against the SRAT that it printed. */
#ifndef NUMAKVA_READ_LOG_NODE_CHECK_H
#define NUMAKVA_READ_LOG_NODE_CHECK_H

#include "read/report.h"
#include "read/forms/boot_facts.h"

/* Reports what the kernel says of its nodes that does not come of the SRAT's entries. */
void nkv_log_check_nodes(const struct nkv_boot_facts *facts, struct nkv_report *report);

/* Reports that there are nodes where the log has no memory entry of an SRAT. */
void nkv_log_check_no_nodes(const struct nkv_boot_facts *facts, struct nkv_report *report);

#endif
