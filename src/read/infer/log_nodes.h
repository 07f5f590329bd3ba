/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The nodes of a log that does not have the table they come from: where each
 * begins and ends follows from lines of many kinds.
 */
#ifndef NUMAKVA_READ_INFER_LOG_NODES_H
#define NUMAKVA_READ_INFER_LOG_NODES_H

#include <stdbool.h>
#include <stddef.h>

#include "read/forms/boot_facts.h"

struct nkv_log_nodes {
	size_t told; /* how many nodes the kernel had, by all lines that speak of one */
	struct nkv_log_node_range ranges[NKV_LOG_NODES_MAX]; /* in pfns, ascending by node */
	size_t count;	 /* how many of them are known; all, or none */
	bool is_guessed; /* no line tells where some begin or end, but it probably follows */
};

/* NUMA-Q has its nodes one behind the other, and all known machines have them of one size. */
struct nkv_log_nodes nkv_log_find_nodes(const struct nkv_boot_facts *facts);

/*
 * Whether the kernel's nodes are those of a NUMA-Q. It says so only after setup; one that ended before
 * is taken for such if it has nodes, and neither an SRAT nor memory for the ACPI.
 */
bool nkv_log_is_numaq(const struct nkv_boot_facts *facts);

#endif
