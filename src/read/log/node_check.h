/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compares the nodes that a log's kernel made with the SRAT that it printed. */
#ifndef NUMAKVA_READ_LOG_NODE_CHECK_H
#define NUMAKVA_READ_LOG_NODE_CHECK_H

#include "read/report.h"
#include "read/forms/boot_facts.h"

/* Reports nodes and ranges of the kernel that do not follow from the SRAT. */
void nkv_log_check_nodes(const struct nkv_boot_facts *facts, struct nkv_report *report);

/* Reports nodes if the log has no memory entry of an SRAT. */
void nkv_log_check_no_nodes(const struct nkv_boot_facts *facts, struct nkv_report *report);

#endif
